/// A kind of quantity: money, countries, time.
///
/// Quantities of different dimensions do not compare.
package struct Dimension: Hashable, Sendable {
  package var name: String
  package var title: String
  package init(name: String, title: String) {
    self.name = name
    self.title = title
  }
}

/// A unit of one dimension.
package struct Unit: Hashable, Sendable {
  /// The spelling that Avow prints: `USD`, `countries`.
  package var symbol: String
  /// Other spellings: `$`, `dollars`.
  package var aliases: [String]
  package var dimension: DimensionID
  /// The size in the dimension's base unit, where units convert without a rate.
  package var factor: ExactNumber?
  /// Whether only whole numbers of it exist, so that fewer than 15 is at most 14.
  package var isWhole: Bool
  /// The name for people: `US dollar`; empty where the symbol says it.
  package var label: String

  package init(
    symbol: String, aliases: [String] = [], dimension: DimensionID, factor: ExactNumber? = nil,
    isWhole: Bool = false, label: String = ""
  ) {
    self.label = label
    self.symbol = symbol
    self.aliases = aliases
    self.dimension = dimension
    self.factor = factor
    self.isWhole = isWhole
  }
}

/// The dimensions and units that a dataset knows, besides those of time.
package struct UnitTable: Hashable, Sendable {
  package private(set) var dimensions: [Dimension] = []
  package private(set) var units: [Unit] = []
  private var bySpelling: [String: UnitID] = [:]

  /// The dimension of lengths of time.
  package static let time = DimensionID(0)
  /// The unit of differences between dates.
  package static let days = UnitID(0)

  /// Makes a table that knows the units of time only.
  package init() {
    let time = addDimension(Dimension(name: "time", title: "length of time"))
    let table: [(String, [String], Int?)] = [
      ("days", ["day"], 86_400), ("weeks", ["week"], 604_800), ("hours", ["hour"], 3600),
      ("minutes", ["minute"], 60), ("seconds", ["second"], 1), ("months", ["month"], nil),
      ("years", ["year"], nil),
    ]
    for (symbol, aliases, seconds) in table {
      let factor = seconds.map { ExactNumber(Int128($0)) }
      addUnit(Unit(symbol: symbol, aliases: aliases, dimension: time, factor: factor))
    }
  }

  /// Adds a dimension, or finds the one of that name.
  @discardableResult
  package mutating func addDimension(_ dimension: Dimension) -> DimensionID {
    if let known = self.dimension(named: dimension.name) { return known }
    dimensions.append(dimension)
    return DimensionID(dimensions.count - 1)
  }

  /// Adds a unit and its spellings; a spelling that is taken keeps its first meaning.
  @discardableResult
  package mutating func addUnit(_ unit: Unit) -> UnitID {
    if let known = self.unit(spelled: unit.symbol) { return known }
    let id = UnitID(UInt16(clamping: units.count))
    units.append(unit)
    for spelling in [unit.symbol] + unit.aliases {
      let key = Self.fold(spelling)
      if bySpelling[key] == nil { bySpelling[key] = id }
    }
    return id
  }

  /// The dimension of a name.
  package func dimension(named name: String) -> DimensionID? {
    dimensions.firstIndex { $0.name == name }.map(DimensionID.init)
  }

  /// The unit of a spelling, in any case.
  package func unit(spelled spelling: String) -> UnitID? { bySpelling[Self.fold(spelling)] }

  package subscript(unit: UnitID) -> Unit { units[Int(unit.index)] }
  package subscript(dimension: DimensionID) -> Dimension { dimensions[dimension.index] }

  private static func fold(_ spelling: String) -> String { spelling.lowercased() }
}
