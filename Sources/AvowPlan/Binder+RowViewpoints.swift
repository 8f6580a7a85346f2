internal import AvowDiagnostics
internal import AvowModel

/// From where the rows are seen that an expression gives.
extension Binder {
  /// The viewpoint of the rows that an expression gives: that of their source.
  ///
  /// Rows of several sources may have several, of which none can be taken for the others.
  func viewpoint(of base: PlanExpression) throws(BindError) -> Viewpoint {
    let found = viewpoints(of: base)
    guard found.count <= 1 else { throw failure(.row(.severalViewpoints), at: base.span) }
    return found.first ?? viewpoint.ofRows
  }

  /// The same where it makes a difference, nil where it makes none.
  func viewpoint(
    of base: PlanExpression, where differs: (Viewpoint) -> Bool
  ) throws(BindError) -> Viewpoint? {
    let found = viewpoints(of: base)
    guard found.isEmpty ? differs(viewpoint.ofRows) : found.contains(where: differs) else {
      return nil
    }
    return try viewpoint(of: base)
  }

  /// The viewpoints of the rows that an expression gives; none where it gives no rows.
  func viewpoints(of base: PlanExpression) -> Set<Viewpoint> {
    switch base.kind {
    case .constant(let value): value.state == .known ? [viewpoint.ofRows] : []
    case .row(let row):
      if let choice, row.index < choice.rowCount {
        [choice.viewpoint]
      } else {
        [rowViewpoints[row] ?? Viewpoint()]
      }
    case .column(let column):
      if let choice, column.index < choice.columnCount {
        [choice.viewpoint]
      } else {
        columnViewpoints[column] ?? [Viewpoint()]
      }
    case .field(let base, _, _), .related(_, let base): viewpoints(of: base)
    case .mapElements(_, _, let body): viewpoints(of: body)
    case .viewed(let operation, let operands): viewpoints(of: operation, operands)
    case .call(.without, let operands): operands.first.map { viewpoints(of: $0) } ?? []
    case .call(_, let operands), .list(let operands): viewpoints(ofAll: operands)
    case .choice(let branches, let otherwise):
      viewpoints(ofAll: branches.map(\.value) + (otherwise.map { [$0] } ?? []))
    case .aggregate(let call, _): call.argument.map { viewpoints(of: $0) } ?? []
    case .shape(let shape): viewpoints(ofAll: shape.columns.map(\.value))
    case .compareNumbers, .compareTexts, .matchText, .compareDates, .compareCodes, .isMember,
      .anyElement, .isIdentical, .hasState, .not, .and, .or, .possibly, .certainly, .arithmetic,
      .negative, .converted, .exchanged:
      []
    }
  }

  private func viewpoints(
    of operation: ViewOperation, _ operands: [PlanExpression]
  ) -> Set<Viewpoint> {
    switch operation {
    case .field(_, _, let viewpoint), .isSaid(_, let viewpoint), .said(_, let viewpoint),
      .holds(let viewpoint), .blockers(let viewpoint):
      [viewpoint.ofRows]
    case .named, .joined: viewpoints(ofAll: operands)
    }
  }

  private func viewpoints(ofAll parts: [PlanExpression]) -> Set<Viewpoint> {
    parts.reduce(into: []) { $0.formUnion(viewpoints(of: $1)) }
  }

  /// Binds something of rows as they are seen from their source.
  mutating func seen<T>(
    from viewpoint: Viewpoint, _ body: (inout Binder) throws(BindError) -> T
  ) throws(BindError) -> T {
    let outer = self.viewpoint
    // A period bounds the rows of its own source, which are these.
    if viewpoint != outer.ofRows { self.viewpoint = viewpoint }
    defer { self.viewpoint = outer }
    return try body(&self)
  }
}

/// The viewpoint that a query chooses for what its source names of the rows outside:
/// `count(this.pledges as of 2025)`.
struct ViewpointChoice {
  var viewpoint: Viewpoint
  /// The rows and columns outside are those before.
  var rowCount: Int
  var columnCount: Int
}

/// Dates that change nothing.
extension Binder {
  /// A date that changed nothing within its own brackets.
  struct IdleDate {
    var viewpoint: Viewpoint
    /// How much depended on the viewpoint when the brackets were closed.
    var useCount: Int
    var warning: Diagnostic
  }

  /// Notes that something that was bound depends on a viewpoint.
  mutating func noteUse(of viewpoint: Viewpoint) {
    viewpointUses += 1
    viewpointUseCounts[viewpoint.ofRows, default: 0] += 1
  }

  func useCount(of viewpoint: Viewpoint) -> Int { viewpointUseCounts[viewpoint.ofRows] ?? 0 }

  /// Warns of the dates on which nothing came to depend outside their brackets either.
  mutating func warnOfIdleDates() {
    for date in idleDates where useCount(of: date.viewpoint) == date.useCount {
      warnings.append(date.warning)
    }
    idleDates = []
  }
}

extension Viewpoint {
  /// The viewpoint of rows that it leaves: a period bounds only the source itself.
  var ofRows: Viewpoint {
    var result = self
    result.saidSince = nil
    return result
  }
}

extension DataType {
  /// Whether values name rows: references, and conditions, which join names of them.
  var namesRows: Bool {
    switch self {
    case .reference, .condition: true
    case .boolean, .integer, .decimal, .text, .date, .quantity, .inventory, .enumeration, .list,
      .record, .missing:
      false
    }
  }
}
