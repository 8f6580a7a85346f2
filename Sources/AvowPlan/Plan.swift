internal import AvowDiagnostics
package import AvowModel

/// What a query does, bound and typed: a tree of steps, each of which turns rows into rows.
///
/// Rows carry the identity of the relation's rows they stem from (a `RowID` per source) and
/// computed columns (a `ColumnID` each). No step drops or renames columns: what a name means is
/// settled in the binder, and `BoundQuery.output` says what is shown.
///
/// A plan inside `PlanExpression.aggregate` or `.collect` may name rows and columns of the plans
/// around it; it is then run for all outer rows at once, as segments.
package indirect enum Plan: Sendable {
  /// One row without columns: a bare calculation.
  case single
  /// Every row of a relation, in stored order.
  case scan(RelationID, RowID)
  /// The rows that refer to an outer row, in stored order.
  case related(WayBack, to: PlanExpression, RowID)
  /// The rows that a reference, or a list of references, of an outer row names.
  case members(PlanExpression, RelationID, RowID)
  /// The members of a list of an outer row, as a column.
  case elements(PlanExpression, ColumnID)
  /// Keeps the rows for which the predicate is true.
  ///
  /// At the top the undecided rows are dropped and counted by cause; in a nested plan they stay,
  /// marked as undecided, for the aggregate above.
  case filter(Plan, Predicate)
  /// Adds columns.
  case derive(Plan, [ComputedColumn])
  /// One row per distinct key, with one column per key and per aggregate.
  ///
  /// Without keys: exactly one row. Groups stand in the order of their keys (`SortKey` order).
  case aggregate(Plan, keys: [ComputedColumn], calls: [AggregateColumn])
  /// One row per member of a list; rows whose list is empty or missing are dropped and counted.
  case expand(Plan, PlanExpression, ColumnID)
  /// Orders rows; equal rows keep their order.
  case sort(Plan, [SortKey])
  case limit(Plan, RowLimit)
  /// The first rows by a key, and those that tie with the last of them.
  case top(Plan, count: Int, SortKey)
  /// The first row of each distinct combination of keys, by identity.
  case distinct(Plan, keys: [PlanExpression])
  /// Two plans put together as sets of rows.
  case combine(Combination)
  /// How the threads that a plan gives came to be as they are.
  case changes(ThreadChanges)
  /// Adds columns computed from the rows beside each row; rows keep their order.
  case window(Plan, [WindowColumn])
  /// Pairs of rows of two plans.
  case join(JoinStep)
}

/// The identity of a source of rows within one statement.
package struct RowID: Hashable, Sendable {
  package var index: Int
  package init(_ index: Int) { self.index = index }
}

/// The identity of a computed column within one statement.
package struct ColumnID: Hashable, Sendable {
  package var index: Int
  package init(_ index: Int) { self.index = index }
}

/// A computed column: its identity, the name it is known by, and how it is computed.
package struct ComputedColumn: Sendable {
  package var id: ColumnID
  package var name: String
  package var value: PlanExpression

  package init(id: ColumnID, name: String, value: PlanExpression) {
    self.id = id
    self.name = name
    self.value = value
  }
}

/// The way from a row to the rows of another relation that refer to it.
package struct WayBack: Sendable {
  /// The relation whose rows refer.
  package var relation: RelationID
  /// The name of the referring field, for descriptions.
  package var fieldName: String
  /// The row of the referring relation, in `reference`.
  package var row: RowID
  /// A reference, a list of references, or a condition (which refers to what it names).
  package var reference: PlanExpression

  package init(relation: RelationID, fieldName: String, row: RowID, reference: PlanExpression) {
    self.relation = relation
    self.fieldName = fieldName
    self.row = row
    self.reference = reference
  }
}

/// A three-valued condition on rows, with what to say where it is undecided.
package struct Predicate: Sendable {
  package var condition: PlanExpression
  /// The comparisons of the condition, in written order.
  package var causes: [Cause]

  package init(condition: PlanExpression, causes: [Cause]) {
    self.condition = condition
    self.causes = causes
  }

  /// Makes the conjunction of predicates, of which there must be one.
  init(allOf predicates: [Predicate]) {
    guard predicates.count > 1, let first = predicates.first else {
      self = predicates[0]
      return
    }
    let span = predicates.reduce(first.condition.span) { $0.union($1.condition.span) }
    condition = PlanExpression(.and(predicates.map(\.condition)), .boolean, at: span)
    causes = predicates.flatMap(\.causes)
  }
}

/// A comparison that may be undecided, with the words to say so.
///
/// A row is counted under the first cause whose comparison is undecided there: as
/// `SUBJECT unknown` where the subject's value is unknown, else `OBJECT unknown` where the
/// object's is, else `SUBJECT in EUR, not USD` where units differ, else
/// `SUBJECT crosses OBJECT`; without an object, `SUBJECT undecided`.
package struct Cause: Sendable {
  package var comparison: PlanExpression
  package var subject: PlanExpression
  package var subjectText: String
  package var object: PlanExpression?
  package var objectText: String
  /// The comparison as written.
  package var text: String

  package init(
    comparison: PlanExpression, subject: PlanExpression, subjectText: String,
    object: PlanExpression?, objectText: String, text: String = ""
  ) {
    self.comparison = comparison
    self.subject = subject
    self.subjectText = subjectText
    self.object = object
    self.objectText = objectText
    self.text = text
  }
}

/// A key of an order.
///
/// Intervals and dates go by lower, then upper end, an open start first; enumerations as declared;
/// references by label; texts by scalar value. Unknown, then none, come last in either direction.
package struct SortKey: Sendable {
  package var value: PlanExpression
  package var isDescending: Bool
  /// The key as written, in brackets where it is a calculation; empty where nobody wrote it.
  package var text: String

  package init(value: PlanExpression, isDescending: Bool, text: String = "") {
    self.value = value
    self.isDescending = isDescending
    self.text = text
  }
}

/// `limit count per keys offset count`.
package struct RowLimit: Sendable {
  package var count: Int
  package var offset: Int
  /// The keys of the groups of which that many rows are kept; empty for the whole table.
  package var per: [PlanExpression]
  /// The keys as written.
  package var perText: String

  package init(
    count: Int, offset: Int = 0, per: [PlanExpression] = [], perText: String = ""
  ) {
    self.count = count
    self.offset = offset
    self.per = per
    self.perText = perText
  }
}

/// A bound statement that gives a table.
package struct BoundQuery: Sendable {
  package var plan: Plan
  /// The columns shown, in order.
  package var output: [OutputColumn]
  /// The source whose rows the answer's rows still are, nil once grouped or computed.
  package var rows: (relation: RelationID, row: RowID)?
  /// The word for one row, for notes: `pledge`.
  package var rowWord: String
  package var presentation: ResultTable.Presentation
  /// Counts that a reader of the answer must know.
  package var asides: [Aside]
  /// From which day, and under which assumptions, the query sees the data.
  package var viewpoint: Viewpoint
  /// The same of the query and those in its brackets, each once; plain ones are left out.
  package var viewpoints: [Viewpoint]

  package init(
    plan: Plan, output: [OutputColumn], rows: (relation: RelationID, row: RowID)? = nil,
    rowWord: String = "row", presentation: ResultTable.Presentation = .table,
    asides: [Aside] = [], viewpoint: Viewpoint = Viewpoint(),
    viewpoints: [Viewpoint] = []
  ) {
    self.plan = plan
    self.output = output
    self.rows = rows
    self.rowWord = rowWord
    self.presentation = presentation
    self.asides = asides
    self.viewpoint = viewpoint
    self.viewpoints = viewpoints
  }
}

/// A column of the answer.
package struct OutputColumn: Sendable {
  package var name: String
  package var value: PlanExpression
  /// Whether the column is left out of the answer when all its cells are 0.
  package var isOmittedWhenZero: Bool

  package init(name: String, value: PlanExpression, isOmittedWhenZero: Bool = false) {
    self.name = name
    self.value = value
    self.isOmittedWhenZero = isOmittedWhenZero
  }
}
