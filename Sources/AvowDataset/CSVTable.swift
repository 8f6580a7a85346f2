internal import AvowDiagnostics

/// The cells of a CSV text, row by row, as places in its bytes: nothing is copied.
struct CSVTable {
  var file: FileID
  let bytes: [UInt8]
  /// The cells of the header and of all rows, `width` to a row.
  var cells: [Cell] = []
  /// The number of cells in a row.
  var width = 0
  /// Whether the first record names the columns.
  var hasHeader = true
  /// The records, the header counted, whose cells cannot be told apart: nothing follows from them.
  var unreadRecords: Set<UInt32> = []

  /// The place of one cell, without its quotes.
  struct Cell {
    private var start: UInt32
    /// Twice the length, plus one where doubled quotes must become single ones.
    private var measure: UInt32

    init(_ range: Range<Int>, isEscaped: Bool) {
      start = UInt32(truncatingIfNeeded: range.lowerBound)
      measure = UInt32(truncatingIfNeeded: range.count << 1 | (isEscaped ? 1 : 0))
    }

    var range: Range<Int> { Int(start)..<Int(start) + Int(measure >> 1) }
    var isEscaped: Bool { measure & 1 != 0 }
    var span: SourceSpan { SourceSpan(range.lowerBound, range.upperBound) }
  }

  /// The number of rows, the header not counted.
  var rowCount: Int { width == 0 ? 0 : max(0, cells.count / width - (hasHeader ? 1 : 0)) }

  /// The first record.
  var firstRecord: ArraySlice<Cell> { cells.prefix(width) }

  /// The cell of a row, from 0, the header not counted, in a column.
  func cell(_ row: Int, _ column: Int) -> Cell {
    cells[(hasHeader ? row + 1 : row) * width + column]
  }

  /// Whether a row, from 0, the header not counted, was reported as one that cannot be read.
  func isUnread(_ row: Int) -> Bool {
    !unreadRecords.isEmpty && unreadRecords.contains(UInt32(clamping: hasHeader ? row + 1 : row))
  }

  /// The bytes of a cell: a part of the file, or a copy where quotes were doubled.
  func content(of cell: Cell) -> ArraySlice<UInt8> {
    guard cell.isEscaped else { return bytes[cell.range] }
    var result: [UInt8] = []
    result.reserveCapacity(cell.range.count)
    var isSecondQuote = false
    for byte in bytes[cell.range] {
      isSecondQuote = byte == UInt8(ascii: "\"") && !isSecondQuote
      if !isSecondQuote { result.append(byte) }
    }
    return result[...]
  }
}
