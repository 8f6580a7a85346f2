/// A colour or weight of text, as the parameters of the terminal sequence that selects it.
package struct TextStyle: Hashable, Sendable {
  /// Text as the terminal shows it by default.
  package static let plain = TextStyle(parameters: "")

  /// Text that steps back.
  package static let dim = TextStyle(parameters: "2")

  /// Numbers with semicolons between them, such as `1;34` for bold blue; empty for plain text.
  package let parameters: String

  /// Makes a style of such numbers; any other character is left out.
  package init(parameters: String) {
    self.parameters = parameters.filter { "0123456789;".contains($0) }
  }

  /// Selects this style, whatever was selected before.
  var sequence: String { parameters.isEmpty ? "\u{1B}[0m" : "\u{1B}[0;\(parameters)m" }
}
