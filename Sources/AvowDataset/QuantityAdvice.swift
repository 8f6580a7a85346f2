internal import AvowDiagnostics
internal import AvowModel

/// How the amounts that people write are written in cells: `up to 40 m USD`, `ca. 1.2 bn USD`.
struct QuantityAdvice {
  let units: UnitTable
  /// The dimension that the field is of, nil for any.
  let dimension: DimensionID?
  let cell: String
  /// A unit that nobody declared, nil where something else is wrong.
  var unit: String?

  /// Longer cells are no slips of form.
  private static let lengthLimit = 60

  /// What to write instead.
  var text: String {
    if cell.utf8.count <= Self.lengthLimit, let (words, form) = rewritten {
      if isQuantity(form) { return "\(words) \(form)" }
      if unit == nil { return "\(words) \(form), in a unit of avow:units" }
    }
    return unit.map { advice(on: $0) } ?? example
  }

  private func isQuantity(_ form: String) -> Bool {
    let reader = QuantityReader(units: units, dimension: dimension)
    do throws(CellFault) {
      _ = try reader.read(Array(form.utf8)[...])
      return true
    } catch {
      return false
    }
  }

  // MARK: Units

  /// What to do about a unit that is not declared.
  private func advice(on unit: String) -> String {
    // What is no word is no unit that somebody forgot to declare.
    guard !unit.contains(where: { $0.isNumber || "<>[]=".contains($0) }) else { return example }
    let shown = unit.utf8.count <= 20 ? unit : String(unit.prefix(20))
    let known = units.units.filter { $0.dimension != UnitTable.time }
    let code = Self.currencies[unit.uppercased()]
    if let code, let currency = units.unit(spelled: code), units[currency].symbol == code {
      return "write \(code), or give \(code) the alias \(shown)"
    }
    let spellings = units.units.filter { dimension == nil || $0.dimension == dimension }
      .flatMap { [$0.symbol] + $0.aliases }
    let comparable = spellings.filter { isComparable(unit, with: $0) }
    if let near = Hint.near(unit, comparable).text { return near }
    let declaration =
      code.map { "{\"unit\": \"\($0)\", \"aliases\": [\"\(shown)\"]}" }
      ?? "{\"unit\": \"\(shown)\"}"
    if let dimension, dimension != UnitTable.time {
      return "declare it in avow:units, under \(units[dimension].name): \(declaration)"
    }
    return known.isEmpty
      ? "declare it: \"avow:units\": {\"\(usualDimension(shown))\": [\(declaration)]}"
      : "declare it in avow:units: \(declaration)"
  }

  /// The signs of currencies with letters, and the currencies that they mean.
  private static let currencies = [
    "US$": "USD", "USD$": "USD", "C$": "CAD", "CA$": "CAD", "CAN$": "CAD", "A$": "AUD",
    "AU$": "AUD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "R$": "BRL", "NT$": "TWD",
    "£": "GBP", "€": "EUR",
  ]

  /// Whether a unit may be meant by a word that is nearly it: another currency is not, and only a
  /// code whose letters have changed places is a slip.
  private func isComparable(_ word: String, with unit: String) -> Bool {
    if Self.hasSign(word) { return false }
    guard word.utf8.count == 3, word == word.uppercased(), unit == unit.uppercased() else {
      return true
    }
    return word.sorted() == unit.sorted()
  }

  private static func hasSign(_ unit: String) -> Bool {
    unit.contains { "$€£¥₴".contains($0) }
  }

  /// What a dimension that nobody declared would be called.
  private func usualDimension(_ unit: String) -> String {
    let isCurrency = Self.hasSign(unit) || (unit.utf8.count == 3 && unit == unit.uppercased())
    return isCurrency ? "money" : unit
  }

  /// Amounts as cells have them, in a unit that there is.
  private var example: String {
    let usual = units.units.first {
      dimension == nil ? $0.dimension != UnitTable.time : $0.dimension == dimension
    }
    guard let unit = (usual ?? units.units.first)?.symbol else { return "units are in avow:units" }
    return "write 3 \(unit), > 5 m \(unit) or [2..3] m \(unit)"
  }

  // MARK: Forms

  /// The cell in a form that cells have, and what to do with it.
  private var rewritten: (words: String, form: String)? {
    let pieces = cell.split(separator: " ").map(String.init)
    if let form = plainNumbers(pieces) { return ("write", form) }
    let words = pieces.map { $0.lowercased() }
    for (lead, relation) in Self.leads where words.starts(with: lead) {
      let rest = pieces.dropFirst(lead.count).joined(separator: " ")
      if let form = relation.form(of: Amount(rest)) { return (relation.words, form) }
    }
    if let first = cell.first, let relation = Self.signs[first],
      let form = relation.form(of: Amount(String(cell.dropFirst())))
    {
      return (relation.words, form)
    }
    return range(pieces)
  }

  /// How an amount stands to the number beside it.
  private enum Relation {
    case about, upTo, atLeast, above, below

    var words: String {
      switch self {
      case .about: "write the ends that it may have, such as"
      case .upTo, .atLeast, .above, .below: "write"
      }
    }

    func form(of amount: Amount?) -> String? {
      guard let amount else { return nil }
      let (number, head, tail) = (amount.number, amount.head, amount.tail)
      switch self {
      case .about: return amount.margin.map { "\(head)[\($0.low)..\($0.high)]\(tail)" }
      // A lower end gives totals one too.
      case .upTo: return "\(head)[0..\(number)]\(tail)"
      case .atLeast: return ">= \(head)\(number)\(tail)"
      case .above: return "> \(head)\(number)\(tail)"
      case .below: return "< \(head)\(number)\(tail)"
      }
    }
  }

  private static let leads: [(lead: [String], relation: Relation)] = [
    (["up", "to"], .upTo), (["at", "most"], .upTo), (["no", "more", "than"], .upTo),
    (["not", "more", "than"], .upTo), (["maximum"], .upTo), (["max."], .upTo), (["max"], .upTo),
    (["at", "least"], .atLeast), (["no", "less", "than"], .atLeast),
    (["not", "less", "than"], .atLeast), (["minimum"], .atLeast), (["min."], .atLeast),
    (["more", "than"], .above), (["over"], .above), (["above"], .above),
    (["less", "than"], .below), (["fewer", "than"], .below), (["under"], .below),
    (["below"], .below), (["ca."], .about), (["ca"], .about), (["c."], .about),
    (["circa"], .about), (["about"], .about), (["around"], .about), (["some"], .about),
    (["approx."], .about), (["approx"], .about), (["approximately"], .about),
    (["roughly"], .about), (["nearly"], .about), (["almost"], .about), (["estimated"], .about),
    (["an", "estimated"], .about),
  ]

  private static let signs: [Character: Relation] = [
    "~": .about, "≈": .about, "≤": .upTo, "≥": .atLeast,
  ]

  /// `between 10 and 20 m EUR`, `10-20 m EUR`, `10 to 20 m EUR`.
  private func range(_ pieces: [String]) -> (words: String, form: String)? {
    var rest = pieces[...]
    if let first = rest.first?.lowercased(), first == "between" || first == "from" {
      rest = rest.dropFirst()
    }
    let joined = rest.joined(separator: " ")
    guard let low = Amount(joined) else { return nil }
    var tail = Array(low.tail.split(separator: " ").joined(separator: " "))[...]
    for word in ["and ", "to ", "- ", "– ", "-", "–"] where tail.starts(with: Array(word)) {
      tail = tail.dropFirst(word.count)
      guard let high = Amount(String(tail)), high.head.isEmpty || high.head == low.head else {
        return nil
      }
      return ("write", "\(low.head)[\(low.number)..\(high.number)]\(high.tail)")
    }
    return nil
  }

  /// The cell with a point for a comma before a fraction, and without marks between thousands.
  private func plainNumbers(_ pieces: [String]) -> String? {
    guard let amount = Amount(pieces.joined(separator: " ")), amount.isMarked else { return nil }
    return amount.head + amount.number + amount.tail
  }
}

/// The parts of an amount: what stands before its number, the number, and what stands behind it.
private struct Amount {
  var head: String
  var number: String
  var tail: String
  /// Whether the number was written with marks that cells do not have.
  let isMarked: Bool

  private static let marks: Set<Character> = [",", "'", "’", ".", " "]
  /// Longer numbers are left alone.
  private static let digitLimit = 18

  init?(_ text: String) {
    let letters = Array(text)
    func isDigit(_ index: Int) -> Bool { ("0"..."9").contains(letters[index]) }
    guard let start = letters.indices.first(where: isDigit) else { return nil }
    var end = start
    while end < letters.count {
      let isMark = Self.marks.contains(letters[end]) && end + 1 < letters.count && isDigit(end + 1)
      guard isDigit(end) || isMark else { break }
      end += 1
    }
    guard end - start <= Self.digitLimit else { return nil }
    let before = letters[..<start].drop { $0 == " " }
    guard before.count <= 4, !before.contains(where: { "<>[-".contains($0) }) else { return nil }
    head = String(before)
    let written = String(letters[start..<end])
    number = Self.plain(written) ?? written
    isMarked = number != written
    tail = String(letters[end...])
  }

  /// A number without marks between thousands and with a point before its fraction.
  private static func plain(_ number: String) -> String? {
    let groups = number.split(omittingEmptySubsequences: false) { !$0.isNumber }
    let marks = number.filter { !$0.isNumber }
    guard let mark = marks.first, let last = groups.last, !last.isEmpty,
      groups.allSatisfy({ !$0.isEmpty })
    else { return nil }
    let areThousands = groups.dropFirst().allSatisfy { $0.utf8.count == 3 }
    if marks.allSatisfy({ $0 == mark }), areThousands, groups[0].utf8.count <= 3,
      mark != "." || groups.count > 2
    {
      return groups.joined()
    }
    // The last mark is the point, the others stand between thousands.
    guard let point = marks.last, point == "," || point == ".",
      marks.dropLast().allSatisfy({ $0 != point }),
      groups.dropFirst().dropLast().allSatisfy({ $0.utf8.count == 3 })
    else { return nil }
    return groups.dropLast().joined() + "." + last
  }

  /// A tenth less and a tenth more, in one digit: `1.1` and `1.3` of 1.2.
  var margin: (low: ExactNumber, high: ExactNumber)? {
    guard let exact = ExactNumber(text: Array(number.utf8)), exact.mantissa > 0,
      exact.mantissa < 1_000_000_000_000_000_000
    else { return nil }
    let mantissa = exact.mantissa * 10
    var power: Int128 = 1
    while exact.mantissa / power >= 10 { power *= 10 }
    let step = (exact.mantissa + power / 2) / power * power
    return (
      ExactNumber(mantissa - step, scale: exact.scale + 1),
      ExactNumber(mantissa + step, scale: exact.scale + 1)
    )
  }
}
