internal import AvowDiagnostics
package import AvowModel

/// Opens Frictionless Data Packages (version 2) with what Avow adds to them.
package enum DataPackage {
  /// The name of the descriptor.
  static let descriptor = "datapackage.json"

  /// What came of opening a package.
  package struct Result: Error {
    /// The dataset, nil where there are errors.
    package var database: Database?
    /// What is wrong, by file and place, errors before warnings; long lists are cut.
    package var problems: [PackageProblem]
    /// How many errors there are, listed or not.
    package var errorCount: Int

    /// The number of errors that are not listed.
    package var unlistedErrors: Int {
      errorCount - problems.count { $0.diagnostic.severity == .error }
    }
  }

  /// Opens the package in a directory, given by its path or by that of its datapackage.json.
  package static func open(directory path: String, listing limit: Int = 20) -> Result {
    do throws(Result) {
      return open(try files(at: path), listing: limit)
    } catch {
      return error
    }
  }

  /// The files of the package at a path.
  private static func files(at path: String) throws(Result) -> DirectoryFiles {
    var directory = path
    if path == descriptor { directory = "." }
    if path.hasSuffix("/" + descriptor) { directory = String(path.dropLast(descriptor.count)) }
    let files = DirectoryFiles(directory)
    do throws(FileError) {
      _ = try files.contents(of: ".")
    } catch {
      switch error {
      case .isDirectory: break
      case .missing:
        let isFile = file(at: path) != nil
        throw isFile
          ? failure(.notAPackage, "\(path) is a file, and no snapshot", path)
          : failure(.missingFile, "there is no directory \(path)", path)
      case .notRegular, .tooLarge, .refused:
        throw failure(.unreadableFile, "\(path): \(error.message)", path)
      }
    }
    return files
  }

  /// Reads the package in a directory for checks; fails where there is none to check.
  package static func inspect(
    directory path: String, watch: Watch = .none
  ) throws(Result) -> PackageInspection {
    try inspect(try files(at: path), watch: watch)
  }

  /// Reads the package that some files make up for checks.
  package static func inspect(
    _ files: some FileSource, watch: Watch = .none
  ) throws(Result) -> PackageInspection {
    var problems = ProblemList()
    guard let (document, file) = readDescriptor(files, &problems) else {
      throw result(nil, problems, 1)
    }
    var loader = loader(document, file, files, problems)
    loader.watch = watch
    let database = loader.load()
    return PackageInspection(loader, database, root: document.root)
  }

  /// The bytes of a snapshot, nil where the path is not that of one.
  ///
  /// What is called `.avowdb` is taken for one; another file is where it begins as one does.
  package static func snapshot(at path: String) -> [UInt8]? {
    let isNamed = path.hasSuffix(".avowdb")
    guard isNamed || !path.hasSuffix(descriptor), let bytes = file(at: path) else { return nil }
    return isNamed || Snapshot.isSnapshot(bytes) ? bytes : nil
  }

  /// The bytes of a file, nil where there is none that can be read.
  private static func file(at path: String) -> [UInt8]? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let name = parts.last, !name.isEmpty else { return nil }
    let directory = parts.dropLast().joined(separator: "/")
    let files = DirectoryFiles(parts.count == 1 ? "." : directory.isEmpty ? "/" : directory)
    return try? files.contents(of: String(name))
  }

  /// Opens the package that some files make up; all problems are found, `limit` are listed.
  package static func open(_ files: some FileSource, listing limit: Int = 20) -> Result {
    var problems = ProblemList()
    guard let (document, file) = readDescriptor(files, &problems) else {
      return result(nil, problems, limit)
    }
    var loader = loader(document, file, files, problems)
    let database = loader.load()
    return result(database, loader.problems, limit)
  }

  /// Reads the schema and the views; the tables are still to be read.
  private static func loader<Files: FileSource>(
    _ document: JSONDocument, _ file: FileID, _ files: Files, _ problems: ProblemList
  ) -> PackageLoader<Files> {
    let name = files.name.split(separator: "/").last.map(String.init) ?? files.name
    let schema = SchemaReader.read(document.root, file: file, name: name, problems: problems)
    var loader = PackageLoader(schema, files: files)
    if let (path, span) = schema.viewsPath, let (id, bytes) = loader.text(path, span) {
      loader.views = id
      loader.schema.views = String(decoding: bytes, as: UTF8.self)
    }
    return loader
  }

  private static func result(
    _ database: Database?, _ problems: ProblemList, _ limit: Int
  ) -> Result {
    Result(
      database: problems.errorCount == 0 ? database : nil,
      problems: problems.isEmpty ? [] : problems.listed(limit: limit),
      errorCount: problems.errorCount)
  }

  private static func failure(
    _ code: DiagnosticCode.Dataset, _ message: String, _ name: String
  ) -> Result {
    var problems = ProblemList()
    problems.add(code, message, file: name)
    return result(nil, problems, 1)
  }

  private static func readDescriptor(
    _ files: some FileSource, _ problems: inout ProblemList
  ) -> (JSONDocument, FileID)? {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try files.contents(of: descriptor)
    } catch {
      let isMissing = error == .missing
      problems.add(
        isMissing ? .notAPackage : .unreadableFile,
        isMissing ? "\(files.name) has no \(descriptor)" : "\(descriptor): \(error.message)",
        file: files.name)
      return nil
    }
    let file = problems.register(descriptor, bytes)
    if let (offset, message) = TextCheck.firstFault(in: bytes) {
      problems.add(.notText, message, SourceSpan(offset, offset + 1), in: file)
      return nil
    }
    do throws(JSONError) {
      return (try JSONReader.read(bytes), file)
    } catch {
      problems.add(.badJSON, error.message, error.span, in: file)
      return nil
    }
  }
}
