import AvowModel
import AvowPlan

/// Keeps the first rows by some keys while blocks pass, in memory that depends on their number.
///
/// Once enough rows are held, the last of them is a bound that later rows must pass.
struct TopRows {
  private let count: Int
  private let keys: [SortKey]
  /// Whether all rows that tie with the last by the keys are kept.
  private let keepsTies: Bool
  private var blocks: [Block] = []
  private var heldCount = 0
  /// The number of held rows beyond which they are cut; ties may keep it high.
  private var limit: Int
  private var bound: SortBound?

  init(_ count: Int, by keys: [SortKey], keepsTies: Bool) {
    self.count = count
    self.keys = keys
    self.keepsTies = keepsTies
    limit = max(8192, 2 * min(count, 1 << 40))
  }

  /// Adds the rows of a block that may be among the first.
  mutating func add(_ block: Block, _ execution: Execution) throws(EvaluationError) {
    var block = block
    if let bound, let key = keys.first {
      let values = try execution.value(key.value, in: block)
      if let mask = bound.mask(values, isDescending: key.isDescending) {
        block = block.filtered(mask)
      }
    }
    guard block.count > 0 else { return }
    blocks.append(block)
    heldCount += block.count
    try execution.checkRowCount(heldCount)
    if heldCount > limit { try prune(execution) }
  }

  /// Keeps only the first rows.
  private mutating func prune(_ execution: Execution) throws(EvaluationError) {
    guard let (block, positions, _) = try sorted(execution) else { return }
    // In their first order, so that rows alike keep it.
    let kept = block.gathered(positions.sorted())
    blocks = [kept]
    heldCount = kept.count
    limit = max(limit, 2 * heldCount)
    guard positions.count >= count, let key = keys.first else { return }
    let last = block.gathered([positions[count - 1]])
    bound = SortBound(try execution.value(key.value, in: last))
  }

  /// The rows held, the positions of the first ones in order, and how many of those are ties
  /// beyond the number asked for; nil without rows.
  func sorted(_ execution: Execution) throws(EvaluationError)
    -> (block: Block, positions: [UInt32], ties: Int)?
  {
    let frame = Frame(outer: nil)
    guard let block = try execution.joined(blocks, frame) else { return nil }
    let order = try execution.rowOrder(keys, of: block, frame)
    let positions = try order.sorted(block.count, execution)
    var end = min(count, positions.count)
    if keepsTies, end > 0 {
      let last = positions[end - 1]
      while end < positions.count, order.order(positions[end], last) == 0 { end += 1 }
    }
    return (block, Array(positions[..<end]), end - min(count, end))
  }
}

/// A key's value that later rows must not lie behind, for keys that are plain whole numbers inside.
struct SortBound {
  private let numbers: (scale: Int, unit: UnitID?, mantissa: Int64)?
  private let day: Int32?

  /// Takes the value of the one row of a vector, nil where rows cannot be told quickly.
  init?(_ vector: Vector) {
    guard vector.count == 1, vector.state(at: 0) == .known else { return nil }
    let row = vector.rows[0]
    switch vector.column.data {
    case .number(let column):
      guard column.isExact, let unit = column.units.common,
        case .narrow(let values) = column.lower
      else { return nil }
      numbers = (column.scale, unit, values[row])
      day = nil
    case .date(let column):
      guard column.latest == nil else { return nil }
      numbers = nil
      day = column.earliest[row]
    case .boolean, .text, .code, .reference, .condition, .list, .record, .missing: return nil
    }
  }

  /// The rows that do not lie behind the bound, nil where that cannot be told quickly.
  func mask(_ vector: Vector, isDescending: Bool) -> Bitmap? {
    let bits: Bitmap
    switch vector.column.data {
    case .number(let column):
      guard let numbers, column.isExact, column.scale == numbers.scale,
        column.units.common == .some(numbers.unit), case .narrow(let values) = column.lower
      else { return nil }
      let bound = numbers.mantissa
      bits =
        isDescending
        ? AvowEngine.mask(values, vector.rows) { $0 >= bound }
        : AvowEngine.mask(values, vector.rows) { $0 <= bound }
    case .date(let column):
      guard let day, column.latest == nil else { return nil }
      bits =
        isDescending
        ? AvowEngine.mask(column.earliest, vector.rows) { $0 >= day }
        : AvowEngine.mask(column.earliest, vector.rows) { $0 <= day }
    case .boolean, .text, .code, .reference, .condition, .list, .record, .missing: return nil
    }
    // Missing values come last, behind any bound.
    return vector.known.map { bits & $0 } ?? bits
  }
}
