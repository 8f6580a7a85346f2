/// Finds recorded passages in a copy of their document by length and digest, and by nothing else.
///
/// A passage is looked for where it was recorded, then where its neighbours went, then between
/// these, then at the beginnings of words, then everywhere. A text that stands in several places,
/// with no neighbour to tell which, stays unanchored. The work is bounded.
struct SpanAnchoring {
  /// A passage as it was recorded.
  struct Recorded {
    var start: Int
    var end: Int
    var digest: SHA256
  }

  /// Where a passage is in the copy.
  enum Anchor: Hashable, Sendable {
    /// At these scalars of the file.
    case found(Range<Int>)
    /// In several places that have nothing to choose between them.
    case several
    /// Nowhere.
    case absent
    /// The search ended before the whole file was seen.
    case unsearched
  }

  /// How many bytes are hashed for one document, near where passages should be and everywhere,
  /// before a search is given up.
  static let hashedBytesMax = (near: 64 << 20, everywhere: 128 << 20)

  /// Neighbours that moved further apart than this, in scalars, say little of what is between.
  private static let windowMax = 20_000

  private var readings: [Reading]
  private var bytesLeft = hashedBytesMax.near

  /// A reading of the file with what was found in it.
  private struct Reading {
    let reading: LineEndReading
    /// How many scalars it has more than were recorded.
    let growth: Int?
    /// Likely distances from the recorded offsets.
    var shifts: [Int]
    /// The recorded and the present offsets of the passages found, in the order of the former.
    var found: [(recorded: Int, present: Int)] = []

    var text: DocumentText { reading.text }
  }

  /// Makes ready to search a text whose recorded length, in scalars, may be known.
  init(_ text: DocumentText, recordedLength: Int?) {
    let readings = [LineEndReading(text)] + (LineEndReading.other(than: text).map { [$0] } ?? [])
    self.readings = readings.map { reading in
      // What was put before everything, or a mark of byte order that came or went.
      let growth = recordedLength.map { reading.text.scalarCount - $0 }
      return Reading(
        reading: reading, growth: growth, shifts: [growth, 1, -1].compactMap(\.self))
    }
  }

  /// Finds all passages; the longest first, because they lead to the others.
  mutating func anchors(of passages: [Recorded]) -> [Anchor] {
    var anchors = [Anchor?](repeating: nil, count: passages.count)
    for (index, passage) in passages.enumerated() where matches(passage, at: passage.start, in: 0) {
      anchors[index] = enter(passage, at: passage.start, in: 0)
    }
    let rest = passages.indices.filter { anchors[$0] == nil }
      .sorted { passages[$0].length > passages[$1].length }
    for index in rest { anchors[index] = near(passages[index]) }
    bytesLeft = Self.hashedBytesMax.everywhere
    for index in rest where anchors[index] == nil {
      // What was found in the meantime may help.
      anchors[index] = near(passages[index]) ?? anywhere(passages[index])
    }
    return anchors.map { $0 ?? .absent }
  }

  /// Looks where the neighbours went, and between these; nil where it is not there.
  private mutating func near(_ passage: Recorded) -> Anchor? {
    guard passage.length > 0 else { return .absent }
    for reading in readings.indices {
      let neighbours = neighbourShifts(of: passage, in: reading)
      for shifts in [neighbours.compactMap(\.self), readings[reading].shifts] {
        let places = Set(shifts.map { passage.start + $0 })
          .filter { matches(passage, at: $0, in: reading) }
        if places.count > 1 { return .several }
        guard let place = places.first else { continue }
        let isAmongFound = neighbours.contains { $0 != nil }
        return isAmongFound
          ? enter(passage, at: place, in: reading) : enterOnly(passage, at: place, in: reading)
      }
      guard let window = window(between: neighbours, in: reading) else { continue }
      let starts = passage.start + window.lowerBound...passage.start + window.upperBound
      switch search(for: passage, at: .all, from: starts, in: reading) {
      case .found(let range):
        let place = range.lowerBound
        return neighbours.allSatisfy({ $0 != nil })
          ? enter(passage, at: place, in: reading) : enterOnly(passage, at: place, in: reading)
      case .several: return .several
      case .absent, .unsearched: continue
      }
    }
    return nil
  }

  /// Takes a place that no neighbours vouch for, if the text begins no words elsewhere.
  private mutating func enterOnly(
    _ passage: Recorded, at start: Int, in reading: Int
  ) -> Anchor {
    let starts = 0...readings[reading].text.scalarCount
    switch search(for: passage, at: .wordStarts, from: starts, in: reading) {
    case .found(let range) where range.lowerBound != start: return .several
    case .several: return .several
    case .unsearched: return .unsearched
    case .found, .absent: return enter(passage, at: start, in: reading)
    }
  }

  /// The distances that a passage between neighbours may have moved; nil where they say little.
  private func window(between neighbours: [Int?], in reading: Int) -> ClosedRange<Int>? {
    guard let growth = readings[reading].growth else { return nil }
    let before = neighbours.first.flatMap(\.self) ?? 0
    let behind = neighbours.last.flatMap(\.self) ?? growth
    let window = min(before, behind)...max(before, behind)
    return window.upperBound - window.lowerBound <= Self.windowMax ? window : nil
  }

  /// Looks at the beginnings of words, then everywhere.
  private mutating func anywhere(_ passage: Recorded) -> Anchor {
    for reading in readings.indices {
      for places in [Places.wordStarts, .others] {
        let starts = 0...max(0, readings[reading].text.scalarCount)
        switch search(for: passage, at: places, from: starts, in: reading) {
        case .found(let range): return enter(passage, at: range.lowerBound, in: reading)
        case .absent: continue
        case .several: return .several
        case .unsearched: return .unsearched
        }
      }
    }
    return .absent
  }

  /// Whether the passage stands at an offset of a reading.
  private mutating func matches(_ passage: Recorded, at start: Int, in reading: Int) -> Bool {
    let (end, overflows) = start.addingReportingOverflow(passage.length)
    guard !overflows, start >= 0, start < end,
      let bytes = readings[reading].text.byteRange(ofScalars: start..<end), spend(bytes.count)
    else { return false }
    return readings[reading].text.digest(ofBytes: bytes) == passage.digest
  }

  /// Takes the work of hashing some bytes from what is left of it; false where that is too little.
  private mutating func spend(_ count: Int) -> Bool {
    let work = count + 64
    guard bytesLeft >= work else { return false }
    bytesLeft -= work
    return true
  }

  /// How far the passages found nearest before and behind have moved, nil where there is none.
  private func neighbourShifts(of passage: Recorded, in reading: Int) -> [Int?] {
    let found = readings[reading].found
    let next = Self.position(of: passage.start, in: found)
    return [next - 1, next].map { index in
      found.indices.contains(index) ? found[index].present - found[index].recorded : nil
    }
  }

  /// Takes a place as found, in all readings.
  private mutating func enter(_ passage: Recorded, at start: Int, in reading: Int) -> Anchor {
    let source = readings[reading].reading
    let file = source.fileOffset(of: start)..<source.fileOffset(of: start + passage.length)
    for index in readings.indices {
      let present = readings[index].reading.offset(ofFileOffset: file.lowerBound)
      let place = Self.position(of: passage.start, in: readings[index].found)
      readings[index].found.insert((passage.start, present), at: place)
      let shift = present - passage.start
      if !readings[index].shifts.contains(shift), readings[index].shifts.count < 32 {
        readings[index].shifts.append(shift)
      }
    }
    return .found(file)
  }

  private static func position(
    of recorded: Int, in found: [(recorded: Int, present: Int)]
  ) -> Int {
    var low = 0
    var high = found.count
    while low < high {
      let middle = (low + high) / 2
      if found[middle].recorded < recorded { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension SpanAnchoring.Recorded {
  /// The number of scalars.
  var length: Int { end - start }
}

// MARK: Search

extension SpanAnchoring {
  /// Where a search looks.
  private enum Places {
    case all
    /// Behind everything that is no ASCII letter or digit.
    case wordStarts
    /// Behind ASCII letters and digits.
    case others

    func takeIn(_ byteBefore: UInt8?) -> Bool {
      switch self {
      case .all: true
      case .wordStarts: byteBefore.map { !Self.isWordByte($0) } ?? true
      case .others: byteBefore.map(Self.isWordByte) ?? false
      }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
  }

  /// Looks at all places of a kind among some offsets; a range found is one of the reading.
  private mutating func search(
    for passage: Recorded, at places: Places, from starts: ClosedRange<Int>, in reading: Int
  ) -> Anchor {
    let text = readings[reading].text
    let end = min(starts.upperBound, text.scalarCount - passage.length)
    guard max(0, starts.lowerBound) <= end else { return .absent }
    var result = Anchor.absent
    var first = text.byteOffset(ofScalar: max(0, starts.lowerBound))
    var last = text.byteOffset(ofScalar: max(0, starts.lowerBound) + passage.length)
    for start in max(0, starts.lowerBound)...end {
      if places.takeIn(first == 0 ? nil : text.bytes[first - 1]) {
        guard spend(last - first) else { return .unsearched }
        if text.digest(ofBytes: first..<last) == passage.digest {
          guard result == .absent else { return .several }
          result = .found(start..<start + passage.length)
        }
      }
      first = first < text.bytes.count ? text.end(ofScalarAt: first) : first
      last = last < text.bytes.count ? text.end(ofScalarAt: last) : last
    }
    return result
  }
}
