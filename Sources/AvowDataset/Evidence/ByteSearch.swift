/// Finds some bytes among others, by Knuth, Morris and Pratt: in linear time whatever they are.
package enum ByteSearch {
  /// Every range of `bytes` that holds `wanted`, from the first to the last; they may overlap.
  package static func ranges(of wanted: Span<UInt8>, in bytes: Span<UInt8>) -> [Range<Int>] {
    guard !wanted.isEmpty, wanted.count <= bytes.count else { return [] }
    let borders = borders(of: wanted)
    var found: [Range<Int>] = []
    var length = 0
    for index in bytes.indices {
      while length > 0, wanted[length] != bytes[index] { length = borders[length - 1] }
      if wanted[length] == bytes[index] { length += 1 }
      guard length == wanted.count else { continue }
      found.append(index + 1 - length..<index + 1)
      length = borders[length - 1]
    }
    return found
  }

  /// For each place, the length of the longest start that ends there.
  private static func borders(of wanted: Span<UInt8>) -> [Int] {
    var borders = [0]
    borders.reserveCapacity(wanted.count)
    var length = 0
    for index in 1..<wanted.count {
      while length > 0, wanted[length] != wanted[index] { length = borders[length - 1] }
      if wanted[length] == wanted[index] { length += 1 }
      borders.append(length)
    }
    return borders
  }
}
