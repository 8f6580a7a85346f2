import AvowModel
import AvowRender

/// A small register, made by hand: actors, conditions, kinds, units.
enum Fixture {
  static let actors = RelationID(0)
  static let conditions = RelationID(1)
  static let naming = EnumerationID(0)
  static let type = EnumerationID(1)

  static let database = Database(
    schema: schema,
    tables: [
      Table(
        rowCount: 4,
        columns: [
          texts(["gb", "de", "europe", "jp"]),
          texts(["United Kingdom", "Germany", "Europe", "日本"]),
          Column(.code(CodeColumn([0, 0, 1, 0], valueCount: 3))),
          Column(.code(CodeColumn([0, 0, 1, 0], valueCount: 2))),
        ]),
      Table(
        rowCount: 3,
        columns: [
          texts(["ceasefire", "bundestag_approval", "peace"]),
          texts(["A ceasefire", "Approval", "Peace"]),
        ]),
    ])

  static let usd = unit("USD")
  static let eur = unit("EUR")
  static let countries = unit("countries")
  static let days = UnitTable.days

  static let stamp = Stamp(
    dataset: "register", version: "1.2.0", query: "pledges where x = \"y\"",
    today: Day(20_400))

  private static var schema: Schema {
    var schema = Schema(name: "register", version: "1.2.0")
    schema.enumerations = [
      Enumeration(
        name: "naming", values: ["named", "unbounded", "unsigned"].map { .init(name: $0) }),
      Enumeration(name: "type", values: ["troops", "air_policing"].map { .init(name: $0) }),
      Enumeration(name: "kind", values: ["state", "group"].map { .init(name: $0) }),
    ]
    var actors = Relation(name: "actors", rowWord: "actor")
    actors.fields = [
      Field(name: "id", type: .text), Field(name: "name", type: .text),
      Field(name: "naming", type: .enumeration(naming)),
      Field(name: "kind", type: .enumeration(EnumerationID(2))),
    ]
    actors.key = 0
    actors.label = 1
    actors.labelNotes = [LabelNote(field: 2, shown: [1, 2]), LabelNote(field: 3, shown: [1])]
    var conditions = Relation(name: "conditions", rowWord: "condition")
    conditions.fields = [Field(name: "id", type: .text), Field(name: "label", type: .text)]
    conditions.key = 0
    conditions.label = 1
    schema.relations = [actors, conditions]
    schema.conditionRule = ConditionRule(relation: Self.conditions)
    let money = schema.units.addDimension(Dimension(name: "money", title: "money"))
    let states = schema.units.addDimension(Dimension(name: "countries", title: "countries"))
    schema.units.addUnit(Unit(symbol: "USD", aliases: ["$"], dimension: money))
    schema.units.addUnit(Unit(symbol: "EUR", aliases: ["€"], dimension: money))
    schema.units.addUnit(
      Unit(symbol: "countries", aliases: ["country"], dimension: states, isWhole: true))
    return schema
  }

  private static func unit(_ symbol: String) -> UnitID? {
    database.schema.units.unit(spelled: symbol)
  }

  private static func texts(_ texts: [String]) -> Column { Column(.text(TextColumn(texts))) }

  /// A column of the values, in the fixture's schema.
  static func column(
    _ name: String, _ type: DataType, _ values: [Value], omissions: Omissions? = nil,
    isGroupKey: Bool = false
  ) -> ResultColumn {
    var builder = ColumnBuilder(type, in: database.schema)
    for value in values { builder.append(value) }
    var column = builder.build() ?? Column(missing: .undecided, count: values.count)
    column.omissions = omissions
    return ResultColumn(name: name, type: type, column: column, isGroupKey: isGroupKey)
  }

  /// An answer with the columns.
  static func table(
    _ columns: [ResultColumn], rowCount: Int? = nil, notes: [ResultNote] = [],
    presentation: ResultTable.Presentation = .table
  ) -> ResultTable {
    ResultTable(
      columns: columns, rowCount: rowCount ?? columns.first?.column.count ?? 0, notes: notes,
      stamp: stamp, presentation: presentation)
  }

  /// An answer in a mode, as text.
  static func text(
    _ table: ResultTable, _ mode: OutputMode, _ options: RenderOptions = RenderOptions()
  ) -> String {
    renderedText(table, from: database, as: mode, options: options)
  }
}

extension Value {
  /// A whole number, or an interval of two.
  static func count(_ low: Int, _ high: Int? = nil) -> Value {
    .number(.between(.closed(low), .closed(high ?? low)), nil)
  }

  /// A quantity.
  static func amount(_ range: NumberRange, _ unit: UnitID?) -> Value { .number(range, unit) }

  /// A date as written.
  static func written(_ text: String) -> Value {
    EDTF.parse(text).map(Value.date) ?? .missing(.notStated)
  }
}

extension NumberRange {
  /// One end, as a test writes it.
  enum End {
    case absent
    case open(Int)
    case closed(Int)

    fileprivate var bound: Bound {
      switch self {
      case .absent: .absent
      case .open(let number): .open(ExactNumber(Int128(number)))
      case .closed(let number): .closed(ExactNumber(Int128(number)))
      }
    }
  }

  /// A range between two ends.
  static func between(_ lower: End, _ upper: End) -> NumberRange {
    NumberRange(lower: lower.bound, upper: upper.bound)
  }
}

/// An answer with every type and every state.
enum EveryType {
  static let table = Fixture.table(columns, notes: notes)

  static let notes: [ResultNote] = [
    .undecided(
      word: "pledge",
      causes: [
        UndecidedCause(text: "amount unknown", count: 2),
        UndecidedCause(text: "said crosses 2025-05", count: 1),
      ]),
    .ties(kept: 1), .remark("2 rows without a partner"),
  ]

  static let billion = 1_000_000_000

  static let columns = [
    Fixture.column(
      "country", .reference(Fixture.actors),
      [.row(0), .row(2), .row(3), .missing(.unspecified)]),
    Fixture.column(
      "type", .enumeration(Fixture.type),
      [.code(1), .code(0), .missing(.none), .missing(.notStated)]),
    Fixture.column(
      "amount", .quantity(nil),
      [
        .amount(.between(.open(280 * billion), .absent), Fixture.usd),
        .amount(.between(.absent, .open(15)), Fixture.countries),
        .amount(.between(.closed(5 * billion), .closed(10 * billion)), Fixture.eur),
        .missing(.undisclosed),
      ]),
    Fixture.column(
      "n", .integer, [.count(12_000, 15_500), .count(7), .count(-1234), .missing(.none)],
      omissions: Omissions(unknown: [3, 0, 0, 1], undecided: [0, 2, 0, 0])),
    Fixture.column(
      "sure", .boolean,
      [.boolean(true), .boolean(false), .missing(.undecided), .missing(.none)]),
    Fixture.column(
      "said", .date,
      [
        .written("2025-05~"), .written("[..2025-08-28]"), .date(DateValue(Day(0))),
        .missing(.order),
      ]),
    Fixture.column(
      "condition", .condition,
      [
        .condition(.all([.named(0), .any([.named(1), .not(.named(2))])])),
        .condition(.named(2)), .missing(.none), .missing(.notStated),
      ]),
    Fixture.column(
      "asked", .list(.reference(Fixture.actors)),
      [.list([.row(0), .row(1)]), .list([]), .list([.missing(.notStated)]), .missing(.none)]),
    Fixture.column(
      "total", .inventory(nil),
      [
        .list([
          .amount(NumberRange(12 * billion), Fixture.usd),
          .amount(NumberRange(3 * billion), Fixture.eur),
        ]),
        .list([.amount(NumberRange(1), Fixture.countries)]), .list([]), .missing(.notStated),
      ]),
    Fixture.column(
      "title", .text,
      [
        .text("plain, with \"quotes\" | bar"), .text("two\r\nlines\t\u{1B}[31mred\u{202E}"),
        .text(""), .text("unknown"),
      ]),
  ]
}
