/// How many terminal cells a text occupies.
///
/// Wide characters count two, combining marks none; an emoji sequence counts as one emoji.
enum TextWidth {
  /// The cells of a text without control characters.
  static func of(_ text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  /// The cells of UTF-8 without control characters.
  static func of(utf8: some Collection<UInt8>) -> Int {
    if utf8.allSatisfy({ $0 < 0x80 }) { return utf8.count }
    return of(String(decoding: utf8, as: UTF8.self))
  }

  /// The cells of the longest word, between spaces, of UTF-8 without control characters.
  static func ofLongestWord(utf8: [UInt8]) -> Int {
    utf8.split(separator: spaceByte).reduce(0) { max($0, of(utf8: $1)) }
  }

  /// The cells of one character.
  static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    let width = scalarWidth(first)
    guard scalars.count > 1 else { return width }
    return scalars.dropFirst().contains(where: makesEmoji)
      ? 2 : scalars.dropFirst().reduce(width) { $0 + scalarWidth($1) }
  }

  /// Whether a later scalar makes one emoji, two cells wide, of what stands before it.
  private static func makesEmoji(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xFE0F, 0x1F1E6...0x1F1FF, 0x1F3FB...0x1F3FF: true
    default: scalar.properties.isEmojiPresentation
    }
  }
}
