package import AvowDataset

/// Finds the places of a document where somebody's words stand.
///
/// Words match without regard to case, accents, line breaks and the form of quotes; `…` or `...`
/// stands for words left out.
package struct PassageSearch {
  /// A place where the words stand.
  package struct Match: Hashable, Sendable {
    /// The Unicode scalars of the document.
    package var scalars: Range<Int>
    /// The number of the paragraph, from 1.
    package var paragraph: Int
    /// The SHA-256 of the passage in 64 hexadecimal digits.
    package var digest: String
  }

  /// A passage among its neighbours.
  package struct Excerpt: Hashable, Sendable {
    /// The passage.
    package var text: String
    /// What stands before the passage in its sentence.
    package var before: String
    /// What stands behind the passage in its sentence.
    package var behind: String
  }

  private let document: DocumentText
  private let text: LooseText

  /// Makes a document ready for searches; O(n).
  package init(_ document: DocumentText) {
    self.document = document
    text = LooseText(document.bytes)
  }

  /// Where words stand in the document.
  package struct Places: Hashable, Sendable {
    /// The bytes of each place, from the first to the last.
    package var ranges: [Range<Int>]
    /// Whether the words begin and end where words do.
    package var areWhole: Bool
  }

  /// The places of the words; where some have them as whole words, those alone; O(n).
  package func places(of words: String) -> Places {
    let wanted = LooseText(Array(words.utf8)).trimmed
    var found = ByteSearch.ranges(of: wanted.span, in: text.bytes.span)
    if found.isEmpty { found = rangesWithGaps(Self.parts(of: wanted)) }
    let whole = found.filter(text.isWhole)
    return Places(
      ranges: (whole.isEmpty ? found : whole).map(text.source),
      areWhole: !whole.isEmpty || found.isEmpty)
  }

  /// Whether there is anything to look for.
  package static func isEmpty(_ words: String) -> Bool {
    parts(of: LooseText(Array(words.utf8)).trimmed).isEmpty
  }

  /// The match at some bytes of the document.
  package func match(at place: Range<Int>) -> Match {
    Match(
      scalars: scalars(at: place), paragraph: document.paragraph(atByte: place.lowerBound),
      digest: "\(document.digest(ofBytes: place))")
  }

  /// The sentence around some bytes of the document.
  package func excerpt(at place: Range<Int>) -> Excerpt {
    guard let context = Passage.Context(scalars(at: place), in: document) else {
      return Excerpt(text: "", before: "", behind: "")
    }
    return Excerpt(
      text: context.marked, before: (context.isCutBefore ? "…" : "") + context.before,
      behind: context.behind + (context.isCutBehind ? "…" : ""))
  }

  private func scalars(at place: Range<Int>) -> Range<Int> {
    let start = document.scalarOffset(ofByte: place.lowerBound)
    return start..<document.scalarOffset(ofByte: place.upperBound)
  }

  /// The whole sentences around a place; nil where they are too long to have ends.
  package func sentences(around place: Range<Int>) -> Range<Int>? {
    let bounds = SentenceBounds(around: place, in: document)
    return bounds.isCutBefore || bounds.isCutBehind ? nil : bounds.range
  }

  /// The longest beginning of the words that stands in the document, as whole words, and its first
  /// place; O(n log words).
  package func longestBeginning(of words: String) -> (count: Int, total: Int, place: Range<Int>)? {
    let all = LooseText(Array(words.utf8)).trimmed.split(separator: UInt8(ascii: " "))
    func place(_ count: Int) -> Range<Int>? {
      let wanted = Array(all.prefix(count).joined(separator: CollectionOfOne(UInt8(ascii: " "))))
      return ByteSearch.ranges(of: wanted.span, in: text.bytes.span).first(where: text.isWhole)
    }
    var best: (count: Int, place: Range<Int>)?
    var high = all.count
    while (best?.count ?? 0) < high {
      let count = ((best?.count ?? 0) + high + 1) / 2
      if let found = place(count) { best = (count, found) } else { high = count - 1 }
    }
    return best.map { ($0.count, all.count, text.source(of: $0.place)) }
  }
}

// MARK: Words left out

extension PassageSearch {
  /// How far apart the beginning and the end of a passage may stand, in bytes.
  private static let gapMax = 10_000

  /// The words before and behind each `...`, which may stand in brackets.
  private static func parts(of wanted: [UInt8]) -> [[UInt8]] {
    let dot = UInt8(ascii: ".")
    var parts: [[UInt8]] = [[]]
    var index = 0
    while index < wanted.count {
      var end = index
      while end < wanted.count, wanted[end] == dot { end += 1 }
      guard end - index >= 3 else {
        parts[parts.count - 1].append(wanted[index])
        index += 1
        continue
      }
      if let open = parts[parts.count - 1].last, end < wanted.count,
        isPair(open, wanted[end])
      {
        parts[parts.count - 1].removeLast()
        end += 1
      }
      parts.append([])
      index = end
    }
    return parts.map { part in
      let end = part.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? 0
      return Array(part[..<end].drop { $0 == 0x20 })
    }.filter { !$0.isEmpty }
  }

  private static func isPair(_ open: UInt8, _ close: UInt8) -> Bool {
    switch open {
    case UInt8(ascii: "["): close == UInt8(ascii: "]")
    case UInt8(ascii: "("): close == UInt8(ascii: ")")
    default: false
    }
  }

  /// The shortest ranges in which the parts follow each other.
  private func rangesWithGaps(_ parts: [[UInt8]]) -> [Range<Int>] {
    guard let first = parts.first else { return [] }
    let beginnings = ByteSearch.ranges(of: first.span, in: text.bytes.span)
    let rest = parts.dropFirst().map { ByteSearch.ranges(of: $0.span, in: text.bytes.span) }
    var found: [Range<Int>] = []
    for beginning in beginnings {
      var end: Int? = beginning.upperBound
      for ranges in rest {
        end = end.flatMap { Self.first(of: ranges, from: $0)?.upperBound }
      }
      guard let end, end - beginning.lowerBound <= Self.gapMax else { continue }
      // A later beginning of the same end leaves less out.
      if found.last?.upperBound == end { found.removeLast() }
      found.append(beginning.lowerBound..<end)
    }
    return found
  }

  /// The first range that begins at a place or behind it.
  private static func first(of ranges: [Range<Int>], from place: Int) -> Range<Int>? {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].lowerBound < place { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count ? ranges[low] : nil
  }
}
