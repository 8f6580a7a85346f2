/// Writes values to bytes, or reads them back: one description of the layout serves both ways.
///
/// Numbers are little-endian. Reading never goes beyond the bytes: what does not fit leaves the
/// value as it was and marks the snapshot as damaged.
struct SnapshotCoder {
  private(set) var bytes: [UInt8]
  private(set) var isDamaged = false
  let isReading: Bool
  private var offset = 0

  /// Makes a writer.
  init() {
    bytes = []
    isReading = false
  }

  /// Makes a reader that begins at an offset.
  init(reading bytes: [UInt8], from offset: Int) {
    self.bytes = bytes
    self.offset = offset
    isReading = true
  }

  /// Whether every byte was read.
  var isAtEnd: Bool { offset == bytes.count }

  /// Notes that what was read makes no sense.
  mutating func damage() { isDamaged = true }

  mutating func integer<T: FixedWidthInteger>(_ value: inout T) {
    guard isReading else {
      unsafe withUnsafeBytes(of: value.littleEndian) { unsafe bytes.append(contentsOf: $0) }
      return
    }
    guard let start = advance(by: MemoryLayout<T>.size) else { return }
    // Safety: `advance` has seen that the bytes are there, and any bytes are a number.
    value = unsafe bytes.withUnsafeBytes { buffer in
      unsafe T(littleEndian: buffer.loadUnaligned(fromByteOffset: start, as: T.self))
    }
  }

  /// A number that is never negative and fits 32 bits.
  mutating func count(_ value: inout Int) {
    var number = UInt32(clamping: value)
    integer(&number)
    value = Int(number)
  }

  mutating func boolean(_ value: inout Bool) {
    var byte: UInt8 = value ? 1 : 0
    integer(&byte)
    value = byte != 0
  }

  mutating func text(_ value: inout String) {
    guard isReading else {
      var utf8 = Array(value.utf8)
      return integers(&utf8)
    }
    var length = 0
    count(&length)
    guard let start = advance(by: length) else { return }
    value = String(decoding: bytes[start..<(start + length)], as: UTF8.self)
  }

  /// Many numbers at once.
  mutating func integers<T: FixedWidthInteger>(_ values: inout [T]) {
    var length = values.count
    count(&length)
    guard isReading else {
      unsafe values.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
      return
    }
    values = []
    _ = take(&values, length)
  }

  /// A list whose members are described by `body`; `blank` is a member to read into.
  mutating func list<T>(_ values: inout [T], blank: T, _ body: (inout Self, inout T) -> Void) {
    var length = values.count
    count(&length)
    guard isReading else {
      for index in values.indices { body(&self, &values[index]) }
      return
    }
    values = []
    // A member takes a byte at least, so that a damaged length cannot ask for endless memory.
    guard length <= bytes.count - offset else { return damage() }
    values.reserveCapacity(length)
    for _ in 0..<length where !isDamaged {
      var value = blank
      body(&self, &value)
      values.append(value)
    }
  }

  mutating func optional<T>(_ value: inout T?, blank: T, _ body: (inout Self, inout T) -> Void) {
    var isThere = value != nil
    boolean(&isThere)
    guard isThere else {
      value = nil
      return
    }
    var some = value ?? blank
    body(&self, &some)
    value = some
  }

  /// Reads `length` numbers; whether they were there.
  private mutating func take<T: FixedWidthInteger>(_ values: inout [T], _ length: Int) -> Bool {
    let (size, overflow) = length.multipliedReportingOverflow(by: MemoryLayout<T>.size)
    guard !overflow, let start = advance(by: size) else {
      damage()
      return false
    }
    let source = bytes[start..<(start + size)]
    values = unsafe [T](unsafeUninitializedCapacity: length) { buffer, initialized in
      // Safety: the slice has exactly the bytes of `length` numbers, and any bytes are a number.
      unsafe UnsafeMutableRawBufferPointer(buffer).copyBytes(from: source)
      initialized = length
    }
    if T(1).littleEndian != 1 { values = values.map { T(littleEndian: $0) } }
    return true
  }

  /// Steps over some bytes and gives where they begin, or nil where they are not there.
  private mutating func advance(by size: Int) -> Int? {
    guard !isDamaged, size >= 0, size <= bytes.count - offset else {
      damage()
      return nil
    }
    defer { offset += size }
    return offset
  }
}
