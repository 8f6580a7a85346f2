internal import AvowModel

/// The layout of columns.
extension SnapshotCoder {
  mutating func table(_ table: inout Table) {
    count(&table.rowCount)
    let blank: Column? = Column(.missing(0))
    list(&table.columns, blank: blank) { coder, column in
      coder.optional(&column, blank: Column(.missing(0))) { $0.column(&$1, depth: 0) }
    }
  }

  private mutating func column(_ column: inout Column, depth: Int) {
    var states = column.validity?.states.map(\.rawValue) ?? []
    integers(&states)
    data(&column.data, depth: depth)
    guard isReading else { return }
    let read = states.compactMap(ValueState.init(rawValue:))
    guard read.count == states.count, states.isEmpty || states.count == column.count else {
      return damage()
    }
    column.validity = Validity(read)
  }

  private mutating func data(_ data: inout ColumnData, depth: Int) {
    var tag = Self.tag(of: data)
    integer(&tag)
    switch tag {
    case 0: bits(&data)
    case 1: numbers(&data)
    case 2: texts(&data)
    case 3: dates(&data)
    case 4: codes(&data)
    case 5: references(&data)
    case 6: conditions(&data)
    case 7 where depth < 4: lists(&data, depth: depth)
    case 8: missing(&data)
    default: damage()
    }
  }

  private static func tag(of data: ColumnData) -> UInt8 {
    switch data {
    case .boolean: 0
    case .number: 1
    case .text: 2
    case .date: 3
    case .code: 4
    case .reference: 5
    case .condition: 6
    case .list: 7
    // No field of a dataset is a record.
    case .record, .missing: 8
    }
  }

  private mutating func bits(_ data: inout ColumnData) {
    var length = 0
    var words: [UInt64] = []
    if case .boolean(let bits) = data { (length, words) = (bits.count, bits.words) }
    count(&length)
    integers(&words)
    guard words.count == (length + 63) / 64 else { return damage() }
    data = .boolean(Bitmap(words: words, count: length))
  }

  private mutating func texts(_ data: inout ColumnData) {
    var bytes: [UInt8] = []
    var offsets: [UInt32] = []
    if case .text(let texts) = data {
      bytes = texts.bytes
      offsets = texts.offsets.map { UInt32(clamping: $0) }
    }
    integers(&bytes)
    integers(&offsets)
    guard let texts = TextColumn(bytes: bytes, offsets: offsets.map(Int.init)) else {
      return damage()
    }
    data = .text(texts)
  }

  private mutating func dates(_ data: inout ColumnData) {
    var dates = DateColumn([])
    if case .date(let written) = data { dates = written }
    integers(&dates.earliest)
    optional(&dates.latest, blank: []) { $0.integers(&$1) }
    var marks = dates.marks?.map { $0.meaning.rawValue << 4 | $0.qualifiers.rawValue }
    optional(&marks, blank: []) { $0.integers(&$1) }
    optional(&dates.spellings, blank: []) { coder, spellings in
      coder.list(&spellings, blank: nil) { coder, spelling in
        coder.optional(&spelling, blank: "") { $0.text(&$1) }
      }
    }
    dates.marks = marks?.map { mark in
      DateColumn.Mark(
        meaning: DateValue.Meaning(rawValue: mark >> 4) ?? .oneDay,
        qualifiers: DateValue.Qualifiers(rawValue: mark & 15))
    }
    let lengths = [dates.latest?.count, dates.marks?.count, dates.spellings?.count]
    guard lengths.allSatisfy({ $0 == nil || $0 == dates.count }) else { return damage() }
    data = .date(dates)
  }

  private mutating func codes(_ data: inout ColumnData) {
    var width: UInt8 = 0
    var bytes: [UInt8] = []
    var shorts: [UInt16] = []
    var words: [UInt32] = []
    if case .code(let codes) = data {
      switch codes {
      case .byte(let codes): (width, bytes) = (1, codes)
      case .short(let codes): (width, shorts) = (2, codes)
      case .word(let codes): (width, words) = (4, codes)
      }
    }
    integer(&width)
    switch width {
    case 1:
      integers(&bytes)
      data = .code(.byte(bytes))
    case 2:
      integers(&shorts)
      data = .code(.short(shorts))
    case 4:
      integers(&words)
      data = .code(.word(words))
    default: damage()
    }
  }

  private mutating func references(_ data: inout ColumnData) {
    var rows: [UInt32] = []
    if case .reference(let written) = data { rows = written }
    integers(&rows)
    data = .reference(rows)
  }

  private mutating func lists(_ data: inout ColumnData, depth: Int) {
    var offsets: [UInt32] = []
    var elements = Column(.missing(0))
    if case .list(let lists) = data { (offsets, elements) = (lists.offsets, lists.elements) }
    integers(&offsets)
    column(&elements, depth: depth + 1)
    guard !isDamaged, offsets.first == 0, offsets.last.map(Int.init) == elements.count,
      zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 })
    else { return damage() }
    data = .list(ListColumn(offsets: offsets, elements: elements))
  }

  private mutating func missing(_ data: inout ColumnData) {
    var length = data.count
    count(&length)
    data = .missing(length)
  }
}
