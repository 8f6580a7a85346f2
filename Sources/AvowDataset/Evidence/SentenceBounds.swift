/// The sentences around a passage, found by punctuation.
///
/// A sentence ends with `.`, `!`, `?` or `…`, the quotes and brackets that close behind it, and a
/// space before something that is no small letter. Initials and a few abbreviations end none.
package struct SentenceBounds {
  /// How many bytes are looked at on each side of a passage.
  static let reachMax = 2000

  /// The bytes of the sentences, without space at their ends.
  package let range: Range<Int>
  /// Whether the sentence begins before the range, because it is very long.
  package let isCutBefore: Bool
  /// Whether the sentence goes on behind the range.
  package let isCutBehind: Bool

  /// Finds the sentences that hold some bytes of a text.
  package init(around bytes: Range<Int>, in text: DocumentText) {
    let window = Self.window(around: bytes, in: text)
    let scalars = Scalars(of: text, in: window)
    var start = window.lowerBound
    var end = window.upperBound
    for index in scalars.all.indices where scalars.isEnd(index) {
      let boundary = scalars.start(after: index)
      if boundary <= bytes.lowerBound {
        start = boundary
      } else if scalars.close(of: index) >= bytes.upperBound {
        end = scalars.close(of: index)
        break
      }
    }
    let isAtStart = start == 0 || text.bytes[start - 1] == UInt8(ascii: "\n")
    isCutBefore = start == window.lowerBound && !isAtStart
    let isAtEnd = end == text.bytes.count || end < window.upperBound
    isCutBehind = !isAtEnd && text.bytes[end] != UInt8(ascii: "\n")
    range = Self.trimmed(start..<end, keeping: bytes, in: text)
  }

  /// The paragraphs of the passage, cut to what is looked at.
  private static func window(around bytes: Range<Int>, in text: DocumentText) -> Range<Int> {
    let lineFeed = UInt8(ascii: "\n")
    var start = bytes.lowerBound
    while start > 0, text.bytes[start - 1] != lineFeed, bytes.lowerBound - start < reachMax {
      start -= 1
    }
    var end = bytes.upperBound
    while end < text.bytes.count, text.bytes[end] != lineFeed, end - bytes.upperBound < reachMax {
      end += 1
    }
    while start < bytes.lowerBound, text.bytes[start] & 0xC0 == 0x80 { start += 1 }
    while end > bytes.upperBound, end < text.bytes.count, text.bytes[end] & 0xC0 == 0x80 {
      end -= 1
    }
    return start..<end
  }

  private static func trimmed(
    _ range: Range<Int>, keeping kept: Range<Int>, in text: DocumentText
  ) -> Range<Int> {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < kept.lowerBound, isSpace(text.bytes[start]) { start += 1 }
    while end > kept.upperBound, isSpace(text.bytes[end - 1]) { end -= 1 }
    return start..<end
  }
}

/// The scalars around a passage, with what stands behind each: long runs are gone over once.
private struct Scalars {
  struct Scalar {
    var value: Unicode.Scalar
    /// The bytes from its first to behind its last.
    var start: Int
    var end: Int
  }

  let all: [Scalar]
  /// For each scalar, the first from it on that closes no sentence.
  private var behindClosers: [Int]
  /// For each scalar, the first from it on that is no space.
  private var behindSpaces: [Int]

  init(of text: DocumentText, in window: Range<Int>) {
    var start = window.lowerBound
    all = String(decoding: text.bytes[window], as: UTF8.self).unicodeScalars.map { value in
      defer { start += UTF8.width(value) }
      return Scalar(value: value, start: start, end: start + UTF8.width(value))
    }
    behindClosers = Array(0...all.count)
    behindSpaces = behindClosers
    for index in all.indices.reversed() {
      if Self.closes(all[index].value) { behindClosers[index] = behindClosers[index + 1] }
      if all[index].value.properties.isWhitespace {
        behindSpaces[index] = behindSpaces[index + 1]
      }
    }
  }

  /// Whether a scalar ends a sentence.
  func isEnd(_ index: Int) -> Bool {
    guard ".!?…".unicodeScalars.contains(all[index].value) else { return false }
    let space = behindClosers[index + 1]
    let next = behindSpaces[space]
    guard next > space, next < all.count, !all[next].value.properties.isLowercase else {
      return false
    }
    return all[index].value != "." || !isAbbreviation(before: index)
  }

  /// Behind the end of a sentence and the quotes that close there.
  func close(of index: Int) -> Int { all[behindClosers[index + 1] - 1].end }

  /// Where the sentence behind an end begins.
  func start(after index: Int) -> Int {
    let next = behindSpaces[behindClosers[index + 1]]
    return next < all.count ? all[next].start : close(of: index)
  }

  private static let abbreviations: Set<String> = [
    "mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "st", "sen", "rep", "gov", "vs", "no",
    "e.g", "i.e", "cf", "p", "pp", "approx", "ca", "jan", "feb", "aug", "sept", "oct", "nov", "dec",
  ]

  private func isAbbreviation(before index: Int) -> Bool {
    var start = index
    while start > 0, index - start < 12, !all[start - 1].value.properties.isWhitespace,
      all[start - 1].value != "("
    { start -= 1 }
    var word = ""
    for scalar in all[start..<index] { word.unicodeScalars.append(scalar.value) }
    let isInitial = word.unicodeScalars.count == 1 && word.first?.isUppercase == true
    return isInitial || Self.abbreviations.contains(word.lowercased())
  }

  private static func closes(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .closePunctuation, .finalPunctuation: true
    default: scalar == "\"" || scalar == "'" || scalar == "." || scalar == "“"
    }
  }
}
