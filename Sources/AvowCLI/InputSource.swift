/// Where statements come from.
enum InputSource: Hashable, Sendable {
  /// Statements given as an argument.
  case query(String)
  /// A file of statements.
  case file(String)
  /// The standard input.
  case standardInput
}
