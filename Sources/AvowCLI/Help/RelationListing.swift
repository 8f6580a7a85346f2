internal import Avow

extension Session {
  /// The definition of a view as lines, the last without its end; nil where there is none.
  func definitionListing(of name: String, indent: String = "") -> String? {
    definition(ofView: name).map { indent + visible($0, lineBreak: "\n\(indent)").withoutEnd }
  }

  /// The fields of a relation, or the definition of a view and the fields of its rows, as lines.
  func schemaListing(of name: String, indent: String = "") -> String? {
    let definition = definitionListing(of: name, indent: indent)
    let fields = fields(of: name).map { fields in
      HelpText.listing(fields, indent: indent)
    }
    guard definition != nil || fields != nil else { return nil }
    return (definition.map { $0 + "\n" } ?? "") + (fields ?? "")
  }
}

extension String {
  /// The text without the line break and the indentation at its end.
  fileprivate var withoutEnd: String {
    var text = self
    while text.last == "\n" || text.last == " " { text.removeLast() }
    return text
  }
}
