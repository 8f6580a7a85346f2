/// The lines of a box.
struct BoxBorder {
  /// Which horizontal line is drawn.
  enum Line {
    case top
    case middle
    case bottom
  }

  let vertical: String
  private let horizontal: String
  private let corners: (top: [String], middle: [String], bottom: [String])

  init(_ signs: RenderOptions.Signs) {
    switch signs {
    case .unicode:
      vertical = "│"
      horizontal = "─"
      corners = (["┌", "┬", "┐"], ["├", "┼", "┤"], ["└", "┴", "┘"])
    case .ascii:
      vertical = "|"
      horizontal = "-"
      corners = (["+", "+", "+"], ["+", "+", "+"], ["+", "+", "+"])
    }
  }

  /// A horizontal line over columns of the given widths, each with a space on either side.
  func text(_ line: Line, over widths: [Int]) -> String {
    let ends =
      switch line {
      case .top: corners.top
      case .middle: corners.middle
      case .bottom: corners.bottom
      }
    let pieces = widths.map { String(repeating: horizontal, count: $0 + 2) }
    return ends[0] + pieces.joined(separator: ends[1]) + ends[2] + "\n"
  }
}
