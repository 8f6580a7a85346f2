internal import AvowModel

/// The layout of types.
extension SnapshotCoder {
  /// Lists of lists are bounded, so that a damaged snapshot cannot exhaust the stack.
  private static let depthMax = 8

  mutating func type(_ type: inout DataType, depth: Int) {
    var tag = Self.tag(of: type)
    integer(&tag)
    guard isReading else { return writePayload(of: type, depth: depth) }
    guard depth < Self.depthMax, let read = readType(tag, depth: depth) else { return damage() }
    type = read
  }

  private static func tag(of type: DataType) -> UInt8 {
    switch type {
    case .boolean: 0
    case .integer: 1
    case .decimal: 2
    case .text: 3
    case .date: 4
    case .quantity: 5
    case .inventory: 6
    case .enumeration: 7
    case .reference: 8
    case .condition: 9
    case .list: 10
    // No field of a dataset is a record.
    case .record, .missing: 11
    }
  }

  private mutating func writePayload(of type: DataType, depth: Int) {
    switch type {
    case .boolean, .integer, .decimal, .text, .date, .condition, .record, .missing: break
    case .quantity(var dimension), .inventory(var dimension): self.dimension(&dimension)
    case .enumeration(var id): count(&id.index)
    case .reference(var id): count(&id.index)
    case .list(var element): self.type(&element, depth: depth + 1)
    }
  }

  private mutating func readType(_ tag: UInt8, depth: Int) -> DataType? {
    var dimension: DimensionID?
    var index = 0
    switch tag {
    case 0: return .boolean
    case 1: return .integer
    case 2: return .decimal
    case 3: return .text
    case 4: return .date
    case 5:
      self.dimension(&dimension)
      return .quantity(dimension)
    case 6:
      self.dimension(&dimension)
      return .inventory(dimension)
    case 7:
      count(&index)
      return .enumeration(EnumerationID(index))
    case 8:
      count(&index)
      return .reference(RelationID(index))
    case 9: return .condition
    case 10:
      var element = DataType.missing
      type(&element, depth: depth + 1)
      return .list(element)
    case 11: return .missing
    default: return nil
    }
  }

  private mutating func dimension(_ dimension: inout DimensionID?) {
    optional(&dimension, blank: DimensionID(0)) { $0.count(&$1.index) }
  }
}
