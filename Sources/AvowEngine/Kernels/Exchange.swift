import AvowModel

/// The rates between units, and which of them were used.
struct Exchange {
  /// A rate: what one base unit is worth from a day on.
  struct Rate: Hashable {
    var unit: UnitID
    var day: Day
    var value: ExactNumber
    /// Its row in the relation of rates.
    var row: UInt32
  }

  /// The rates of the units from and to which is converted; nil stands for the base itself.
  struct Pair: Hashable {
    var from: Rate?
    var to: Rate?
  }

  private struct Question: Hashable {
    var from: UnitID
    var to: UnitID
    var first: Day
    var last: Day
  }

  private let database: Database
  private let rule: RateRule?
  /// The rates of each unit, the oldest first.
  private let rates: [UnitID: [Rate]]
  private var answers: [Question: [Pair]] = [:]
  private var used: Set<Rate> = []
  /// The latest day for which each rate was used.
  private var lastUse: [Rate: Day] = [:]
  private var lacking: Set<Lack> = []

  private struct Lack: Hashable {
    var unit: UnitID
    var day: Day
  }

  init(_ database: Database) {
    self.database = database
    rule = database.schema.rates
    rates = rule.map { Self.read($0, database) } ?? [:]
  }

  /// A rate is sure to hold from the last day that its date may mean; a later row takes the place
  /// of an earlier one of the same day.
  private static func read(_ rule: RateRule, _ database: Database) -> [UnitID: [Rate]] {
    let table = database[rule.relation]
    guard let currencies = table.columns[rule.currency], let days = table.columns[rule.day],
      let values = table.columns[rule.rate]
    else { return [:] }
    var result: [UnitID: [Day: Rate]] = [:]
    for row in 0..<table.rowCount {
      guard case .text(let symbol) = currencies.value(at: row),
        let unit = database.schema.units.unit(spelled: symbol),
        case .date(let date) = days.value(at: row), !date.latest.isDistant,
        case .number(let range, _) = values.value(at: row), let value = range.exact,
        value > .zero
      else { continue }
      result[unit, default: [:]][date.latest] = Rate(
        unit: unit, day: date.latest, value: value, row: UInt32(truncatingIfNeeded: row))
    }
    return result.mapValues { $0.values.sorted { $0.day < $1.day } }
  }

  /// The rates that hold on the days of a span, the least and the most favourable; empty where one
  /// is lacking on the first day.
  mutating func pairs(from: UnitID, to: UnitID, first: Day, last: Day) -> [Pair] {
    let question = Question(from: from, to: to, first: first, last: last)
    if let known = answers[question] { return known }
    let pairs = extremes(of: allPairs(question))
    for rate in pairs.flatMap({ [$0.from, $0.to] }) {
      guard let rate else { continue }
      used.insert(rate)
      // Of a span, a rate that holds from its beginning may hold to its end.
      lastUse[rate] = max(lastUse[rate] ?? first, first)
    }
    answers[question] = pairs
    return pairs
  }

  private mutating func allPairs(_ question: Question) -> [Pair] {
    var days = [question.first]
    for unit in [question.from, question.to] where unit != rule?.base {
      if rate(of: unit, on: question.first) == nil {
        lacking.insert(Lack(unit: unit, day: question.first))
        return []
      }
      days += rates[unit, default: []].lazy.map(\.day)
        .filter { $0 > question.first && $0 <= question.last }
    }
    return days.map { day in
      Pair(from: rate(of: question.from, on: day), to: rate(of: question.to, on: day))
    }
  }

  /// The last rate on or before a day.
  private func rate(of unit: UnitID, on day: Day) -> Rate? {
    guard unit != rule?.base, let rates = rates[unit] else { return nil }
    var low = 0
    var high = rates.count
    while low < high {
      let middle = (low + high) / 2
      if rates[middle].day <= day { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? rates[low - 1] : nil
  }

  private func extremes(of pairs: [Pair]) -> [Pair] {
    guard pairs.count > 2 else { return pairs }
    let ordered = pairs.sorted { left, right in
      guard let a = left.factor, let b = right.factor else { return false }
      return a < b
    }
    return [ordered.first, ordered.last].compactMap(\.self)
  }
}

extension Exchange {
  /// The same rates, as if none had been asked for yet.
  var unasked: Exchange {
    var result = self
    result.answers = [:]
    result.used = []
    result.lastUse = [:]
    result.lacking = []
    return result
  }

  /// The rows of the rates that were used.
  var usedRows: [UInt32] { sortedRates.map(\.row) }
}

extension Exchange.Pair {
  /// What one unit is worth in the other, at 12 places; nil where that does not fit.
  fileprivate var factor: ExactNumber? {
    (to?.value ?? ExactNumber(1)).divided(by: from?.value ?? ExactNumber(1))
  }
}

extension Exchange {
  /// What a reader must know: the rates used and those that were lacking, a few of each.
  var notes: [ResultNote] {
    guard let rule else { return [] }
    let units = database.schema.units
    let base = units[rule.base].symbol
    var notes: [ResultNote] = []
    let rates = sortedRates
    if !rates.isEmpty {
      let texts = rates.prefix(3).map { rate in
        "1 \(base) = \(rate.value) \(units[rate.unit].symbol) on \(rate.day)" + age(of: rate)
      }
      let more = rates.count > 3 ? ", …" : ""
      notes.append(.remark("converted at " + texts.joined(separator: ", ") + more))
    }
    let lacks = lacking.sorted { ($0.unit.index, $0.day) < ($1.unit.index, $1.day) }
    for lack in lacks.prefix(3) {
      let day = lack.day == .distantPast ? "any day" : "\(lack.day)"
      notes.append(
        .remark("not converted: no rate of \(units[lack.unit].symbol) on or before \(day)"))
    }
    return notes
  }

  /// How much older a rate is than the day asked for, where it is more than a year: `, 22 months
  /// before the day asked for`.
  private func age(of rate: Rate) -> String {
    guard let day = lastUse[rate], !day.isDistant else { return "" }
    let days = Int(day.number) - Int(rate.day.number)
    guard days > 366 else { return "" }
    return ", \(days * 12 / 365) months before the day asked for"
  }

  /// A stamp with the rates that were used, of very many the first thousand.
  func noting(_ stamp: Stamp) -> Stamp {
    guard let rule, !used.isEmpty else { return stamp }
    let units = database.schema.units
    var stamp = stamp
    for rate in sortedRates.prefix(1000) {
      stamp.note(
        Stamp.Rate(
          base: units[rule.base].symbol, unit: units[rate.unit].symbol, value: rate.value,
          day: rate.day, source: source(of: rate)))
    }
    return stamp
  }

  private func source(of rate: Rate) -> String {
    guard let rule, let field = rule.source,
      case .text(let text)? = database[rule.relation].columns[field]?.value(at: Int(rate.row))
    else { return "" }
    return text
  }

  private var sortedRates: [Rate] {
    used.sorted { ($0.unit.index, $0.day) < ($1.unit.index, $1.day) }
  }
}
