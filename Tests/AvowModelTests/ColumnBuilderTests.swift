import AvowModel
import Testing

private func schema() -> Schema {
  var schema = Schema(name: "test")
  schema.enumerations = [
    Enumeration(name: "stance", values: [.init(name: "refused"), .init(name: "willing")])
  ]
  return schema
}

private func column(_ type: DataType, _ values: [Value]) throws -> Column {
  var builder = ColumnBuilder(type, in: schema())
  for value in values { builder.append(value) }
  return try #require(builder.build())
}

@Test func `every type gives back what was put in`() throws {
  let day = try #require(EDTF.parse("[2025-08-25..2025-08-28]"))
  let plain = try #require(EDTF.parse("2025-08-28"))
  let open = NumberRange(lower: .open(ExactNumber(5, scale: 1)), upper: .absent)
  let samples: [(DataType, [Value])] = [
    (.boolean, [.boolean(true), .missing(.none), .boolean(false)]),
    (.integer, [.number(NumberRange(7), nil), .missing(.notStated)]),
    (.decimal, [.number(NumberRange(ExactNumber(15, scale: 1)), nil), .number(open, nil)]),
    (.quantity(nil), [.number(open, UnitID(0)), .number(NumberRange(3), UnitID(1))]),
    (.text, [.text(""), .text("ë"), .missing(.undisclosed)]),
    (.date, [.date(day), .date(plain), .missing(.order)]),
    (.enumeration(EnumerationID(0)), [.code(1), .code(0), .missing(.unspecified)]),
    (.reference(RelationID(0)), [.row(70_000), .missing(.none)]),
    (.condition, [.condition(.not(.named(3))), .condition(.named(1)), .condition(.named(1))]),
    (.list(.text), [.list([]), .list([.text("a"), .missing(.none)]), .missing(.none)]),
    (.inventory(nil), [.list([.number(NumberRange(1), UnitID(2))]), .missing(.undecided)]),
    (.missing, [.missing(.none), .missing(.notStated)]),
  ]
  for (type, values) in samples {
    let built = try column(type, values)
    #expect(built.count == values.count)
    #expect(values.indices.map { built.value(at: $0) } == values)
    let turned = built.gathered(values.indices.reversed().map { UInt32($0) })
    #expect(values.indices.map { turned.value(at: $0) } == values.reversed())
    #expect(built.gathered([]).count == 0)
  }
}

@Test func `a value of another type is undecided`() throws {
  let built = try column(.boolean, [.text("yes"), .boolean(true)])
  #expect(built.value(at: 0) == .missing(.undecided))
  #expect(built.value(at: 1) == .boolean(true))
}

@Test func `a column without gaps has no validity`() throws {
  #expect(try column(.text, [.text("a"), .text("b")]).validity == nil)
  let gaps = try column(.text, [.text("a"), .missing(.none)])
  #expect(gaps.validity?.known.positions == [0])
  #expect(gaps.states == [.known, .none])
}

@Test func `numbers that fit no common scale make no column`() {
  var builder = ColumnBuilder(.decimal, in: schema())
  builder.append(.number(NumberRange(ExactNumber(.max)), nil))
  builder.append(.number(NumberRange(ExactNumber(1, scale: 1)), nil))
  #expect(builder.build() == nil)
}

@Test func `numbers are as narrow as they may be`() throws {
  let narrow = try column(.integer, [.number(NumberRange(1), nil)])
  let wide = try column(.integer, [.number(NumberRange(ExactNumber(.max)), nil)])
  guard case .number(let first) = narrow.data, case .number(let second) = wide.data,
    case .narrow = first.lower, case .wide = second.lower
  else {
    Issue.record("64 bits where they do, 128 where they must")
    return
  }
  #expect(first.isExact)
  #expect(second.range(at: 0) == NumberRange(ExactNumber(.max)))
}
