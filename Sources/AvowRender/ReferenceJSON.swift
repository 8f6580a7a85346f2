import AvowModel

/// References as a JSON list of objects; what is not known is left out.
enum ReferenceJSON {
  /// Adds `"references":[…]`.
  static func append(_ references: [Reference], to output: inout [UInt8]) {
    JSONText.appendKey("references", to: &output)
    list(references, to: &output) { reference, output in
      output += "\n".utf8
      append(reference, to: &output)
    }
  }

  /// Adds `[…]` on one line.
  static func appendLine(_ references: [Reference], to output: inout [UInt8]) {
    list(references, to: &output, append)
  }

  private static func append(_ reference: Reference, to output: inout [UInt8]) {
    output += #"{"number":\#(reference.number)"#.utf8
    let texts = [
      ("document", reference.document), ("title", reference.title),
      ("publisher", reference.publisher), ("author", reference.author),
      ("published", reference.published),
    ]
    for (key, text) in texts {
      if let text { append(key, text, to: &output) }
    }
    if !reference.said.isEmpty {
      output += #","said":"#.utf8
      list(reference.said, to: &output) { JSONText.append($0, to: &$1) }
    }
    if !reference.attributions.isEmpty {
      output += #","attributions":"#.utf8
      list(reference.attributions, to: &output) { chain, output in
        list(chain, to: &output) { JSONText.append($0, to: &$1) }
      }
    }
    if let place = reference.place {
      output += #","paragraph":\#(place.paragraph),"start":\#(place.scalars.lowerBound)"#.utf8
      output += #","end":\#(place.scalars.upperBound)"#.utf8
      if !place.language.isEmpty { append("language", place.language, to: &output) }
    }
    if !reference.supports.isEmpty {
      output += #","supports":"#.utf8
      list(reference.supports, to: &output) { JSONText.append($0, to: &$1) }
    }
    if let condition = reference.reading?.condition {
      append("condition", condition, to: &output)
    }
    if let sentence = reference.reading?.sentence {
      append("sentence", sentence.before + sentence.marked + sentence.after, to: &output)
      append("passage", sentence.marked, to: &output)
    }
    output.append(UInt8(ascii: "}"))
  }

  private static func append(_ key: String, _ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: ","))
    JSONText.appendKey(key, to: &output)
    JSONText.append(text, to: &output)
  }

  private static func list<Element>(
    _ elements: [Element], to output: inout [UInt8], _ append: (Element, inout [UInt8]) -> Void
  ) {
    output.append(UInt8(ascii: "["))
    for (position, element) in elements.enumerated() {
      if position > 0 { output.append(UInt8(ascii: ",")) }
      append(element, &output)
    }
    output.append(UInt8(ascii: "]"))
  }
}
