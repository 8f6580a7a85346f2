internal import AvowDiagnostics

/// A reason why a text is not CSV; reading goes on behind it.
struct CSVError: Error {
  enum Kind {
    /// A quote opens a cell and none closes it.
    case openQuote
    /// Something stands between the closing quote and the end of the cell.
    case textAfterQuote
    /// A quote stands inside a cell that does not begin with one.
    case strayQuote
    /// A record has another number of cells than the first.
    case ragged(count: Int, expected: Int)
    /// The text is longer than offsets of 32 bits allow.
    case tooLong
  }

  var kind: Kind
  var span: SourceSpan
}

/// Reads CSV (RFC 4180): commas, doubled quotes, line breaks within quotes, LF, CRLF or CR.
///
/// Empty lines are no records. A row of another width is reported, and cut or filled, so that the
/// rest of the table can be looked at.
struct CSVReader {
  private let bytes: [UInt8]
  private let delimiter: UInt8
  private var offset = 0
  private var table: CSVTable
  private(set) var errors: [CSVError] = []
  /// How many errors of each kind there are beyond those kept.
  private(set) var unkept: [DiagnosticCode.Dataset: Int] = [:]
  /// Whether something is wrong with the quotes of the record that is read.
  private var isMisquoted = false

  /// Errors beyond this number are not kept.
  private static let errorLimit = 1000

  /// Reads all records; O(n).
  static func read(
    _ bytes: [UInt8], file: FileID, delimiter: UInt8 = UInt8(ascii: ",")
  ) -> (table: CSVTable, errors: [CSVError], unkept: [DiagnosticCode.Dataset: Int]) {
    var reader = CSVReader(bytes, file, delimiter)
    guard bytes.count < Int(Int32.max) else {
      reader.report(.tooLong, from: 0, to: 0)
      return (reader.table, reader.errors, reader.unkept)
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.offset = 3 }
    while reader.offset < bytes.count { reader.record() }
    return (reader.table, reader.errors, reader.unkept)
  }

  private init(_ bytes: [UInt8], _ file: FileID, _ delimiter: UInt8) {
    self.bytes = bytes
    self.delimiter = delimiter
    table = CSVTable(file: file, bytes: bytes)
    table.cells.reserveCapacity(bytes.count / 16)
  }

  private mutating func report(_ kind: CSVError.Kind, from start: Int, to end: Int) {
    let error = CSVError(kind: kind, span: SourceSpan(start, end))
    if error.code == .badCSV { isMisquoted = true }
    if errors.count < Self.errorLimit {
      errors.append(error)
    } else {
      unkept[error.code, default: 0] += 1
    }
  }

  /// Reads one record with its line break, or an empty line.
  private mutating func record() {
    if endLine() { return }
    isMisquoted = false
    let start = offset
    let first = table.cells.count
    repeat {
      if offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") {
        quotedCell()
      } else {
        plainCell()
      }
    } while takeDelimiter()
    settle(first, start)
    _ = endLine()
  }

  private mutating func takeDelimiter() -> Bool {
    guard offset < bytes.count, bytes[offset] == delimiter else { return false }
    offset += 1
    return true
  }

  private mutating func endLine() -> Bool {
    guard offset < bytes.count else { return false }
    switch bytes[offset] {
    case UInt8(ascii: "\n"):
      offset += 1
      return true
    case UInt8(ascii: "\r"):
      offset += 1
      if offset < bytes.count, bytes[offset] == UInt8(ascii: "\n") { offset += 1 }
      return true
    default: return false
    }
  }

  private mutating func plainCell() {
    let start = offset
    let (end, quote) = plainEnd()
    offset = end
    if let quote { report(.strayQuote, from: quote, to: quote + 1) }
    table.cells.append(.init(start..<end, isEscaped: false))
  }

  /// The end of a cell without quotes, and the first quote that stands in it all the same.
  private func plainEnd() -> (end: Int, quote: Int?) {
    let bytes = bytes.span
    // Most bytes are letters; line breaks, the quote and the usual delimiters lie below.
    let limit = max(UInt8(ascii: ","), delimiter)
    var position = offset
    var quote: Int?
    while true {
      while position < bytes.count, bytes[position] > limit { position += 1 }
      guard position < bytes.count else { return (position, quote) }
      switch bytes[position] {
      case delimiter, UInt8(ascii: "\n"), UInt8(ascii: "\r"): return (position, quote)
      case UInt8(ascii: "\""): quote = quote ?? position
      default: break
      }
      position += 1
    }
  }

  private mutating func quotedCell() {
    offset += 1
    let start = offset
    var isEscaped = false
    while let quote = nextQuote() {
      offset = quote + 1
      guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else {
        table.cells.append(.init(start..<quote, isEscaped: isEscaped))
        skipToCellEnd()
        return
      }
      isEscaped = true
      offset += 1
    }
    report(.openQuote, from: start - 1, to: start)
    table.cells.append(.init(start..<bytes.count, isEscaped: false))
    offset = bytes.count
  }

  private func nextQuote() -> Int? {
    let bytes = bytes.span
    var position = offset
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "\"") { return position }
      position += 1
    }
    return nil
  }

  private mutating func skipToCellEnd() {
    let start = offset
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      offset += 1
    }
    if offset > start { report(.textAfterQuote, from: start, to: offset) }
  }

  /// Holds the record that began at cell `first` against the width of the table.
  private mutating func settle(_ first: Int, _ start: Int) {
    let count = table.cells.count - first
    if table.width == 0 { table.width = count }
    if isMisquoted || count != table.width, first >= table.width {
      table.unreadRecords.insert(UInt32(clamping: first / table.width))
    }
    guard count != table.width else { return }
    // Where a quote is amiss, so are the commas.
    if !isMisquoted {
      report(.ragged(count: count, expected: table.width), from: start, to: offset)
    }
    if count > table.width { table.cells.removeLast(count - table.width) }
    while table.cells.count < first + table.width {
      table.cells.append(.init(offset..<offset, isEscaped: false))
    }
  }
}
