internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

extension Binder {
  /// Binds `changes(rows)`: what was said of each thread, one row per change of a field.
  mutating func bindChanges(_ call: Call, scope: Scope) throws(BindError) -> BoundPipeline {
    let span = call.name.span
    let threads = try bindThreads(call, scope: scope)
    guard let (relation, row) = threads.rows, threads.frame.closedBy == nil,
      let rule = schema[relation].thread
    else {
      let found = threads.rows.map { schema[$0.relation].name } ?? "these rows"
      throw failure(.row(.noHistory(found)), at: span)
    }
    noteUse(of: viewpoint)
    let columns = ThreadChanges.Columns(
      thread: newColumn(), field: newColumn(), old: newColumn(), new: newColumn(),
      said: newColumn(), source: newColumn())
    let changes = ThreadChanges(
      threads: threads.plan(in: self), row: row, relation: relation, viewpoint: viewpoint,
      columns: columns)
    let described: [(ColumnID, String, DataType)] = [
      (columns.thread, schema[relation].rowWord, .reference(relation)),
      (columns.field, "field", .text), (columns.old, "old", .text), (columns.new, "new", .text),
      (columns.said, "said", .date),
      (columns.source, schema[rule.source].rowWord, .reference(rule.source)),
    ]
    mixedTexts[columns.old] = "old"
    mixedTexts[columns.new] = "new"
    var frame = Frame(row: nil)
    frame.columns = described.map { id, name, type in
      Frame.NamedColumn(name: name, value: PlanExpression(.column(id), type, at: place(span)))
    }
    return BoundPipeline(
      steps: [.source(.changes(changes))], frame: frame, visible: frame.columns)
  }

  /// The threads whose history is asked for: a query, or the name of rows.
  private mutating func bindThreads(
    _ call: Call, scope: Scope
  ) throws(BindError) -> BoundPipeline {
    guard call.arguments.count == 1, let argument = call.arguments.first else {
      throw failure(
        .type(
          .wrongArgumentCount(
            function: "changes", signature: "changes(rows)", found: call.arguments.count)),
        at: call.name.span)
    }
    switch argument {
    case .query(let query): return try bindPipeline(query, scope: scope)
    case .expression(let expression): return try bindSource(expression, scope: scope)
    case .rows(_, let span):
      throw failure(
        .type(.wrongArgument(function: "changes", expected: "rows", found: "`where`")), at: span)
    }
  }
}

extension Call {
  /// Whether it is the built-in function that gives rows.
  var isChanges: Bool {
    guard let row = FunctionTable.function(named: name.canonical) else { return false }
    if case .changes = row.meaning { return true }
    return false
  }
}
