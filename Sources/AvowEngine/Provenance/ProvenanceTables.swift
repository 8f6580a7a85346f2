package import AvowModel

extension ResultTable {
  /// The records that rows of the answer rest on, one a row, with clauses and evidence; with the
  /// sentences where documents are at hand.
  package func explained(
    by provenance: Provenance, in database: Database, reading: PassageReading? = nil
  ) throws(EvaluationError) -> ResultTable {
    let words = RecordText(database: database)
    var rows = ExplanationRows(database, reading)
    for explained in provenance.rows {
      let shown = label(ofRow: explained.row, words)
      if !explained.reasons.isEmpty {
        rows.add(explained.row, shown, "", words.text(of: explained.reasons), [], words)
      }
      for record in explained.records {
        rows.add(
          explained.row, shown, words.name(of: record.row, in: record.relation),
          words.bearing(of: record), record.passages, words)
      }
    }
    var result = try rows.table(stamp)
    let count = provenance.rows.count
    if count < rowCount, count != 1 {
      result.notes.append(.remark("the first \(count) of \(rowCount) rows are explained"))
    }
    result.notes += provenance.unlistedNotes + notes
    return result
  }

  /// The answer with the numbers of its references in a column, and the references.
  package func cited(
    by provenance: Provenance, in database: Database, reading: PassageReading? = nil
  ) throws(EvaluationError) -> ResultTable {
    var list = ReferenceList(database, reading: reading)
    var marks = ColumnBuilder(.list(.text), in: database.schema)
    var citations: [[Int]] = []
    for row in provenance.rows {
      let own = ownRecords(ofRow: row)
      let ownPassages = Set(row.records.filter { $0.supports(own) }.flatMap(\.passages))
      var numbers: Set<Int> = []
      for record in row.records {
        for passage in record.passages {
          let support = ownPassages.contains(passage) ? nil : record
          numbers.insert(list.number(of: passage, in: record, supporting: support))
        }
      }
      citations.append(numbers.sorted())
      marks.append(.list(numbers.sorted().map { .text("[\($0)]") }))
    }
    let count = min(provenance.rows.count, rowCount)
    for _ in count..<rowCount { marks.append(.missing(.undecided)) }
    guard let column = marks.build() else { throw EvaluationError(.malformedPlan) }
    var result = self
    result.columns.append(ResultColumn(name: "cite", type: .list(.text), column: column))
    result.references = list.references
    result.citations = citations
    if count < rowCount {
      result.notes.append(.remark("the first \(count) of \(rowCount) rows are cited"))
    }
    result.notes += provenance.unlistedNotes
    return result
  }

  /// The records that a row shows, rather than what it only refers to or counts.
  private func ownRecords(ofRow row: RowProvenance) -> Set<RecordIdentity> {
    if presentation == .card, let origin, origin.rows.indices.contains(row.row) {
      return [RecordIdentity(relation: origin.relation, row: origin.rows[row.row])]
    }
    return Set(row.records.filter { $0.bearing == .source }.map(\.identity))
  }

  /// What tells a row from others: its keys where it is a group, else its first two cells.
  private func label(ofRow row: Int, _ words: RecordText) -> String {
    let keys = columns.filter(\.isGroupKey)
    return (keys.isEmpty ? Array(columns.prefix(2)) : keys).map { column in
      words.text(of: column.column.value(at: row), column.type).shortened(to: 50)
    }.joined(separator: ", ")
  }
}

extension Provenance {
  /// The rows of which not every record is listed.
  fileprivate var unlistedNotes: [ResultNote] {
    let unlisted = rows.filter { $0.unlistedCount > 0 }.map { row -> ResultNote in
      let count = row.unlistedCount
      let records = count == 1 ? "1 more record" : "\(count) more records"
      return .remark(
        "row \(row.row + 1) rests on \(records) that \(count == 1 ? "is" : "are") not listed")
    }
    return unlisted + idleNotes
  }

  /// The rows by whose records an aggregate went; one line where there are many.
  private var idleNotes: [ResultNote] {
    let idle = rows.filter { $0.idleCount > 0 }
    let left = "left out: they have no value to add"
    guard idle.count > 3 else {
      return idle.map { row in
        row.idleCount == 1
          ? .remark("row \(row.row + 1): 1 row is left out: it has no value to add")
          : .remark("row \(row.row + 1): \(row.idleCount) rows are \(left)")
      }
    }
    let count = idle.reduce(0) { $0 &+ $1.idleCount }
    return [.remark("\(count) rows behind \(idle.count) rows are \(left)")]
  }
}

/// The rows of an explanation on their way into columns.
private struct ExplanationRows {
  private var rows: ColumnBuilder
  private var labels: ColumnBuilder
  private var records: ColumnBuilder
  private var clauses: ColumnBuilder
  private var evidence: ColumnBuilder
  private var sentences: ColumnBuilder
  private let reading: PassageReading?

  init(_ database: Database, _ reading: PassageReading?) {
    rows = ColumnBuilder(.integer, in: database.schema)
    labels = ColumnBuilder(.text, in: database.schema)
    records = labels
    clauses = labels
    evidence = ColumnBuilder(.list(.text), in: database.schema)
    sentences = evidence
    self.reading = reading
  }

  mutating func add(
    _ row: Int, _ label: String, _ record: String, _ clause: String,
    _ passages: [CitedPassage], _ words: RecordText
  ) {
    rows.append(.number(NumberRange(row + 1), nil))
    labels.append(.text(label))
    records.append(record.isEmpty ? .missing(.none) : .text(record))
    clauses.append(.text(clause))
    evidence.append(.list(passages.map { .text(words.address(of: $0)) }))
    sentences.append(.list(passages.compactMap { $0.span.flatMap(text).map(Value.text) }))
  }

  /// The sentence of a passage with the passage marked, else what became of it.
  private func text(of span: UInt32) -> String? {
    guard let found = reading?(span) else { return nil }
    let sentence = found.sentence.map { "\($0.before)«\($0.marked)»\($0.after)" }
    let condition = found.condition.map { "(\($0))" }
    return [sentence, condition].compactMap(\.self).joined(separator: " ")
  }

  func table(_ stamp: Stamp) throws(EvaluationError) -> ResultTable {
    var named = [
      ("row", rows), ("result", labels), ("record", records), ("because", clauses),
      ("evidence", evidence),
    ]
    if reading != nil { named.append(("sentence", sentences)) }
    var columns: [ResultColumn] = []
    for (name, builder) in named {
      guard let column = builder.build() else { throw EvaluationError(.malformedPlan) }
      columns.append(ResultColumn(name: name, type: builder.type, column: column))
    }
    return ResultTable(columns: columns, rowCount: rows.count, stamp: stamp)
  }
}
