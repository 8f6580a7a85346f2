package import AvowModel

/// What became of the rows that somebody misses in an answer.
package struct Removal: Sendable {
  /// The condition that tells the missing ones.
  package var wanted: String
  /// The word for one of those that were looked for: a row, or a group.
  package var foundWord: String
  /// How many rows of the source there are of them.
  package var foundCount = 0
  /// How many rows may be of them: it is undecided.
  package var undecidedCount = 0
  /// The first rows that a clause removed, as far as they are listed.
  package var removed: [RemovedRow] = []
  /// How many rows each clause removed, in the order of the clauses.
  package var counts: [(clause: String, rowWord: String, count: Int)] = []
  /// Where those are in the answer that nothing removed, from 0.
  package var positions: [Int] = []
  /// How many rows there were beyond those that were followed, by the word for one of them.
  package private(set) var unfollowed: [(rowWord: String, count: Int)] = []
}

/// A row and the clause that removed it.
package struct RemovedRow: Sendable {
  package var name: String
  package var reason: Reason
  package var verdict: Verdict

  /// What the clause was for the row.
  package enum Verdict: String, Sendable {
    case isFalse = "false"
    case isUndecided = "undecided"
    case isLeftOut = "left out"
  }
}

extension Removal {
  /// Counts rows that are not followed.
  mutating func leave(_ count: Int, _ rowWord: String) {
    guard count > 0 else { return }
    if let place = unfollowed.firstIndex(where: { $0.rowWord == rowWord }) {
      unfollowed[place].count += count
    } else {
      unfollowed.append((rowWord, count))
    }
  }

  /// The clause that removed each row, with what a reader must know first.
  package func table(
    in database: Database, stamp: Stamp
  ) throws(EvaluationError) -> ResultTable {
    let text = ColumnBuilder(.text, in: database.schema)
    var builders = [text, text, text, text]
    for row in removed {
      builders[0].append(.text(row.name))
      builders[1].append(.text(row.reason.text))
      builders[2].append(
        row.reason.value.isEmpty ? .missing(.none) : .text(row.reason.value))
      builders[3].append(.text(row.verdict.rawValue))
    }
    var columns: [ResultColumn] = []
    for (name, builder) in zip(["record", "removed_by", "value", "verdict"], builders) {
      guard let column = builder.build() else { throw EvaluationError(.malformedPlan) }
      columns.append(ResultColumn(name: name, type: .text, column: column))
    }
    return ResultTable(
      columns: columns, rowCount: removed.count, notes: remarks.map(ResultNote.remark),
      stamp: stamp)
  }

  private var remarks: [String] {
    var remarks = [summary]
    if undecidedCount > 0 {
      remarks.append("of \(counted(undecidedCount, foundWord)) it is undecided whether \(wanted)")
    }
    let listed = counts.reduce(0) { $0 + $1.count }
    if listed > removed.count { remarks.append("\(removed.count) of them are listed") }
    for (word, count) in unfollowed {
      remarks.append("\(counted(count, word)) more \(count == 1 ? "was" : "were") not followed")
    }
    return remarks
  }

  private var summary: String {
    if foundCount == 0 { return "there is no \(foundWord) with \(wanted)" }
    let falls = counts.map { clause, rowWord, count in
      "\(counted(count, rowWord)) fell to \(clause)"
    }.joined(separator: ", ")
    guard let first = positions.first else { return "not in the answer: \(falls)" }
    let rows =
      positions.count == 1
      ? "row \(first + 1)"
      : "rows " + positions.prefix(5).map { "\($0 + 1)" }.joined(separator: ", ")
        + (positions.count > 5 ? " …" : "")
    return "in the answer: \(rows)" + (falls.isEmpty ? "" : "; \(falls)")
  }
}
