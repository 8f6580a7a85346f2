internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

extension Binder {
  /// Settles what a picture shows of a query's columns.
  ///
  /// The column drawn is the first of its type that is no key of a grouping; a date may be a key.
  func bindChart(
    _ name: Name?, of query: inout BoundQuery, at span: SourceSpan
  ) throws(BindError) {
    if query.presentation == .card {
      throw failure(
        .table(
          .nothingToDraw(
            "a chart draws the columns of a table, and this is the card of one row",
            hint: "select what to draw", columns: listed(query))), at: span)
    }
    let columns = ChartColumns(of: query)
    let chart: Chart?
    if let name {
      let kind = try chartKind(named: name)
      chart = columns.chart(kind)
    } else {
      chart = columns.chart(.bar) ?? columns.chart(.timeline)
    }
    guard let chart else { throw nothingToDraw(name, of: query, columns, at: span) }
    query.presentation = .chart(chart)
  }

  private func chartKind(named name: Name) throws(BindError) -> ChartKind {
    if let kind = ChartKind(rawValue: name.canonical) { return kind }
    let near = EditDistance.suggestions(
      for: name.canonical, among: ChartKind.allCases.map(\.name), limit: 1)
    throw failure(.table(.unknownChart(name.written, near: near)), at: name.span)
  }

  private func nothingToDraw(
    _ name: Name?, of query: BoundQuery, _ columns: ChartColumns, at span: SourceSpan
  ) -> BindError {
    let (reason, hint) =
      switch name.flatMap({ ChartKind(rawValue: $0.canonical) }) {
      case .bar? where !columns.numbers.isEmpty:
        (
          "a bar chart needs a column that names the bars",
          "select a name beside the number, or group by one"
        )
      case .bar?:
        (
          "a bar chart needs a column of numbers",
          selectHint(of: query) { $0.isNumeric } ?? "group by a field, which counts"
        )
      case .timeline?:
        (
          "a timeline needs a column of dates",
          selectHint(of: query) { $0 == .date } ?? "select a date"
        )
      case nil:
        (
          "there is no number beside a name to make bars of, and no date for a timeline",
          "group by a field, which counts, or select a number or a date"
        )
      }
    return failure(.table(.nothingToDraw(reason, hint: hint, columns: listed(query))), at: span)
  }

  /// The first columns of a query with their types.
  private func listed(_ query: BoundQuery) -> [String] {
    let countMax = 8
    let names = query.output.prefix(countMax).map {
      "\($0.name) (\(schema.name(of: $0.value.type)))"
    }
    return query.output.count > countMax ? names + ["…"] : names
  }

  /// `select it too, such as amount`, where the rows have a field of the type.
  private func selectHint(
    of query: BoundQuery, _ isWanted: (DataType) -> Bool
  ) -> String? {
    guard let relation = query.rows?.relation,
      let field = schema[relation].fields.first(where: { isWanted($0.type) })
    else { return nil }
    return "select one, such as \(field.name)"
  }
}

/// The columns of an answer by what a picture can make of them.
private struct ChartColumns {
  /// The keys of the groups that the rows are.
  private var keys: [Int] = []
  /// Names, words and conditions.
  private var words: [Int] = []
  private var dates: [Int] = []
  private let count: Int
  /// The numbers that are no keys.
  private(set) var numbers: [Int] = []

  init(of query: BoundQuery) {
    let groupKeys = query.plan.groupKeys
    count = query.output.count
    for (position, output) in query.output.enumerated() {
      var isKey = false
      if case .column(let id) = output.value.kind { isKey = groupKeys.contains(id) }
      if isKey { keys.append(position) }
      switch output.value.type {
      case .integer, .decimal, .quantity, .inventory:
        if !isKey { numbers.append(position) }
      case .date: dates.append(position)
      case .text, .enumeration, .reference, .boolean, .condition, .list, .record:
        words.append(position)
      case .missing: break
      }
    }
  }

  /// A picture of a kind, nil where a column that it needs is not there.
  func chart(_ kind: ChartKind) -> Chart? {
    switch kind {
    case .bar:
      let labels = keys.isEmpty ? Array((words + dates).prefix(1)) : keys
      guard let number = numbers.first, !labels.isEmpty else { return nil }
      return Chart(
        .bar, labels: labels, drawn: number, substitutes: Array(numbers.dropFirst()))
    case .timeline:
      guard let date = dates.first else { return nil }
      let others = keys.filter { $0 != date }
      let first = words.first ?? (0..<count).first { $0 != date }
      return Chart(
        .timeline, labels: others.isEmpty ? first.map { [$0] } ?? [] : others, drawn: date)
    }
  }
}
