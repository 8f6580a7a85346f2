/// How the name, the value and the picture of a row share the width: side by side, or, where that
/// leaves too little for the picture, beneath each other.
struct ChartLayout: Hashable {
  /// The width of the names' column; nil where names stand on lines of their own.
  let label: Int?
  /// The width of the values' column; nil where values stand on lines of their own.
  let value: Int?
  let picture: Int
  /// The whole width.
  let width: Int

  /// The width of a picture that goes to no terminal.
  static let defaultWidth = 80
  /// The cells between two columns, and before what stands beneath a name.
  static let gap = 2
  /// What a name is given before it moves to a line of its own.
  private static let comfortable = 16

  /// Makes a layout for the widths that names and values wish for.
  init(width: Int?, label: Int, value: Int, minimumPicture: Int) {
    let width = min(width ?? Self.defaultWidth, ColumnWidths.maximum)
    let gap = Self.gap
    self.width = width
    let ideal = max(minimumPicture, width / 3)
    let labelGap = label > 0 ? gap : 0
    let rest = width - value - gap - labelGap
    if rest - label >= ideal || (rest - ideal >= min(label, Self.comfortable)) {
      self.label = min(label, rest - ideal)
      self.value = value
      picture = rest - min(label, rest - ideal)
    } else if width - value - 2 * gap >= minimumPicture {
      self.label = nil
      self.value = value
      picture = width - value - 2 * gap
    } else {
      self.label = nil
      self.value = nil
      picture = max(width - gap, 1)
    }
  }
}
