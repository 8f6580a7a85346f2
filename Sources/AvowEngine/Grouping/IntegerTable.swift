/// A hash table from 64-bit keys to consecutive numbers in order of first occurrence.
struct IntegerTable {
  private var keys: [UInt64] = [UInt64](repeating: 0, count: 64)
  /// The number of each key plus one, 0 for a free slot.
  private var numbers: [UInt32] = [UInt32](repeating: 0, count: 64)
  private(set) var count = 0

  /// The number of a key; a key not met before gets the next one.
  @inline(__always)
  mutating func number(of key: UInt64) -> (number: UInt32, isNew: Bool) {
    insert(key, UInt32(truncatingIfNeeded: count))
  }

  /// The number of a key; a key not met before gets the given one.
  mutating func insert(_ key: UInt64, _ number: UInt32) -> (number: UInt32, isNew: Bool) {
    if count * 2 >= keys.count { grow() }
    let slot = slot(of: key)
    if numbers[slot] != 0 { return (numbers[slot] - 1, false) }
    keys[slot] = key
    numbers[slot] = number &+ 1
    count += 1
    return (number, true)
  }

  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    let mask = keys.count - 1
    let hash = (key ^ (key >> 32)) &* 0x9E37_79B9_7F4A_7C15
    var slot = Int(truncatingIfNeeded: hash >> 20) & mask
    while numbers[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let oldKeys = keys
    let oldNumbers = numbers
    keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
    numbers = [UInt32](repeating: 0, count: keys.count)
    for index in oldKeys.indices where oldNumbers[index] != 0 {
      let slot = slot(of: oldKeys[index])
      keys[slot] = oldKeys[index]
      numbers[slot] = oldNumbers[index]
    }
  }
}
