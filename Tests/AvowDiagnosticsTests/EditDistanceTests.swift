import AvowDiagnostics
import Testing

@Test func `swapped neighbours count once`() {
  #expect(EditDistance.between(Array("ab".utf8), Array("ba".utf8), limit: 2) == 1)
  #expect(EditDistance.between(Array("troop".utf8), Array("troops".utf8), limit: 2) == 1)
  #expect(EditDistance.between(Array("ca".utf8), Array("abc".utf8), limit: 3) == 3)
  #expect(EditDistance.between(Array("kitten".utf8), Array("sitting".utf8), limit: 2) == nil)
  #expect(EditDistance.between([], Array("ab".utf8), limit: 2) == 2)
}

@Test func `suggestions come nearest first, whatever their case and hyphens`() {
  let types = ["air_policing", "bases", "logistics", "naval", "troops", "training"]
  #expect(EditDistance.suggestions(for: "troop", among: types) == ["troops"])
  #expect(EditDistance.suggestions(for: "Air-Policng", among: types) == ["air_policing"])
  #expect(EditDistance.suggestions(for: "log", among: types) == ["logistics"])
  #expect(EditDistance.suggestions(for: "banana", among: types) == [])
}

@Test func `a text of any length is compared without effort`() {
  let long = String(repeating: "x", count: 1_000_000)
  #expect(EditDistance.suggestions(for: long, among: ["troops"]) == [])
}
