import AvowModel

/// A hash table from texts to numbers that the caller gives.
struct TextTable {
  private var texts = TextColumn()
  private var hashes: [UInt64] = []
  private var numbers: [UInt32] = []
  /// Positions in the texts plus one, 0 for a free slot.
  private var slots: [UInt32] = [UInt32](repeating: 0, count: 64)

  /// The number of a text; one not met before gets the given number.
  mutating func insert(_ text: ArraySlice<UInt8>, _ number: UInt32)
    -> (number: UInt32, isNew: Bool)
  {
    if hashes.count * 2 >= slots.count { grow() }
    let hash = Self.hash(text)
    var slot = Int(truncatingIfNeeded: hash >> 20) & (slots.count - 1)
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if hashes[index] == hash, texts.utf8(at: index) == text { return (numbers[index], false) }
      slot = (slot + 1) & (slots.count - 1)
    }
    texts.append(contentsOf: text)
    hashes.append(hash)
    numbers.append(number)
    slots[slot] = UInt32(truncatingIfNeeded: hashes.count)
    return (number, true)
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (index, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash >> 20) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(truncatingIfNeeded: index + 1)
    }
  }

  /// FNV-1a, 64 bits, with a final mix.
  private static func hash(_ text: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return (hash ^ (hash >> 32)) &* 0x9E37_79B9_7F4A_7C15
  }
}
