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
  private var twins: Set<SHA256> = []
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
    let rest = passages.indices.filter { anchors[$0] == nil && passages[$0].length > 0 }
      .sorted { passages[$0].length > passages[$1].length }
    twins = Self.twins(among: passages)
    var sightings: [Int: Sighting] = [:]
    for index in rest {
      sightings[index] = nearby(passages[index])
      anchors[index] = sightings[index].flatMap { choose(among: $0, passages[index]) }
    }
    bytesLeft = Self.hashedBytesMax.everywhere
    for index in rest where anchors[index] == nil {
      // What was found in the meantime may help.
      if let sighting = sightings[index] ?? nearby(passages[index]) {
        anchors[index] = choose(among: sighting, passages[index]) ?? sighting.undecided
      } else {
        anchors[index] = anywhere(passages[index])
      }
    }
    return anchors.map { $0 ?? .absent }
  }

  /// Where a reading has the text of a passage: the offsets of its first scalars.
  private struct Sighting {
    var reading: Int
    var places: [Int]

    /// What is to be said where nothing tells which place is meant.
    var undecided: Anchor { places.count == 1 ? .absent : .several }
  }

  /// The digests of texts that the document had in several places.
  private static func twins(among passages: [Recorded]) -> Set<SHA256> {
    var starts: [SHA256: Int] = [:]
    return Set(
      passages.filter { starts.updateValue($0.start, forKey: $0.digest) ?? $0.start != $0.start }
        .map(\.digest))
  }

  /// Looks where the neighbours went, and between these.
  private mutating func nearby(_ passage: Recorded) -> Sighting? {
    for reading in readings.indices {
      let neighbours = neighbourShifts(of: passage, in: reading)
      let shifts = neighbours.compactMap(\.self) + readings[reading].shifts
      for place in shifts.map({ passage.start + $0 }) + [passage.start]
      where matches(passage, at: place, in: reading) {
        return sighting(of: passage, at: place, in: reading)
      }
      guard let window = window(between: neighbours, in: reading) else { continue }
      let starts = passage.start + window.lowerBound...passage.start + window.upperBound
      if case .place(let place) = search(for: passage, at: .all, from: starts, in: reading) {
        return sighting(of: passage, at: place, in: reading)
      }
    }
    return nil
  }

  /// All places of a text that was seen at one; now that it is known, nothing need be hashed.
  private func sighting(of passage: Recorded, at place: Int, in reading: Int) -> Sighting {
    let text = readings[reading].text
    guard let bytes = text.byteRange(ofScalars: place..<place + passage.length) else {
      return Sighting(reading: reading, places: [])
    }
    let found = ByteSearch.ranges(of: text.bytes.span.extracting(bytes), in: text.bytes.span)
    return Sighting(
      reading: reading, places: found.map { text.scalarOffset(ofByte: $0.lowerBound) })
  }

  /// Takes the only place, or the only one that neighbours vouch for: it moved as one of them did,
  /// or stands between them.
  private mutating func choose(among sighting: Sighting, _ passage: Recorded) -> Anchor? {
    let reading = sighting.reading
    // One of two that were there may be gone.
    if sighting.places.count == 1, !twins.contains(passage.digest) {
      return enter(passage, at: sighting.places[0], in: reading)
    }
    let neighbours = neighbourShifts(of: passage, in: reading)
    let moved = sighting.places.filter { neighbours.contains($0 - passage.start) }
    if moved.count == 1 { return enter(passage, at: moved[0], in: reading) }
    guard moved.isEmpty, neighbours.allSatisfy({ $0 != nil }),
      let window = window(between: neighbours, in: reading)
    else { return nil }
    let between = sighting.places.filter { window.contains($0 - passage.start) }
    return between.count == 1 ? enter(passage, at: between[0], in: reading) : nil
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
        let starts = 0...readings[reading].text.scalarCount
        switch search(for: passage, at: places, from: starts, in: reading) {
        case .place(let place):
          let sighting = sighting(of: passage, at: place, in: reading)
          return choose(among: sighting, passage) ?? sighting.undecided
        case .nowhere: continue
        case .givenUp: return .unsearched
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

  /// What a search came to.
  private enum SearchResult {
    /// The passage stands at this offset of the reading, and perhaps further on.
    case place(Int)
    case nowhere
    /// There is too little work left to go on.
    case givenUp
  }

  /// Looks at all places of a kind among some offsets, up to the first that has the passage.
  private mutating func search(
    for passage: Recorded, at places: Places, from starts: ClosedRange<Int>, in reading: Int
  ) -> SearchResult {
    let text = readings[reading].text
    let start = max(0, starts.lowerBound)
    let end = min(starts.upperBound, text.scalarCount - passage.length)
    guard start <= end else { return .nowhere }
    var first = text.byteOffset(ofScalar: start)
    var last = text.byteOffset(ofScalar: start + passage.length)
    for place in start...end {
      if places.takeIn(first == 0 ? nil : text.bytes[first - 1]) {
        guard spend(last - first) else { return .givenUp }
        if text.digest(ofBytes: first..<last) == passage.digest { return .place(place) }
      }
      first = first < text.bytes.count ? text.end(ofScalarAt: first) : first
      last = last < text.bytes.count ? text.end(ofScalarAt: last) : last
    }
    return .nowhere
  }
}
