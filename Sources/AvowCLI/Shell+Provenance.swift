internal import Avow

extension Shell {
  /// Shows what a row of the last answer rests on.
  func explain(row text: String, isCited: Bool) throws(CommandFailure) -> Ending {
    let name = isCited ? ".cite" : ".why"
    guard let answer = lastAnswer else {
      throw .dotCommand("there is no answer yet: \(name) is about a row of the last one")
    }
    guard answer.isExplainable else {
      throw .dotCommand("the last answer has no records: \(name) is about the rows of a query")
    }
    guard let row = Int(text) else {
      throw .dotCommand("write: \(name) N, a row of the last answer")
    }
    guard
      let outcome = session.explanation(
        of: answer, row: row, isCited: isCited, isCancelled: console.isInterrupted)
    else {
      let rows =
        switch answer.rowCount {
        case 0: "no row"
        case 1: "only row 1"
        default: "rows 1 to \(answer.rowCount)"
        }
      throw .dotCommand("there is no row \(visible(text)): the last answer has \(rows)")
    }
    return presenter.show(outcome)
  }
}
