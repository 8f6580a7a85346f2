package import AvowDiagnostics

/// Why the command cannot go on, apart from what is wrong with a query or a dataset.
package enum CommandFailure: Error, Hashable, Sendable {
  /// The arguments make no sense; the text says how they would.
  case usage(String)
  /// A file cannot be read.
  case cannotRead(String, reason: String)
  /// A file or a stream cannot be written.
  case cannotWrite(String, reason: String)
  /// A program that was asked for did not start.
  case cannotStart(String, reason: String)
  /// A file of tests that is none; the text says where and why.
  case malformedTests(String)
  /// A dot-command that is not known or wrongly used; the text says what would be right.
  case dotCommand(String)
  /// A directory that does not serve as that of the documents.
  case documents(String)
  /// Words that are not in a document; the lines say what is.
  case noPassage(String, [String])
  /// Words that are in several places of a document, which the lines list.
  case severalPassages(String, [String])
  /// Nobody reads the output any more.
  case outputClosed
  /// Ctrl-C was pressed.
  case interrupted

  /// The status with which the process ends.
  package var status: ExitStatus {
    switch self {
    case .usage, .cannotRead, .cannotWrite, .cannotStart, .dotCommand, .documents,
      .malformedTests:
      .usageOrFileError
    case .noPassage, .severalPassages: .queryError
    case .outputClosed: .outputClosed
    case .interrupted: .interrupted
    }
  }

  /// What is wrong, in a sentence without full stop; empty where nothing needs to be said.
  package var message: String {
    switch self {
    case .usage(let text), .dotCommand(let text): text
    case .noPassage(let text, let lines), .severalPassages(let text, let lines):
      ([text] + lines.map { "  " + $0 }).joined(separator: "\n")
    case .documents(let text), .malformedTests(let text): visible(text)
    case .cannotRead(let name, let reason): "cannot read \(visible(name)): \(reason)"
    case .cannotWrite(let name, let reason): "cannot write \(visible(name)): \(reason)"
    case .cannotStart(let name, let reason): "cannot start \(visible(name)): \(reason)"
    case .outputClosed, .interrupted: ""
    }
  }

  /// The stable code for tools; nil where nothing needs to be said.
  package var code: DiagnosticCode? {
    switch self {
    case .usage: .wrongArguments
    case .cannotRead: .cannotRead
    case .cannotWrite: .cannotWrite
    case .cannotStart: .cannotStart
    case .dotCommand: .badDotCommand
    case .documents: .noDocuments
    case .noPassage: .noPassage
    case .severalPassages: .severalPassages
    case .malformedTests: .malformedTests
    case .outputClosed, .interrupted: nil
    }
  }
}

/// A name from outside with its control characters replaced, those of direction too, so that it
/// cannot command a terminal.
func visible(_ name: String) -> String {
  String(
    String.UnicodeScalarView(
      name.unicodeScalars.map { scalar in
        let isControl = scalar.properties.generalCategory == .control
        return isControl || scalar.properties.isBidiControl ? "\u{FFFD}" : scalar
      }))
}
