/// The stable name of one kind of complaint, such as `S101`.
package struct DiagnosticCode: Hashable, Sendable, CustomStringConvertible {
  /// The part of Avow that complains.
  package enum Phase: String, Hashable, Sendable {
    /// The lexer and the parser: codes `S1xx`.
    case syntax
    /// Names and types: codes `Q1xx`.
    case binding
    /// Running a query: codes `Q2xx`.
    case evaluation
    /// Reading and checking a dataset: codes `D1xx`.
    case dataset
    /// The command line and the session: codes `C1xx`.
    case command
  }

  /// The code as shown, a letter and three digits.
  package let code: String
  /// What the complaint is about, in a few words.
  package let title: String
  /// The part of Avow that complains.
  package let phase: Phase

  /// Creates a code; each is a `static let` in the file of its phase.
  package init(_ code: String, _ title: String, _ phase: Phase) {
    self.code = code
    self.title = title
    self.phase = phase
  }

  /// The code as shown.
  package var description: String { code }

  /// Every code there is, phase by phase, each once.
  package static let all = syntaxCodes + queryCodes + datasetCodes + commandCodes
}
