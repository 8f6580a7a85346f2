/// Positions in an enumeration, as narrow as the enumeration allows.
package enum CodeColumn: Hashable, Sendable {
  case byte([UInt8])
  case short([UInt16])
  case word([UInt32])

  /// Makes a column for an enumeration of `valueCount` values.
  package init(_ codes: [UInt32], valueCount: Int) {
    if valueCount <= 1 << 8 {
      self = .byte(codes.map { UInt8(truncatingIfNeeded: $0) })
    } else if valueCount <= 1 << 16 {
      self = .short(codes.map { UInt16(truncatingIfNeeded: $0) })
    } else {
      self = .word(codes)
    }
  }

  package var count: Int {
    switch self {
    case .byte(let codes): codes.count
    case .short(let codes): codes.count
    case .word(let codes): codes.count
    }
  }

  package subscript(row: Int) -> UInt32 {
    switch self {
    case .byte(let codes): UInt32(codes[row])
    case .short(let codes): UInt32(codes[row])
    case .word(let codes): codes[row]
    }
  }

  /// The rows at the given positions.
  package func gathered(_ rows: [UInt32]) -> CodeColumn {
    switch self {
    case .byte(let codes): .byte(rows.map { codes[Int($0)] })
    case .short(let codes): .short(rows.map { codes[Int($0)] })
    case .word(let codes): .word(rows.map { codes[Int($0)] })
    }
  }
}
