internal import AvowDiagnostics
internal import AvowModel

extension SchemaReader {
  /// Units beyond this number do not fit their identifiers.
  private static let unitLimit = 10_000

  /// Reads `"avow:units": {"money": [{"unit": "USD", "aliases": ["$"], "label": …}]}`.
  mutating func readUnits(_ value: JSONValue?) {
    guard let value else { return }
    guard let members = value.members else {
      error(.badDescriptor, "avow:units is an object with a list per dimension", value.span)
      return
    }
    for (key, list) in members {
      let name = key.string ?? ""
      let dimension = schema.units.addDimension(Dimension(name: name, title: name))
      for unit in elements(list, "avow:units.\(name)") { readUnit(unit, dimension) }
    }
  }

  private mutating func readUnit(_ value: JSONValue, _ dimension: DimensionID) {
    guard let symbol = text(value["unit"], "unit"), !symbol.isEmpty else {
      error(.badDescriptor, "a unit has a name: {\"unit\": \"USD\"}", value.span)
      return
    }
    let aliases = texts(value["aliases"], "aliases")
    if let known = schema.units.unit(spelled: symbol) {
      // Units of time are built in and may be declared again.
      guard dimension == UnitTable.time, schema.units[known].dimension == dimension else {
        error(.declaredTwice, "the unit \(symbol) is declared twice", value.span)
        return
      }
      return
    }
    for (alias, span) in aliases where schema.units.unit(spelled: alias) != nil {
      error(.declaredTwice, "\"\(alias)\" already names a unit", span)
    }
    guard schema.units.units.count < Self.unitLimit else {
      error(.unsupported, "more than \(Self.unitLimit) units", value.span)
      return
    }
    schema.units.addUnit(
      Unit(
        symbol: symbol, aliases: aliases.map(\.text), dimension: dimension,
        factor: factor(value["factor"]), isWhole: flag(value["whole"], "whole"),
        label: text(value["label"], "label") ?? ""))
  }

  private mutating func factor(_ value: JSONValue?) -> ExactNumber? {
    guard let value else { return nil }
    if value.kind == .number, let number = ExactNumber(text: value.bytes) { return number }
    error(.badDescriptor, "factor is a plain number", value.span)
    return nil
  }

  /// Reads `"avow:rates": {"relation": "rates", "base": "EUR"}`.
  mutating func readRates(_ value: JSONValue?) {
    guard let value, let relation = relation(value["relation"], "avow:rates.relation"),
      let base = text(value["base"], "avow:rates.base")
    else { return }
    guard let unit = schema.units.unit(spelled: base) else {
      error(.unknownName, "avow:rates.base: no unit is called \"\(base)\"", value.span)
      return
    }
    guard let currency = field("currency", value.span, of: relation, "avow:rates"),
      let day = field("day", value.span, of: relation, "avow:rates"),
      let rate = field("rate", value.span, of: relation, "avow:rates")
    else { return }
    let fields = schema[relation].fields
    guard fields[currency].type == .text, fields[day].type == .date, fields[rate].type == .decimal
    else {
      error(.badDescriptor, "rates have a text currency, a date day, a decimal rate", value.span)
      return
    }
    schema.rates = RateRule(
      relation: relation, base: unit, currency: currency, day: day, rate: rate,
      source: schema[relation].field(named: "source"))
  }
}
