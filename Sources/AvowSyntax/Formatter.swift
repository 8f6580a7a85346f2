package import AvowDiagnostics

/// Writes scripts in canonical form.
///
/// Names and keywords are in lower case, with one blank between words; a statement stands on one
/// line when it fits, else with one clause to a line; comments stay beside their clauses.
/// Formatting twice gives what formatting once gives, and the result says what the script said.
package struct Formatter {
  /// The greatest number of characters of a statement that stays on one line.
  package static let lineLengthMax = 80

  private let source: SourceText
  private var output = ""
  /// Where in the source the last thing written ends.
  private var writtenEnd = 0

  /// Returns the canonical form of a script, ending with a line break unless it is empty.
  ///
  /// A script with mistakes is not formatted: its complaints are thrown.
  package static func format(_ source: SourceText) throws(FormatError) -> String {
    let result = Parser.parse(source)
    guard result.diagnostics.isEmpty else { throw FormatError(diagnostics: result.diagnostics) }
    var formatter = Formatter(source: source)
    formatter.write(result.script, Lexer.tokens(of: source).comments)
    return formatter.output
  }

  private init(source: SourceText) {
    self.source = source
  }

  private mutating func write(_ script: Script, _ comments: [Comment]) {
    var rest = comments[...]
    for (index, statement) in script.statements.enumerated() {
      let isLast = index == script.statements.count - 1
      let next = isLast ? Int.max : script.statements[index + 1].span.start
      while let comment = rest.first, comment.span.start < statement.span.start {
        write(comment)
        rest.removeFirst()
      }
      let own = rest.prefix { comment in
        comment.span.start < (comment.startsLine ? statement.span.end : next)
      }
      rest = rest.dropFirst(own.count)
      write(StatementLayout(of: statement, comments: Array(own)), isLast ? "" : ";")
    }
    for comment in rest {
      write(comment)
    }
  }

  private mutating func write(_ layout: StatementLayout, _ terminator: String) {
    for comment in layout.slots.first?.before ?? [] {
      write(comment)
    }
    keepBlankLine(before: layout.span.start)
    let line = layout.slots.map(\.text).joined(separator: " ") + terminator
    if layout.fitsOnLine, line.count <= Formatter.lineLengthMax || layout.slots.count == 1 {
      output += line + trailing(layout.slots.last?.after) + "\n"
    } else {
      writeLines(of: layout, terminator)
    }
    writtenEnd = max(layout.span.end, layout.slots.last?.after?.span.end ?? 0)
  }

  private mutating func writeLines(of layout: StatementLayout, _ terminator: String) {
    for (index, slot) in layout.slots.enumerated() {
      if index > 0 {
        for comment in slot.before {
          output += "  " + text(of: comment) + "\n"
        }
        output += "  "
      }
      let isLast = index == layout.slots.count - 1
      output += slot.text + (isLast ? terminator : "") + trailing(slot.after) + "\n"
    }
  }

  private func trailing(_ comment: Comment?) -> String {
    comment.map { "  " + text(of: $0) } ?? ""
  }

  /// Writes a comment on a line of its own.
  private mutating func write(_ comment: Comment) {
    keepBlankLine(before: comment.span.start)
    output += text(of: comment) + "\n"
    writtenEnd = comment.span.end
  }

  private func text(of comment: Comment) -> String {
    var text = source.text(of: comment.span)
    while let last = text.unicodeScalars.last, last.properties.isWhitespace {
      text.unicodeScalars.removeLast()
    }
    return text
  }

  /// Writes a blank line when the source has one between what was written last and an offset.
  private mutating func keepBlankLine(before offset: Int) {
    guard !output.isEmpty, offset > writtenEnd else { return }
    var breaks = 0
    for byte in source.bytes[writtenEnd..<offset] {
      if byte == UInt8(ascii: "\n") {
        breaks += 1
      } else if byte > 0x20 {
        breaks = 0
      }
      if breaks == 2 {
        output += "\n"
        return
      }
    }
  }
}

/// The complaints that keep a script from being formatted.
package struct FormatError: Error, Sendable {
  /// The complaints; at least one.
  package var diagnostics: [Diagnostic]
}
