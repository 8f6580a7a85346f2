/// Dates as day numbers, as days or intervals, with the spellings they were written in.
package struct DateColumn: Hashable, Sendable {
  /// The earliest day of each date.
  package var earliest: [Int32]
  /// The latest day of each date, nil where every date is one known day.
  package var latest: [Int32]?
  /// Meaning and qualifiers, nil where every date is one unqualified day.
  package var marks: [Mark]?
  /// The written forms, nil where each is the plain day.
  package var spellings: [String?]?

  /// How a date is meant and qualified.
  package struct Mark: Hashable, Sendable {
    package var meaning: DateValue.Meaning
    package var qualifiers: DateValue.Qualifiers

    package init(meaning: DateValue.Meaning, qualifiers: DateValue.Qualifiers) {
      self.meaning = meaning
      self.qualifiers = qualifiers
    }
  }

  /// Makes a column of dates.
  package init(_ dates: [DateValue]) {
    earliest = dates.map(\.earliest.number)
    if dates.contains(where: { $0.earliest != $0.latest }) {
      latest = dates.map(\.latest.number)
    }
    if dates.contains(where: { $0.meaning != .oneDay || !$0.qualifiers.isEmpty }) {
      marks = dates.map { Mark(meaning: $0.meaning, qualifiers: $0.qualifiers) }
    }
    let isSpelt = dates.contains { date in
      date.spelling.map { $0 != date.earliest.description } ?? false
    }
    if isSpelt { spellings = dates.map(\.spelling) }
  }

  package var count: Int { earliest.count }

  package subscript(row: Int) -> DateValue {
    let mark = marks?[row]
    let first = Day(earliest[row])
    return DateValue(
      first, latest.map { Day($0[row]) } ?? first, meaning: mark?.meaning ?? .oneDay,
      qualifiers: mark?.qualifiers ?? [], spelling: spellings?[row])
  }

  /// The rows at the given positions.
  package func gathered(_ rows: [UInt32]) -> DateColumn {
    var result = self
    result.earliest = rows.map { earliest[Int($0)] }
    result.latest = latest.map { latest in rows.map { latest[Int($0)] } }
    result.marks = marks.map { marks in rows.map { marks[Int($0)] } }
    result.spellings = spellings.map { spellings in rows.map { spellings[Int($0)] } }
    return result
  }
}
