internal import AvowDataset
internal import AvowEngine
internal import AvowModel

/// Where a dataset is.
public enum DatasetLocation: Hashable, Sendable {
  /// The dataset inside the program.
  case builtIn
  /// A directory with a `datapackage.json`, the path of one, or a snapshot.
  case directory(String)
}

extension DatasetLocation {
  /// The dataset with the states of its threads derived, as of its latest statement.
  func open() throws(DatasetError) -> Database {
    switch self {
    case .builtIn: return try Self.database(of: BuiltInDataset.snapshot, named: "the program")
    case .directory(let path):
      if let bytes = DataPackage.snapshot(at: path) {
        return try Self.database(of: bytes, named: path)
      }
      return try Self.derived(from: DataPackage.open(directory: path))
    }
  }

  private static func derived(
    from result: DataPackage.Result
  ) throws(DatasetError) -> Database {
    guard let database = result.database else { throw DatasetError(result) }
    do {
      return try deriveThreads(in: database, asOf: nil)
    } catch {
      throw DatasetError(error.diagnostic, inDataset: database.schema.name)
    }
  }

  /// A snapshot holds the derived states as well.
  private static func database(
    of bytes: [UInt8], named name: String
  ) throws(DatasetError) -> Database {
    do {
      return try Snapshot.database(of: bytes)
    } catch {
      throw DatasetError(error, in: name)
    }
  }

  /// The snapshot of the dataset: one file that opens without parsing; the same dataset gives the
  /// same bytes.
  ///
  /// - Throws: What is wrong with the dataset, all of it at once.
  public func snapshot() throws(DatasetError) -> [UInt8] { Snapshot.bytes(of: try open()) }
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
