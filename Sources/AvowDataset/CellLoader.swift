internal import AvowDiagnostics
internal import AvowModel

/// Makes the column of a field from its cells: knows what is missing, what is a list, what must be
/// unique, and leaves single values to a column loader.
struct CellLoader {
  private var loader: ColumnLoader
  private let empty: ValueState?
  private let missingWords: [[UInt8]]
  private let isText: Bool
  private let isList: Bool
  private let isRequired: Bool
  private let isUnique: Bool
  private var offsets: [UInt32] = [0]
  /// The states of lists; those of single values are the loader's.
  private var states: [ValueState] = []
  private var seen = KeyIndex()

  private static let stateWords: [(word: [UInt8], state: ValueState)] = [
    (Array("unknown".utf8), .notStated), (Array("none".utf8), .none),
    (Array("undisclosed".utf8), .undisclosed), (Array("unspecified".utf8), .unspecified),
  ]

  /// Makes a loader; an empty key is reported with the keys and not here.
  init(_ loader: consuming ColumnLoader, _ plan: FieldPlan, isKey: Bool, _ capacity: Int) {
    self.loader = loader
    empty = plan.empty
    missingWords = plan.missingWords
    isText = plan.type == .text
    isList = plan.type.element != nil
    isRequired = plan.isRequired && !isKey
    isUnique = plan.isUnique && !isKey
    guard isList else { return }
    states.reserveCapacity(capacity)
    offsets.reserveCapacity(capacity + 1)
  }

  /// Adds a cell; where something is wrong with it, says what, and it is unknown.
  mutating func append(
    _ cell: Span<UInt8>, _ row: UInt32, _ evidence: inout EvidenceTable
  ) -> CellFault? {
    if isEmpty(cell) {
      if empty == nil, !isRequired { appendEmptyList() } else { appendMissing(empty ?? .notStated) }
      return isRequired ? CellFault(.missingValue, "the cell is empty") : nil
    }
    if let state = state(of: cell) {
      appendMissing(state)
      return nil
    }
    do throws(CellFault) {
      try isList ? appendList(cell, &evidence) : loader.append(cell, &evidence)
    } catch {
      appendMissing(.notStated)
      return error
    }
    guard isUnique, seen.insert(cell, as: row) != nil else { return nil }
    return CellFault(.duplicateKey, "\(quoted(cell)) is there twice")
  }

  private func isEmpty(_ cell: Span<UInt8>) -> Bool {
    if cell.isEmpty { return true }
    for word in missingWords where cell.spells(word) { return true }
    return false
  }

  /// The state that a word stands for; a text may be any word.
  private func state(of cell: Span<UInt8>) -> ValueState? {
    guard !isText, cell[0] == UInt8(ascii: "u") || cell[0] == UInt8(ascii: "n") else { return nil }
    for (word, state) in Self.stateWords where cell.spells(word) { return state }
    return nil
  }

  /// Adds a cell without a value.
  mutating func appendMissing(_ state: ValueState) {
    guard isList else {
      loader.appendMissing(state)
      return
    }
    offsets.append(UInt32(clamping: loader.count))
    states.append(state)
  }

  private mutating func appendEmptyList() {
    offsets.append(UInt32(clamping: loader.count))
    states.append(.known)
  }

  /// Adds members separated by `|`.
  private mutating func appendList(
    _ cell: Span<UInt8>, _ evidence: inout EvidenceTable
  ) throws(CellFault) {
    var start = 0
    while start <= cell.count {
      var end = start
      while end < cell.count, cell[end] != UInt8(ascii: "|") { end += 1 }
      try appendMember(cell, start..<end, &evidence)
      start = end + 1
    }
    offsets.append(UInt32(clamping: loader.count))
    states.append(.known)
  }

  private mutating func appendMember(
    _ cell: Span<UInt8>, _ range: Range<Int>, _ evidence: inout EvidenceTable
  ) throws(CellFault) {
    let inner = cell.extracting(range).trimmedRange
    let place = range.lowerBound + inner.lowerBound..<range.lowerBound + inner.upperBound
    guard !place.isEmpty else {
      throw CellFault(.missingValue, "\(quoted(cell)) has an empty member")
    }
    do throws(CellFault) {
      try loader.append(cell.extracting(place), &evidence)
    } catch {
      var fault = error
      let within = error.range ?? 0..<place.count
      fault.range = within.lowerBound + place.lowerBound..<within.upperBound + place.lowerBound
      throw fault
    }
  }

  /// The column, or nil where its numbers do not fit one scale.
  func build() -> Column? {
    guard isList else { return loader.build() }
    return loader.build().map { members in
      Column(.list(ListColumn(offsets: offsets, elements: members)), validity: Validity(states))
    }
  }
}
