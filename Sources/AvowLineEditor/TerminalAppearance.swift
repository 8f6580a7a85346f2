/// How much a terminal can show.
package enum TerminalAppearance: Hashable, Sendable {
  /// Text only: the cursor cannot be moved.
  case dumb
  /// The cursor can be moved; colours are not wanted.
  case monochrome
  /// Colours as well.
  case colored
}
