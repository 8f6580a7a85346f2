internal import AvowDiagnostics
internal import AvowModel

/// Looks for rates of units that nobody declared, for rates of nothing, and for two on one day.
enum RateCheck {
  static func run(_ inspection: inout PackageInspection) {
    guard let rule = inspection.schema.rates else { return }
    let columns = inspection.database[rule.relation].columns
    guard case .text(let currencies)? = columns[rule.currency]?.data, let days = columns[rule.day],
      let rates = columns[rule.rate]
    else { return }
    let units = inspection.schema.units
    var seen: [String: Int] = [:]
    for row in 0..<currencies.count
    where !inspection.isFaulty(row: row, field: rule.currency, of: rule.relation) {
      let currency = currencies[row]
      if units.unit(spelled: currency).map({ units[$0].dimension }) != units[rule.base].dimension {
        inspection.report(
          .badRate,
          "no unit of \(units[units[rule.base].dimension].name) is called \"\(currency)\"",
          in: rule.relation, row: row, field: rule.currency, hint: "declare it in avow:units")
      }
      if let rate = rates.number(at: row)?.exact, rate.mantissa <= 0 {
        inspection.report(
          .badRate, "a rate is above 0", in: rule.relation, row: row, field: rule.rate)
      }
      guard let day = days.date(at: row) else { continue }
      let name = "\(currency.lowercased()) \(day)"
      guard let first = seen[name] else {
        seen[name] = row
        continue
      }
      guard !(inspection.duplicates[rule.relation]?.contains(row) ?? false) else { continue }
      let other = inspection.rowName(first, in: rule.relation)
      inspection.report(
        .badRate, "\(other) has another rate of \(currency) on that day", in: rule.relation,
        row: row, field: rule.rate)
    }
  }
}
