/// The part of a source line that is shown for a span, and where the carets go.
struct Excerpt {
  /// The line, cut at both ends to what can be shown.
  private(set) var line = ""
  /// The cells before the first caret.
  private(set) var caretColumn = 0
  /// The number of carets; at least one.
  private(set) var caretCount = 1

  /// The bytes before and after a span that are looked at, however long the line.
  private static let reach = 4096

  /// Cuts the line on which a range begins; a range over several lines is shown on its first.
  init(of range: Range<Int>, in source: SourceText, widthMax: Int) {
    let whole = source.line(source.lineIndex(at: range.lowerBound))
    let start = min(range.lowerBound, whole.upperBound)
    let end = min(max(range.upperBound, start), whole.upperBound)
    let low = Excerpt.boundary(
      before: max(whole.lowerBound, start - Excerpt.reach), in: source, whole)
    let high = min(whole.upperBound, start + Excerpt.reach)
    let display = DisplayText(source.bytes, in: low..<max(low, high))
    let first = display.cells.firstIndex { $0.offset >= start } ?? display.cells.count
    let last = max(first, display.cells.firstIndex { $0.offset >= end } ?? display.cells.count)
    let column = first < display.cells.count ? display.cells[first].column : display.width
    let endColumn = last < display.cells.count ? display.cells[last].column : display.width
    show(
      display, around: column..<max(column + 1, endColumn), widthMax: widthMax,
      isCut: (low > whole.lowerBound, high < whole.upperBound))
  }

  /// Moves an offset back to the first byte of its character.
  private static func boundary(
    before offset: Int, in source: SourceText, _ line: Range<Int>
  ) -> Int {
    var place = offset
    while place > line.lowerBound, place < line.upperBound, offset - place < 4,
      source.bytes[place] & 0xC0 == 0x80
    {
      place -= 1
    }
    return place
  }

  private mutating func show(
    _ display: DisplayText, around carets: Range<Int>, widthMax: Int,
    isCut: (before: Bool, after: Bool)
  ) {
    let window = Excerpt.window(of: display.width, around: carets, widthMax: widthMax)
    let isCutBefore = isCut.before || window.lowerBound > 0
    let isCutAfter = isCut.after || window.upperBound < display.width
    let shown = display.cells.filter {
      $0.column >= window.lowerBound && $0.column + $0.width <= window.upperBound
    }
    let start = shown.first?.column ?? window.lowerBound
    let shownEnd = shown.last.map { $0.column + $0.width } ?? start
    line = (isCutBefore ? "…" : "") + shown.map(\.text).joined() + (isCutAfter ? "…" : "")
    caretColumn = max(0, carets.lowerBound - start) + (isCutBefore ? 1 : 0)
    caretCount = max(
      1,
      min(carets.upperBound, max(shownEnd, carets.lowerBound + 1))
        - carets.lowerBound)
  }

  /// The columns shown of a line: all, or as many as fit, with the carets a third from the left.
  private static func window(
    of width: Int, around carets: Range<Int>, widthMax: Int
  ) -> Range<Int> {
    guard width > widthMax else { return 0..<width }
    guard carets.upperBound > widthMax - 2 else { return 0..<(widthMax - 1) }
    let start = max(0, carets.lowerBound - widthMax / 3)
    return start..<min(width, start + widthMax - 2)
  }
}
