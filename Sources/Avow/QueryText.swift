internal import AvowDiagnostics

/// Statements as text: what was typed, or a script with its file's name.
public struct QueryText: Sendable {
  let source: SourceText

  /// Makes a text that was typed.
  public init(_ text: String) { source = SourceText(text) }

  /// Makes a text from a file; the bytes need not be valid UTF-8.
  public init(bytes: [UInt8], name: String) { source = SourceText(bytes: bytes, name: name) }
}

/// What running a statement gave.
public enum Outcome: Sendable {
  case answer(Answer)
  /// The typed plan that `explain` asked for.
  case plan(String)
  /// A `let` or a `param` was taken up under this name.
  case defined(String)
  /// An assertion is true.
  case held
  /// An assertion is false or undecided.
  case refuted(message: String?, counterexamples: Answer)
  /// The statement runs, but perhaps not as meant; its outcome follows.
  case warned([Complaint])
  /// The statement does not run; nothing after it does.
  case failed([Complaint])
}
