let lineFeed = UInt8(ascii: "\n")
let spaceByte = UInt8(ascii: " ")

extension [UInt8] {
  /// Adds a number of spaces.
  mutating func appendSpaces(_ count: Int) {
    append(contentsOf: repeatElement(spaceByte, count: Swift.max(count, 0)))
  }
}
