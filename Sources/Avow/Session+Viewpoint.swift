internal import AvowModel
internal import AvowPlan
internal import AvowSyntax

extension Session {
  /// The last day on which something may be said to count, nil for no limit.
  ///
  /// It holds for queries that do not say `as of` themselves.
  public var asOf: CalendarDay? {
    get { environment.viewpoint.saidBy.map(CalendarDay.init) }
    set { environment.viewpoint.saidBy = newValue?.day }
  }

  /// The last day on which something may be published to count, nil for no limit.
  ///
  /// It holds for queries that do not say `as known on` themselves.
  public var knownOn: CalendarDay? {
    get { environment.viewpoint.publishedBy.map(CalendarDay.init) }
    set { environment.viewpoint.publishedBy = newValue?.day }
  }
}

extension CalendarDay {
  init(_ day: Day) { self.day = day }

  /// Reads a day or a longer period, such as `2025-03`, and gives its last day; nil where the text
  /// is no date or has no last day.
  public init?(endOf text: String) {
    guard let day = EDTF.parse(text)?.latest, !day.isDistant else { return nil }
    self.day = day
  }

  /// What to write for a text that is no date, as the end of a sentence.
  ///
  /// Nil where nobody can tell which date it is.
  package static func advice(
    about text: String, after command: String = "", isDay: Bool = false
  ) -> String? {
    guard let date = WrittenDate(text), !isDay || CalendarDay(date.text) != nil else { return nil }
    let other = date.alternative.map { ", or \(command)\($0) if the month comes first" } ?? ""
    return "write \(command)\(date.text)\(other)"
  }
}
