import AvowDiagnostics
import AvowModel
import AvowPlan

extension Execution {
  /// Runs a query and makes its answer.
  func result(of query: BoundQuery, stamp: Stamp) throws(EvaluationError) -> ResultTable {
    let frame = Frame(outer: nil)
    let rows = try collect(query.plan, frame, .dropped)
    let block = rows ?? Block(count: 0)
    let keys = query.plan.groupKeys
    var columns: [ResultColumn] = []
    var shown: [Int] = []
    for (position, output) in query.output.enumerated() {
      let column =
        rows == nil
        ? try emptyColumn(output.value.type)
        : try valueInPortions(output.value, in: block).materialized
      if output.isOmittedWhenZero, column.isAllZero { continue }
      shown.append(position)
      var isGroupKey = false
      if case .column(let id) = output.value.kind { isGroupKey = keys.contains(id) }
      columns.append(
        ResultColumn(
          name: output.name, type: output.value.type, column: column, isGroupKey: isGroupKey))
    }
    notes += exchange.notes
    notes += orderedUnits.notes(in: schema)
    notes += try remarks(of: query.asides, stamp)
    var stamp = stamp
    note(query.viewpoint, query.viewpoints, in: &stamp)
    return ResultTable(
      columns: columns, rowCount: block.count, origin: origin(of: query, in: block),
      notes: notes, stamp: exchange.noting(stamp),
      presentation: query.presentation.keeping(shown))
  }

  private func emptyColumn(_ type: DataType) throws(EvaluationError) -> Column {
    ColumnBuilder(type, in: schema).build() ?? Column(.missing(0))
  }

  /// The counts with their texts, without those of 0; of one text the largest count.
  private func remarks(of asides: [Aside], _ stamp: Stamp) throws(EvaluationError)
    -> [ResultNote]
  {
    var found: [(aside: Aside, count: NumberRange)] = []
    for aside in asides {
      guard let count = try count(of: aside, stamp), count.exact != .zero else { continue }
      // Nothing is certain to be counted twice.
      if aside.warning != nil, count.lower.number == .zero { continue }
      let same = found.firstIndex { $0.aside.lead == aside.lead && $0.aside.text == aside.text }
      if let same {
        if let more = count.lower.number, let now = found[same].count.lower.number, more > now {
          found[same].count = count
        }
      } else {
        found.append((aside, count))
      }
    }
    return found.map { aside, count in
      let number = ValueText(database).text(of: .number(count, nil), .integer)
      let text = count.exact == ExactNumber(1) ? aside.singularText : aside.text
      let sentence = aside.lead + number + " " + text
      guard let (code, span) = aside.warning else { return .remark(sentence) }
      return .warning(
        ResultWarning(code: code.code, message: sentence, bytes: span.start..<span.end))
    }
  }

  /// What an aside counts, nil where that is not known.
  private func count(of aside: Aside, _ stamp: Stamp) throws(EvaluationError) -> NumberRange? {
    let answer = try execute(aside.query, in: database, context: context, stamp: stamp)
    guard answer.rowCount == 1, let column = answer.columns.first?.column,
      case .number(let range, _) = column.value(at: 0)
    else { return nil }
    return range
  }

  private func origin(of query: BoundQuery, in block: Block) -> RowOrigin? {
    guard let rows = query.rows else { return nil }
    return RowOrigin(
      relation: rows.relation, rows: block.source(rows.row)?.rows.array ?? [])
  }
}

extension Column {
  /// Whether every cell is known to be exactly 0, or none.
  fileprivate var isAllZero: Bool {
    if omissions == nil, let states = validity?.states, states.allSatisfy({ $0 == .none }) {
      return !states.isEmpty
    }
    guard validity == nil, omissions == nil, case .number(let numbers) = data, numbers.isExact
    else { return false }
    return (0..<numbers.count).allSatisfy { numbers.lower[$0] == 0 }
  }
}
