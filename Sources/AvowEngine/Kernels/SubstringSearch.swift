import AvowModel

/// Looks for one folded text in many texts.
///
/// In a run of ASCII texts the rarest byte of the pattern is looked for first, in all texts at
/// once; other texts are folded and searched in linear time.
struct SubstringSearch {
  private let pattern: [UInt8]
  /// For each place in the pattern, the length of its longest start that ends there.
  private let borders: [Int]
  /// The place of the pattern's rarest byte, and the byte.
  private let rare: (place: Int, byte: UInt8)
  private let isASCII: Bool

  /// Takes folded text.
  init(_ pattern: [UInt8]) {
    self.pattern = pattern
    borders = Self.borders(of: pattern)
    isASCII = pattern.allSatisfy { $0 < 0x80 }
    let ranks = pattern.map { Self.commonness.lastIndex(of: $0) ?? -1 }
    let place = pattern.indices.min { ranks[$0] < ranks[$1] } ?? 0
    rare = (place, pattern.isEmpty ? 0 : pattern[place])
  }

  /// Letters from rare to common in English; the space is the commonest.
  private static let commonness = Array("zqxjkvbpygfwmucldrhsnioate ".utf8)

  /// One bit per row, set where the pattern occurs.
  func mask(_ texts: TextColumn, _ rows: RowSelection) -> Bitmap {
    if pattern.isEmpty { return Bitmap(repeating: true, count: rows.count) }
    if case .range(let range) = rows { return mask(texts, range) }
    return AvowEngine.mask(rows) { occurs(in: texts.utf8(at: $0)) }
  }

  private func mask(_ texts: TextColumn, _ rows: Range<Int>) -> Bitmap {
    let offsets = texts.offsets
    let blob = offsets[rows.lowerBound]..<offsets[rows.upperBound]
    var result = Bitmap(repeating: false, count: rows.count)
    if isASCII {
      let candidates = candidates(texts.bytes, blob)
      find(candidates, texts.bytes, offsets, blob.lowerBound, rows, &result)
    }
    let bytes = texts.bytes.span.extracting(blob)
    let foreign = AvowEngine.mask(bytes.count) { bytes[$0] >= 0x80 }
    guard !foreign.isEmpty else { return result }
    for row in Self.rowsHolding(foreign.positions, offsets, blob.lowerBound, rows) {
      result[row - rows.lowerBound] = occurs(in: texts.utf8(at: row))
    }
    return result
  }

  /// The places of the rare byte, in either case where it is a letter.
  private func candidates(_ bytes: [UInt8], _ blob: Range<Int>) -> [UInt32] {
    let bytes = bytes.span.extracting(blob)
    let byte = rare.byte
    let isLetter = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
    let found =
      isLetter
      ? AvowEngine.mask(bytes.count) { bytes[$0] | 0x20 == byte }
      : AvowEngine.mask(bytes.count) { bytes[$0] == byte }
    return found.positions
  }

  private func find(
    _ candidates: [UInt32], _ bytes: [UInt8], _ offsets: [Int], _ start: Int,
    _ rows: Range<Int>, _ result: inout Bitmap
  ) {
    var row = rows.lowerBound
    for candidate in candidates {
      let place = start + Int(candidate)
      guard place >= offsets[row] else { continue }
      while offsets[row + 1] <= place { row += 1 }
      let first = place - rare.place
      guard first >= offsets[row], first + pattern.count <= offsets[row + 1],
        pattern.indices.allSatisfy({ Self.lowercased(bytes[first + $0]) == pattern[$0] })
      else { continue }
      result[row - rows.lowerBound] = true
      row += 1
      if row == rows.upperBound { return }
    }
  }

  private static func rowsHolding(
    _ places: [UInt32], _ offsets: [Int], _ start: Int, _ rows: Range<Int>
  ) -> [Int] {
    var result: [Int] = []
    var row = rows.lowerBound
    for place in places {
      while offsets[row + 1] <= start + Int(place) { row += 1 }
      if result.last != row { result.append(row) }
    }
    return result
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

  /// Whether the pattern occurs in a text, folded as it is; linear in the text.
  func occurs(in text: ArraySlice<UInt8>) -> Bool {
    if pattern.isEmpty { return true }
    var matched = 0
    for byte in FoldedText.fold(text) {
      while matched > 0, pattern[matched] != byte { matched = borders[matched - 1] }
      if pattern[matched] == byte { matched += 1 }
      if matched == pattern.count { return true }
    }
    return false
  }

  private static func borders(of pattern: [UInt8]) -> [Int] {
    var borders = [Int](repeating: 0, count: pattern.count)
    var length = 0
    for place in pattern.indices.dropFirst() {
      while length > 0, pattern[length] != pattern[place] { length = borders[length - 1] }
      if pattern[length] == pattern[place] { length += 1 }
      borders[place] = length
    }
    return borders
  }
}
