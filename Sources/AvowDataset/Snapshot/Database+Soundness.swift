internal import AvowModel

extension Database {
  /// Whether every position that the data or the schema holds is one that exists.
  ///
  /// A package is checked while it is read; a snapshot might have been made by anybody.
  var isSound: Bool {
    guard tables.count == schema.relations.count, isSoundSchema else { return false }
    return schema.relations.indices.allSatisfy { index in
      let relation = schema.relations[index]
      let table = tables[index]
      return isSound(relation) && table.columns.count == relation.fields.count
        && relation.fields.indices.allSatisfy { position in
          guard let column = table.columns[position] else {
            if case .stored = relation.fields[position].origin { return false }
            return true
          }
          return column.count == table.rowCount
            && isSound(column, relation.fields[position].type)
        }
    }
  }

  private var isSoundSchema: Bool {
    let relations = [
      schema.conditions, schema.evidence, schema.rates?.relation, schema.links?.relation,
    ]
    return relations.allSatisfy { $0.map { exists($0) } ?? true } && isSoundConditions
      && (schema.links.map { isSound($0) } ?? true)
      && schema.enumerations.allSatisfy { enumeration in
        enumeration.values.allSatisfy { member in
          member.broader.map(enumeration.values.indices.contains) ?? true
        }
      }
  }

  private var isSoundConditions: Bool {
    guard let rule = schema.conditionRule else { return true }
    let fields = schema[rule.relation].fields
    func isSound(_ field: Int?, _ type: DataType) -> Bool {
      guard let field else { return true }
      return fields.indices.contains(field) && fields[field].type == type
    }
    return isSound(rule.state, .boolean) && isSound(rule.meaning, .condition)
  }

  private func isSound(_ links: LinkRule) -> Bool {
    let fields = schema[links.relation].fields
    guard [links.from, links.to, links.kind].allSatisfy(fields.indices.contains),
      case .reference = fields[links.from].type, fields[links.to].type == fields[links.from].type,
      case .enumeration = fields[links.kind].type
    else { return false }
    return true
  }

  private func isSound(_ totals: TotalRule, _ relation: Relation) -> Bool {
    guard totals.fields.allSatisfy(relation.fields.indices.contains) else { return false }
    for reference in [totals.whole, totals.repeats].compactMap(\.self) {
      guard case .reference(let id) = relation.fields[reference].type,
        exists(id), schema[id].name == relation.name
      else { return false }
    }
    if let running = totals.running, relation.fields[running].type != .boolean { return false }
    guard let phase = totals.phase else { return true }
    if case .enumeration = relation.fields[phase].type { return true }
    return false
  }

  private func exists(_ relation: RelationID) -> Bool {
    schema.relations.indices.contains(relation.index)
  }

  private func isSound(_ relation: Relation) -> Bool {
    let fields = relation.fields.indices
    let positions =
      [relation.key, relation.label, relation.aliases, relation.broader].compactMap(\.self)
      + relation.defaultColumns + relation.summary + relation.labelNotes.map(\.field)
    guard positions.allSatisfy(fields.contains), isSound(relation.citation, fields),
      isSound(relation.saying, relation), relation.totals.map({ isSound($0, relation) }) ?? true
    else { return false }
    guard let thread = relation.thread else { return true }
    guard exists(thread.source) else { return false }
    let source = schema[thread.source].fields.indices
    let sources =
      [thread.member, thread.date, thread.certainty, thread.mode, thread.repetition?.field]
      .compactMap(\.self) + thread.fields.map(\.source) + thread.published.prefix(1)
    let threads = [thread.first, thread.last].compactMap(\.self) + thread.fields.map(\.thread)
    return sources.allSatisfy(source.contains) && threads.allSatisfy(fields.contains)
  }

  private func isSound(_ saying: SayingRule?, _ relation: Relation) -> Bool {
    guard let saying else { return true }
    return ([saying.said].compactMap(\.self) + saying.published.prefix(1)).allSatisfy(
      relation.fields.indices.contains)
  }

  private func isSound(_ rule: CitationRule?, _ fields: Range<Int>) -> Bool {
    guard let rule else { return true }
    let named = [
      rule.title, rule.publisher, rule.author, rule.published, rule.said, rule.speaker,
      rule.attribution,
    ]
    guard named.allSatisfy({ $0.map(fields.contains) ?? true }) else { return false }
    guard let carrier = rule.carrier else { return true }
    return exists(carrier.relation)
      && schema[carrier.relation].fields.indices.contains(carrier.field)
  }

  private func isSound(_ column: Column, _ type: DataType) -> Bool {
    switch (column.data, type) {
    case (.missing, _): return true
    case (.boolean, .boolean), (.text, .text), (.date, .date): return true
    case (.number(let numbers), .integer), (.number(let numbers), .decimal),
      (.number(let numbers), .quantity):
      return isSound(numbers)
    case (.code(let codes), .enumeration(let id)):
      guard schema.enumerations.indices.contains(id.index) else { return false }
      let limit = schema[id].values.count
      return (0..<codes.count).allSatisfy { Int(codes[$0]) < limit || isMissing(column, $0) }
    case (.reference(let rows), .reference(let relation)):
      guard exists(relation) else { return false }
      let limit = self[relation].rowCount
      return rows.indices.allSatisfy { Int(rows[$0]) < limit || isMissing(column, $0) }
    case (.condition(let conditions), .condition):
      let limit = schema.conditions.map { exists($0) ? self[$0].rowCount : 0 } ?? 0
      return conditions.expressions.allSatisfy { $0.names.allSatisfy { Int($0) < limit } }
    case (.list(let lists), .list(let element)): return isSound(lists.elements, element)
    default: return false
    }
  }

  private func isMissing(_ column: Column, _ row: Int) -> Bool { column.state(at: row) != .known }

  private func isSound(_ numbers: NumberColumn) -> Bool {
    let count = schema.units.units.count
    switch numbers.units {
    case .unitless: return true
    case .uniform(let unit): return Int(unit.index) < count
    case .each(let units): return units.allSatisfy { Int($0.index) < count }
    }
  }
}
