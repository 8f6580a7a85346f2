internal import AvowDataset
internal import AvowDiagnostics
internal import AvowEngine
internal import AvowModel

/// Where a dataset is.
public enum DatasetLocation: Hashable, Sendable {
  /// The dataset inside the program.
  case builtIn
  /// A directory with a `datapackage.json`, or the path of one.
  case directory(String)
}

/// Why a dataset did not open.
public struct DatasetError: Error, Sendable {
  /// What is wrong: at most some twenty complaints, in the order of the files.
  public let complaints: [Complaint]
  /// Whether the files could not be read at all, as opposed to being wrong.
  public let isUnreadable: Bool

  init(complaints: [Complaint], isUnreadable: Bool) {
    self.complaints = complaints
    self.isUnreadable = isUnreadable
  }

  init(_ diagnostics: [Diagnostic], in views: String) {
    let source = SourceText(views, name: "views.avow")
    complaints = Complaint.all(diagnostics, in: source)
    isUnreadable = false
  }
}

/// A day of the calendar.
public struct CalendarDay: Hashable, Sendable, CustomStringConvertible {
  let day: Day

  /// Makes a day, or nil where there is no such date.
  public init?(year: Int, month: Int, day: Int) {
    guard let day = Day(year: year, month: month, day: day) else { return nil }
    self.day = day
  }

  /// Reads a day written as `2025-08-28`, or nil.
  public init?(_ text: String) {
    guard let day = EDTF.parse(text)?.exact else { return nil }
    self.day = day
  }

  /// The day as ISO 8601 writes it.
  public var description: String { day.description }
}
