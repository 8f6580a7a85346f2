internal import AvowDiagnostics

/// A JSON text as a flat list of nodes in the order of the text.
///
/// Avow reads its own JSON because a complaint about a descriptor must point at the place, which
/// the usual readers forget, and because nothing is copied until it is asked for: opening the
/// built-in package is part of every start.
final class JSONDocument {
  let bytes: [UInt8]
  let nodes: [Node]

  init(bytes: [UInt8], nodes: [Node]) {
    self.bytes = bytes
    self.nodes = nodes
  }

  enum Kind: UInt8 {
    case null, boolean, number, string, array, object
  }

  struct Node {
    var kind: Kind
    /// Whether a string has escapes.
    var isEscaped = false
    /// The bytes of the value, of a string without its quotes.
    var start: UInt32
    var end: UInt32
    /// The node after this one and all that it holds.
    var next: UInt32
  }

  /// The outermost value.
  var root: JSONValue { value(at: 0) }

  /// The node of an object's first member of that name, nil where there is none.
  fileprivate func member(_ name: StaticString, of object: Int) -> Int? {
    let nodes = nodes
    let bytes = bytes
    let end = Int(nodes[object].next)
    // Safety: the name is read within its own length only.
    let letters = unsafe UnsafeBufferPointer(
      start: name.utf8Start, count: name.utf8CodeUnitCount)
    var position = object + 1
    while position < end {
      let key = nodes[position]
      let value = Int(key.next)
      if Int(key.end - key.start) == letters.count, !key.isEscaped {
        var matched = 0
        while matched < letters.count,
          unsafe bytes[Int(key.start) + matched] == letters[matched]
        { matched += 1 }
        if matched == letters.count { return value }
      }
      position = Int(nodes[value].next)
    }
    return nil
  }

  /// The value that begins at a node.
  func value(at node: Int) -> JSONValue { JSONValue(document: self, index: node) }
}

/// One value of a document.
struct JSONValue {
  let document: JSONDocument
  fileprivate let index: Int

  fileprivate init(document: JSONDocument, index: Int) {
    self.document = document
    self.index = index
  }

  private var node: JSONDocument.Node { document.nodes[index] }

  var kind: JSONDocument.Kind { node.kind }

  /// The bytes of the value, of a string without its quotes.
  var span: SourceSpan { SourceSpan(Int(node.start), Int(node.end)) }

  /// The bytes of the value, of a string without its quotes and with its escapes.
  var bytes: ArraySlice<UInt8> { document.bytes[range] }

  /// The places of those bytes.
  var range: Range<Int> { Int(node.start)..<Int(node.end) }

  /// The text of a string, else nil.
  var string: String? {
    guard kind == .string else { return nil }
    let raw = document.bytes[span.start..<span.end]
    return node.isEscaped ? JSONReader.unescaped(raw) : String(decoding: raw, as: UTF8.self)
  }

  /// The truth value, else nil.
  var boolean: Bool? {
    guard kind == .boolean else { return nil }
    return document.bytes[span.start] == UInt8(ascii: "t")
  }

  /// The members of an array, else nil.
  var elements: [JSONValue]? { kind == .array ? children : nil }

  /// The members of an object in the order of the text, else nil.
  var members: [(key: JSONValue, value: JSONValue)]? {
    guard kind == .object else { return nil }
    let children = children
    return stride(from: 0, to: children.count - 1, by: 2).map { (children[$0], children[$0 + 1]) }
  }

  /// The first member of that name, nil where there is none.
  subscript(name: StaticString) -> JSONValue? {
    guard kind == .object, let value = document.member(name, of: index) else { return nil }
    return JSONValue(document: document, index: value)
  }

  private var children: [JSONValue] {
    var result: [JSONValue] = []
    var position = index + 1
    while position < Int(node.next) {
      result.append(JSONValue(document: document, index: position))
      position = Int(document.nodes[position].next)
    }
    return result
  }
}
