internal import AvowDiagnostics
package import AvowModel
internal import AvowSyntax

extension Catalog {
  /// The statement that defines a view, in canonical layout; nil where none has the name.
  package func definition(ofView name: String) -> String? {
    guard hasView(named: name), let view = views.last(where: { $0.name == name }) else {
      return nil
    }
    let parameters = view.parameters.joined(separator: ", ")
    let signature = view.parameters.isEmpty ? name : "\(name)(\(parameters))"
    let text = "let \(signature) = \(SyntaxPrinter.text(of: view.value));"
    return (try? Formatter.format(SourceText(text))) ?? text + "\n"
  }

  /// What the rows of a view have: the fields of a relation, or columns with their types and
  /// descriptions; nil where it gives no rows, or there is none of the name.
  package func rows(ofView name: String, _ environment: Environment) -> ViewRows? {
    guard hasView(named: name) else { return nil }
    var binder = Binder(catalog: self, environment: environment)
    let span = SourceSpan(0, 0)
    let source = Expression(.name(Name(name, span: span)), span: span)
    guard let pipeline = try? binder.bindSource(source, scope: Scope(frames: [])),
      binder.errors.isEmpty
    else { return nil }
    if pipeline.visible == nil, let rows = pipeline.rows { return .rows(of: rows.relation) }
    return .columns(
      pipeline.columns(in: binder).map { column in
        ViewRows.Column(
          name: column.name, type: column.value.type,
          description: description(of: column.value))
      })
  }

  private func description(of value: PlanExpression) -> String {
    guard case .field(_, let relation, let field) = value.kind else { return "" }
    return schema[relation].fields[field].description
  }
}

/// What the rows of a view have.
package enum ViewRows: Sendable {
  /// They are rows of a relation and have its fields.
  case rows(of: RelationID)
  /// They have columns of their own.
  case columns([Column])

  /// A column of a view.
  package struct Column: Sendable {
    package var name: String
    package var type: DataType
    package var description: String
  }
}
