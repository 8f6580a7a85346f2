import AvowModel

/// Numbers as text: `12,000–15,500`, `> 280 bn USD`, `280000000000`.
struct NumberText {
  /// How digits are written.
  enum Digits: Hashable {
    /// Grouped in threes; round sums of money with a scale word: `280 bn`.
    case grouped
    /// Digits and a point only.
    case plain
  }

  private let digits: Digits
  private let signs: RenderOptions.Signs
  private let units: [UnitText]

  /// A unit's spellings, safe to show, and whether it takes scale words.
  private struct UnitText {
    var symbol: String
    var singular: String
    var isMoney: Bool
  }

  /// The scale words, the largest first, as the language spells them.
  private static let scales: [(exponent: Int, word: String)] = [(12, "tn"), (9, "bn"), (6, "m")]

  /// The decimal places that a scaled number may keep: `1.234 bn`, but not `1.2345 bn`.
  private static let scaledPlaces = 3

  init(_ digits: Digits, signs: RenderOptions.Signs, units table: UnitTable) {
    self.digits = digits
    self.signs = signs
    let safety = TextSafety(signs)
    units = table.units.map { unit in
      UnitText(
        symbol: safety.text(unit.symbol), singular: safety.text(Self.singular(of: unit)),
        isMoney: table[unit.dimension].name == "money")
    }
  }

  /// A number, point or interval, with its unit.
  func text(_ range: NumberRange, unit: UnitID? = nil) -> String {
    let unit = unit.flatMap { units.indices.contains(Int($0.index)) ? units[Int($0.index)] : nil }
    guard let unit else { return interval(range) }
    guard digits == .grouped else { return "\(interval(range)) \(unit.symbol)" }
    if unit.isMoney, let scaled = Self.scaled(range) {
      return "\(interval(scaled.range)) \(scaled.word) \(unit.symbol)"
    }
    let isOne = range.exact == ExactNumber(1)
    return "\(interval(range)) \(isOne ? unit.singular : unit.symbol)"
  }

  /// A number in digits, grouped where people read it.
  func text(_ number: ExactNumber) -> String {
    switch digits {
    case .grouped: Self.grouped(number.description)
    case .plain: number.description
    }
  }

  /// Digits with a comma before each group of three, from five digits on: `-12,500.25`, `2025`.
  static func grouped(_ text: String) -> String {
    let utf8 = Array(text.utf8)
    let start = utf8.first == UInt8(ascii: "-") ? 1 : 0
    let end = utf8.firstIndex(of: UInt8(ascii: ".")) ?? utf8.count
    guard end - start > 4 else { return text }
    var result: [UInt8] = []
    for (position, byte) in utf8.enumerated() {
      if position > start, position < end, (end - position).isMultiple(of: 3) {
        result.append(UInt8(ascii: ","))
      }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  private func interval(_ range: NumberRange) -> String {
    if let exact = range.exact { return text(exact) }
    switch (range.lower, range.upper) {
    case (.absent, .absent): return "any"
    case (.closed(let low), .closed(let high)): return span(low, high)
    case (let low, .absent): return side(low, open: ">", closed: atLeast)
    case (.absent, let high): return side(high, open: "<", closed: atMost)
    case (let low, let high):
      let ends = [side(low, open: ">", closed: atLeast), side(high, open: "<", closed: atMost)]
      return ends.joined(separator: " and ")
    }
  }

  private func span(_ low: ExactNumber, _ high: ExactNumber) -> String {
    let ends = [text(low), text(high)]
    if low.mantissa < 0 || high.mantissa < 0 { return ends.joined(separator: " to ") }
    return ends.joined(separator: usesUnicode ? "–" : "-")
  }

  private func side(_ bound: NumberRange.Bound, open: String, closed: String) -> String {
    switch bound {
    case .absent: ""
    case .open(let number): "\(open) \(text(number))"
    case .closed(let number): "\(closed) \(text(number))"
    }
  }

  private var usesUnicode: Bool { signs == .unicode && digits == .grouped }
  private var atLeast: String { usesUnicode ? "≥" : ">=" }
  private var atMost: String { usesUnicode ? "≤" : "<=" }

  /// The range in the largest scale that is exact and at most its larger end.
  private static func scaled(_ range: NumberRange) -> (range: NumberRange, word: String)? {
    for (exponent, word) in scales {
      guard let lower = scaled(range.lower, by: exponent),
        let upper = scaled(range.upper, by: exponent)
      else { continue }
      let numbers = [lower.number, upper.number].compactMap(\.self)
      guard numbers.contains(where: { $0 >= ExactNumber(1) || $0 <= ExactNumber(-1) }) else {
        continue
      }
      return (NumberRange(lower: lower, upper: upper), word)
    }
    return nil
  }

  private static func scaled(_ bound: NumberRange.Bound, by exponent: Int) -> NumberRange.Bound? {
    func scaled(_ number: ExactNumber) -> ExactNumber? {
      guard number.scale + exponent <= 38 else { return nil }
      let result = ExactNumber(number.mantissa, scale: number.scale + exponent)
      return result.scale <= scaledPlaces ? result : nil
    }
    switch bound {
    case .absent: return .absent
    case .closed(let number): return scaled(number).map(NumberRange.Bound.closed)
    case .open(let number): return scaled(number).map(NumberRange.Bound.open)
    }
  }

  /// The alias that is the symbol's singular, where there is one: `day` for `days`.
  private static func singular(of unit: Unit) -> String {
    let symbol = unit.symbol
    var forms: [String] = []
    if symbol.hasSuffix("ies") { forms.append(symbol.dropLast(3) + "y") }
    if symbol.hasSuffix("s") { forms.append(String(symbol.dropLast())) }
    return forms.first(where: unit.aliases.contains) ?? symbol
  }
}

/// A count and its noun: `1 row`, `1,284 rows`, `2 countries`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(NumberText.grouped(String(count))) \(count == 1 ? noun : plural(of: noun))"
}
