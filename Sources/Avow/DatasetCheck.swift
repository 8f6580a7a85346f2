internal import AvowDataset
internal import AvowDiagnostics
internal import AvowEngine
internal import AvowModel
internal import AvowSyntax

/// What is wrong with a dataset, all of it at once.
///
/// Errors keep a dataset from opening or make its answers wrong; warnings are worth a look.
public struct DatasetCheck: Sendable {
  /// How many problems of one kind there are.
  public struct Tally: Hashable, Sendable {
    /// The stable code, such as `D132`.
    public let code: String
    /// What the code is about, in a few words.
    public let title: String
    /// How many there are, listed or not.
    public let count: Int
  }

  /// The first problems, in the order of files and places.
  public let complaints: [Complaint]
  /// The number of errors, listed or not.
  public let errorCount: Int
  /// The number of warnings, listed or not.
  public let warningCount: Int
  /// How many problems there are of each kind, by code.
  public let tallies: [Tally]
  /// Whether there is nothing that could be read, as opposed to a wrong dataset.
  public let isUnreadable: Bool
  /// The number of relations.
  public let relationCount: Int
  /// The number of rows of all relations.
  public let rowCount: Int

  /// The number of problems that are not listed.
  public var unlistedCount: Int { errorCount + warningCount - complaints.count }

  /// Checks the dataset in a directory, or the snapshot, at a path.
  ///
  /// - Parameters:
  ///   - path: A directory with a `datapackage.json`, the path of one, or a snapshot.
  ///   - limit: How many problems are listed; the others are counted.
  ///   - isCancelled: Asked often; true ends the check.
  ///   - progress: Told what is looked at, and the share of the work that is done.
  /// - Returns: What was found, nil where the check was cancelled.
  public static func run(
    _ path: String, listing limit: Int = 200, isCancelled: @escaping () -> Bool = { false },
    progress: @escaping (_ subject: String, _ share: Double) -> Void = { _, _ in }
  ) -> DatasetCheck? {
    let watch = Watch(isWanted: { !isCancelled() }, tell: progress)
    do throws(DatasetError) {
      return run(checks, on: try inspection(of: path, watch), listing: limit)
    } catch {
      return DatasetCheck(error)
    }
  }

  /// Checks a dataset, and its evidence against copies of the documents in a directory.
  ///
  /// - Throws: Why the directory does not serve.
  public static func run(
    _ path: String, documents: String, listing limit: Int = 200,
    isCancelled: @escaping () -> Bool = { false },
    progress: @escaping (_ subject: String, _ share: Double) -> Void = { _, _ in }
  ) throws(DocumentsError) -> DatasetCheck? {
    let watch = Watch(isWanted: { !isCancelled() }, tell: progress)
    let inspection: PackageInspection
    do throws(DatasetError) {
      inspection = try Self.inspection(of: path, watch)
    } catch {
      return DatasetCheck(error)
    }
    guard !inspection.isStopped else { return nil }
    let folder: DocumentFolder
    do throws(DocumentFolderError) {
      folder = try DocumentFolder.open(directory: documents, for: inspection.database)
    } catch {
      throw DocumentsError(message: error.message)
    }
    return run(checks + [.documents(folder)], on: inspection, listing: limit)
  }

  private static func run(
    _ checks: [PackageCheck], on opened: PackageInspection, listing limit: Int
  ) -> DatasetCheck? {
    var inspection = opened
    guard !inspection.isStopped else { return nil }
    if let derived = try? deriveThreads(in: inspection.database) {
      inspection.database = derived
    }
    inspection.run(checks)
    return inspection.isStopped ? nil : DatasetCheck(inspection, listing: limit)
  }

  /// The checks of a dataset: those of the package by itself, and those that need the language.
  private static var checks: [PackageCheck] {
    let words = Keyword.all.filter { $0.role == .reserved }.map(\.keyword.spelling)
    let language = LanguageFacts(reservedWords: Set(words), pattern: wholeTextPattern)
    return PackageCheck.all(language) + [threadOrder, expressions]
  }

  private static func inspection(
    of path: String, _ watch: Watch
  ) throws(DatasetError) -> PackageInspection {
    if let bytes = DataPackage.snapshot(at: path) {
      let database: Database
      do throws(Snapshot.Fault) {
        database = try Snapshot.database(of: bytes)
      } catch {
        throw DatasetError(error, in: path)
      }
      return PackageInspection(snapshot: database, named: path, watch: watch)
    }
    do throws(DataPackage.Result) {
      return try DataPackage.inspect(directory: path, watch: watch)
    } catch {
      throw DatasetError(error)
    }
  }

  private init(_ inspection: PackageInspection, listing limit: Int) {
    let findings = inspection.findings(listing: limit)
    complaints = findings.problems.map(Complaint.init)
    errorCount = findings.errorCount
    warningCount = findings.warningCount
    tallies = findings.counts.map { Tally(code: $0.code, title: $0.title, count: $1) }
      .sorted { $0.code < $1.code }
    isUnreadable = false
    let shown = inspection.schema.relations.indices.filter {
      RelationID($0) != inspection.schema.evidence
    }
    relationCount = shown.count
    rowCount = shown.reduce(0) { $0 + inspection.database[RelationID($1)].rowCount }
  }

  private init(_ error: DatasetError) {
    complaints = error.complaints
    errorCount = complaints.count
    warningCount = 0
    tallies = complaints.map { Tally(code: $0.code, title: $0.title, count: 1) }
    isUnreadable = error.isUnreadable
    relationCount = 0
    rowCount = 0
  }
}
