/// Finds short texts among many by their bytes: the keys of a relation, the values of an enum.
///
/// An open-addressing table over one blob: neither building nor asking makes a `String`. The seed
/// differs from run to run, so that no file can be written to make every key collide.
struct KeyIndex {
  private var blob: [UInt8] = []
  /// The end of each key in the blob.
  private var ends: [UInt32] = []
  /// Key numbers plus one below half of the hash, zero where free; the count is a power of two.
  ///
  /// With the hash, most keys that are not meant are told apart without a look at their bytes.
  private var slots: [UInt64]

  private static let seed = UInt64(truncatingIfNeeded: Hasher().finalize())

  /// Makes an index with room for some keys.
  init(capacity: Int = 0) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    ends.reserveCapacity(capacity)
  }

  /// Makes an index of texts by their positions; of equal texts the first counts.
  init(_ keys: some Sequence<String>) {
    self.init(capacity: keys.underestimatedCount)
    for (position, key) in keys.enumerated() {
      insert(Array(key.utf8).span, as: UInt32(clamping: position))
    }
  }

  /// The number of keys, each counted once.
  var count: Int { ends.count }

  /// The rows of the keys, which differ from the key numbers where keys were entered twice.
  private var rows: [UInt32] = []

  /// Enters a key as the name of a row; gives the row that has it already, else nil.
  @discardableResult
  mutating func insert(_ key: Span<UInt8>, as row: UInt32) -> UInt32? {
    if (ends.count + 1) * 2 > slots.count { grow() }
    let hash = Self.hash(key)
    let slot = slot(of: key, hash)
    if let known = number(in: slot) { return rows[known] }
    // Safety: the buffer is only read while it is lent.
    unsafe key.withUnsafeBufferPointer { buffer in unsafe blob.append(contentsOf: buffer) }
    ends.append(UInt32(truncatingIfNeeded: blob.count))
    rows.append(row)
    slots[slot] = Self.tag(hash) | UInt64(ends.count)
    return nil
  }

  /// The row of a key, nil where there is none.
  func row(of key: Span<UInt8>) -> UInt32? {
    number(in: slot(of: key, Self.hash(key))).map { rows[$0] }
  }

  /// The row of a key in an array, nil where there is none.
  func row(of key: ArraySlice<UInt8>) -> UInt32? { row(of: key.span) }

  /// The keys in the order of entry.
  var keys: [String] { ends.indices.map { String(decoding: blob[range(of: $0)], as: UTF8.self) } }

  private func range(of key: Int) -> Range<Int> {
    (key == 0 ? 0 : Int(ends[key - 1]))..<Int(ends[key])
  }

  /// The number of the key in a slot, nil where the slot is free.
  private func number(in slot: Int) -> Int? {
    let entry = slots[slot]
    return entry == 0 ? nil : Int(UInt32(truncatingIfNeeded: entry)) - 1
  }

  /// The slot that holds the key, or the free one where it belongs.
  private func slot(of key: Span<UInt8>, _ hash: UInt64) -> Int {
    // Spans lend the storage for all steps at once.
    let slots = slots.span
    let ends = ends.span
    let blob = blob.span
    let mask = slots.count - 1
    let tag = Self.tag(hash)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      if slots[slot] & Self.tagBits == tag {
        let entry = Int(UInt32(truncatingIfNeeded: slots[slot])) - 1
        let start = entry == 0 ? 0 : Int(ends[entry - 1])
        if Self.isEqual(blob.extracting(start..<Int(ends[entry])), key) { return slot }
      }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func grow() {
    slots = [UInt64](repeating: 0, count: slots.count * 2)
    for key in ends.indices {
      let hash = hash(of: key)
      let slot = freeSlot(hash)
      slots[slot] = Self.tag(hash) | UInt64(key + 1)
    }
  }

  private func hash(of key: Int) -> UInt64 { Self.hash(blob.span.extracting(range(of: key))) }

  private func freeSlot(_ hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    return slot
  }

  private static let tagBits: UInt64 = 0xFFFF_FFFF_0000_0000

  /// The half of a hash that does not choose the slot.
  private static func tag(_ hash: UInt64) -> UInt64 { hash & tagBits }

  private static func isEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    var index = 0
    while index + 8 <= left.count {
      if word(of: left, at: index) != word(of: right, at: index) { return false }
      index += 8
    }
    while index < left.count {
      if left[index] != right[index] { return false }
      index += 1
    }
    return true
  }

  /// Multiply and fold, eight bytes at a time: both halves of each product go on.
  private static func hash(_ key: Span<UInt8>) -> UInt64 {
    var state = fold(seed ^ UInt64(truncatingIfNeeded: key.count))
    var index = 0
    while index + 8 <= key.count {
      state = fold(state ^ word(of: key, at: index))
      index += 8
    }
    var rest: UInt64 = 0
    while index < key.count {
      rest = rest << 8 | UInt64(key[index])
      index += 1
    }
    return fold(state ^ rest)
  }

  @inline(__always)
  private static func fold(_ state: UInt64) -> UInt64 {
    let product = state.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }

  /// Eight of the bytes as a number.
  @inline(__always)
  private static func word(of bytes: Span<UInt8>, at index: Int) -> UInt64 {
    // Safety: any bytes are a number, and loading tests the bounds.
    unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
  }
}
