/// The cells of one field or expression: typed storage, validity, and what an aggregate left out.
package struct Column: Hashable, Sendable {
  package var data: ColumnData
  /// Which cells hold a value, nil where all do.
  package var validity: Validity?
  /// What each cell's aggregate left out, nil where nothing was.
  package var omissions: Omissions?

  /// Makes a column.
  package init(_ data: ColumnData, validity: Validity? = nil, omissions: Omissions? = nil) {
    self.data = data
    self.validity = validity
    self.omissions = omissions
  }

  /// Makes a column whose cells all have one state other than known.
  package init(missing state: ValueState, count: Int) {
    data = .missing(count)
    validity = Validity([ValueState](repeating: state, count: count))
  }

  package var count: Int { data.count }

  /// The state of a cell.
  package func state(at row: Int) -> ValueState { validity?.states[row] ?? .known }

  /// The states of all cells.
  package var states: [ValueState] {
    validity?.states ?? [ValueState](repeating: .known, count: count)
  }

  /// The rows at the given positions.
  package func gathered(_ rows: [UInt32]) -> Column {
    Column(
      data.gathered(rows),
      validity: validity.flatMap { validity in
        Validity(rows.map { validity.states[Int($0)] })
      },
      omissions: omissions?.gathered(rows))
  }

  /// A cell; O(1) but for lists.
  package func value(at row: Int) -> Value {
    let state = state(at: row)
    guard state == .known else { return .missing(state) }
    switch data {
    case .boolean(let bits): return .boolean(bits[row])
    case .number(let numbers): return .number(numbers.range(at: row), numbers.unit(at: row))
    case .text(let texts): return .text(texts[row])
    case .date(let dates): return .date(dates[row])
    case .code(let codes): return .code(codes[row])
    case .reference(let rows): return .row(rows[row])
    case .condition(let conditions): return .condition(conditions[row])
    case .list(let lists): return .list(lists.members(of: row).map(lists.elements.value))
    case .record(let records): return .record(records.fields.map { $0.value(at: row) })
    case .missing: return .missing(.none)
    }
  }
}

/// The storage of a column: a closed list of typed forms.
package indirect enum ColumnData: Hashable, Sendable {
  case boolean(Bitmap)
  case number(NumberColumn)
  case text(TextColumn)
  case date(DateColumn)
  /// Positions in an enumeration.
  case code(CodeColumn)
  /// Row numbers of the referenced relation.
  case reference([UInt32])
  case condition(ConditionColumn)
  case list(ListColumn)
  case record(RecordColumn)
  /// No cell holds a value.
  case missing(Int)

  package var count: Int {
    switch self {
    case .boolean(let bits): bits.count
    case .number(let numbers): numbers.count
    case .text(let texts): texts.count
    case .date(let dates): dates.count
    case .code(let codes): codes.count
    case .reference(let rows): rows.count
    case .condition(let conditions): conditions.count
    case .list(let lists): lists.count
    case .record(let records): records.count
    case .missing(let count): count
    }
  }

  func gathered(_ rows: [UInt32]) -> ColumnData {
    switch self {
    case .boolean(let bits): .boolean(Bitmap(rows.count) { bits[Int(rows[$0])] })
    case .number(let numbers): .number(numbers.gathered(rows))
    case .text(let texts): .text(texts.gathered(rows))
    case .date(let dates): .date(dates.gathered(rows))
    case .code(let codes): .code(codes.gathered(rows))
    case .reference(let targets): .reference(rows.map { targets[Int($0)] })
    case .condition(let conditions): .condition(conditions.gathered(rows))
    case .list(let lists): .list(lists.gathered(rows))
    case .record(let records): .record(records.gathered(rows))
    case .missing: .missing(rows.count)
    }
  }
}

/// How many rows each cell of an aggregate left out.
package struct Omissions: Hashable, Sendable {
  /// Rows whose value was unknown.
  package var unknown: [Int]
  /// Rows of which it is undecided whether they count.
  package var undecided: [Int]
  /// Which way the left out rows may move the values.
  package var effect: Effect
  /// Of lists: at most one column, for each list those that may be members of it; a cell that is
  /// not known does not have all of them.
  package var candidates: [Column] = []

  /// Which way left out rows may move an aggregate.
  package enum Effect: Hashable, Sendable {
    /// It may be greater: a sum or a maximum.
    case raises
    /// It may be less: a minimum.
    case lowers
    /// It may be anything: a mean or a median.
    case moves
  }

  /// Makes omissions, or nil where nothing was left out.
  package init?(unknown: [Int], undecided: [Int], effect: Effect = .moves) {
    guard unknown.contains(where: { $0 > 0 }) || undecided.contains(where: { $0 > 0 }) else {
      return nil
    }
    self.unknown = unknown
    self.undecided = undecided
    self.effect = effect
  }

  /// The omissions at the given positions, nil where nothing was left out there.
  package func gathered(_ rows: [UInt32]) -> Omissions? {
    var result = Omissions(
      unknown: rows.map { unknown[Int($0)] }, undecided: rows.map { undecided[Int($0)] },
      effect: effect)
    result?.candidates = candidates.map { $0.gathered(rows) }
    return result
  }
}
