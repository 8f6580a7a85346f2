internal import AvowModel
internal import AvowPlan
internal import AvowSyntax

extension Session {
  /// The statement that defines a view, one clause to a line where it is long; nil where none has
  /// the name.
  public func definition(ofView name: String) -> String? {
    catalog.definition(ofView: Name.canonical(of: name))
  }

  /// The fields of a view's rows, or its columns; nil where none has the name.
  func viewFields(of name: String) -> [FieldSummary]? {
    switch catalog.rows(ofView: name, environment) {
    case nil: nil
    case .rows(let relation): fields(of: catalog.schema[relation].name)
    case .columns(let columns):
      columns.map { column in
        FieldSummary(
          name: column.name, type: catalog.schema.name(of: column.type),
          description: column.description)
      }
    }
  }
}
