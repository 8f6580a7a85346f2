/// A date as people write it elsewhere, such as `1 May 2025`, `01.05.2025` or `5/1/2025`, and how
/// it is written here.
package struct WrittenDate: Hashable, Sendable {
  /// The date as it is written here: `2025-05-01`, `2025-05` or `2025-Q2`.
  package var text: String
  /// The other date that it may mean, where the day cannot be told from the month.
  package var alternative: String?

  /// What to write instead, as a hint says it.
  package var advice: String {
    alternative.map { "write \(text), or \($0) if the month comes first" } ?? "write \(text)"
  }

  /// Reads a date in words or with points, slashes or hyphens; nil where it is none.
  package init?(_ written: String) {
    guard written.utf8.count <= 40, let pieces = Self.pieces(of: written) else { return nil }
    if let named = Self.named(pieces.parts) {
      self.init(text: named)
    } else if let numbered = Self.numbered(pieces.parts, separator: pieces.separator) {
      self = numbered
    } else {
      return nil
    }
  }

  private init(text: String, alternative: String? = nil) {
    self.text = text
    self.alternative = alternative
  }

  /// The number of the month that a word names in English, by its name or three letters.
  static func month(named word: String) -> Int? {
    let word = word.lowercased()
    guard word.utf8.count >= 3 else { return nil }
    if word == "sept" { return 9 }
    let place = months.firstIndex { $0 == word || $0.prefix(3) == word }
    return place.map { $0 + 1 }
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
}

/// The pieces of a written date.
extension WrittenDate {
  private enum Part: Equatable {
    case month(Int)
    case quarter(Int)
    case number(Int, digitCount: Int)

    var year: Int? {
      if case .number(let value, 4) = self, value >= 1000 { value } else { nil }
    }

    var month: Int? {
      if case .month(let month) = self { month } else { nil }
    }

    /// A number of at most two digits: a day, or the number of a month.
    var small: Int? {
      if case .number(let value, 1...2) = self, value > 0 { value } else { nil }
    }
  }

  /// The numbers and names, and the mark that stands between them.
  private static func pieces(of written: String) -> (parts: [Part], separator: Character)? {
    var parts: [Part] = []
    var separator: Character = " "
    var rest = written.lowercased()[...]
    while let first = rest.first {
      if first.isASCII, first.isNumber {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard let value = Int(digits), digits.count <= 8 else { return nil }
        rest = rest.dropFirst(digits.count)
        if let ending = ["st", "nd", "rd", "th"].first(where: rest.hasPrefix) {
          rest = rest.dropFirst(ending.count)
        }
        parts.append(.number(value, digitCount: digits.count))
      } else if first.isASCII, first.isLetter {
        let word = rest.prefix { $0.isASCII && $0.isLetter }
        rest = rest.dropFirst(word.count)
        if word == "q", let digit = rest.first?.wholeNumberValue, (1...4).contains(digit) {
          rest = rest.dropFirst()
          parts.append(.quarter(digit))
        } else if let month = month(named: String(word)) {
          parts.append(.month(month))
        } else if word != "of" {
          return nil
        }
      } else {
        guard " ./-,".contains(first) else { return nil }
        if first != " " { separator = first }
        rest = rest.dropFirst()
      }
    }
    return (2...3).contains(parts.count) || parts.count == 1 ? (parts, separator) : nil
  }

  /// A date with the name of its month, or a quarter.
  private static func named(_ parts: [Part]) -> String? {
    let years = parts.compactMap(\.year)
    guard let year = years.first, years.count == 1 else { return nil }
    if parts.count == 2, case .quarter(let quarter)? = parts.first(where: { $0.year == nil }) {
      return "\(year)-Q\(quarter)"
    }
    guard let month = parts.lazy.compactMap(\.month).first else { return nil }
    if parts.count == 2 { return "\(year)-\(twoDigits(month))" }
    // The year stands at one end.
    guard parts.count == 3, parts[1].year == nil, let day = parts.lazy.compactMap(\.small).first
    else { return nil }
    return self.day(year, month, day)
  }

  /// A date in digits.
  private static func numbered(_ parts: [Part], separator: Character) -> WrittenDate? {
    if parts.count == 1, case .number(let value, 8) = parts[0] {
      return day(value / 10000, value / 100 % 100, value % 100).map { WrittenDate(text: $0) }
    }
    if parts.count == 2 {
      let small = parts[0].small ?? parts[1].small
      guard "/.".contains(separator), let year = parts[0].year ?? parts[1].year, let small,
        small <= 12
      else { return nil }
      return WrittenDate(text: "\(year)-\(twoDigits(small))")
    }
    guard parts.count == 3, let middle = parts[1].small else { return nil }
    if let year = parts[0].year, let last = parts[2].small {
      return day(year, middle, last).map { WrittenDate(text: $0) }
    }
    guard let year = parts[2].year, let first = parts[0].small else { return nil }
    let dayFirst = day(year, middle, first)
    // With points, the day comes first everywhere.
    let monthFirst = separator == "." ? nil : day(year, first, middle)
    guard let text = dayFirst ?? monthFirst else { return nil }
    return WrittenDate(
      text: text, alternative: dayFirst == nil || monthFirst == text ? nil : monthFirst)
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> String? {
    let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...12).contains(month), (1...lengths[month - 1]).contains(day), year >= 1000 else {
      return nil
    }
    return "\(year)-\(twoDigits(month))-\(twoDigits(day))"
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
