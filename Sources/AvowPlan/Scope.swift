internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

/// What names mean at a point of a query: the innermost row last.
struct Scope {
  var frames: [Frame]
  /// Whether brackets stand around: then a relation means all of its rows, not those that refer
  /// to the row in reach.
  var isBracketed = false

  var frame: Frame {
    get { frames[frames.count - 1] }
    set { frames[frames.count - 1] = newValue }
  }

  /// The scope of a nested query, with `frame` inside.
  func entering(_ frame: Frame) -> Scope { Scope(frames: frames + [frame]) }

  /// The scope inside brackets.
  var bracketed: Scope { Scope(frames: frames, isBracketed: true) }

  /// The scope outside the brackets.
  var outer: Scope? { frames.count > 1 ? Scope(frames: Array(frames.dropLast())) : nil }
}

/// What names mean within one pipeline, between two of its clauses.
struct Frame {
  /// The row whose fields are in reach, nil for a bare calculation.
  var row: PlanExpression?
  /// Computed and selected columns, the latest last.
  var columns: [NamedColumn] = []
  /// Whether the fields of the row are out of reach: after `select`, `group by`, `distinct` keys.
  var closedBy: Closing?
  /// The grouping whose rows aggregates see.
  var group: Group?
  /// The view or `let` that the rows were selected by.
  var selection: Binder.Selection?

  /// What put the fields of the row out of reach.
  enum Closing {
    case select
    case group
  }

  /// A column and the ways to name it.
  struct NamedColumn {
    var name: String
    /// The expression as written, by which it can also be named: `country.region`.
    var text: String?
    var value: PlanExpression
    /// The name as it is shown, where back-ticks kept it as written.
    var label: String?
  }

  /// The grouping of a pipeline.
  struct Group {
    var id: Int
    /// What names mean for a row of the group.
    var members: [Frame]
    var keys: [String]
  }

  /// The relation of the row in reach.
  var relation: RelationID? {
    guard let row, case .reference(let relation) = row.type else { return nil }
    return relation
  }

  /// The latest column of a name.
  func column(named name: String) -> NamedColumn? { columns.last { $0.name == name } }
}
