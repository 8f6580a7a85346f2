/// The footer as lines that fit the terminal.
struct FooterText {
  private let footer: Footer
  private let width: Int?
  private let emphasis: Emphasis

  init(_ page: Page) {
    footer = Footer(page)
    width = page.options.lineWidth
    emphasis = Emphasis(color: page.options.color)
  }

  /// Whether there are notes.
  var hasNotes: Bool { !footer.notes.isEmpty || !footer.references.isEmpty }

  /// Adds how many rows are hidden, how many there are, and the notes.
  func append(to output: inout [UInt8]) {
    let counts = [footer.moreRows, footer.rowCount].compactMap(\.self)
    for line in counts { append(line, as: .dim, to: &output) }
    appendNotes(to: &output)
  }

  /// Adds the notes and the references only.
  func appendNotes(to output: inout [UInt8]) {
    for note in footer.notes { append(note, as: nil, to: &output) }
    if !footer.references.isEmpty { output.append(lineFeed) }
    for line in footer.references { appendReference(line, to: &output) }
  }

  /// Adds a reference, or the sentence beneath it, with its further lines behind the number.
  private func appendReference(_ text: String, to output: inout [UInt8]) {
    let indent = 4
    let blanks = text.prefix { $0 == " " }.count
    let lines = wrap(String(text.dropFirst(blanks)), to: width.map { max($0 - indent, 2) } ?? .max)
    for (position, line) in lines.enumerated() {
      output.appendSpaces(position > 0 ? indent : blanks)
      output += line.text.utf8
      output.append(lineFeed)
    }
  }

  private func append(_ text: String, as mark: Emphasis.Mark?, to output: inout [UInt8]) {
    for line in wrap(text, to: width ?? .max) {
      emphasis.append(line.text, as: mark, to: &output)
      output.append(lineFeed)
    }
  }
}
