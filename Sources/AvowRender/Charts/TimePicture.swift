import AvowModel

/// The picture of one date under an axis.
struct TimePicture {
  private let axis: TimeAxis
  private let signs: ChartSigns
  private var cells: [Character]

  /// Makes a picture with the lines beneath the ticks only.
  init(_ axis: TimeAxis, signs: ChartSigns) {
    self.axis = axis
    self.signs = signs
    cells = [Character](repeating: " ", count: axis.width)
    for tick in axis.ticks { cells[tick.cell] = signs.guide }
  }

  var text: String { String(cells) }

  /// Draws a date: a mark for a day, a line for what lasts, a lighter one for a day within.
  mutating func draw(_ date: DateValue) {
    if let day = date.exact {
      let cell = axis.start(of: day)
      cells[cell] = signs.day
      qualify(date.qualifiers, from: cell, to: cell)
      return
    }
    let opensBefore = date.earliest == .distantPast
    let opensAfter = date.latest == .distantFuture
    let first = opensBefore ? 0 : axis.start(of: date.earliest)
    let last = opensAfter ? axis.width - 1 : axis.end(of: date.latest)
    switch date.meaning {
    case .oneDay:
      let sign = first == last ? signs.someDay : signs.within
      for cell in first...last { cells[cell] = sign }
    case .lasting: for cell in first...last { cells[cell] = signs.lasting }
    }
    if opensBefore { cells[first] = signs.before }
    if opensAfter { cells[last] = signs.beyond }
    qualify(date.qualifiers, from: first, to: last)
  }

  /// Puts the sign of what is uncertain or approximate beside a mark, where there is room.
  private mutating func qualify(_ qualifiers: DateValue.Qualifiers, from first: Int, to last: Int) {
    let isBoth = qualifiers == [.uncertain, .approximate]
    guard !qualifiers.isEmpty else { return }
    let sign: Character = isBoth ? "%" : qualifiers.contains(.uncertain) ? "?" : "~"
    if last + 1 < cells.count {
      cells[last + 1] = sign
    } else if first > 0 {
      cells[first - 1] = sign
    }
  }
}
