/// The spaces before each further line of a statement, over which the continuation prompt is drawn.
///
/// The editor puts them in; they are no part of the statement.
struct Indentation {
  var cells: Int

  /// The statement with the spaces put in.
  func adding(to statement: String) -> String {
    guard cells > 0 else { return statement }
    let spaces = String(repeating: " ", count: cells)
    return lines(of: statement).joined(separator: "\n" + spaces)
  }

  /// The statement with as many of those spaces taken out as are there.
  func removing(from text: String) -> String {
    guard cells > 0 else { return text }
    let pieces = lines(of: text)
    let further = pieces.dropFirst().map { line in
      line.dropFirst(line.prefix(cells).prefix { $0 == " " }.count)
    }
    return (pieces.prefix(1) + further).joined(separator: "\n")
  }

  private func lines(of text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
