extension DiagnosticCode {
  /// What can be wrong with a data package; apart, because queries know names and values too.
  package enum Dataset {
    /// A file or directory that is not there.
    package static let missingFile = DiagnosticCode("D101", "no such file", .dataset)
    /// A directory without a datapackage.json.
    package static let notAPackage = DiagnosticCode("D102", "not a data package", .dataset)
    /// A file that is there but cannot be read.
    package static let unreadableFile = DiagnosticCode("D103", "unreadable file", .dataset)
    /// A path that leads out of the package.
    package static let refusedPath = DiagnosticCode("D104", "path refused", .dataset)
    /// A file that is not UTF-8 text.
    package static let notText = DiagnosticCode("D105", "not UTF-8 text", .dataset)

    /// A descriptor that is not JSON.
    package static let badJSON = DiagnosticCode("D110", "bad JSON", .dataset)
    /// A member of the descriptor that is missing or has the wrong form.
    package static let badDescriptor = DiagnosticCode("D111", "bad descriptor", .dataset)
    /// A relation, field, enum, value or unit that is declared twice.
    package static let declaredTwice = DiagnosticCode("D112", "declared twice", .dataset)
    /// An `avow:` member that Avow does not know.
    package static let unknownMember = DiagnosticCode("D113", "unknown member", .dataset)
    /// A type that is none.
    package static let unknownType = DiagnosticCode("D114", "unknown type", .dataset)
    /// A name in the descriptor that nothing bears.
    package static let unknownName = DiagnosticCode("D115", "unknown name", .dataset)
    /// A name that the language reads as a literal.
    package static let reservedName = DiagnosticCode("D116", "reserved name", .dataset)
    /// Values that are broader than themselves, or conditions that mean themselves.
    package static let circular = DiagnosticCode("D117", "circular", .dataset)
    /// A part of the standard that Avow leaves out.
    package static let unsupported = DiagnosticCode("D118", "not supported", .dataset)

    /// A table that is not CSV.
    package static let badCSV = DiagnosticCode("D120", "bad CSV", .dataset)
    /// A record with more or fewer cells than the header.
    package static let raggedRow = DiagnosticCode("D121", "ragged row", .dataset)
    /// A header that does not match the schema.
    package static let badHeader = DiagnosticCode("D122", "header and schema differ", .dataset)

    /// Two rows with one key.
    package static let duplicateKey = DiagnosticCode("D130", "duplicate key", .dataset)
    /// An empty cell where a value is required.
    package static let missingValue = DiagnosticCode("D131", "missing value", .dataset)
    /// A reference to a row that is not there.
    package static let unresolvedReference = DiagnosticCode(
      "D132", "unresolved reference", .dataset)
    /// A word that is no value of its enum.
    package static let unknownValue = DiagnosticCode("D133", "unknown value", .dataset)
    /// A cell that is no number.
    package static let badNumber = DiagnosticCode("D134", "bad number", .dataset)
    /// A cell that is no EDTF date.
    package static let badDate = DiagnosticCode("D135", "bad date", .dataset)
    /// A cell that is no quantity, or one in a wrong unit.
    package static let badQuantity = DiagnosticCode("D136", "bad quantity", .dataset)
    /// A cell that is no condition expression.
    package static let badCondition = DiagnosticCode("D137", "bad condition", .dataset)
    /// A cell that is no address of evidence.
    package static let badEvidence = DiagnosticCode("D138", "bad evidence", .dataset)
    /// A cell that is neither true nor false.
    package static let badBoolean = DiagnosticCode("D139", "bad boolean", .dataset)
    /// A column whose numbers do not fit one exact scale.
    package static let numberRange = DiagnosticCode("D140", "numbers too far apart", .dataset)

    /// All of them.
    package static let all: [DiagnosticCode] = [
      missingFile, notAPackage, unreadableFile, refusedPath, notText, badJSON, badDescriptor,
      declaredTwice, unknownMember, unknownType, unknownName, reservedName, circular, unsupported,
      badCSV, raggedRow, badHeader, duplicateKey, missingValue, unresolvedReference, unknownValue,
      badNumber, badDate, badQuantity, badCondition, badEvidence, badBoolean, numberRange,
    ]
  }

  /// The codes of the dataset reader and checker.
  package static let datasetCodes: [DiagnosticCode] = Dataset.all
}
