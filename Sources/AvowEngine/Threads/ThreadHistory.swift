import AvowModel

/// How one field of a thread changed.
struct FieldChange {
  /// The day on which the change is certain.
  var day: Day
  /// The first day on which it may have been.
  var earliest: Day
  var old: ThreadState.Source
  var new: ThreadState.Source
}

extension ThreadState {
  /// The changes of a field, by day.
  ///
  /// The state is looked at on each day on which something that speaks of the field was said for
  /// certain. What was certainly said before the latest is not looked at again, so that a thread of
  /// exact days takes O(n log n). What went before a repetition is not stated.
  /// `pause` is called for each day, to stop where nobody waits for the answer any more.
  func changes(
    of column: Column, pause: () throws(EvaluationError) -> Void
  ) throws(EvaluationError) -> [FieldChange] {
    let speakers = rows.filter { column.speaks(at: $0.row) }
      .sorted { $0.said.earliest < $1.said.earliest }
    let days = Set(speakers.map(\.said.latest)).sorted()
    var result: [FieldChange] = []
    let isContinued = hasOthers(before: speakers) || startsRepeated(speakers)
    var old = Source.missing(isContinued ? .notStated : .none)
    var next = speakers[...]
    var open: [ThreadRow] = []
    var last = Day.distantPast
    for day in days {
      try pause()
      while let row = next.first, row.said.earliest <= day {
        open.append(row)
        next.removeFirst()
      }
      let new = state(of: open, by: day).value(of: column)
      if !column.isSame(old, new) {
        let earliest = open.lazy.filter { $0.said.latest > last }.map(\.said.earliest).min()
        result.append(FieldChange(day: day, earliest: earliest ?? day, old: old, new: new))
      }
      old = new
      last = day
      let latest = open.lazy.filter { $0.said.latest <= day }.map(\.said.earliest).max()
      if let latest { open.removeAll { $0.said.latest < latest } }
    }
    return result
  }

  private func state(of open: [ThreadRow], by day: Day) -> ThreadState {
    var result = ThreadState(succession: succession)
    result.rows = open.compactMap { $0.seen(by: day) }
    return result
  }

  /// Whether the thread was spoken of before the field was.
  private func hasOthers(before speakers: [ThreadRow]) -> Bool {
    guard let first = speakers.map(\.said.latest).min() else { return false }
    return rows.contains { $0.said.latest < first }
  }

  /// Whether the field is first spoken of in repetitions of what was said before.
  private func startsRepeated(_ speakers: [ThreadRow]) -> Bool {
    guard let first = speakers.map(\.said.latest).min() else { return false }
    return speakers.allSatisfy { $0.said.earliest > first || $0.isRepetition }
  }
}

extension Column {
  fileprivate func isSame(_ left: ThreadState.Source, _ right: ThreadState.Source) -> Bool {
    switch (left, right) {
    case (.row(let left), .row(let right)): content(at: left) == content(at: right)
    case (.missing(let left), .missing(let right)): left == right
    case (.row(let row), .missing(let state)), (.missing(let state), .row(let row)):
      self.state(at: row) == state
    }
  }
}
