import Avow
import AvowPlan

/// A small generator of random numbers with a seed (SplitMix64).
struct RandomNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

/// Makes random typed conditions and values over the relations of a dataset, as text.
///
/// Fields, their types and their values come from the dataset, functions from the table of
/// functions. Some of what comes out is wrong, as where a relation has several ways back: who uses
/// it asks first whether it runs.
struct RandomQueries {
  /// A field with what its type is made of.
  struct Field {
    var name: String
    var type: String
    var isList: Bool
  }

  var numbers: RandomNumbers
  private let fields: [String: [Field]]
  private let values: [String: [String]]
  /// The relations whose rows have a name.
  let relations: [String]

  init(_ session: Session, seed: UInt64) {
    numbers = RandomNumbers(seed: seed)
    var fields: [String: [Field]] = [:]
    var values: [String: [String]] = [:]
    for relation in session.relations where relation.rowCount != nil {
      fields[relation.name] = session.fields(of: relation.name)?.map { field in
        let isList = field.type.hasPrefix("list of ")
        let type = isList ? String(field.type.dropFirst(8)) : field.type
        return Field(name: field.name, type: type, isList: isList)
      }
      for field in fields[relation.name] ?? [] {
        let name = "\(relation.name).\(field.name)"
        values[name] = session.values(of: name)?.map(\.name)
      }
    }
    self.fields = fields
    self.values = values
    relations = fields.keys.sorted().filter { name in
      fields[name]?.contains { $0.name == "id" } == true
    }
  }

  mutating func pick<T>(_ choices: [T]) -> T {
    choices[Int.random(in: 0..<choices.count, using: &numbers)]
  }

  private mutating func chance(_ share: Int) -> Bool {
    Int.random(in: 0..<100, using: &numbers) < share
  }

  /// A condition on a row of a relation, with at most so many levels of words between comparisons.
  mutating func condition(on relation: String, depth: Int) -> String {
    guard depth > 0, chance(65) else { return comparison(on: relation, path: "", depth: depth) }
    let first = condition(on: relation, depth: depth - 1)
    switch Int.random(in: 0..<9, using: &numbers) {
    case 0, 1: return "(\(first) and \(condition(on: relation, depth: depth - 1)))"
    case 2, 3: return "(\(first) or \(condition(on: relation, depth: depth - 1)))"
    case 4: return "not (\(first))"
    case 5: return "possibly(\(first))"
    case 6: return "certainly(\(first))"
    case 7: return "(\(first)) is \(pick(["unknown", "known", "not unknown"]))"
    default:
      let second = condition(on: relation, depth: depth - 1)
      return "case when \(first) then \(second) else \(comparison(on: relation)) end"
    }
  }

  private mutating func comparison(on relation: String) -> String {
    comparison(on: relation, path: "", depth: 0)
  }

  private mutating func comparison(on relation: String, path: String, depth: Int) -> String {
    guard let all = fields[relation], !all.isEmpty else { return "true" }
    if depth > 0, chance(15) { return wayBack(from: relation, path: path, depth: depth) }
    let field = pick(all)
    let name = path + field.name
    if chance(12) { return "\(name) is \(pick(["known", "unknown", "none", "not known"]))" }
    let listed = values["\(relation).\(field.name)"] ?? []
    if field.isList { return list(name, field.type, listed) }
    switch field.type {
    case "boolean": return pick([name, "not \(name)", "\(name) = true", "\(name) = false"])
    case "integer", "decimal": return number(name, in: relation, path)
    case "date": return date(name, in: relation, path)
    case "text": return text(name)
    case "condition": return pick(["holds(\(name))", "\(name) = \(name)", "\(name) is known"])
    case let type where type.hasPrefix("quantity"): return quantity(name, in: relation, path)
    case let type where fields[type] != nil && path.count < 20 && chance(35):
      return comparison(on: type, path: name + ".", depth: 0)
    default:
      guard !listed.isEmpty else { return "\(name) is known" }
      return closed(name, listed)
    }
  }

  private mutating func wayBack(from relation: String, path: String, depth: Int) -> String {
    let others = fields.keys.sorted().filter { other in
      fields[other]?.contains { $0.type == relation } == true
    }
    guard !others.isEmpty else { return comparison(on: relation, path: path, depth: 0) }
    let other = pick(others)
    let inner = condition(on: other, depth: depth - 1)
    let rows = pick(["\(path)\(other)", "(\(other))"]) + " where \(inner)"
    return pick([
      "any(\(rows))", "none(\(rows))", "all(\(path)\(other), \(inner))",
      "count(\(rows)) \(sign()) \(pick([0, 1, 2, 5]))",
    ])
  }

  private mutating func sign() -> String { pick(["=", "!=", "<", "<=", ">", ">="]) }

  private mutating func number(_ name: String, in relation: String, _ path: String) -> String {
    let others = (fields[relation] ?? [])
      .filter { !$0.isList && ["integer", "decimal"].contains($0.type) }.map { path + $0.name }
    let left = pick([
      name, "\(name) * \(pick(others))", "\(name) + \(pick(others))", "abs(\(name))",
      "round(\(name) / 3, 2)", "coalesce(\(name), 1)", "low(\(name))", "floor(\(name))",
    ])
    let right = pick(["0", "1", "2.5", "-3", pick(others)])
    return chance(80)
      ? "\(left) \(sign()) \(right)" : "\(left) between \(pick(["0", "1"])) and \(right)"
  }

  private mutating func quantity(
    _ name: String, in relation: String, _ path: String
  ) -> String {
    let others = (fields[relation] ?? [])
      .filter { !$0.isList && $0.type.hasPrefix("quantity") }.map { path + $0.name }
    let amount = pick([
      "7 bn USD", "10 bn USD", "300 bn USD", "3 bn EUR", "15 countries", "3 weeks",
    ])
    return pick([
      "\(name) \(sign()) \(amount)", "\(name) \(sign()) \(pick(others))",
      "low(\(name)) \(sign()) \(amount)", "\(name) between 5 and 10 bn USD",
      "\(name) * 2 > \(amount)", "\(name) is exactly \(pick(others))",
    ])
  }

  private mutating func date(_ name: String, in relation: String, _ path: String) -> String {
    let others = (fields[relation] ?? []).filter { !$0.isList && $0.type == "date" }
      .map { path + $0.name }
    let period = pick([
      "2025", "2025-05", "2025-05-20", "2024-11-02", "2025-Q2", "2025-08", "today", "@2025/2026",
      "last year", "30 days ago",
    ])
    let word = pick(["in", "before", "after", "since", "until", "overlaps", "=", "!=", "<", ">="])
    let part = pick(["year(\(name)) = 2025", "month(\(name)) > 5", "weekday(\(name)) <= 5"])
    return pick([
      "\(name) \(word) \(period)", "\(name) \(word) \(period)", "\(name) \(sign()) \(pick(others))",
      "\(name) between 2025-03 and 2025-08", part, "\(name) - \(pick(others)) > 60 days",
      "\(name) + 2 weeks \(sign()) \(period)", "low(\(name)) since \(period)",
    ])
  }

  private mutating func text(_ name: String) -> String {
    let word = pick(["\"a\"", "\"troops\"", "\"loan\"", "\"\"", "\"%e_\"", "\"p0\""])
    return pick([
      "\(name) contains \(word)", "\(name) like \(word)", "\(name) matches \"[aeiou]{2}\"",
      "\(name) \(sign()) \(word)", "starts_with(lower(\(name)), \(word))",
      "length(\(name)) > \(pick([0, 10, 30]))", "upper(\(name)) not like \(word)",
    ])
  }

  private mutating func closed(_ name: String, _ values: [String]) -> String {
    let value = spelt(pick(values))
    let other = spelt(pick(values))
    return pick([
      "\(name) = \(value)", "\(name) != \(value)", "\(name) in (\(value), \(other))",
      "\(name) not in (\(value), \(other))", "\(name) is exactly \(value)",
      "\(name) >= \(value)", "\(name) < \(value)",
      "coalesce(\(name), \(value)) = \(other)",
    ])
  }

  private mutating func list(_ name: String, _ type: String, _ values: [String]) -> String {
    var choices = [
      "count(\(name)) \(sign()) \(pick([0, 1, 2]))", "\(name) is exactly \(name)",
      "size(\(name)) > 0", "joined(\(name)) contains \"a\"",
    ]
    if !values.isEmpty {
      let value = spelt(pick(values))
      choices += [
        "\(name) has \(value)", "\(name) not has \(value)", "\(name) = \(value)",
        "\(name) in (\(value), \(spelt(pick(values))))", "without(\(name), \(value)) has \(value)",
      ]
    }
    if fields[type] != nil {
      let inner = comparison(on: type)
      choices += [
        "any(\(name) where \(inner))", "all(\(name), \(inner))", "none(\(name) where \(inner))",
      ]
    }
    return pick(choices)
  }

  /// A value as a query writes it: in quotes where it could be something else.
  private func spelt(_ value: String) -> String { "\"\(value)\"" }

  /// A field that is an interval, and something to compare it with; nil where there is none.
  mutating func interval(of relation: String) -> (field: String, limit: String)? {
    let found = (fields[relation] ?? []).filter {
      !$0.isList && ($0.type == "date" || $0.type.hasPrefix("quantity"))
    }
    guard !found.isEmpty else { return nil }
    let field = pick(found)
    let limits =
      field.type == "date"
      ? ["2025", "2025-05", "2025-05-20", "today"] : ["7 bn USD", "3 bn EUR", "15 countries"]
    return (field.name, pick(limits))
  }

  /// A key for groups and orders: a field that has no list.
  mutating func key(of relation: String) -> String {
    let keys = (fields[relation] ?? []).filter { !$0.isList }
    return keys.isEmpty ? "id" : pick(keys).name
  }
}
