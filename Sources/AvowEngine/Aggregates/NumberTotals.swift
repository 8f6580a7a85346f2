import AvowDiagnostics
import AvowModel
import AvowPlan

/// `sum`, `avg`, `min` and `max` of numbers and quantities, all in one pass.
struct NumberTotals: Accumulator {
  /// The exact numbers of a group, as mantissas at the scale of the first block.
  fileprivate struct Cell {
    var count = 0
    var sum: Int128 = 0
    var least = Int64.max
    var greatest = Int64.min
  }

  private let units: UnitTable
  private var cells: [Cell] = []
  private var form: (scale: Int, unit: UnitID?)?
  /// The intervals of a group in the same form.
  private var intervals: [IntervalCell] = []
  /// Everything else: wide numbers, other scales and units; by group, then by unit.
  private var totals: [[RangeTotal]] = []
  private var leftOut = LeftOut()

  init(_ units: UnitTable) { self.units = units }

  mutating func grow(to groupCount: Int) {
    cells.grow(to: groupCount, Cell())
    if !intervals.isEmpty { intervals.grow(to: groupCount, IntervalCell()) }
    if !totals.isEmpty { totals.grow(to: groupCount, []) }
    leftOut.grow(to: groupCount)
  }

  mutating func addUndecided(_ counts: [Int]) { leftOut.addUndecided(counts) }

  mutating func add(_ rows: AggregateRows) throws(EvaluationError) {
    guard let argument = rows.argument else { return }
    let selected = leftOut.selection(of: rows)
    let values = selected.map { argument.rows.gathered($0) } ?? argument.rows
    let groups = selected.map { rows.groups.gathered($0) } ?? rows.groups
    guard values.count > 0 else { return }
    if case .number(let numbers) = argument.column.data, hasForm(numbers),
      case .narrow(let lower) = numbers.lower
    {
      if numbers.isExact {
        cells.add(lower, values, groups)
        return
      }
      if case .narrow(let upper) = numbers.upper ?? numbers.lower {
        intervals.grow(to: cells.count, IntervalCell())
        intervals.add(lower, upper, numbers.ends, values, groups)
        return
      }
    }
    totals.grow(to: cells.count, [])
    let reader = EntryReader(Vector(argument.column, rows: values))
    for position in 0..<values.count {
      for entry in reader.entries(at: position) {
        try totals[groups[position]].add(entry, at: rows.span)
      }
    }
  }

  /// Whether a column has the scale and the one unit of the cells; the first one decides.
  private mutating func hasForm(_ numbers: NumberColumn) -> Bool {
    guard let unit = numbers.units.common else { return false }
    guard let form else {
      form = (numbers.scale, unit)
      return true
    }
    return form.scale == numbers.scale && form.unit == unit
  }

  /// What a group holds, by unit.
  private func entries(of group: UInt32, at span: SourceSpan) throws(EvaluationError)
    -> [RangeTotal]
  {
    var entries = totals.isEmpty ? [] : totals[Int(group)]
    guard let form else { return entries }
    if !intervals.isEmpty, intervals[Int(group)].count > 0 {
      let total = intervals[Int(group)].total(scale: form.scale, unit: form.unit)
      try entries.merge(total, at: span)
    }
    let cell = cells[Int(group)]
    guard cell.count > 0 else { return entries }
    func range(_ mantissa: Int128) -> NumberRange {
      NumberRange(ExactNumber(mantissa, scale: form.scale))
    }
    try entries.merge(
      RangeTotal(
        unit: form.unit, count: cell.count, sum: range(cell.sum),
        least: range(Int128(cell.least)), greatest: range(Int128(cell.greatest))),
      at: span)
    return entries
  }

  func column(_ call: AggregateCall, _ groups: AggregateGroups, _ execution: Execution)
    throws(EvaluationError) -> Column
  {
    let span = call.argument?.span ?? SourceSpan(0, 0)
    let effect: Omissions.Effect =
      switch call.function {
      case .min: .lowers
      case .sum, .max: .raises
      case .avg, .count, .countKnown, .distinctCount, .median, .percentile, .any, .all, .none,
        .first, .last, .list, .share:
        .moves
      }
    let omissions = leftOut.omissions(of: groups.numbers, effect: effect)
    if call.type.isInventory {
      return try inventories(groups.numbers, call, omissions, at: span)
    }
    var cells = NumberCells([ValueState](repeating: .known, count: groups.numbers.count))
    for (position, group) in groups.numbers.enumerated() {
      let entries = try entries(of: group, at: span)
      cells.set(position, try result(of: call.function, entries, at: span))
    }
    return try cells.vector(omissions: omissions, at: span).column
  }

  private func inventories(
    _ groups: [UInt32], _ call: AggregateCall, _ omissions: Omissions?, at span: SourceSpan
  ) throws(EvaluationError) -> Column {
    var inventories = InventoryBuilder()
    for group in groups {
      let entries = try entries(of: group, at: span)
      inventories.append(
        try entries.map { (entry) throws(EvaluationError) -> Measure in
          guard let range = entry.range(of: call.function) else {
            throw EvaluationError(.overflow, at: span)
          }
          return Measure(range: range, unit: entry.unit)
        })
    }
    let states = [ValueState](repeating: .known, count: groups.count)
    return try inventories.vector(states: states, omissions: omissions, at: span).column
  }

  /// One number of what a group holds; undecided where units do not convert.
  private func result(
    of function: AggregateFunction, _ entries: [RangeTotal], at span: SourceSpan
  ) throws(EvaluationError) -> NumberCells.Cell {
    guard let first = entries.first else {
      guard function == .sum else { return .missing(.none) }
      return .known(Measure(range: NumberRange(.zero), unit: nil))
    }
    if entries.count == 1, let range = first.range(of: function) {
      return .known(Measure(range: range, unit: first.unit))
    }
    let unit = entries.dropFirst().reduce(first.unit) { units.finer($0, $1.unit) }
    guard var total = first.converted(to: unit, units) else { return .missing(.undecided) }
    for entry in entries.dropFirst() {
      guard let converted = entry.converted(to: unit, units) else {
        return .missing(.undecided)
      }
      try total.merge(converted, at: span)
    }
    if let recorded = entries.recordedExtreme(function, among: units) { return .known(recorded) }
    guard let range = total.range(of: function) else {
      throw EvaluationError(.overflow, at: span)
    }
    return .known(Measure(range: range, unit: total.unit))
  }
}

extension [NumberTotals.Cell] {
  /// Adds mantissas to the groups of their rows.
  ///
  /// 64-bit numbers cannot overflow a 128-bit sum of fewer than 2^63 of them.
  fileprivate mutating func add(
    _ values: [Int64], _ rows: RowSelection, _ groups: RowSelection
  ) {
    if case .repeated(let group, _) = groups {
      self[Int(group)].add(values, rows)
      return
    }
    let groups = groups.array
    let owners = groups.span
    var cells = mutableSpan
    switch rows {
    case .range(let range):
      let values = values.span.extracting(range)
      for position in values.indices { cells[Int(owners[position])].add(values[position]) }
    case .rows(let rows):
      for position in rows.indices {
        cells[Int(owners[position])].add(values[Int(rows[position])])
      }
    case .repeated(let row, _):
      for position in owners.indices { cells[Int(owners[position])].add(values[Int(row)]) }
    }
  }
}

extension NumberTotals.Cell {
  @inline(__always)
  fileprivate mutating func add(_ value: Int64) {
    count &+= 1
    sum &+= Int128(value)
    if value < least { least = value }
    if value > greatest { greatest = value }
  }

  /// Adds the values of a block to one group.
  fileprivate mutating func add(_ values: [Int64], _ rows: RowSelection) {
    var cell = self
    switch rows {
    case .range(let range):
      let values = values.span.extracting(range)
      for position in values.indices { cell.add(values[position]) }
    case .rows(let rows): for row in rows { cell.add(values[Int(row)]) }
    case .repeated(let row, let count): for _ in 0..<count { cell.add(values[Int(row)]) }
    }
    self = cell
  }
}
