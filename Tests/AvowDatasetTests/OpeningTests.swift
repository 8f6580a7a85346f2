import AvowDataset
import AvowModel
import Testing

@Test func `a package opens without a complaint`() throws {
  let result = SamplePackage.open()
  #expect(result.problems.map(\.description) == [])
  let database = try #require(result.database)
  #expect(
    database.schema.relations.map(\.name) == [
      "documents", "actors", "conditions", "statements", "pledges", "rates", "spans",
    ])
  #expect(database.tables.map(\.rowCount) == [2, 3, 3, 4, 2, 1, 2])
}

@Test func `titles, descriptions and words reach the schema`() throws {
  let schema = try #require(SamplePackage.open().database).schema
  #expect(schema.name == "sample")
  #expect(schema.title == "Sample")
  #expect(schema.description == "A little of everything.")
  #expect(schema.version == "1.2.0")
  #expect(schema.views == "let firm = pledges where stance >= pledged;\n")
  let pledges = schema[try #require(schema.relation(named: "pledges"))]
  #expect(pledges.title == "Pledges")
  #expect(pledges.description == "Promises.")
  #expect(pledges.rowWord == "pledge")
  #expect(pledges.defaultColumns.map { pledges.fields[$0].name } == ["country", "stance"])
  #expect(pledges.summary.map { pledges.fields[$0].name } == ["stance"])
  #expect(pledges.fields.map(\.isDefaultWayBack).firstIndex(of: true) == 1)
  let stance = schema[try #require(schema.enumeration(named: "stance"))]
  #expect(stance.isOrdered)
  #expect(stance.values[0].description == "Says no.")
  #expect(stance.values[1].aliases == ["ready"])
  #expect(schema.units.unit(spelled: "$").map { schema.units[$0].label } == "US dollar")
  let documents = schema[try #require(schema.relation(named: "documents"))]
  #expect(documents.fields[1].description == "What it is called.")
  #expect(documents.label == 1)
}

@Test func `types come from Avow, from constraints, or from the plain schema`() throws {
  let schema = try #require(SamplePackage.open().database).schema
  func types(_ relation: String) throws -> [String] {
    schema[try #require(schema.relation(named: relation))].fields.map { schema.name(of: $0.type) }
  }
  #expect(try types("actors") == ["text", "text", "list of text", "kind", "actors", "integer"])
  #expect(
    try types("statements") == [
      "text", "documents", "date", "list of pledges", "stance", "quantity(money)", "condition",
      "boolean", "list of flag", "list of spans",
    ])
  #expect(
    try types("pledges") == [
      "text", "actors", "type", "stance", "quantity(money)", "date", "missing",
    ])
  #expect(try types("rates") == ["text", "date", "decimal", "text"])
}

@Test func `a thread knows its rows, dates and fields`() throws {
  let database = try #require(SamplePackage.open().database)
  let schema = database.schema
  let pledges = try #require(schema.relation(named: "pledges"))
  let rule = try #require(schema[pledges].thread)
  let source = schema[rule.source]
  #expect(source.name == "statements")
  #expect(source.fields[rule.member].name == "pledges")
  #expect(source.fields[rule.date].name == "said")
  #expect(rule.published == [1, 2])
  #expect(rule.repetition == ThreadRule.Repetition(field: 8, code: 0))
  #expect(rule.first == 5)
  #expect(rule.fields == [.init(thread: 3, source: 4), .init(thread: 4, source: 5)])
  #expect(schema[pledges].fields[3].origin == .thread)
  #expect(schema[pledges].fields[6].origin == .expression("sum > 5 bn USD"))
  #expect(
    database[pledges].columns.map { $0 == nil } == [false, false, false, true, true, true, true])
  let rates = try #require(schema.rates)
  #expect(schema.units[rates.base].symbol == "EUR")
  #expect(schema[rates.relation].isHidden)
}

@Test func `cells are read by their types`() throws {
  let database = try #require(SamplePackage.open().database)
  let actors = try #require(database.schema.relation(named: "actors"))
  #expect(database.value("actors", 0, "aliases") == .list([.text("BRD"), .text("Deutschland")]))
  #expect(database.value("actors", 1, "aliases") == .list([]))
  #expect(database.value("actors", 2, "kind") == .missing(.unspecified))
  #expect(database.value("actors", 0, "part_of") == .missing(.none))
  #expect(database.value("actors", 1, "part_of") == .row(0))
  #expect(database.value("actors", 2, "part_of") == .missing(.notStated))
  #expect(database.value("actors", 2, "secret") == .number(NumberRange(-12), nil))
  #expect(database.annotatedLabel(of: 1, in: actors) == "Saxony (group)")
  #expect(database.value("documents", 1, "title") == .text("A \"second\""))
  #expect(database.value("statements", 0, "binding") == .boolean(true))
  #expect(database.value("statements", 1, "binding") == .missing(.notStated))
  #expect(database.value("statements", 2, "binding") == .boolean(false))
  #expect(database.value("statements", 1, "condition") == .missing(.none))
  #expect(database.value("statements", 1, "pledges") == .list([.row(0), .row(1)]))
  #expect(database.value("statements", 3, "said") == .missing(.undisclosed))
  #expect(database.value("statements", 3, "document") == .row(1))
  #expect(database.value("pledges", 1, "type") == .missing(.notStated))
}

@Test func `conditions are read into expressions`() throws {
  let database = try #require(SamplePackage.open().database)
  #expect(
    database.value("statements", 0, "condition") == .condition(.all([.named(0), .named(1)])))
  #expect(
    database.value("conditions", 2, "meaning")
      == .condition(.any([.not(.named(0)), .all([.named(1), .named(0)])])))
}

@Test func `evidence becomes a relation of passages, each once`() throws {
  let database = try #require(SamplePackage.open().database)
  let spans = try #require(database.schema.evidence)
  #expect(database.schema[spans].isHidden)
  #expect(database.schema[spans].fields.map(\.name) == EvidenceField.allCases.map(\.name))
  #expect(database.value("statements", 0, "evidence") == .list([.row(0)]))
  #expect(database.value("statements", 1, "evidence") == .list([.row(0), .row(1)]))
  #expect(database.label(of: 0, in: spans) == "d1 ¶2 10–20")
  #expect(database.value("spans", 1, "document") == .row(1))
  #expect(database.value("spans", 1, "paragraph") == .number(NumberRange(1), nil))
  #expect(database.value("spans", 1, "start") == .number(NumberRange(0), nil))
  #expect(database.value("spans", 1, "end") == .number(NumberRange(4), nil))
  #expect(database.value("spans", 1, "language") == .text("sq"))
  #expect(database.value("spans", 1, "digest") == .text(SamplePackage.digest))
}

@Test func `an ordinary data package opens usefully`() throws {
  let result = DataPackage.open(
    MemoryFiles(
      name: "/data/shop",
      [
        "datapackage.json": """
        {"resources": [
          {"name": "towns", "path": "towns.csv", "schema": {"fields": [
            {"name": "code", "type": "integer"}, {"name": "name", "type": "string"}]}},
          {"name": "orders", "path": "orders.tsv", "dialect": {"delimiter": "\\t"}, "schema": {
            "missingValues": ["", "n/a"], "fields": [
            {"name": "town", "type": "integer"}, {"name": "paid", "type": "boolean",
              "trueValues": ["yes"], "falseValues": ["no"]},
            {"name": "price", "type": "number", "decimalChar": ",", "groupChar": "."},
            {"name": "when", "type": "yearmonth"}, {"name": "size", "type": "string",
              "categories": [{"value": "s", "label": "small"}, {"value": "l"}, "unknown"],
              "categoriesOrdered": true}],
            "foreignKeys": [
              {"fields": "town", "reference": {"resource": "towns", "fields": "code"}}]}},
          {"name": "bare", "path": "bare.csv"}]}
        """,
        "towns.csv": "name,code\r\nTirana,1\r\nVlorë,2\r\n",
        "orders.tsv":
          "town\tpaid\tprice\twhen\tsize\n2\tyes\t1.234,50\t2025-03\tl\n1\tn/a\t-3\t\tunknown\n",
        "bare.csv": "\"a\",b\n1,\"x\ny\"\n\n2,\n",
      ]))
  #expect(result.problems.map(\.description) == [])
  let database = try #require(result.database)
  #expect(database.schema.name == "shop")
  let towns = try #require(database.schema.relation(named: "towns"))
  #expect(database.key(of: 1, in: towns) == "2")
  #expect(database.label(of: 1, in: towns) == "Vlorë")
  #expect(database.value("orders", 0, "town") == .row(1))
  #expect(database.value("orders", 0, "paid") == .boolean(true))
  #expect(database.value("orders", 1, "paid") == .missing(.notStated))
  #expect(
    database.value("orders", 0, "price") == .number(NumberRange(ExactNumber(12345, scale: 1)), nil))
  #expect(database.value("orders", 0, "size") == .code(1))
  #expect(database.value("orders", 1, "size") == .missing(.notStated))
  guard case .date(let date) = database.value("orders", 0, "when") else {
    Issue.record("a month is a date")
    return
  }
  #expect(date.description == "2025-03")
  #expect(database.value("bare", 0, "b") == .text("x\ny"))
  #expect(database.value("bare", 1, "b") == .missing(.notStated))
}
