extension Diagnostic {
  /// Returns the diagnostic as one JSON object on one line, for tools.
  ///
  /// Its members are severity, code, message, file, line, column, start, end, hint, notes and fix;
  /// lines and columns count from 1, start and end are UTF-8 byte offsets from 0. Further members,
  /// texts or null, may follow.
  package func json(
    in source: SourceText, _ further: [(name: String, text: String?)] = []
  ) -> String {
    let position = SourcePosition(of: span.start, in: source)
    var members = [
      ("severity", JSONText.quoted(severity.rawValue)),
      ("code", JSONText.quoted(code.code)),
      ("message", JSONText.quoted(message)),
      ("file", JSONText.quoted(source.name)),
      ("line", String(position.line)),
      ("column", String(position.column)),
      ("start", String(span.start)),
      ("end", String(span.end)),
    ]
    members.append(("hint", hint.map(JSONText.quoted) ?? "null"))
    members.append(("notes", JSONText.array(notes.map(JSONText.quoted))))
    members.append(("fix", fix.map(\.json) ?? "null"))
    members += further.map { ($0.name, $0.text.map(JSONText.quoted) ?? "null") }
    return JSONText.object(members)
  }
}

extension Fix {
  fileprivate var json: String {
    let edits = edits.map { edit in
      JSONText.object([
        ("start", String(edit.span.start)), ("end", String(edit.span.end)),
        ("replacement", JSONText.quoted(edit.replacement)),
      ])
    }
    return JSONText.object([("title", JSONText.quoted(title)), ("edits", JSONText.array(edits))])
  }
}

/// The spelling of JSON values.
private enum JSONText {
  static func object(_ members: [(name: String, value: String)]) -> String {
    "{" + members.map { quoted($0.name) + ":" + $0.value }.joined(separator: ",") + "}"
  }

  static func array(_ values: [String]) -> String {
    "[" + values.joined(separator: ",") + "]"
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _
      where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
        || scalar.value == 0x2028 || scalar.value == 0x2029:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
