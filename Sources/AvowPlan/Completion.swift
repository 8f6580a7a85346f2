internal import AvowDiagnostics
internal import AvowModel
package import AvowSyntax

/// A word that may stand at the place of completion.
package struct CompletionCandidate: Hashable, Sendable {
  /// The word as it is typed.
  package var text: String
  /// A line about it: a type, a count, a description.
  package var annotation: String
}

/// The words that may stand at a place, the likeliest first, each once.
package func completions(
  for context: CompletionContext, in catalog: Catalog, environment: Environment
) -> [CompletionCandidate] {
  var completer = Completer(context: context, catalog: catalog, environment: environment)
  return completer.candidates()
}

/// The making of the candidates for one place.
private struct Completer {
  let context: CompletionContext
  let catalog: Catalog
  var binder: Binder
  /// What names mean at the place; empty where the text before it has no meaning.
  var scope = Scope(frames: [])
  /// The columns that the innermost pipeline shows.
  var columns: [Frame.NamedColumn] = []

  init(context: CompletionContext, catalog: Catalog, environment: Environment) {
    self.context = context
    self.catalog = catalog
    binder = Binder(catalog: catalog, environment: environment)
    for statement in context.statements { _ = try? binder.bind(statement) }
    for pipeline in context.pipelines {
      let query = Query(first: pipeline, span: pipeline.span)
      guard let bound = try? binder.bindPipeline(query, scope: scope) else {
        scope = Scope(frames: [])
        columns = []
        break
      }
      columns = bound.columns(in: binder)
      scope = scope.entering(bound.frame)
    }
  }

  var schema: Schema { catalog.schema }

  mutating func candidates() -> [CompletionCandidate] {
    var seen: Set<String> = []
    var result: [CompletionCandidate] = []
    let prefix = Name.canonical(of: context.partialWord)
    for category in categories {
      for candidate in candidates(of: category)
      where Name.canonical(of: candidate.text).hasPrefix(prefix)
        && seen.insert(candidate.text).inserted
      {
        result.append(candidate)
      }
    }
    return result
  }

  /// What may stand at the place; where a condition is asked for, first the named ones.
  private var categories: [CompletionCategory] {
    guard context.categories.contains(.field), let name = context.function,
      let row = FunctionTable.function(named: name.canonical),
      row.takesCondition(at: context.argumentIndex)
    else { return context.categories }
    return [.condition] + context.categories
  }

  private mutating func candidates(of category: CompletionCategory) -> [CompletionCandidate] {
    switch category {
    case .relation: return relations()
    case .field: return fields()
    case .function: return functions()
    case .value: return values()
    case .literal(let keyword), .keyword(let keyword):
      let help = Keyword.all.first { $0.keyword == keyword }?.help
      return [CompletionCandidate(text: keyword.rawValue, annotation: help ?? "")]
    case .parameter:
      return binder.environment.parameterNames.map {
        CompletionCandidate(text: "$" + $0, annotation: "parameter")
      }
    case .member: return members()
    case .wayBack: return waysBack()
    case .unit: return units()
    case .condition: return conditions()
    case .type: return types()
    case .chart:
      return ChartKind.allCases.map { CompletionCandidate(text: $0.name, annotation: $0.summary) }
    case .answer: return columns.first.map { values(of: $0.value) } ?? []
    case .newName: return []
    }
  }

  private func relations() -> [CompletionCandidate] {
    let stored = schema.relations.indices.filter { !schema.relations[$0].isHidden }.map { index in
      CompletionCandidate(
        text: schema.relations[index].name,
        annotation: "\(catalog.database.tables[index].rowCount) rows")
    }
    let views = catalog.viewSummaries.map {
      CompletionCandidate(text: $0.name, annotation: $0.summary)
    }
    let definitions = binder.environment.definitionNames.map {
      CompletionCandidate(text: $0, annotation: "let")
    }
    return stored + views + definitions
  }

  private func fields() -> [CompletionCandidate] {
    guard let frame = scope.frames.last else { return [] }
    var result = frame.columns.map {
      CompletionCandidate(text: $0.name, annotation: schema.name(of: $0.value.type))
    }
    if frame.closedBy == nil, let relation = frame.relation {
      result += schema[relation].fields.map(candidate)
      result += referring(to: relation)
    }
    return result
  }

  private func candidate(_ field: Field) -> CompletionCandidate {
    CompletionCandidate(text: field.name, annotation: field.description)
  }

  /// The relations whose rows refer to the row.
  private func referring(to relation: RelationID) -> [CompletionCandidate] {
    schema.relations.indices.filter { index in
      !schema.relations[index].isHidden
        && !binder.waysBack(from: RelationID(index), to: relation).isEmpty
    }.map { index in
      CompletionCandidate(
        text: schema.relations[index].name,
        annotation: "the \(schema.relations[index].name) of a \(schema[relation].rowWord)")
    }
  }

  private func functions() -> [CompletionCandidate] {
    FunctionTable.all.map { CompletionCandidate(text: $0.name, annotation: $0.summary) }
  }

  /// The values of the type opposite, the commonest first.
  private mutating func values() -> [CompletionCandidate] {
    guard let opposite = context.opposite, let field = try? binder.bindValue(opposite, scope: scope)
    else { return [] }
    return values(of: field)
  }

  private func values(of field: PlanExpression) -> [CompletionCandidate] {
    let counts = binder.counts(of: field)
    switch field.type.scalar {
    case .enumeration(let id):
      return schema[id].values.enumerated().map { position, member in
        candidate(member.name, count: counts?[UInt32(clamping: position)] ?? 0, of: field)
      }
    case .reference(let relation):
      let rows = catalog.rows(of: relation).enumerated().map { row, names in
        (names.key, counts?[UInt32(clamping: row)] ?? 0)
      }
      return rows.sorted { $0.1 > $1.1 }.map { candidate($0.0, count: $0.1, of: field) }
    case .boolean, .integer, .decimal, .text, .date, .quantity, .inventory, .condition, .list,
      .record,
      .missing:
      return []
    }
  }

  private func candidate(
    _ name: String, count: Int, of field: PlanExpression
  ) -> CompletionCandidate {
    guard case .field(_, let relation, _) = field.kind else {
      return CompletionCandidate(text: name, annotation: "")
    }
    let word = count == 1 ? schema[relation].rowWord : schema[relation].name
    return CompletionCandidate(text: name, annotation: "\(count) \(word)")
  }

  private mutating func members() -> [CompletionCandidate] {
    guard let base = context.base, let value = try? binder.bindValue(base, scope: scope),
      case .reference(let relation) = value.type.scalar
    else { return [] }
    return schema[relation].fields.map(candidate) + referring(to: relation)
  }

  private func waysBack() -> [CompletionCandidate] {
    guard let base = context.base, case .name(let name) = base.kind,
      let relation = schema.relation(named: name.canonical),
      let target = scope.frames.last?.relation
    else { return [] }
    return binder.waysBack(from: relation, to: target).map { position in
      candidate(schema[relation].fields[position])
    }
  }

  private func units() -> [CompletionCandidate] {
    schema.units.units.map { unit in
      CompletionCandidate(
        text: unit.symbol, annotation: schema.units[unit.dimension].title)
    }
  }

  private func conditions() -> [CompletionCandidate] {
    guard let relation = schema.conditions else { return [] }
    return catalog.rows(of: relation).map {
      CompletionCandidate(text: $0.key, annotation: $0.label)
    }
  }

  private func types() -> [CompletionCandidate] {
    let plain = ["text", "integer", "decimal", "boolean", "date", "quantity", "condition"]
    return plain.map { CompletionCandidate(text: $0, annotation: "type") } + relations()
  }
}

extension Binder {
  /// How often each position stands in a stored field, nil for other expressions.
  func counts(of field: PlanExpression) -> [UInt32: Int]? {
    guard case .field(_, let relation, let index) = field.kind,
      let column = catalog.database[relation].columns[index]
    else { return nil }
    var result: [UInt32: Int] = [:]
    for row in 0..<column.count {
      for position in column.value(at: row).positions { result[position, default: 0] += 1 }
    }
    return result
  }
}

extension Value {
  /// The positions that a cell names: one, those of a list, or none.
  package var positions: [UInt32] {
    switch self {
    case .code(let position), .row(let position): [position]
    case .list(let members): members.flatMap(\.positions)
    case .missing, .boolean, .number, .text, .date, .condition, .record: []
    }
  }
}
