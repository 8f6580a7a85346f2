/// The manual as `Scripts/short-manual` writes it for the release program: a mark stands for each
/// table that the program makes itself.
enum ShortManual {
  /// The tables that are left out, by the mark that stands in their place.
  static let tables = ["aggregates", "functions", "reserved words", "other words"]
    .map { "<!-- \($0) -->" }

  /// The lines without what queries print and without the tables that the program has anyway.
  static func lines(of lines: ArraySlice<Substring>) -> [Substring] {
    var result: [Substring] = []
    var isTable = false
    var isOutput = false
    var open: Substring?
    var followsQuery = false
    for line in lines {
      if tables.contains(where: { line == $0 }) {
        isTable = true
        result += [line, ""]
      } else if isTable {
        isTable = !line.isEmpty
      } else if line.hasPrefix("```") {
        if isOutput {
          isOutput = false
        } else if let fence = open {
          followsQuery = fence.hasPrefix("```avow")
          open = nil
          result.append(line)
        } else if followsQuery, line == "```" {
          isOutput = true
          followsQuery = false
        } else {
          open = line
          result.append(line)
        }
      } else if !isOutput {
        followsQuery = false
        result.append(line)
      }
    }
    return result
  }
}
