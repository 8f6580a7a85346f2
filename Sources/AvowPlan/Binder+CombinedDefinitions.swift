internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

/// A definition put together by `union`, `except` or `intersect` is a table of its own.
///
/// It means the same wherever it stands; inside a row, those of its rows that refer to that row.
extension Binder {
  /// Binds a definition of several pipelines, in brackets or not.
  mutating func bindCombined(
    _ found: (definition: Definition, reach: Int), named name: Name, via field: Name? = nil,
    scope: Scope
  ) throws(BindError) -> BoundPipeline {
    let alone = Scope(frames: [], isBracketed: true)
    var pipeline = try expand(found, call: nil, at: name.span, scope: alone)
    guard !scope.isBracketed, let frame = scope.frames.last else { return pipeline }
    guard let row = frame.row, case .reference(let relation) = row.type else {
      guard frame.group != nil else { return pipeline }
      throw failure(.row(.noWayBack(from: "the group", to: name.canonical)), at: name.span)
    }
    let reference = try reference(of: pipeline, to: relation, named: name, via: field)
    let condition = PlanExpression(.isIdentical(reference, row), .boolean, at: place(name.span))
    pipeline.steps.append(.filter([Predicate(condition: condition, causes: [])]))
    return pipeline
  }

  /// The one column, or the way back, by which the rows of a pipeline refer to a relation.
  private mutating func reference(
    of pipeline: BoundPipeline, to relation: RelationID, named name: Name, via named: Name?
  ) throws(BindError) -> PlanExpression {
    let target = schema[relation].name
    guard pipeline.frame.closedBy == nil, let row = pipeline.frame.row,
      case .reference(let own) = row.type
    else {
      let columns = pipeline.frame.columns.filter {
        $0.value.type == .reference(relation) && (named == nil || $0.name == named?.canonical)
      }
      guard let column = columns.first else {
        throw failure(.row(.noWayBack(from: target, to: name.canonical)), at: name.span)
      }
      guard columns.count == 1 else {
        throw failure(
          .row(.severalWaysBack(from: target, to: name.canonical, fields: columns.map(\.name))),
          at: name.span)
      }
      return column.value
    }
    let ways = waysBack(from: own, to: relation).filter {
      let field = schema[own].fields[$0]
      return field.type.element == nil && (named == nil || field.name == named?.canonical)
    }
    let way = ways.first { schema[own].fields[$0].isDefaultWayBack } ?? ways.first
    guard let way else {
      throw failure(.row(.noWayBack(from: target, to: name.canonical)), at: name.span)
    }
    return try field(way, of: own, base: row, at: name.span)
  }
}

extension Definition {
  /// Whether it is put together of several queries.
  var isCombined: Bool { !value.operations.isEmpty }
}
