/// Lays diagnostics out for people: the message, the line, carets under the place, notes.
///
///     error[Q104]: no pledge type is called "troop"
///       pledges where type = troop group by country
///                            ^^^^^ did you mean troops? (7 pledges)
///       other types: air_policing, bases, logistics
package struct DiagnosticRenderer: Sendable {
  /// How much a terminal can show.
  package enum Style: Hashable, Sendable {
    /// Nothing but text.
    case plain
    /// Bold and colours by ANSI escape sequences.
    case colored
  }

  /// How much the terminal can show.
  package var style: Style
  /// The greatest number of cells of a source line that is shown; longer ones are cut.
  package var widthMax: Int

  /// Creates a renderer.
  package init(style: Style = .plain, widthMax: Int = 100) {
    self.style = style
    self.widthMax = max(widthMax, 20)
  }

  /// Returns the layout of diagnostics about one text, each ending with a line break.
  package func render(_ diagnostics: [Diagnostic], in source: SourceText) -> String {
    diagnostics.map { render($0, in: source) }.joined()
  }

  /// Returns the layout of a diagnostic, ending with a line break.
  package func render(_ diagnostic: Diagnostic, in source: SourceText) -> String {
    var lines = [heading(of: diagnostic)]
    if let location = location(of: diagnostic, in: source) {
      lines.append("  " + paint(location, .faint))
    }
    lines += excerpt(of: diagnostic, in: source)
    lines += diagnostic.notes.map { "  " + DisplayText.harmless($0) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading(of diagnostic: Diagnostic) -> String {
    let label = "\(diagnostic.severity.rawValue)[\(diagnostic.code)]"
    return paint(label, Paint(diagnostic.severity)) + ": "
      + paint(DisplayText.harmless(diagnostic.message), .bold)
  }

  /// `--> name:3:14`, counted from 1, the column in characters; nil where it would tell nothing.
  private func location(of diagnostic: Diagnostic, in source: SourceText) -> String? {
    guard source.lineStarts.count > 1 || source.name != SourceText.defaultName else { return nil }
    let name = DisplayText.harmless(source.name)
    guard !source.bytes.isEmpty else {
      let message = DisplayText.harmless(diagnostic.message).utf8
      let isNamed = message.indices.contains { message[$0...].starts(with: name.utf8) }
      return isNamed ? nil : "--> \(name)"
    }
    let position = SourcePosition(of: diagnostic.span.start, in: source)
    return "--> \(name):\(position.line):\(position.column)"
  }

  private func excerpt(of diagnostic: Diagnostic, in source: SourceText) -> [String] {
    guard !source.bytes.isEmpty else {
      return diagnostic.hint.map { ["  " + DisplayText.harmless($0)] } ?? []
    }
    let range = source.range(of: diagnostic.span)
    let excerpt = Excerpt(of: range, in: source, widthMax: widthMax)
    var carets =
      String(repeating: " ", count: excerpt.caretColumn)
      + paint(String(repeating: "^", count: excerpt.caretCount), Paint(diagnostic.severity))
    if let hint = diagnostic.hint {
      carets += " " + paint(DisplayText.harmless(hint), Paint(diagnostic.severity))
    }
    return ["  " + excerpt.line, "  " + carets]
  }
}

extension DiagnosticRenderer {
  /// The colours and weights used.
  private enum Paint: String {
    case bold = "1"
    case red = "1;31"
    case yellow = "1;33"
    case cyan = "1;36"
    case faint = "2"

    init(_ severity: Diagnostic.Severity) {
      switch severity {
      case .error: self = .red
      case .warning: self = .yellow
      case .note: self = .cyan
      }
    }
  }

  private func paint(_ text: String, _ paint: Paint) -> String {
    switch style {
    case .plain: text
    case .colored: "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m"
    }
  }
}
