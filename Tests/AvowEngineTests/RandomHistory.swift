import AvowModel

/// A thread with rows drawn by chance, and what follows from them by trying every order.
struct RandomHistory {
  /// What a row says, and when.
  struct Row {
    var said: ClosedRange<Int>
    var published: ClosedRange<Int>
    var certainty: UInt32
    var stance: Value
    /// An earlier row whose place it takes.
    var replaced: Int?
  }

  static let threads = RelationID(0)
  static let statements = RelationID(1)
  static let links = RelationID(2)
  static let days = 0...12

  var rows: [Row] = []

  init(seed: Int) {
    var random = Random(seed: UInt64(seed) &* 15_485_863)
    for index in 0..<Int.random(in: 0...4, using: &random) {
      let first = Int.random(in: 0...8, using: &random)
      let said = first...(first + Int.random(in: 0...2, using: &random))
      let published = said.upperBound + Int.random(in: 0...2, using: &random)
      let stances: [Value] = [
        .code(0), .code(1), .code(2), .missing(.notStated), .missing(.unspecified),
        .missing(.none),
      ]
      var row = Row(
        said: said, published: published...(published + Int.random(in: 0...1, using: &random)),
        certainty: UInt32.random(in: 0...1, using: &random),
        stance: stances[Int.random(in: 0..<stances.count, using: &random)])
      if index > 0, Int.random(in: 0..<3, using: &random) == 0 {
        // One of a day with the one whose place it takes.
        row.said = rows[index - 1].said
        row.replaced = index - 1
      }
      rows.append(row)
    }
  }

  static func day(_ number: Int) -> Day { Day(Int32(20_000 + number)) }

  /// The thread, its rows and the links between them.
  var database: Database {
    let schema = Self.schema
    func date(_ range: ClosedRange<Int>) -> Value {
      .date(DateValue(Self.day(range.lowerBound), Self.day(range.upperBound)))
    }
    let statements = rows.map { row -> [Value] in
      [
        .list([.row(0)]), date(row.said), date(row.published), .code(row.certainty), row.stance,
      ]
    }
    let links = rows.indices.compactMap { index in
      rows[index].replaced.map { [Value.row(UInt32(index)), .row(UInt32($0)), .code(0)] }
    }
    // A link of another kind decides nothing.
    let others = rows.count > 1 ? [[Value.row(0), .row(UInt32(rows.count - 1)), .code(1)]] : []
    return Database(
      schema: schema,
      tables: [
        Table(rowCount: 1, columns: [nil, nil]),
        Self.table(Self.statements, statements), Self.table(Self.links, links + others),
      ])
  }

  private static func table(_ relation: RelationID, _ rows: [[Value]]) -> Table {
    let columns = schema[relation].fields.indices.map { index -> Column? in
      var builder = ColumnBuilder(schema[relation].fields[index].type, in: schema)
      for row in rows { builder.append(row[index]) }
      return builder.build()
    }
    return Table(rowCount: rows.count, columns: columns)
  }

  static let schema: Schema = {
    var schema = Schema(name: "history")
    let names = { (names: [String]) in names.map { Enumeration.Member(name: $0) } }
    schema.enumerations = [
      Enumeration(name: "certainty", isOrdered: true, values: names(["possible", "certain"])),
      Enumeration(name: "stance", values: names(["refused", "willing", "pledged"])),
      Enumeration(name: "link", values: names(["supersedes", "answers"])),
    ]
    var threads = Relation(name: "threads", rowWord: "thread")
    threads.fields = [
      Field(name: "stance", type: .enumeration(EnumerationID(1)), origin: .thread),
      Field(name: "announced", type: .date, origin: .thread),
    ]
    var rule = ThreadRule(
      source: Self.statements, member: 0, date: 1, fields: [.init(thread: 0, source: 4)])
    rule.published = [2]
    rule.certainty = 3
    rule.first = 1
    threads.thread = rule
    var statements = Relation(name: "statements")
    statements.fields = [
      Field(name: "thread", type: .list(.reference(Self.threads))),
      Field(name: "said", type: .date), Field(name: "published", type: .date),
      Field(name: "certainty", type: .enumeration(EnumerationID(0))),
      Field(name: "stance", type: .enumeration(EnumerationID(1))),
    ]
    statements.saying = SayingRule(said: 1, published: [2])
    var links = Relation(name: "links")
    links.fields = [
      Field(name: "newer", type: .reference(Self.statements)),
      Field(name: "older", type: .reference(Self.statements)),
      Field(name: "kind", type: .enumeration(EnumerationID(2))),
    ]
    schema.relations = [threads, statements, links]
    var order = LinkRule(relation: Self.links, from: 0, to: 1, kind: 2)
    order.supersedes = [0]
    schema.links = order
    return schema
  }()
}

/// What follows by trying every order.
extension RandomHistory {
  /// The stance at the end of a day, from what was published by another.
  ///
  /// Links decide among the rows that are the latest in some order.
  func stance(asOf limit: Int, knownOn known: Int) -> Value {
    let outcomes = orders(knownOn: known).map { latest(in: $0, asOf: limit) }
    let contenders = Set(outcomes.joined())
    guard !contenders.isEmpty else { return .missing(.notStated) }
    guard !outcomes.contains([]) else { return .missing(.order) }
    let certain = contenders.filter { index in
      rows[index].said.upperBound <= limit && rows[index].published.upperBound <= known
    }
    let replaced = certain.compactMap { rows[$0].replaced }
    let standing = contenders.subtracting(replaced)
    let values = Set((standing.isEmpty ? contenders : standing).map { rows[$0].stance })
    return values.count == 1 ? values.first ?? .missing(.order) : .missing(.order)
  }

  /// Whether the thread was spoken of by a day, nil where that is undecided.
  func isSaid(since first: Int, asOf limit: Int, knownOn known: Int) -> Bool? {
    let truths = Set(
      orders(knownOn: known).map { order in
        order.contains { ($0.day ?? .max) <= limit && ($0.day ?? .min) >= first }
      })
    return truths.count == 1 ? truths.first : nil
  }

  /// The days on which what is said of the stance becomes certain.
  var eventDays: [Int] {
    Set(rows.filter { $0.stance != .missing(.notStated) }.map(\.said.upperBound)).sorted()
  }

  private typealias Order = [(row: Row, index: Int, day: Int?)]

  /// Every choice of a day for each row; nil for a row that is not published by then.
  private func orders(knownOn known: Int) -> [Order] {
    var result: [Order] = [[]]
    for (index, row) in rows.enumerated() {
      var days: [Int?] = []
      if row.published.lowerBound <= known { days += row.said.map { $0 } }
      if row.published.upperBound > known { days.append(nil) }
      result = result.flatMap { order in days.map { order + [(row, index, $0)] } }
    }
    return result
  }

  /// The rows that are the latest in an order; several of one day may be equally certain.
  private func latest(in order: Order, asOf limit: Int) -> Set<Int> {
    let said = order.filter {
      ($0.day ?? .max) <= limit && $0.row.stance != .missing(.notStated)
    }
    func place(_ entry: (row: Row, index: Int, day: Int?)) -> [Int] {
      [entry.day ?? 0, Int(entry.row.certainty)]
    }
    let best = said.map(place).max { $0.lexicographicallyPrecedes($1) }
    return Set(said.filter { place($0) == best }.map(\.index))
  }
}
