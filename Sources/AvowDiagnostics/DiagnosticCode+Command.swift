extension DiagnosticCode {
  /// Arguments that make no sense.
  package static let wrongArguments = DiagnosticCode("C101", "wrong arguments", .command)
  /// A file that cannot be read.
  package static let cannotRead = DiagnosticCode("C102", "a file cannot be read", .command)
  /// A file that cannot be written.
  package static let cannotWrite = DiagnosticCode("C103", "a file cannot be written", .command)
  /// A program that cannot be started.
  package static let cannotStart = DiagnosticCode("C104", "a program does not start", .command)
  /// A dot-command that is not known or wrongly used.
  package static let badDotCommand = DiagnosticCode("C105", "a wrong dot-command", .command)
  /// A directory that has none of the documents.
  package static let noDocuments = DiagnosticCode("C106", "no documents at hand", .command)
  /// A file of tests that is not laid out as one.
  package static let malformedTests = DiagnosticCode("C107", "a malformed file of tests", .command)
  /// An assertion that is false or undecided.
  package static let assertionFailed = DiagnosticCode("C110", "an assertion fails", .command)
  /// Words that a document does not have.
  package static let noPassage = DiagnosticCode("C120", "no such words", .command)
  /// Words that a document has more than once.
  package static let severalPassages = DiagnosticCode("C121", "words in several places", .command)

  /// The codes of the command line and the session.
  package static let commandCodes: [DiagnosticCode] = [
    wrongArguments, cannotRead, cannotWrite, cannotStart, badDotCommand, noDocuments,
    malformedTests, assertionFailed, noPassage, severalPassages,
  ]
}
