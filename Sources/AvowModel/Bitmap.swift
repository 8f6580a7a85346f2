/// A fixed number of bits in 64-bit words; bits beyond the count are zero.
package struct Bitmap: Hashable, Sendable {
  package let count: Int
  package private(set) var words: [UInt64]

  /// Makes a bitmap with every bit alike.
  package init(repeating bit: Bool, count: Int) {
    self.count = count
    words = [UInt64](repeating: bit ? .max : 0, count: (count + 63) / 64)
    clearTail()
  }

  /// Makes a bitmap from a predicate on positions.
  package init(_ count: Int, where isSet: (Int) -> Bool) {
    self.count = count
    words = []
    words.reserveCapacity((count + 63) / 64)
    var start = 0
    while start < count {
      var word: UInt64 = 0
      for offset in 0..<min(64, count - start) where isSet(start + offset) {
        word |= 1 << UInt64(offset)
      }
      words.append(word)
      start += 64
    }
  }

  /// Makes a bitmap from words; bits beyond the count are cleared.
  package init(words: [UInt64], count: Int) {
    precondition(words.count == (count + 63) / 64, "a word holds 64 bits")
    self.count = count
    self.words = words
    clearTail()
  }

  package subscript(position: Int) -> Bool {
    get { words[position >> 6] & (1 << UInt64(position & 63)) != 0 }
    set {
      let bit: UInt64 = 1 << UInt64(position & 63)
      if newValue { words[position >> 6] |= bit } else { words[position >> 6] &= ~bit }
    }
  }

  /// The number of set bits.
  package var population: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Whether no bit is set.
  package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// The positions of the set bits, ascending.
  package var positions: [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(population)
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        result.append(UInt32(truncatingIfNeeded: index << 6 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    return result
  }

  /// The bits set in both.
  package static func & (left: Bitmap, right: Bitmap) -> Bitmap {
    combine(left, right) { $0 & $1 }
  }

  /// The bits set in either.
  package static func | (left: Bitmap, right: Bitmap) -> Bitmap {
    combine(left, right) { $0 | $1 }
  }

  /// The bits not set.
  package static prefix func ~ (operand: Bitmap) -> Bitmap {
    Bitmap(words: operand.words.map { ~$0 }, count: operand.count)
  }

  private static func combine(
    _ left: Bitmap, _ right: Bitmap, _ operation: (UInt64, UInt64) -> UInt64
  ) -> Bitmap {
    precondition(left.count == right.count, "bitmaps of one block have one length")
    return Bitmap(
      words: left.words.indices.map { operation(left.words[$0], right.words[$0]) },
      count: left.count)
  }

  private mutating func clearTail() {
    let used = count & 63
    if used != 0, let last = words.indices.last { words[last] &= (1 << UInt64(used)) - 1 }
  }
}
