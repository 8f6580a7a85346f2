/// One line of a wrapped text and its width in cells.
struct TextLine: Hashable {
  var text: Substring
  var width: Int
}

/// Breaks a text into lines of at most `width` cells: at spaces, else after `_ - / |`, else
/// between characters.
///
/// There is always a line. A character wider than the line stands alone and juts out.
func wrap(_ text: String, to width: Int) -> [TextLine] {
  let whole = TextWidth.of(text)
  if whole <= width { return [TextLine(text: text[...], width: whole)] }
  var breaker = LineBreaker(text: text, limit: max(width, 1))
  return breaker.lines()
}

/// Greedy line breaking: every character is looked at once.
private struct LineBreaker {
  let text: String
  let limit: Int
  private var result: [TextLine] = []
  private var start: String.Index
  private var width = 0
  private var space: Break?
  private var joint: Break?

  /// A place where a line may end: where it ends, where the next begins, and the cells up to each.
  private struct Break {
    var end: String.Index
    var next: String.Index
    var widthAtEnd: Int
    var widthAtNext: Int
  }

  init(text: String, limit: Int) {
    self.text = text
    self.limit = limit
    start = text.startIndex
  }

  mutating func lines() -> [TextLine] {
    var index = text.startIndex
    while index < text.endIndex {
      let character = text[index]
      let cells = TextWidth.of(character)
      let next = text.index(after: index)
      if character == " " {
        noteSpace(at: index, next: next)
      } else {
        while width + cells > limit, index > start { breakLine(before: index) }
      }
      width += cells
      if "_-/|".contains(character) {
        joint = Break(end: next, next: next, widthAtEnd: width, widthAtNext: width)
      }
      index = next
    }
    let end = space.map { $0.next == text.endIndex } == true ? space : nil
    appendLine(to: end?.end ?? text.endIndex, width: end?.widthAtEnd ?? width)
    return result
  }

  /// A run of spaces is one break: the line ends before it, the next begins after it.
  private mutating func noteSpace(at index: String.Index, next: String.Index) {
    if let run = space, run.next == index {
      space?.next = next
      space?.widthAtNext = width + 1
    } else if index > start {
      space = Break(end: index, next: next, widthAtEnd: width, widthAtNext: width + 1)
    }
  }

  private mutating func breakLine(before index: String.Index) {
    let here = Break(end: index, next: index, widthAtEnd: width, widthAtNext: width)
    let isJointUsable = joint.map { $0.next > start && $0.widthAtEnd <= limit } ?? false
    let chosen = space ?? (isJointUsable ? joint : nil) ?? here
    appendLine(to: chosen.end, width: chosen.widthAtEnd)
    start = chosen.next
    width -= chosen.widthAtNext
    space = nil
    if let place = joint, place.next > start {
      joint?.widthAtEnd = place.widthAtEnd - chosen.widthAtNext
      joint?.widthAtNext = place.widthAtNext - chosen.widthAtNext
    } else {
      joint = nil
    }
  }

  private mutating func appendLine(to end: String.Index, width: Int) {
    result.append(TextLine(text: text[start..<max(start, end)], width: width))
  }
}
