import AvowDiagnostics
import AvowEngine
import AvowModel
import AvowPlan

/// A small register made by hand: who promised what, with every kind of missing and open value.
enum Fixture {
  static let kinds = EnumerationID(0)
  static let stances = EnumerationID(1)
  static let actors = RelationID(0)
  static let pledges = RelationID(1)
  static let conditions = RelationID(2)

  /// Fields of actors.
  enum Actor: Int { case name, region, partOf }
  /// Fields of pledges.
  enum Pledge: Int {
    case title, country, kind, stance, said, amount, size, joint, met, condition, budget
  }

  static let money = DimensionID(1)
  static let people = DimensionID(2)
  static let dollars = UnitID(7)
  static let euros = UnitID(8)
  static let persons = UnitID(9)

  static let schema = makeSchema()
  static let database = makeDatabase()

  private static func makeSchema() -> Schema {
    var schema = Schema(name: "fixture")
    let money = schema.units.addDimension(Dimension(name: "money", title: "money"))
    let people = schema.units.addDimension(Dimension(name: "people", title: "people"))
    schema.units.addUnit(Unit(symbol: "USD", dimension: money))
    schema.units.addUnit(Unit(symbol: "EUR", dimension: money))
    schema.units.addUnit(Unit(symbol: "people", dimension: people, isWhole: true))
    schema.enumerations = [
      Enumeration(
        name: "kind",
        values: [
          .init(name: "military"), .init(name: "troops", broader: 0),
          .init(name: "air", broader: 0), .init(name: "money"),
        ]),
      Enumeration(
        name: "stance", isOrdered: true,
        values: [.init(name: "refused"), .init(name: "willing"), .init(name: "pledged")]),
    ]
    var actors = Relation(name: "actors", rowWord: "actor")
    actors.fields = [
      Field(name: "name", type: .text), Field(name: "region", type: .text),
      Field(name: "part_of", type: .reference(Self.actors)),
    ]
    actors.label = 0
    actors.broader = 2
    var pledges = Relation(name: "pledges", rowWord: "pledge")
    pledges.fields = [
      Field(name: "title", type: .text), Field(name: "country", type: .reference(Self.actors)),
      Field(name: "kind", type: .enumeration(kinds)),
      Field(name: "stance", type: .enumeration(stances)), Field(name: "said", type: .date),
      Field(name: "amount", type: .quantity(nil)), Field(name: "size", type: .integer),
      Field(name: "joint", type: .list(.reference(Self.actors))),
      Field(name: "met", type: .boolean), Field(name: "condition", type: .condition),
      Field(name: "budget", type: .quantity(money)),
    ]
    var conditions = Relation(name: "conditions", rowWord: "condition")
    conditions.fields = [Field(name: "label", type: .text)]
    conditions.label = 0
    schema.relations = [actors, pledges, conditions]
    schema.conditionRule = ConditionRule(relation: Self.conditions)
    return schema
  }

  /// The fixture with many pledges, whose cells are drawn from those of the few.
  static let large = makeDatabase(
    pledges: {
      var random = Random(seed: 7)
      return (0..<500).map { _ in
        pledgeRows[0].indices.map { field in
          pledgeRows[Int.random(in: 0..<pledgeRows.count, using: &random)][field]
        }
      }
    }())

  private static func makeDatabase(pledges rows: [[Value]] = pledgeRows) -> Database {
    let table = { (relation: RelationID, rows: [[Value]]) -> Table in
      let fields = schema[relation].fields
      let columns = fields.indices.map { index -> Column? in
        var builder = ColumnBuilder(fields[index].type, in: schema)
        for row in rows { builder.append(row[index]) }
        return builder.build()
      }
      return Table(rowCount: rows.count, columns: columns)
    }
    return Database(
      schema: schema,
      tables: [
        table(actors, actorRows), table(pledges, rows),
        table(conditions, [[.text("ceasefire")], [.text("vote")]]),
      ])
  }

  private static let actorRows: [[Value]] = [
    [.text("France"), .text("Europe"), .row(3)],
    [.text("Österreich"), .text("Europe"), .missing(.none)],
    [.text("Canada"), .text("America"), .missing(.notStated)],
    [.text("Coalition"), .missing(.notStated), .missing(.none)],
    [.text("Zypern"), .missing(.none), .row(3)],
  ]

  static func date(_ text: String) -> Value {
    EDTF.parse(text).map(Value.date) ?? .missing(.undecided)
  }
  /// A day as columns hold it, without a spelling of its own.
  static func day(_ text: String) -> Value {
    EDTF.parse(text).map { .date(DateValue($0.earliest)) } ?? .missing(.undecided)
  }
  static func exact(_ number: Int, _ unit: UnitID? = nil) -> Value {
    .number(NumberRange(number), unit)
  }
  static func over(_ number: Int, _ unit: UnitID?) -> Value {
    .number(
      NumberRange(lower: .open(ExactNumber(Int128(number))), upper: .absent), unit)
  }
  static func between(_ low: Int, _ high: Int, _ unit: UnitID? = nil) -> Value {
    .number(
      NumberRange(
        lower: .closed(ExactNumber(Int128(low))), upper: .closed(ExactNumber(Int128(high)))),
      unit)
  }
  static func below(_ number: Int, _ unit: UnitID?) -> Value {
    .number(
      NumberRange(
        lower: .closed(.zero), upper: .open(ExactNumber(Int128(number)))), unit)
  }

  private static let pledgeRows: [[Value]] = [
    [
      .text("Send troops"), .row(0), .code(1), .code(2), date("2025-03-04"),
      exact(5, dollars), exact(10), .list([.row(1)]), .boolean(true),
      .condition(.all([.named(0), .named(1)])),
      exact(5, dollars),
    ],
    [
      .text("Patrol the sky"), .row(0), .code(2), .code(1), date("2025-05"),
      between(2, 8, dollars), exact(-3), .list([]), .missing(.notStated),
      .condition(.named(1)),
      between(2, 8, dollars),
    ],
    [
      .text("Give MONEY"), .row(1), .code(3), .missing(.notStated), date("2024-12-31"),
      over(280, euros), exact(7), .missing(.notStated), .boolean(false), .missing(.none),
      over(280, dollars),
    ],
    [
      .text("Train people"), .row(2), .code(0), .code(0), date("2025?"),
      below(15, persons), .missing(.none), .list([.row(0), .missing(.notStated)]),
      .missing(.none), .missing(.notStated),
      below(15, dollars),
    ],
    [
      .missing(.none), .missing(.notStated), .missing(.none), .code(2),
      date("2025-02/2025-06"), .missing(.undisclosed), .missing(.notStated),
      .missing(.none), .boolean(true), .condition(.not(.named(0))),
      .missing(.undisclosed),
    ],
    [
      .text("Étudier l'aide"), .row(4), .missing(.undisclosed), .missing(.none),
      .missing(.notStated), .missing(.none), exact(10), .list([.row(0), .row(0), .row(4)]),
      .boolean(false), .condition(.named(1)),
      .missing(.none),
    ],
    [
      .text("Send more troops"), .row(0), .code(1), .code(2), date("[2025-03..]"),
      exact(5, euros), exact(0), .list([.row(2)]), .boolean(true), .condition(.named(0)),
      exact(5, dollars),
    ],
  ]
}
