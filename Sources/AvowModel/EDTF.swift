/// Reads EDTF (ISO 8601-2, 2019) levels 0 and 1, `[a..b]`, `[a..]`, `[..b]` and quarters.
///
/// Source of the definitions: Library of Congress, Extended Date/Time Format Specification.
package enum EDTF {
  /// Reads a date, or gives nil where the text is none.
  package static func parse(_ text: String) -> DateValue? {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, bytes.count <= 100 else { return nil }
    guard var value = set(bytes) ?? interval(bytes) ?? point(bytes[...]) else { return nil }
    value.spelling = text
    return value
  }

  /// `[a..b]`: one of the days in a range.
  private static func set(_ bytes: [UInt8]) -> DateValue? {
    guard bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]") else { return nil }
    let inner = bytes.dropFirst().dropLast()
    guard let dots = firstDots(in: inner) else { return point(inner) }
    let start = inner[inner.startIndex..<dots]
    let end = inner[(dots + 2)...]
    guard !start.isEmpty || !end.isEmpty else { return nil }
    let first = start.isEmpty ? DateValue(.distantPast) : point(start)
    let last = end.isEmpty ? DateValue(.distantFuture) : point(end)
    guard let first, let last, first.earliest <= last.latest else { return nil }
    return DateValue(
      first.earliest, last.latest, qualifiers: first.qualifiers.union(last.qualifiers))
  }

  private static func firstDots(in bytes: ArraySlice<UInt8>) -> Int? {
    bytes.indices.dropLast().first {
      bytes[$0] == UInt8(ascii: ".") && bytes[$0 + 1] == UInt8(ascii: ".")
    }
  }

  /// `a/b`: from a to b; `..` is open, nothing is unknown.
  private static func interval(_ bytes: [UInt8]) -> DateValue? {
    // The ends of an interval are dates, never times of day.
    guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")), !bytes.contains(UInt8(ascii: "T"))
    else { return nil }
    let start = bytes[..<slash]
    let end = bytes[(slash + 1)...]
    let dots: [UInt8] = [UInt8(ascii: "."), UInt8(ascii: ".")]
    func isOpen(_ side: ArraySlice<UInt8>) -> Bool { side.isEmpty || Array(side) == dots }
    guard !isOpen(start) || !isOpen(end) else { return nil }
    let first = isOpen(start) ? DateValue(.distantPast) : point(start)
    let last = isOpen(end) ? DateValue(.distantFuture) : point(end)
    guard let first, let last, first.earliest <= last.latest else { return nil }
    return DateValue(
      first.earliest, last.latest, meaning: .lasting,
      qualifiers: first.qualifiers.union(last.qualifiers))
  }

  /// A year, season, quarter, month, day or timestamp with an optional qualifier.
  private static func point(_ bytes: ArraySlice<UInt8>) -> DateValue? {
    var body = bytes
    var qualifiers: DateValue.Qualifiers = []
    switch body.last {
    case UInt8(ascii: "?"): qualifiers = .uncertain
    case UInt8(ascii: "~"): qualifiers = .approximate
    case UInt8(ascii: "%"): qualifiers = [.uncertain, .approximate]
    default: break
    }
    if !qualifiers.isEmpty { body = body.dropLast() }
    guard let (first, last) = EDTFPoint(body).span else { return nil }
    return DateValue(first, last, qualifiers: qualifiers)
  }
}
