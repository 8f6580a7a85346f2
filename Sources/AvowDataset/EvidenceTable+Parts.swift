internal import AvowDiagnostics

extension EvidenceTable {
  /// The parts of an address, as places in it or as numbers.
  struct Parts {
    var document: Range<Int>
    var paragraph: Int64
    var start: Int64
    var end: Int64
    var language: Range<Int>
    var digest: Range<Int>

    /// Reads an address.
    init(_ address: Span<UInt8>) throws(CellFault) {
      let colon = UInt8(ascii: ":")
      document = Self.part(address, from: 0, upTo: colon)
      let paragraph = Self.part(address, from: document.upperBound + 1, upTo: colon)
      let start = Self.part(address, from: paragraph.upperBound + 1, upTo: UInt8(ascii: "-"))
      let end = Self.part(address, from: start.upperBound + 1, upTo: colon)
      language = Self.part(address, from: end.upperBound + 1, upTo: colon)
      digest = min(language.upperBound + 1, address.count)..<address.count
      guard !digest.isEmpty else {
        throw CellFault(
          .badEvidence, "\(quoted(address)) is no address of evidence",
          hint: "it reads DOCUMENT:PARAGRAPH:START-END:LANGUAGE:SHA256")
      }
      self.paragraph = try Self.number(address, paragraph)
      self.start = try Self.number(address, start)
      self.end = try Self.number(address, end)
      guard self.start < self.end else {
        throw CellFault(
          .badEvidence, "the passage ends before it begins",
          at: start.lowerBound..<end.upperBound)
      }
      try checkLanguage(address.extracting(language))
      try checkDigest(address.extracting(digest))
    }

    /// The address for people: `d003 ¶5 1231–1464`.
    func label(_ document: Span<UInt8>) -> [UInt8] {
      var label: [UInt8] = []
      label.reserveCapacity(document.count + 40)
      for index in document.indices { label.append(document[index]) }
      label.append(contentsOf: " ¶".utf8)
      Self.append(paragraph, to: &label)
      label.append(UInt8(ascii: " "))
      Self.append(start, to: &label)
      label.append(contentsOf: "–".utf8)
      Self.append(end, to: &label)
      return label
    }

    private static func append(_ number: Int64, to text: inout [UInt8]) {
      var divisor: Int64 = 1
      while number / divisor >= 10 { divisor *= 10 }
      while divisor > 0 {
        text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / divisor % 10))
        divisor /= 10
      }
    }

    private static func part(
      _ address: Span<UInt8>, from start: Int, upTo mark: UInt8
    ) -> Range<Int> {
      let start = min(start, address.count)
      var end = start
      while end < address.count, address[end] != mark { end += 1 }
      return start..<end
    }

    private static func number(
      _ address: Span<UInt8>, _ range: Range<Int>
    ) throws(CellFault) -> Int64 {
      var result: Int64 = 0
      var isNumber = (1..<16).contains(range.count)
      for index in range where isNumber {
        let digit = address[index]
        isNumber = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit)
        if isNumber { result = result * 10 + Int64(digit - UInt8(ascii: "0")) }
      }
      if isNumber { return result }
      throw CellFault(
        .badEvidence, "\(quoted(address.extracting(range))) is no number", at: range)
    }

    private func checkLanguage(_ tag: Span<UInt8>) throws(CellFault) {
      let isTag = tag.indices.allSatisfy { index in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(tag[index] | 0x20)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(tag[index])
          || tag[index] == UInt8(ascii: "-")
      }
      guard isTag, (2...35).contains(tag.count) else {
        throw CellFault(
          .badEvidence, "\(quoted(tag)) is no language", at: language,
          hint: "write its tag, such as en")
      }
    }

    private func checkDigest(_ digits: Span<UInt8>) throws(CellFault) {
      let isDigest = digits.indices.allSatisfy { index in
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digits[index])
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(digits[index])
      }
      guard isDigest, digits.count == 64 else {
        throw CellFault(
          .badEvidence, "\(quoted(digits)) is no SHA-256", at: digest,
          hint: "it has 64 digits 0-9 and a-f")
      }
    }
  }
}
