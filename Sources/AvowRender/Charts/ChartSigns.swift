/// The signs of which pictures are made.
struct ChartSigns {
  /// A cell that is certain, and one that is possible.
  let solid: Character
  let possible: Character
  /// The beginnings of a cell, from one eighth on; empty where only whole cells can be drawn.
  let eighths: [Character]
  /// The right half of a cell, for what grows to the left; nil where there is none.
  let rightHalf: Character?
  /// What goes on beyond what is drawn.
  let before: Character
  let beyond: Character
  /// The line at zero.
  let zero: Character
  /// A day, and a day somewhere within one cell.
  let day: Character
  let someDay: Character
  /// What lasts, and one day somewhere within.
  let lasting: Character
  let within: Character
  /// The axis, its ticks, and the lines beneath them.
  let axis: Character
  let tick: Character
  let guide: Character

  init(_ signs: RenderOptions.Signs) {
    switch signs {
    case .unicode:
      (solid, possible, zero) = ("█", "▒", "│")
      eighths = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
      rightHalf = "▐"
      (before, beyond) = ("◄", "►")
      (day, someDay, lasting, within) = ("●", "○", "━", "╌")
      (axis, tick, guide) = ("─", "┬", "┊")
    case .ascii:
      (solid, possible, zero) = ("#", "-", "|")
      eighths = []
      rightHalf = nil
      (before, beyond) = ("<", ">")
      (day, someDay, lasting, within) = ("*", "o", "=", "-")
      (axis, tick, guide) = ("-", "+", ":")
    }
  }
}
