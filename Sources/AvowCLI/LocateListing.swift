internal import Avow

/// The places of a document where words stand, in the form in which they are written.
struct LocateListing {
  /// In what form places are written.
  enum Form: String, CaseIterable {
    /// A line with the address, to paste.
    case address
    /// A JSON array of objects.
    case json
  }

  let document: LocatableDocument
  /// The language that was given; nil for what the document says.
  let language: String?

  /// The address as fields of evidence have it.
  func address(_ match: PassageSearch.Match) -> String {
    let range = "\(match.scalars.lowerBound)-\(match.scalars.upperBound)"
    let parts = [
      document.name, "\(match.paragraph)", range, language(of: match) ?? Self.openLanguage,
      "\(match.digest)",
    ]
    return parts.joined(separator: ":")
  }

  /// The tag of a language that is not known.
  private static let openLanguage = "und"

  /// The language of a place, nil where nobody says.
  func language(of match: PassageSearch.Match) -> String? {
    language ?? document.language(ofParagraph: match.paragraph)
  }

  /// The place as one JSON object.
  func json(_ match: PassageSearch.Match, _ excerpt: PassageSearch.Excerpt) -> String {
    let members = [
      "\"address\":\(jsonText(address(match)))", "\"document\":\(jsonText(document.name))",
      "\"paragraph\":\(match.paragraph)", "\"start\":\(match.scalars.lowerBound)",
      "\"end\":\(match.scalars.upperBound)",
      "\"language\":\(jsonText(language(of: match) ?? Self.openLanguage))",
      "\"sha256\":\"\(match.digest)\"", "\"text\":\(jsonText(excerpt.text))",
      "\"sentence\":\(jsonText(excerpt.before + excerpt.text + excerpt.behind))",
    ]
    return "{" + members.joined(separator: ",") + "}"
  }

  /// The passage in its sentence, on one line for people: `¶5 … [passage] …`.
  static func context(_ match: PassageSearch.Match, _ excerpt: PassageSearch.Excerpt) -> String {
    let before = shortened(excerpt.before, keeping: .end)
    let behind = shortened(excerpt.behind, keeping: .start)
    return oneLine("¶\(match.paragraph) \(before)[\(excerpt.text)]\(behind)")
  }

  private enum Kept { case start, end }

  /// A text cut to what is worth showing beside a passage.
  private static func shortened(_ text: String, keeping kept: Kept) -> String {
    let limit = 200
    guard text.count > limit else { return text }
    switch kept {
    case .start: return text.prefix(limit) + "…"
    case .end: return "…" + text.suffix(limit)
    }
  }
}

/// A text on one line with its control characters replaced.
private func oneLine(_ text: String) -> String {
  visible(text.split(whereSeparator: \.isNewline).joined(separator: " "))
}
