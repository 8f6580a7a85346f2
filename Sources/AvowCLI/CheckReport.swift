internal import Avow

/// What came of a check, in a line.
struct CheckReport {
  let check: DatasetCheck
  /// The dataset as the user names it.
  let dataset: String

  /// `Register: 7 relations, 40 rows: no errors, 1 warning`.
  var line: String {
    // What did not open has no size.
    let size =
      check.relationCount == 0
      ? "" : counted(check.relationCount, "relation") + ", " + counted(check.rowCount, "row") + ": "
    let errors = check.errorCount == 0 ? "no errors" : counted(check.errorCount, "error")
    let warnings =
      check.warningCount == 0 ? "no warnings" : counted(check.warningCount, "warning")
    return "\(visible(dataset)): \(size)\(errors), \(warnings)"
  }

  /// The same for tools, one JSON object.
  var json: String {
    let tallies = check.tallies.map { #""\#($0.code)":\#($0.count)"# }.joined(separator: ",")
    return #"{"dataset":\#(jsonText(dataset)),"relations":\#(check.relationCount),"#
      + #""rows":\#(check.rowCount),"errors":\#(check.errorCount),"#
      + #""warnings":\#(check.warningCount),"codes":{\#(tallies)}}"#
  }

  /// How many complaints are not listed, and of which kinds there are how many in all.
  var unlisted: String {
    let kinds = check.tallies.map { "\($0.count) \($0.code) \($0.title)" }
    return "\(check.unlistedCount) more are not listed; in all: "
      + kinds.joined(separator: ", ")
  }

  private func counted(_ count: Int, _ word: String) -> String {
    "\(count) \(word)\(count == 1 ? "" : "s")"
  }
}
