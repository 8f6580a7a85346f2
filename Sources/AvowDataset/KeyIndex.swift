/// Finds short texts among many by their bytes: the keys of a relation, the values of an enum.
///
/// An open-addressing table over one blob: neither building nor asking makes a `String`. The seed
/// differs from run to run, so that no file can be written to make every key collide.
struct KeyIndex {
  private var blob: [UInt8] = []
  /// The end of each key in the blob.
  private var ends: [UInt32] = []
  /// Key numbers plus one by hash, zero where free; the count is a power of two.
  private var slots: [UInt32]

  private static let seed = UInt64(truncatingIfNeeded: Hasher().finalize())

  /// Makes an index with room for some keys.
  init(capacity: Int = 0) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
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
    let slot = slot(of: key)
    if slots[slot] != 0 { return rows[Int(slots[slot]) - 1] }
    // Safety: the buffer is only read while it is lent.
    unsafe key.withUnsafeBufferPointer { buffer in unsafe blob.append(contentsOf: buffer) }
    ends.append(UInt32(truncatingIfNeeded: blob.count))
    rows.append(row)
    slots[slot] = UInt32(truncatingIfNeeded: ends.count)
    return nil
  }

  /// The row of a key, nil where there is none.
  func row(of key: Span<UInt8>) -> UInt32? {
    let entry = slots[slot(of: key)]
    return entry == 0 ? nil : rows[Int(entry) - 1]
  }

  /// The row of a key in an array, nil where there is none.
  func row(of key: ArraySlice<UInt8>) -> UInt32? { row(of: key.span) }

  /// The keys in the order of entry.
  var keys: [String] { ends.indices.map { String(decoding: blob[range(of: $0)], as: UTF8.self) } }

  private func range(of key: Int) -> Range<Int> {
    (key == 0 ? 0 : Int(ends[key - 1]))..<Int(ends[key])
  }

  /// The slot that holds the key, or the free one where it belongs.
  private func slot(of key: Span<UInt8>) -> Int {
    // Spans lend the storage for all steps at once.
    let slots = slots.span
    let ends = ends.span
    let blob = blob.span
    let mask = slots.count - 1
    var slot = Self.hash(key) & mask
    while slots[slot] != 0 {
      let entry = Int(slots[slot]) - 1
      let start = entry == 0 ? 0 : Int(ends[entry - 1])
      if Self.isEqual(blob.extracting(start..<Int(ends[entry])), key) { return slot }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for key in ends.indices {
      let place = slot(of: blob.span.extracting(range(of: key)))
      slots[place] = UInt32(truncatingIfNeeded: key + 1)
    }
  }

  private static func isEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    for index in left.indices where left[index] != right[index] { return false }
    return true
  }

  /// Multiply and fold: both halves of each product go on.
  private static func hash(_ key: Span<UInt8>) -> Int {
    var state = seed
    for index in key.indices {
      let product = (state ^ UInt64(key[index])).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      state = product.high ^ product.low
    }
    return Int(truncatingIfNeeded: state ^ state >> 32)
  }
}
