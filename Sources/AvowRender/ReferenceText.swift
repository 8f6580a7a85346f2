package import AvowModel

/// The references beneath an answer, a line each, safe to show; a sentence follows on a line of its
/// own where the document is at hand.
///
///     [1] FACTS: “Report”; published 2026-01-10; said 2026-01-06; d003, paragraph 5
package func referencesText(
  _ references: [Reference], signs: RenderOptions.Signs = .unicode
) -> [String] {
  let text = ReferenceText(signs)
  return references.flatMap { reference in
    [text.line(reference)] + (reference.reading?.sentence.map { [text.line($0)] } ?? [])
  }
}

/// Writes references as text.
struct ReferenceText {
  private let signs: RenderOptions.Signs
  private let safety: TextSafety

  init(_ signs: RenderOptions.Signs) {
    self.signs = signs
    safety = TextSafety(signs)
  }

  /// A reference on one line.
  func line(_ reference: Reference) -> String {
    safety.text("[\(reference.number)] " + parts(of: reference).joined(separator: "; "))
  }

  /// A sentence with the cited piece between marks.
  func line(_ sentence: Reference.MarkedSentence) -> String { "    " + text(of: sentence) }

  /// References in one cell, with their sentences.
  func cell(_ references: [Reference]) -> String {
    references.map { reference in
      line(reference) + (reference.reading?.sentence.map { ": " + text(of: $0) } ?? "")
    }.joined(separator: " | ")
  }

  private func text(of sentence: Reference.MarkedSentence) -> String {
    let marks = signs == .unicode ? ("«", "»") : (">>", "<<")
    return safety.text(
      "\(sentence.before)\(marks.0)\(sentence.marked)\(marks.1)\(sentence.after)")
  }

  private func parts(of reference: Reference) -> [String] {
    let names = [reference.publisher, reference.author].compactMap(\.self).joined(separator: ", ")
    let title = reference.title.map(quoted)
    var parts = [[names.isEmpty ? nil : names, title].compactMap(\.self).joined(separator: ": ")]
    if let published = reference.published { parts.append("published \(published)") }
    if !reference.said.isEmpty {
      parts.append("said \(reference.said.joined(separator: ", "))")
    }
    parts += reference.attributions.map { $0.joined(separator: " > ") }
    parts.append(place(of: reference))
    if !reference.supports.isEmpty {
      parts.append("supports \(reference.supports.joined(separator: ", "))")
    }
    if let condition = reference.reading?.condition { parts.append(condition) }
    return parts.filter { !$0.isEmpty }
  }

  /// A title in quotes; one in brackets was not given by the author, and is no quotation.
  private func quoted(_ title: String) -> String {
    if title.hasPrefix("["), title.hasSuffix("]") { return title }
    return signs == .unicode ? "“\(title)”" : "\"\(title)\""
  }

  private func place(of reference: Reference) -> String {
    var words = [reference.document].compactMap(\.self)
    if let place = reference.place {
      let dash = signs == .unicode ? "–" : "-"
      words.append("paragraph \(place.paragraph)")
      words.append("characters \(place.scalars.lowerBound)\(dash)\(place.scalars.upperBound)")
    }
    return words.joined(separator: ", ")
  }
}
