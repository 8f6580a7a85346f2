internal import AvowModel

/// How the dates that people write are written as EDTF: `by 2035`, `1 May 2025`, `summer 2024`.
struct DateAdvice {
  /// The words in lower case; a dash between two dates is a word.
  private let words: [String]

  /// Longer cells are no slips of form.
  private static let lengthLimit = 60

  /// The date as a cell takes it; nil where the words are not understood.
  static func text(for cell: String) -> String? {
    guard cell.utf8.count <= lengthLimit else { return nil }
    let advice = DateAdvice(words: words(of: cell))
    if let (first, second) = advice.ambiguous {
      return "is the day or the month first? write \(first) or \(second)"
    }
    guard let form = advice.form, EDTF.parse(form) != nil else { return nil }
    return "write \(form)"
  }

  private init(words: [String]) { self.words = words }

  /// The words of a cell without commas; `mid-2024` is two, `2026–2028` three.
  private static func words(of cell: String) -> [String] {
    var text = ""
    for character in cell.lowercased() {
      switch character {
      case ",": text += " "
      case "–", "—": text += " - "
      case "-" where text.last?.isLetter ?? false: text += " "
      default: text.append(character)
      }
    }
    return text.split(separator: " ").flatMap { word -> [String] in
      // Two years with a hyphen between them are no month.
      let parts = word.split(separator: "-").map(String.init)
      let areYears = parts.count == 2 && parts.allSatisfy { number($0, 4...4) != nil }
      return areYears ? [parts[0], "-", parts[1]] : [String(word)]
    }
  }

  // MARK: Whole cells

  /// Words before a date that bound it, and the form of the bound.
  private static let bounds: [(lead: [String], isEnd: Bool)] = [
    (["by", "the", "end", "of"], true), (["by", "end", "of"], true), (["by"], true),
    (["until", "the", "end", "of"], true), (["until"], true), (["till"], true),
    (["no", "later", "than"], true), (["not", "later", "than"], true),
    (["at", "the", "latest"], true), (["up", "to"], true), (["since"], false),
    (["starting"], false), (["no", "earlier", "than"], false), (["not", "before"], false),
  ]

  /// Words that say that a date is not exact.
  private static let approximations: Set<String> = [
    "ca.", "ca", "c.", "circa", "about", "around", "approximately", "approx.", "approx", "roughly",
  ]

  private var form: String? {
    for (lead, isEnd) in Self.bounds where words.starts(with: lead) {
      return Stretch(words.dropFirst(lead.count)).map {
        isEnd ? "[..\($0.last)]" : "[\($0.first)..]"
      }
    }
    if let first = words.first, Self.approximations.contains(first) {
      return Stretch(words.dropFirst()).flatMap { $0.first == $0.last ? $0.first + "~" : nil }
    }
    return between ?? Stretch(words[...])?.form
  }

  /// `between A and B`, `from A to B`, `A - B`.
  private var between: String? {
    let rest = words.first == "between" || words.first == "from" ? words.dropFirst() : words[...]
    guard let middle = rest.firstIndex(where: { ["and", "to", "until", "-", "or"].contains($0) }),
      let start = Stretch(rest[..<middle]), let end = Stretch(rest[(middle + 1)...])
    else { return nil }
    return "[\(start.first)..\(end.last)]"
  }

  /// The two readings of `5/1/2025`, nil where there is but one.
  private var ambiguous: (String, String)? {
    guard words.count == 1, let parts = Self.numbers(words[0]), parts[2] > 31,
      let first = Self.day(parts[2], parts[1], parts[0]),
      let second = Self.day(parts[2], parts[0], parts[1]), first != second
    else { return nil }
    return (first, second)
  }

  // MARK: Parts

  /// The first and the last date that some words mean.
  private struct Stretch {
    var first: String
    var last: String

    var form: String { first == last ? first : "[\(first)..\(last)]" }

    init(_ date: String) { (first, last) = (date, date) }

    init(_ first: String, _ last: String) { (self.first, self.last) = (first, last) }

    init?(_ words: ArraySlice<String>) {
      let words = words.filter { $0 != "of" && $0 != "the" && $0 != "in" }
      if words.count == 1, EDTF.parse(words[0].uppercased()) != nil {
        self.init(words[0].uppercased())
      } else if let date = DateAdvice.plain(words) {
        self.init(date)
      } else if let span = DateAdvice.part(words) {
        self = span
      } else {
        return nil
      }
    }
  }

  /// A day or month that is spelt out: `1 May 2025`, `May 2025`, `2025/05/01`.
  private static func plain(_ words: [String]) -> String? {
    if words.count == 1 {
      if let number = number(words[0], 8...8) {
        return day(number / 10_000, number / 100 % 100, number % 100)
      }
      guard let parts = numbers(words[0]) else { return nil }
      if parts[0] > 31 { return day(parts[0], parts[1], parts[2]) }
      return day(parts[2], parts[1], parts[0]) ?? day(parts[2], parts[0], parts[1])
    }
    guard (2...3).contains(words.count),
      let position = words.firstIndex(where: { month($0) != nil }),
      let month = month(words[position])
    else { return nil }
    var rest = words
    rest.remove(at: position)
    guard let yearPosition = rest.firstIndex(where: { number($0, 4...4) != nil }),
      let year = number(rest.remove(at: yearPosition), 4...4)
    else { return nil }
    guard let word = rest.first else { return "\(padded(year, 4))-\(padded(month, 2))" }
    let digits = word.prefix { $0.isNumber }
    let ending = word.dropFirst(digits.count)
    guard ["", ".", "st", "nd", "rd", "th"].contains(ending),
      let number = number(String(digits), 1...2)
    else { return nil }
    return day(year, month, number)
  }

  /// A part of a year or of a month: `mid 2024`, `summer 2024`, `Q1 2025`.
  private static func part(_ words: [String]) -> Stretch? {
    guard words.count >= 2, let year = words.lazy.compactMap({ number($0, 4...4) }).first else {
      return nil
    }
    let text = padded(year, 4)
    let rest = words.filter { number($0, 4...4) == nil }
    if rest.count == 1, let code = seasons[rest[0]] { return Stretch("\(text)-\(code)") }
    if let (from, to) = periods[rest.joined(separator: " ")] {
      return Stretch("\(text)-\(padded(from, 2))", "\(text)-\(padded(to, 2))")
    }
    guard rest.count == 2, let month = month(rest[1]), let third = thirds[rest[0]],
      let length = (28...31).last(where: { day(year, month, $0) != nil })
    else { return nil }
    let days = [(1, 10), (11, 20), (21, length)][third]
    return day(year, month, days.0).flatMap { first in
      day(year, month, days.1).map { Stretch(first, $0) }
    }
  }

  private static let seasons = ["spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24]

  /// Parts of a year by their months.
  private static let periods: [String: (Int, Int)] = [
    "early": (1, 4), "beginning": (1, 4), "start": (1, 4), "mid": (5, 8), "middle": (5, 8),
    "late": (9, 12), "end": (9, 12), "q1": (1, 3), "q2": (4, 6), "q3": (7, 9), "q4": (10, 12),
    "first quarter": (1, 3), "second quarter": (4, 6), "third quarter": (7, 9),
    "fourth quarter": (10, 12), "last quarter": (10, 12), "h1": (1, 6), "h2": (7, 12),
    "first half": (1, 6), "second half": (7, 12),
  ]

  /// Parts of a month.
  private static let thirds = [
    "early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2,
  ]

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  /// The number of a month by its name, of which three letters are enough.
  private static func month(_ word: String) -> Int? {
    let name = word.last == "." ? String(word.dropLast()) : word
    guard name.utf8.count >= 3 else { return nil }
    if name == "sept" { return 9 }
    return months.firstIndex { $0 == name || (name.utf8.count == 3 && $0.hasPrefix(name)) }
      .map { $0 + 1 }
  }

  /// The three numbers of `1.5.2025`, nil for anything else.
  private static func numbers(_ word: String) -> [Int]? {
    let parts = word.split(omittingEmptySubsequences: false) { "./-".contains($0) }
    let numbers = parts.compactMap { number(String($0), 1...4) }
    return parts.count == 3 && numbers.count == 3 ? numbers : nil
  }

  /// A whole number of so many digits.
  private static func number(_ word: String, _ length: ClosedRange<Int>) -> Int? {
    guard length.contains(word.utf8.count),
      word.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    return Int(word)
  }

  /// A day as a cell has it, nil where there is none such.
  private static func day(_ year: Int, _ month: Int, _ day: Int) -> String? {
    guard (1...9999).contains(year), Day(year: year, month: month, day: day) != nil else {
      return nil
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  private static func padded(_ number: Int, _ length: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, length - digits.utf8.count)) + digits
  }
}
