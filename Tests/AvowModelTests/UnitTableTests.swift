import AvowModel
import Testing

@Test func `units of time are built in`() {
  let table = UnitTable()
  #expect(table.unit(spelled: "day") == UnitTable.days)
  #expect(table[UnitTable.days].dimension == UnitTable.time)
  #expect(table.unit(spelled: "Weeks").map { table[$0].factor } == ExactNumber(604_800))
  #expect(table.unit(spelled: "months").flatMap { table[$0].factor } == nil)
}

@Test func `a unit is found by any spelling in any case`() throws {
  var table = UnitTable()
  let money = table.addDimension(Dimension(name: "money", title: "Money"))
  let dollar = table.addUnit(Unit(symbol: "USD", aliases: ["$", "dollars"], dimension: money))
  for spelling in ["USD", "usd", "$", "Dollars"] {
    #expect(table.unit(spelled: spelling) == dollar)
  }
  #expect(table.unit(spelled: "EUR") == nil)
  #expect(table.dimension(named: "money") == money)
  #expect(table[money].title == "Money")
}

@Test func `a spelling keeps its first meaning`() {
  var table = UnitTable()
  let money = table.addDimension(Dimension(name: "money", title: ""))
  let first = table.addUnit(Unit(symbol: "USD", aliases: ["$"], dimension: money))
  let second = table.addUnit(Unit(symbol: "AUD", aliases: ["$"], dimension: money))
  #expect(first != second)
  #expect(table.unit(spelled: "$") == first)
  #expect(table.addUnit(Unit(symbol: "usd", dimension: money)) == first)
  #expect(table.addDimension(Dimension(name: "money", title: "again")) == money)
}
