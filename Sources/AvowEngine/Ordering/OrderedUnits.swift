import AvowDiagnostics
import AvowModel
import AvowPlan

/// Units without fixed factors between them that keys have put one after another.
struct OrderedUnits {
  private var found: [(key: SortKey, units: Set<UnitID>)] = []

  /// Notes the units of two values that a key has told apart, where these do not compare.
  mutating func note(
    _ left: [UnitID], _ right: [UnitID], of key: SortKey, in table: UnitTable
  ) {
    let units = left + right
    var clashing: Set<UnitID> = []
    for one in units {
      for other in units where one != other && !table.compare(one, other) {
        clashing.formUnion([one, other])
      }
    }
    guard !clashing.isEmpty else { return }
    if let known = found.firstIndex(where: { $0.key.text == key.text }) {
      found[known].units.formUnion(clashing)
    } else {
      found.append((key, clashing))
    }
  }

  /// A warning for each key, in the order in which they were used.
  func notes(in schema: Schema) -> [ResultNote] {
    found.map { key, units in
      let ordered = units.sorted { $0.index < $1.index }
      let symbols = ordered.map { schema.units[$0].symbol }
      let words =
        symbols.count > 2 ? "\(symbols.count) units" : symbols.joined(separator: " and ")
      var warning = ResultWarning(
        code: DiagnosticCode.orderedByUnit.code,
        message: "\(key.text) stands unit by unit, in \(words)",
        bytes: key.value.span.start..<key.value.span.end)
      if let base = schema.rates?.base,
        ordered.allSatisfy({ schema.units[$0].dimension == schema.units[base].dimension })
      {
        warning.message += ": write \(key.text) to \(schema.units[base].symbol)"
      }
      return .warning(warning)
    }
  }
}

extension UnitTable {
  /// Whether amounts in two units compare: other dimensions are told apart anyway.
  fileprivate func compare(_ one: UnitID, _ other: UnitID) -> Bool {
    self[one].dimension != self[other].dimension
      || (self[one].factor != nil && self[other].factor != nil)
  }
}
