import AvowDiagnostics
import AvowModel

/// Numbers the combinations of keys, and of the outer row, that rows have.
///
/// Where the possible combinations are few, the number is computed and groups may stay empty; else
/// combinations are numbered as they occur.
struct GroupTable {
  /// The greatest number of possible combinations that are numbered by computing.
  private static let denseLimit = 1 << 16

  private var encoders: [KeyEncoder]
  private let segmentCount: Int
  /// The factor of each key's code, nil where combinations are numbered as they occur.
  private let strides: [Int]?
  private var pairs: [IntegerTable]
  /// The codes of each group, segment first, where combinations are numbered as they occur.
  private var codesOfGroups: [[UInt32]]
  private(set) var groupCount: Int

  /// Makes a table for keys of the given types and for each of some outer rows.
  init(_ types: [DataType], segmentCount: Int, in database: Database) {
    encoders = types.map { KeyEncoder($0, in: database) }
    self.segmentCount = segmentCount
    var strides: [Int] = []
    var product = segmentCount
    for encoder in encoders {
      guard let cardinality = encoder.cardinality, product <= Self.denseLimit else {
        product = .max
        break
      }
      strides.append(product)
      product = product.multipliedReportingOverflow(by: cardinality).partialValue
    }
    let isDense = product <= Self.denseLimit || types.isEmpty
    self.strides = isDense ? strides : nil
    groupCount = isDense ? product : 0
    pairs = [IntegerTable](repeating: IntegerTable(), count: types.count)
    codesOfGroups = [[UInt32]](repeating: [], count: types.count + 1)
  }

  /// The group of each row.
  mutating func groups(of keys: [Vector], segments: RowSelection) -> RowSelection {
    guard !keys.isEmpty else { return segments }
    if let strides { return .rows(denseGroups(of: keys, segments, strides)) }
    return .rows(countedGroups(of: keys, segments))
  }

  private mutating func denseGroups(
    of keys: [Vector], _ segments: RowSelection, _ strides: [Int]
  ) -> [UInt32] {
    var groups: [UInt32] = []
    for (index, key) in keys.enumerated() {
      let codes = encoders[index].codes(of: key)
      let stride = UInt32(truncatingIfNeeded: strides[index])
      if index == 0 {
        groups = stride == 1 ? codes : codes.map { $0 &* stride }
      } else {
        let codes = codes.span
        var sums = groups.mutableSpan
        for position in sums.indices { sums[position] &+= codes[position] &* stride }
      }
    }
    guard segmentCount > 1 else { return groups }
    for position in groups.indices {
      groups[position] &+= UInt32(truncatingIfNeeded: segments[position])
    }
    return groups
  }

  private mutating func countedGroups(of keys: [Vector], _ segments: RowSelection) -> [UInt32] {
    // The group so far: the segment, then the segment with each key added.
    var groups = segments.array
    var columns = [groups]
    for (index, key) in keys.enumerated() {
      let codes = encoders[index].codes(of: key)
      columns.append(codes)
      let isLast = index + 1 == keys.count
      for position in groups.indices {
        let pair = UInt64(groups[position]) << 32 | UInt64(codes[position])
        let (number, isNew) = pairs[index].number(of: pair)
        groups[position] = number
        guard isNew, isLast else { continue }
        for key in columns.indices { codesOfGroups[key].append(columns[key][position]) }
        groupCount += 1
      }
    }
    return groups
  }

  /// The outer row of a group.
  func segment(of group: UInt32) -> UInt32 {
    guard let strides else { return codesOfGroups[0][Int(group)] }
    return strides.isEmpty ? group : group % UInt32(truncatingIfNeeded: max(1, segmentCount))
  }

  /// The values of a key for some groups, or an error where numbers do not fit one scale.
  func column(ofKey index: Int, groups: [UInt32], at span: SourceSpan)
    throws(EvaluationError) -> Column
  {
    guard let strides, let cardinality = encoders[index].cardinality else {
      return try encoders[index].column(
        of: groups.map { codesOfGroups[index + 1][Int($0)] }, at: span)
    }
    let stride = UInt32(truncatingIfNeeded: max(1, strides[index]))
    let size = UInt32(truncatingIfNeeded: cardinality)
    return try encoders[index].column(of: groups.map { $0 / stride % size }, at: span)
  }
}
