extension DiagnosticCode {
  /// What can be wrong with a data package; apart, because queries know names and values too.
  package struct Dataset: Hashable, Sendable {
    /// The code itself.
    package let code: DiagnosticCode

    private init(_ code: String, _ title: String) {
      self.code = DiagnosticCode(code, title, .dataset)
    }

    /// A file or directory that is not there.
    package static let missingFile = Dataset("D101", "no such file")
    /// A directory without a datapackage.json.
    package static let notAPackage = Dataset("D102", "not a data package")
    /// A file that is there but cannot be read.
    package static let unreadableFile = Dataset("D103", "unreadable file")
    /// A path that leads out of the package.
    package static let refusedPath = Dataset("D104", "path refused")
    /// A file that is not UTF-8 text.
    package static let notText = Dataset("D105", "not UTF-8 text")

    /// A descriptor that is not JSON.
    package static let badJSON = Dataset("D110", "bad JSON")
    /// A member of the descriptor that is missing or has the wrong form.
    package static let badDescriptor = Dataset("D111", "bad descriptor")
    /// A relation, field, enum, value or unit that is declared twice.
    package static let declaredTwice = Dataset("D112", "declared twice")
    /// An `avow:` member that Avow does not know.
    package static let unknownMember = Dataset("D113", "unknown member")
    /// A type that is none.
    package static let unknownType = Dataset("D114", "unknown type")
    /// A name in the descriptor that nothing bears.
    package static let unknownName = Dataset("D115", "unknown name")
    /// A name that the language reads as a literal.
    package static let reservedName = Dataset("D116", "reserved name")
    /// Values that are broader than themselves, or conditions that mean themselves.
    package static let circular = Dataset("D117", "circular")
    /// A part of the standard that Avow leaves out.
    package static let unsupported = Dataset("D118", "not supported")

    /// A table that is not CSV.
    package static let badCSV = Dataset("D120", "bad CSV")
    /// A record with more or fewer cells than the header.
    package static let raggedRow = Dataset("D121", "ragged row")
    /// A header that does not match the schema.
    package static let badHeader = Dataset("D122", "header and schema differ")

    /// Two rows with one key.
    package static let duplicateKey = Dataset("D130", "duplicate key")
    /// An empty cell where a value is required.
    package static let missingValue = Dataset("D131", "missing value")
    /// A reference to a row that is not there.
    package static let unresolvedReference = Dataset("D132", "unresolved reference")
    /// A word that is no value of its enum.
    package static let unknownValue = Dataset("D133", "unknown value")
    /// A cell that is no number.
    package static let badNumber = Dataset("D134", "bad number")
    /// A cell that is no EDTF date.
    package static let badDate = Dataset("D135", "bad date")
    /// A cell that is no quantity, or one in a wrong unit.
    package static let badQuantity = Dataset("D136", "bad quantity")
    /// A cell that is no condition expression.
    package static let badCondition = Dataset("D137", "bad condition")
    /// A cell that is no address of evidence.
    package static let badEvidence = Dataset("D138", "bad evidence")
    /// A cell that is neither true nor false.
    package static let badBoolean = Dataset("D139", "bad boolean")
    /// A column whose numbers do not fit one exact scale.
    package static let numberRange = Dataset("D140", "numbers too far apart")
    /// A snapshot that another version of Avow wrote.
    package static let otherSnapshot = Dataset("D141", "snapshot of another version")
    /// A snapshot whose bytes are not those that were written.
    package static let damagedSnapshot = Dataset("D142", "damaged snapshot")

    /// All of them.
    package static let all: [Dataset] = [
      missingFile, notAPackage, unreadableFile, refusedPath, notText, badJSON, badDescriptor,
      declaredTwice, unknownMember, unknownType, unknownName, reservedName, circular, unsupported,
      badCSV, raggedRow, badHeader, duplicateKey, missingValue, unresolvedReference, unknownValue,
      badNumber, badDate, badQuantity, badCondition, badEvidence, badBoolean, numberRange,
      otherSnapshot, damagedSnapshot,
    ]
  }

  /// The codes of the dataset reader and checker.
  package static let datasetCodes: [DiagnosticCode] = Dataset.all.map(\.code)
}
