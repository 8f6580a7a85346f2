internal import AvowDiagnostics
internal import AvowModel

/// Looks for amounts that a sum would count twice.
enum CountingCheck {
  static func run(_ inspection: inout PackageInspection) {
    for relation in inspection.readRelations where inspection.isWanted() {
      checkJoint(relation, &inspection)
      checkTotals(relation, &inspection)
      checkRepeated(relation, &inspection)
    }
    checkLinks(&inspection)
  }

  /// Amounts of two rows that say the same, in different threads: each thread has the amount.
  private static func checkRepeated(
    _ relation: RelationID, _ inspection: inout PackageInspection
  ) {
    let database = inspection.database
    guard let links = database.schema.links, let rule = database.schema[relation].thread,
      database.schema[links.relation].fields[links.from].type == .reference(rule.source),
      let members = database[rule.source].columns[rule.member]
    else { return }
    let amounts = rule.fields.filter {
      if case .quantity = database.schema[rule.source].fields[$0.source].type {
        true
      } else {
        false
      }
    }
    var found: [(row: Int, other: Int, field: Int, threads: (UInt32, UInt32))] = []
    database.forEachLink(links, of: links.repeats) { _, from, to in
      let (own, others) = (members.references(at: Int(from)), members.references(at: Int(to)))
      guard let thread = own.first, let other = others.first, !own.contains(where: others.contains)
      else { return }
      for pair in amounts {
        guard let column = database[rule.source].columns[pair.source],
          column.says(at: Int(from)), column.says(at: Int(to))
        else { continue }
        found.append((Int(from), Int(to), pair.source, (thread, other)))
      }
    }
    let word = database.schema[relation].rowWord
    for (row, other, field, threads) in found {
      let name = inspection.rowName(other, in: rule.source)
      let counted = [threads.0, threads.1].map { inspection.rowName(Int($0), in: relation) }
      inspection.report(
        .countedTwice,
        "\(name) says the same, and the amount counts for \(counted[0]) and \(counted[1])",
        in: rule.source, row: row, field: field, hint: "let both name one \(word)")
    }
  }

  /// Links from a row to itself.
  private static func checkLinks(_ inspection: inout PackageInspection) {
    let database = inspection.database
    guard let links = database.schema.links,
      let from = database[links.relation].columns[links.from],
      case .reference(let target) = database.schema[links.relation].fields[links.from].type
    else { return }
    var found: [(link: Int, row: Int)] = []
    from.forEachReference { link, row in
      guard database[links.relation].columns[links.to]?.target(at: link) == row else { return }
      found.append((link, Int(row)))
    }
    for (link, row) in found {
      let name = inspection.rowName(row, in: target)
      inspection.report(
        .selfReference, "\(name) is connected with itself", in: links.relation, row: link,
        field: links.to)
    }
  }

  /// Amounts of one row that several threads take over: each of them has all of it.
  private static func checkJoint(_ relation: RelationID, _ inspection: inout PackageInspection) {
    guard let rule = inspection.schema[relation].thread,
      let members = inspection.database[rule.source].columns[rule.member],
      case .list(let lists) = members.data, case .reference(let threads) = lists.elements.data
    else { return }
    for pair in rule.fields {
      guard case .quantity = inspection.schema[rule.source].fields[pair.source].type,
        let amounts = inspection.database[rule.source].columns[pair.source]
      else { continue }
      for row in 0..<lists.count where members.state(at: row) == .known && amounts.says(at: row) {
        let named = Set(threads[lists.members(of: row)]).sorted()
        guard named.count > 1 else { continue }
        let names = named.prefix(3).map { inspection.rowName(Int($0), in: relation) }
        inspection.report(
          .countedTwice,
          "the amount counts for each of \(names.joined(separator: ", "))", in: rule.source,
          row: row, field: pair.source,
          hint: "give each its own part in a row of its own, or mark the amount as a total")
      }
    }
  }

  /// Running totals that a sum adds to what they may include.
  private static func checkTotals(_ relation: RelationID, _ inspection: inout PackageInspection) {
    let description = inspection.schema[relation]
    guard let total = description.totals?.running, description.fields[total].type == .boolean,
      let totals = inspection.database[relation].columns[total],
      case .boolean(let bits) = totals.data
    else { return }
    let marked = (0..<totals.count).filter { totals.state(at: $0) == .known && bits[$0] }
    guard !marked.isEmpty, marked.count <= totalsLimit else { return }
    for (field, amount) in description.fields.enumerated() {
      guard case .quantity = amount.type, let amounts = inspection.database[relation].columns[field]
      else { continue }
      for row in marked where amounts.says(at: row) {
        compare(row, amounts, field, relation, &inspection)
      }
    }
  }

  /// With more totals than this, each row is one and none is a part.
  private static let totalsLimit = 100

  private static func compare(
    _ whole: Int, _ amounts: Column, _ field: Int, _ relation: RelationID,
    _ inspection: inout PackageInspection
  ) {
    guard case .number(let numbers) = amounts.data else { return }
    let scopes = scopes(of: relation, inspection)
    for part in 0..<amounts.count where part != whole && amounts.says(at: part) {
      guard numbers.unit(at: part) == numbers.unit(at: whole),
        scopes.allSatisfy({ $0.covers(whole, part) })
      else { continue }
      let name = inspection.rowName(whole, in: relation)
      inspection.report(
        .totalBesidePart, "the total of \(name) may include this amount", in: relation,
        row: part, field: field,
        hint: "a sum counts it twice: leave totals out, or say what the total is of")
    }
  }

  /// What tells of what an amount is: the references and enums of the relation, trees included.
  private static func scopes(
    of relation: RelationID, _ inspection: PackageInspection
  ) -> [Scope] {
    inspection.storedColumns(of: relation).compactMap { field, column in
      switch (inspection.schema[relation].fields[field].type, column.data) {
      case (.enumeration(let id), .code):
        return Scope(column: column, broader: inspection.schema[id].values.map(\.broader))
      case (.reference(let target), .reference):
        let tree = inspection.schema[target].broader.flatMap {
          inspection.database[target].columns[$0]
        }
        let count = inspection.database[target].rowCount
        return Scope(
          column: column,
          broader: tree.map { tree in (0..<count).map { tree.target(at: $0).map(Int.init) } } ?? [])
      default: return nil
      }
    }
  }

  /// A field by which one row may take in another.
  private struct Scope {
    var column: Column
    /// The broader value of each value, in a tree.
    var broader: [Int?]

    /// Whether the first row's value is the second's or broader, or is left open.
    func covers(_ whole: Int, _ part: Int) -> Bool {
      guard let wide = position(whole) else { return true }
      var current = position(part)
      // A circle was reported; no climb is longer than the tree.
      for _ in 0...broader.count {
        guard let here = current else { return false }
        if here == wide { return true }
        current = here < broader.count ? broader[here] : nil
      }
      return false
    }

    private func position(_ row: Int) -> Int? {
      guard column.state(at: row) == .known else { return nil }
      switch column.data {
      case .code(let codes): return Int(codes[row])
      case .reference(let rows): return Int(rows[row])
      case .boolean, .number, .text, .date, .condition, .list, .record, .missing: return nil
      }
    }
  }
}
