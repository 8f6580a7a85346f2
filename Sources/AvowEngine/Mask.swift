import AvowModel

/// Makes a bitmap from a test of the rows of a selection; the dispatch is outside the loop.
@inline(__always)
func mask(_ rows: RowSelection, _ test: (Int) -> Bool) -> Bitmap {
  switch rows {
  case .range(let range):
    let start = range.lowerBound
    return mask(range.count) { test(start &+ $0) }
  case .rows(let rows):
    return mask(rows.count) { test(Int(rows[$0])) }
  case .repeated(let row, let count):
    return Bitmap(repeating: count > 0 && test(Int(row)), count: count)
  }
}

/// Makes a bitmap from a test of the values at the rows of a selection.
///
/// Contiguous rows are read without a bounds test each, so that the loop runs on vectors.
@inline(__always)
func mask<Element>(
  _ values: [Element], _ rows: RowSelection, _ test: (Element) -> Bool
) -> Bitmap {
  guard case .range(let range) = rows else { return mask(rows) { test(values[$0]) } }
  let values = values.span.extracting(range)
  return mask(values.count) { test(values[$0]) }
}

/// Makes a bitmap from a test of positions: first a byte each, then eight bytes to eight bits.
@inline(__always)
func mask(_ count: Int, _ test: (Int) -> Bool) -> Bitmap {
  var flags = [UInt8](repeating: 0, count: (count + 63) & ~63)
  var span = flags.mutableSpan
  for position in 0..<count { span[position] = test(position) ? 1 : 0 }
  return Bitmap(words: packed(flags), count: count)
}

/// The words whose bits are the bytes, each 0 or 1; as many bytes as fill whole words.
private func packed(_ flags: [UInt8]) -> [UInt64] {
  var words = [UInt64](repeating: 0, count: flags.count / 64)
  // Safety: only whole words within the bytes are read below.
  let bytes = unsafe flags.span.bytes
  for index in words.indices {
    var word: UInt64 = 0
    for group in 0..<8 {
      let eight = unsafe bytes.unsafeLoadUnaligned(
        fromByteOffset: index &* 64 &+ group &* 8, as: UInt64.self)
      // The product gathers the low bits of the eight bytes in the highest byte.
      let bits = (UInt64(littleEndian: eight) &* 0x0102_0408_1020_4080) >> 56
      word |= bits << UInt64(truncatingIfNeeded: group &* 8)
    }
    words[index] = word
  }
  return words
}

extension Bitmap {
  /// The bits at the rows of a selection.
  func selected(_ rows: RowSelection) -> Bitmap {
    switch rows {
    case .range(let range): return sliced(range)
    case .rows(let rows):
      let words = words
      return mask(rows.count) { position in
        let row = Int(rows[position])
        return words[row >> 6] & (1 << UInt64(truncatingIfNeeded: row & 63)) != 0
      }
    case .repeated(let row, let count):
      return Bitmap(repeating: count > 0 && self[Int(row)], count: count)
    }
  }

  /// A contiguous part, word by word.
  func sliced(_ range: Range<Int>) -> Bitmap {
    if range == 0..<count { return self }
    let first = range.lowerBound >> 6
    let shift = UInt64(truncatingIfNeeded: range.lowerBound & 63)
    let wordCount = (range.count + 63) / 64
    if shift == 0 {
      return Bitmap(words: Array(words[first..<first + wordCount]), count: range.count)
    }
    var result = [UInt64](repeating: 0, count: wordCount)
    for index in result.indices {
      let source = first + index
      result[index] = words[source] >> shift
      if source + 1 < words.count { result[index] |= words[source + 1] << (64 - shift) }
    }
    return Bitmap(words: result, count: range.count)
  }

  /// The bits of one bitmap after the other.
  static func joined(_ parts: [Bitmap]) -> Bitmap {
    var result = Bitmap(repeating: false, count: parts.reduce(0) { $0 + $1.count })
    var start = 0
    for part in parts {
      for position in part.positions { result[start + Int(position)] = true }
      start += part.count
    }
    return result
  }

  /// The bits of the left that the right has not.
  func subtracting(_ other: Bitmap) -> Bitmap { self & ~other }

  /// Whether every bit is set.
  var isFull: Bool { population == count }
}
