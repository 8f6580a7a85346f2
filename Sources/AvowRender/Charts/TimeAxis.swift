import AvowModel

/// The axis of a timeline: which cell a day is in, and the ticks.
struct TimeAxis: Hashable {
  /// A place of the axis that is named.
  struct Tick: Hashable {
    var cell: Int
    var label: String
  }

  let width: Int
  private(set) var ticks: [Tick] = []
  private let first: Day
  private let last: Day
  /// The cells for an arrow at either end.
  private let before: Int
  private let beyond: Int

  /// Makes the axis for dates, nil where no day is known.
  init?(_ survey: TimeSurvey, width: Int) {
    guard let first = survey.first, let last = survey.last else { return nil }
    self.first = first
    self.last = last
    self.width = max(width, 3)
    before = survey.opensBefore ? 1 : 0
    beyond = survey.opensAfter ? 1 : 0
    ticks = makeTicks()
  }

  /// The cells between the arrows.
  private var inner: Int { width - before - beyond }

  private var dayCount: Int { Int(last.number) - Int(first.number) + 1 }

  /// The first cell of a day.
  func start(of day: Day) -> Int {
    before + (Int(day.number) - Int(first.number)) * inner / dayCount
  }

  /// The last cell of a day.
  func end(of day: Day) -> Int {
    let next = (Int(day.number) - Int(first.number) + 1) * inner
    return before + max((next - 1) / dayCount, start(of: day) - before)
  }

  /// The names of the ticks, each above its tick.
  var labels: String {
    var cells = [Character](repeating: " ", count: width)
    var free = 0
    for tick in ticks {
      let text = Array(tick.label)
      let start = min(tick.cell, width - text.count)
      guard start >= free else { continue }
      cells.replaceSubrange(start..<start + text.count, with: text)
      free = start + text.count + 1
    }
    return String(cells)
  }

  /// The line with its ticks.
  func line(_ signs: ChartSigns) -> String {
    var cells = [Character](repeating: signs.axis, count: width)
    for tick in ticks { cells[tick.cell] = signs.tick }
    return String(cells)
  }

  /// The ticks of the finest step whose names have room; the two ends where that gives less than
  /// two.
  private func makeTicks() -> [Tick] {
    for step in TimeStep.all {
      let widest = max(step.label(of: first).count, step.label(of: last).count)
      guard step.days * inner >= (widest + 1) * dayCount else { continue }
      let ticks = step.days(from: first, to: last).map {
        Tick(cell: start(of: $0), label: step.label(of: $0))
      }
      return ticks.count > 1 ? ticks : ends
    }
    return ends
  }

  private var ends: [Tick] {
    let days = first == last ? [first] : [first, last]
    return days.map { Tick(cell: start(of: $0), label: $0.description) }
  }
}
