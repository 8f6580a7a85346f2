internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

/// Words that name values of an enumeration or rows of a relation.
extension Binder {
  /// The position of an enumeration's value by name, label or alias.
  func code(of word: String, in enumeration: EnumerationID) -> Int? {
    schema[enumeration].position(named: word)
  }

  /// The position of the value that a word names, nil where it names none.
  func position(
    of word: String, type: DataType, at span: SourceSpan
  ) throws(BindError) -> UInt32? {
    switch type {
    case .enumeration(let id): return code(of: word, in: id).map { UInt32(clamping: $0) }
    case .reference(let relation):
      switch catalog.rowIndex(of: relation).rows(named: word) {
      case .none: return nil
      case .one(let row): return row
      case .several(let rows):
        let candidates = rows.prefix(5).map { row in
          let key = catalog.database.key(of: row, in: relation)
          let label = catalog.database.label(of: row, in: relation)
          return key.map { "\($0) (\(label))" } ?? label
        }
        throw failure(
          .name(
            .ambiguousValue(word, of: schema[relation].rowWord, candidates: Array(candidates))),
          at: span)
      }
    case .boolean, .integer, .decimal, .text, .date, .quantity, .inventory, .condition, .list,
      .record,
      .missing:
      return nil
    }
  }

  /// A constant of an enumeration or a reference.
  func constant(_ position: UInt32, _ type: DataType, at span: SourceSpan) -> PlanExpression {
    if case .enumeration = type {
      return PlanExpression(.constant(.code(position)), type, at: place(span))
    }
    return PlanExpression(.constant(.row(position)), type, at: place(span))
  }

  /// Which positions are a value or narrower than it.
  func narrower(than position: UInt32, type: DataType) -> [Bool] {
    switch type {
    case .enumeration(let id): return schema[id].narrower(than: Int(position))
    case .reference(let relation): return narrowerRows(than: position, in: relation)
    case .boolean, .integer, .decimal, .text, .date, .quantity, .inventory, .condition, .list,
      .record,
      .missing:
      return []
    }
  }

  private func narrowerRows(than position: UInt32, in relation: RelationID) -> [Bool] {
    let table = catalog.database[relation]
    var result = [Bool](repeating: false, count: table.rowCount)
    guard Int(position) < result.count else { return result }
    result[Int(position)] = true
    guard let field = schema[relation].broader, let column = table.columns[field],
      case .reference(let parents) = column.data
    else { return result }
    // Each pass adds one level; a cycle adds nothing and ends it.
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for row in 0..<table.rowCount
      where !result[row] && column.state(at: row) == .known && result[Int(parents[row])] {
        result[row] = true
        hasChanged = true
      }
    }
    return result
  }

  /// A word opposite an enumeration or a reference that is no value and no field.
  func unknownValue(
    _ word: String, type: DataType, field: PlanExpression, at span: SourceSpan
  ) -> BindError {
    let names = valueNames(of: type)
    var near = suggestions(for: word, among: names, limit: 1)
    if near.isEmpty { near = valueNames(of: type, telling: word) }
    var nearCount: String?
    if let first = near.first, let position = try? position(of: first, type: type, at: span) {
      nearCount = count(of: position, field: field)
    }
    let others = mostUsedNames(of: type, field: field).filter { !near.contains($0) }
    return failure(
      .name(
        .unknownValue(
          word, of: kindName(of: type, field: field), near: near.map { Name.asValue($0) },
          nearCount: nearCount, others: Array(others.prefix(8)))), at: span)
  }

  /// What a wrong value is called: `pledge type`, `actor`.
  private func kindName(of type: DataType, field: PlanExpression) -> String {
    switch type {
    case .reference(let relation): return schema[relation].rowWord
    case .enumeration(let id):
      // A list is named in the plural; its members by what they are.
      if case .field(_, let relation, let position) = field.kind, field.type.element == nil {
        return "\(schema[relation].rowWord) \(schema[relation].fields[position].name)"
      }
      return schema[id].name
    case .boolean, .integer, .decimal, .text, .date, .quantity, .inventory, .condition, .list,
      .record,
      .missing:
      return noun(for: type)
    }
  }

  /// The names by which values are usually typed: of an enumeration, or the ids of rows.
  private func typedNames(of type: DataType) -> [String] {
    switch type {
    case .enumeration(let id): schema[id].values.map(\.name)
    case .reference(let relation): catalog.rows(of: relation).map(\.key)
    case .boolean, .integer, .decimal, .text, .date, .quantity, .inventory, .condition, .list,
      .record,
      .missing:
      []
    }
  }

  /// The names of values; of rows, those first that the field names most often.
  private func mostUsedNames(of type: DataType, field: PlanExpression) -> [String] {
    let names = typedNames(of: type)
    guard case .reference = type, names.count <= 100_000, let counts = counts(of: field) else {
      return names
    }
    let ranked = names.indices.sorted { first, second in
      let (left, right) = (counts[UInt32(first)] ?? 0, counts[UInt32(second)] ?? 0)
      return left == right ? first < second : left > right
    }
    return ranked.map { names[$0] }
  }

  /// Every name of a value, aliases included; none where there are very many.
  private func valueNames(of type: DataType) -> [String] {
    switch type {
    case .enumeration(let id): return schema[id].values.map(\.name)
    case .reference(let relation):
      let rows = catalog.database[relation].rowCount
      guard rows <= 100_000 else { return [] }
      return typedNames(of: type) + catalog.rowIndex(of: relation).names
    case .boolean, .integer, .decimal, .text, .date, .quantity, .inventory, .condition, .list,
      .record,
      .missing:
      return []
    }
  }

  /// How many rows have a value in a stored field: `7 pledges`.
  private func count(of position: UInt32, field: PlanExpression) -> String? {
    guard case .field(_, let relation, _) = field.kind, let counts = counts(of: field) else {
      return nil
    }
    let count = counts[position] ?? 0
    let word = count == 1 ? schema[relation].rowWord : schema[relation].name
    return "\(count) \(word)"
  }

  /// The nearest names, by edit distance; no more than `limit`.
  func suggestions(for word: String, among names: [String], limit: Int = 3) -> [String] {
    // A word that means nothing here is no help, though it means something elsewhere.
    EditDistance.suggestions(for: word, among: names.filter { $0 != word }, limit: limit)
  }
}
