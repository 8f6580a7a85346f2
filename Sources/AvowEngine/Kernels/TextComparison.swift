import AvowModel
import AvowPlan

extension Execution {
  /// Compares texts by Unicode scalar values, which is the order of their UTF-8.
  func compareTexts(_ operation: ComparisonOperator, _ left: Vector, _ right: Vector)
    throws(EvaluationError) -> Truth
  {
    guard case .text(let a) = left.column.data, case .text(let b) = right.column.data else {
      return Truth(repeating: operation == .notEqual, count: left.count)
        .settingMissing(left, right, none: operation == .notEqual)
    }
    if operation == .equal || operation == .notEqual, let row = right.constantRow {
      let isSame = a.mask(left.rows, equalTo: Array(b.utf8(at: row)))
      return Truth(operation == .equal ? isSame : ~isSame)
        .settingMissing(left, right, none: operation == .notEqual)
    }
    let (rows, otherRows) = (left.rows.array, right.rows.array)
    let (text, otherText) = (a.bytes.span, b.bytes.span)
    let (offsets, otherOffsets) = (a.offsets.span, b.offsets.span)
    let truth = Truth(
      mask(rows.count) { position in
        let (row, otherRow) = (Int(rows[position]), Int(otherRows[position]))
        return operation.accepts(
          order(
            text, offsets[row]..<offsets[row + 1],
            otherText, otherOffsets[otherRow]..<otherOffsets[otherRow + 1]))
      })
    return truth.settingMissing(left, right, none: operation == .notEqual)
  }

  /// Looks for a pattern in texts; a constant pattern is made ready once per execution.
  func matchText(
    _ match: TextMatch, _ text: PlanExpression, _ pattern: PlanExpression, in block: Block
  ) throws(EvaluationError) -> Truth {
    let texts = try value(text, in: block)
    let patterns = try value(pattern, in: block)
    guard case .text(let column) = texts.column.data,
      case .text(let wanted) = patterns.column.data
    else {
      return Truth(repeating: false, count: block.count).settingMissing(texts, patterns)
    }
    let truth: Truth
    if let row = patterns.constantRow {
      let ready = try self.pattern(match, wanted.utf8(at: row), pattern)
      truth = Truth(ready.mask(column, texts.rows))
    } else {
      truth = try Truth(count: block.count) { (position) throws(EvaluationError) -> Bool? in
        guard patterns.state(at: position) == .known else { return false }
        let ready = try self.pattern(match, wanted.utf8(at: patterns.rows[position]), pattern)
        return ready.matches(column.utf8(at: texts.rows[position]))
      }
    }
    return truth.settingMissing(texts, patterns)
  }

  private func pattern(
    _ match: TextMatch, _ utf8: ArraySlice<UInt8>, _ expression: PlanExpression
  ) throws(EvaluationError) -> TextPattern {
    let key = PatternKey(match: match, pattern: Array(utf8))
    if let known = patterns[key] { return known }
    let ready = try TextPattern(key, at: expression.span)
    // Patterns of the data are as many as its rows; a few are worth keeping.
    if patterns.count < 256 { patterns[key] = ready }
    return ready
  }
}

extension TextColumn {
  /// One bit per row, set where the text is the one; most texts differ in length already.
  fileprivate func mask(_ rows: RowSelection, equalTo text: [UInt8]) -> Bitmap {
    let offsets = offsets
    let bytes = bytes
    return AvowEngine.mask(rows) { row in
      let start = offsets[row]
      guard offsets[row + 1] - start == text.count else { return false }
      return text.indices.allSatisfy { bytes[start + $0] == text[$0] }
    }
  }
}

/// How two texts are ordered, each a part of some bytes: negative, zero or positive.
@inline(__always)
func order(
  _ left: borrowing Span<UInt8>, _ leftRange: Range<Int>, _ right: borrowing Span<UInt8>,
  _ rightRange: Range<Int>
) -> Int {
  for index in 0..<min(leftRange.count, rightRange.count) {
    let (a, b) = (left[leftRange.lowerBound + index], right[rightRange.lowerBound + index])
    if a != b { return a < b ? -1 : 1 }
  }
  return leftRange.count - rightRange.count
}

/// How two texts are ordered: negative, zero or positive.
func order(_ left: String, _ right: String) -> Int {
  let (left, right) = (Array(left.utf8), Array(right.utf8))
  return order(left.span, left.indices, right.span, right.indices)
}
