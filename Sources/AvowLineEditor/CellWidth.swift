internal import CEditLine

/// Widths of text in terminal cells, by the measure that libedit lays out with: the C library's.
enum CellWidth {
  /// The cells of one scalar; nil for a control character.
  static func of(_ scalar: Unicode.Scalar) -> Int? {
    let width = avow_edit_cell_width(scalar.value)
    return width < 0 ? nil : Int(width)
  }

  /// The cells of a text; control characters count none.
  static func of(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + (of($1) ?? 0) }
  }

  /// The text with a replacement character for each control character, so that what data holds
  /// cannot command the terminal.
  static func withoutControls(_ text: String) -> String {
    var visible = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { visible.append(of(scalar) == nil ? "\u{FFFD}" : scalar) }
    return String(visible)
  }

  /// The beginning of a text that fits `cells`, its last cell an ellipsis if something is cut off.
  static func cut(_ text: String, to cells: Int) -> String {
    guard of(text) > cells else { return text }
    guard cells > 0 else { return "" }
    var kept = String.UnicodeScalarView()
    var used = 1
    for scalar in text.unicodeScalars {
      used += of(scalar) ?? 0
      guard used <= cells else { break }
      kept.append(scalar)
    }
    return String(kept) + "…"
  }
}
