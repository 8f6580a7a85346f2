/// Finds recorded passages in a copy of their document by length and digest, and by nothing else.
///
/// A passage is looked for where it was recorded, then where its neighbours went, then at the
/// beginnings of words, then everywhere. A text that stands in several places, with no neighbour
/// to tell which, stays unanchored.
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

  /// How many bytes are hashed for one document before a search is given up.
  static let hashedBytesMax = 128 << 20

  private var readings: [Reading]
  private var bytesLeft: Int

  /// A reading of the file with what was found in it.
  private struct Reading {
    let reading: LineEndReading
    /// Likely distances from the recorded offsets.
    var shifts: [Int]
    /// The recorded and the present offsets of the passages found, in the order of the former.
    var found: [(recorded: Int, present: Int)] = []

    var text: DocumentText { reading.text }
  }

  /// Makes ready to search a text whose recorded length, in scalars, may be known.
  init(_ text: DocumentText, recordedLength: Int?, hashing limit: Int = hashedBytesMax) {
    let readings = [LineEndReading(text)] + (LineEndReading.other(than: text).map { [$0] } ?? [])
    self.readings = readings.map { reading in
      // What was put before everything, or a mark of byte order that came or went.
      let growth = recordedLength.map { reading.text.scalarCount - $0 }
      return Reading(reading: reading, shifts: [growth, 1, -1].compactMap(\.self))
    }
    bytesLeft = limit
  }

  /// Finds all passages; the longest first, because they lead to the others.
  mutating func anchors(of passages: [Recorded]) -> [Anchor] {
    var anchors = [Anchor?](repeating: nil, count: passages.count)
    for (index, passage) in passages.enumerated() where matches(passage, at: passage.start, in: 0) {
      anchors[index] = enter(passage, at: passage.start, in: 0)
    }
    let rest = passages.indices.filter { anchors[$0] == nil }
      .sorted { passages[$0].length > passages[$1].length }
    for index in rest { anchors[index] = anchor(passages[index]) }
    return anchors.map { $0 ?? .absent }
  }

  private mutating func anchor(_ passage: Recorded) -> Anchor {
    guard passage.length > 0 else { return .absent }
    for reading in readings.indices {
      for shifts in [neighbourShifts(of: passage, in: reading), readings[reading].shifts] {
        let places = Set(shifts.map { passage.start + $0 })
          .filter { matches(passage, at: $0, in: reading) }
        if places.count > 1 { return .several }
        if let place = places.first { return enter(passage, at: place, in: reading) }
      }
    }
    for reading in readings.indices {
      for places in [Places.wordStarts, .others] {
        switch search(for: passage, at: places, in: reading) {
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

  /// How far the passages found nearest before and after have moved.
  private func neighbourShifts(of passage: Recorded, in reading: Int) -> [Int] {
    let found = readings[reading].found
    let next = Self.position(of: passage.start, in: found)
    return [next - 1, next].filter(found.indices.contains)
      .map { found[$0].present - found[$0].recorded }
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
    /// Behind everything that is no ASCII letter or digit.
    case wordStarts
    /// Where the other does not.
    case others

    func takeIn(_ byteBefore: UInt8?) -> Bool {
      guard let byteBefore else { return self == .wordStarts }
      let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byteBefore | 0x20)
      let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byteBefore)
      return (isLetter || isDigit) == (self == .others)
    }
  }

  /// Looks at all places of a kind; a range found is one of the reading.
  private mutating func search(
    for passage: Recorded, at places: Places, in reading: Int
  ) -> Anchor {
    let text = readings[reading].text
    guard passage.length <= text.scalarCount else { return .absent }
    var result = Anchor.absent
    var first = 0
    var last = text.byteOffset(ofScalar: passage.length)
    for start in 0...(text.scalarCount - passage.length) {
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
