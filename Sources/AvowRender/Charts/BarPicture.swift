/// The picture of one number: certain from zero on, possible beyond, an arrow where nothing bounds
/// it.
struct BarPicture {
  private let scale: BarScale
  private let signs: ChartSigns
  private var cells: [Character]

  /// Makes a picture without a bar.
  init(_ scale: BarScale, signs: ChartSigns) {
    self.scale = scale
    self.signs = signs
    cells = [Character](repeating: " ", count: scale.width)
    if scale.hasZero { cells[scale.origin - 1] = signs.zero }
  }

  var text: String { String(cells) }

  /// Draws a bar.
  mutating func draw(_ reach: BarReach) {
    if reach.isVague {
      if let low = reach.low, let high = reach.high {
        fill(from: min(low, 0), to: max(high, 0), with: signs.possible)
      } else {
        drawAcross(reach)
      }
    } else if let low = reach.low, low >= 0 {
      drawRight(certain: low, possible: reach.high)
    } else if let high = reach.high, high <= 0, reach.low != nil || scale.negative > 0 {
      drawLeft(certain: high, possible: reach.low)
    } else {
      drawAcross(reach)
    }
  }

  private mutating func drawRight(certain: Double, possible: Double?) {
    let isCertain = possible == certain
    let parts = isCertain || possible == nil ? signs.eighths.count + 1 : 1
    let length = scale.length(of: certain, parts: parts)
    var next = scale.origin + length / parts
    for cell in scale.origin..<next { cells[cell] = signs.solid }
    if !length.isMultiple(of: parts) {
      cells[next] = signs.eighths[length % parts - 1]
      next += 1
    }
    if isCertain { return }
    guard let possible else {
      cells[min(next, cells.count - 1)] = signs.beyond
      return
    }
    let end = scale.origin + scale.length(of: possible, parts: 1)
    for cell in min(next, end - 1)..<end { cells[cell] = signs.possible }
  }

  private mutating func drawLeft(certain: Double, possible: Double?) {
    let isCertain = possible == certain
    let parts = isCertain || possible == nil ? (signs.rightHalf == nil ? 1 : 2) : 1
    let zero = scale.before + scale.negative
    let length = scale.length(of: certain, parts: parts)
    var next = zero - length / parts
    for cell in next..<zero { cells[cell] = signs.solid }
    if !length.isMultiple(of: parts), let half = signs.rightHalf {
      next -= 1
      cells[next] = half
    }
    if isCertain { return }
    guard let possible else {
      cells[max(next - 1, 0)] = signs.before
      return
    }
    let end = zero - scale.length(of: possible, parts: 1)
    for cell in end..<max(next, end + 1) { cells[cell] = signs.possible }
  }

  /// A number that may lie on either side of zero, or anywhere.
  private mutating func drawAcross(_ reach: BarReach) {
    if let low = reach.low { fill(from: low, to: 0, with: signs.possible) }
    if let high = reach.high { fill(from: 0, to: high, with: signs.possible) }
    if reach.low == nil {
      for cell in 0..<scale.before + scale.negative { cells[cell] = signs.possible }
      cells[0] = signs.before
    }
    if reach.high == nil {
      for cell in scale.origin..<cells.count { cells[cell] = signs.possible }
      cells[cells.count - 1] = signs.beyond
    }
  }

  private mutating func fill(from low: Double, to high: Double, with sign: Character) {
    let zero = scale.before + scale.negative
    for cell in (zero - scale.length(of: min(low, 0), parts: 1))..<zero { cells[cell] = sign }
    let end = scale.origin + scale.length(of: max(high, 0), parts: 1)
    for cell in scale.origin..<end { cells[cell] = sign }
  }
}
