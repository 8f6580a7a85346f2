import AvowModel

/// The rows of one thread, and what follows from them.
struct ThreadState {
  var rows: [ThreadRow] = []
  /// What links say of the order of rows.
  let succession: Succession

  /// Where the value of a field comes from.
  enum Source {
    /// From a row of the dated relation.
    case row(Int)
    case missing(ValueState)
  }

  /// The value of the latest row that speaks of a field.
  ///
  /// A row that no certain one beats or supersedes may be the latest. If those rows differ, or if
  /// it is not even certain that one was said by then, the value is unknown for the sake of
  /// order.
  func value(of column: Column) -> Source {
    let speakers = rows.filter { column.speaks(at: $0.row) }
    guard let first = speakers.first else { return .missing(.notStated) }
    guard speakers.count > 1 else {
      return first.isCertain ? .row(first.row) : .missing(.order)
    }
    let certain = speakers.filter(\.isCertain)
    guard !certain.isEmpty else { return .missing(.order) }
    let best = Latest(certain)
    let latest = succession.latest(of: speakers.filter { !best.beats($0) })
    guard let winner = latest.first else { return .missing(.order) }
    let value = column.content(at: winner.row)
    let isAgreed = latest.dropFirst().allSatisfy { column.content(at: $0.row) == value }
    return isAgreed ? .row(winner.row) : .missing(.order)
  }

  /// The rows of which each may be the latest that speaks of a field.
  func contenders(for column: Column) -> [Int] {
    let speakers = rows.filter { column.speaks(at: $0.row) }
    let best = Latest(speakers.filter(\.isCertain))
    return succession.latest(of: speakers.filter { !best.beats($0) }).map(\.row)
  }

  /// When the thread was first spoken of, open to the left where that was a repetition.
  var firstDate: DateValue? {
    let certain = rows.filter(\.isCertain)
    guard let earliest = rows.map(\.said.earliest).min(),
      let latest = certain.map(\.said.latest).min()
    else { return nil }
    // Those of which no other was certainly said before.
    let first = rows.filter { $0.said.earliest <= latest }
    if first.allSatisfy(\.isRepetition) { return DateValue(.distantPast, latest) }
    return recorded(earliest, latest)
  }

  /// When it was last spoken of.
  var lastDate: DateValue? {
    let certain = rows.filter(\.isCertain)
    guard let latest = rows.map(\.said.latest).max(),
      let earliest = certain.map(\.said.earliest).max()
    else { return nil }
    return recorded(earliest, latest)
  }

  /// A date as a row has it, spelling and qualifiers included, else just its ends.
  private func recorded(_ earliest: Day, _ latest: Day) -> DateValue {
    rows.first { $0.said.earliest == earliest && $0.said.latest == latest }?.said
      ?? DateValue(earliest, latest)
  }
}

/// What a row must not lie behind to be the latest of its thread.
private struct Latest {
  /// The day by which the latest row was said at the earliest.
  private var day = Day.distantPast
  /// The best rank of the rows that were said on each day at the earliest.
  private var ranks: [Day: (certainty: UInt32, mode: UInt32)] = [:]

  init(_ rows: [ThreadRow]) {
    for row in rows {
      day = max(day, row.said.earliest)
      if let known = ranks[row.said.earliest], known <= row.rank { continue }
      ranks[row.said.earliest] = row.rank
    }
  }

  /// Whether another row was certainly said later, or, if on one day with it, stands above it.
  func beats(_ row: ThreadRow) -> Bool {
    if day > row.said.latest { return true }
    guard !row.said.latest.isDistant, let best = ranks[row.said.latest] else { return false }
    return best < row.rank
  }
}

extension Column {
  /// Whether a cell says something: silence is an empty cell or list.
  func speaks(at row: Int) -> Bool {
    switch state(at: row) {
    case .known:
      if case .list(let lists) = data { return !lists.members(of: row).isEmpty }
      return true
    case .notStated: return false
    case .none, .undisclosed, .unspecified, .order, .undecided, .noRate: return true
    }
  }

  /// What a cell says, for comparison: the order of a list's members does not matter.
  func content(at row: Int) -> Set<Value> {
    if case .list(let members) = value(at: row) { return Set(members.map(\.identity)) }
    return [value(at: row).identity]
  }
}
