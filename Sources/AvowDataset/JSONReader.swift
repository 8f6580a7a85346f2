internal import AvowDiagnostics

/// A reason why a text is not JSON.
struct JSONError: Error {
  var message: String
  var span: SourceSpan
}

/// Reads JSON (RFC 8259) into a flat document; the text must be well-formed UTF-8.
struct JSONReader {
  private let bytes: [UInt8]
  private var offset = 0
  private var nodes: [JSONDocument.Node] = []

  /// How deep values may be nested.
  static let depthLimit = 64

  /// Reads one value and nothing after it; O(n).
  static func read(_ bytes: [UInt8]) throws(JSONError) -> JSONDocument {
    var reader = JSONReader(bytes)
    guard bytes.count < Int(UInt32.max) else { throw reader.error("the text is too long") }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.offset = 3 }
    try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.offset == bytes.count else {
      throw reader.error("expected nothing after the value")
    }
    return JSONDocument(bytes: bytes, nodes: reader.nodes)
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    nodes.reserveCapacity(bytes.count / 12)
  }

  private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private func error(_ message: String) -> JSONError {
    JSONError(message: message, span: SourceSpan(offset, min(offset + 1, bytes.count)))
  }

  private mutating func skipSpace() {
    offset = Self.spaceEnd(bytes.span, offset)
  }

  private static func spaceEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var offset = start
    while offset < bytes.count, bytes[offset] <= 0x20 {
      switch bytes[offset] {
      case 0x20, 0x0A, 0x0D, 0x09: offset += 1
      default: return offset
      }
    }
    return offset
  }

  /// The offset of the next quote, backslash or control character, or the end.
  private static func plainEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var offset = start
    while offset < bytes.count, bytes[offset] >= 0x20, bytes[offset] != UInt8(ascii: "\""),
      bytes[offset] != UInt8(ascii: "\\")
    { offset += 1 }
    return offset
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    offset += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONError) {
    guard depth < Self.depthLimit else {
      throw error("more than \(Self.depthLimit) nested values")
    }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): try object(depth: depth)
    case UInt8(ascii: "["): try array(depth: depth)
    case UInt8(ascii: "\""): try string()
    case UInt8(ascii: "t"): try word("true", .boolean)
    case UInt8(ascii: "f"): try word("false", .boolean)
    case UInt8(ascii: "n"): try word("null", .null)
    case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): try number()
    case .some: throw error("expected a value")
    case nil: throw error("expected a value before the end of the file")
    }
  }

  private mutating func open(_ kind: JSONDocument.Kind) -> Int {
    nodes.append(.init(kind: kind, start: UInt32(offset), end: 0, next: 0))
    return nodes.count - 1
  }

  private mutating func close(_ node: Int) {
    nodes[node].end = UInt32(offset)
    nodes[node].next = UInt32(nodes.count)
  }

  private mutating func object(depth: Int) throws(JSONError) {
    let node = open(.object)
    offset += 1
    skipSpace()
    if !take(UInt8(ascii: "}")) {
      repeat {
        skipSpace()
        guard next == UInt8(ascii: "\"") else { throw error("expected a name in double quotes") }
        try string()
        skipSpace()
        guard take(UInt8(ascii: ":")) else { throw error("expected a colon") }
        try value(depth: depth + 1)
        skipSpace()
      } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "}")) else { throw error("expected a comma or }") }
    }
    close(node)
  }

  private mutating func array(depth: Int) throws(JSONError) {
    let node = open(.array)
    offset += 1
    skipSpace()
    if !take(UInt8(ascii: "]")) {
      repeat {
        try value(depth: depth + 1)
        skipSpace()
      } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "]")) else { throw error("expected a comma or ]") }
    }
    close(node)
  }

  private mutating func string() throws(JSONError) {
    offset += 1
    let node = open(.string)
    offset = Self.plainEnd(bytes.span, offset)
    while let byte = next, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw error("a string may not hold a control character") }
      offset += 1
      nodes[node].isEscaped = true
      try escape()
      offset = Self.plainEnd(bytes.span, offset)
    }
    close(node)
    guard take(UInt8(ascii: "\"")) else {
      throw JSONError(
        message: "the string has no end",
        span: SourceSpan(Int(nodes[node].start) - 1, Int(nodes[node].start)))
    }
  }

  private mutating func escape() throws(JSONError) {
    switch next {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      offset += 1
    case UInt8(ascii: "u"):
      let start = offset
      guard Self.scalar(bytes, &offset) != nil else {
        offset = start
        throw error("expected four hexadecimal digits of a character")
      }
    case .some, nil: throw error("no such escape")
    }
  }

  private mutating func word(
    _ word: StaticString, _ kind: JSONDocument.Kind
  ) throws(JSONError) {
    let node = open(kind)
    let end = offset + word.utf8CodeUnitCount
    let isThere = word.withUTF8Buffer { buffer in
      // Safety: the buffer is only read within its bounds.
      unsafe end <= bytes.count && bytes[offset..<end].elementsEqual(buffer)
    }
    guard isThere else { throw error("expected a value") }
    offset = end
    close(node)
  }

  private mutating func number() throws(JSONError) {
    let node = open(.number)
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    if take(UInt8(ascii: ".")) { try digits() }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "-")) { _ = take(UInt8(ascii: "+")) }
      try digits()
    }
    close(node)
  }

  private mutating func digits() throws(JSONError) {
    let start = offset
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
    guard offset > start else { throw error("expected a digit") }
  }
}
