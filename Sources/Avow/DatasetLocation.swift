internal import AvowDataset
internal import AvowEngine
internal import AvowModel

/// Where a dataset is.
public enum DatasetLocation: Hashable, Sendable {
  /// The dataset inside the program.
  case builtIn
  /// A directory with a `datapackage.json`, or the path of one.
  case directory(String)
}

extension DatasetLocation {
  /// The dataset with the states of its threads derived, as of its latest statement.
  func open() throws(DatasetError) -> Database {
    let result =
      switch self {
      case .builtIn: DataPackage.open(BuiltInDataset())
      case .directory(let path): DataPackage.open(directory: path)
      }
    guard let database = result.database else { throw DatasetError(result) }
    do {
      return try deriveThreads(in: database, asOf: nil)
    } catch {
      throw DatasetError(error.diagnostic, inDataset: database.schema.name)
    }
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
