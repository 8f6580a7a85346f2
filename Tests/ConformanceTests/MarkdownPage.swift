/// A page of Markdown with fenced blocks and tables that tests hold true.
struct MarkdownPage {
  /// A fenced block.
  struct Block {
    /// What stands after the opening fence: `avow small`.
    var info: String
    var text: String
    /// The lines of the page that it takes, fences included, counted from 0.
    var lines: Range<Int>

    /// Whether it is a query; `dataset` is nil for the built-in one.
    var isQuery: Bool { info == "avow" || info.hasPrefix("avow ") }
    var dataset: String? { info.hasPrefix("avow ") ? String(info.dropFirst(5)) : nil }
    /// The number of its first line as an editor shows it.
    var line: Int { lines.lowerBound + 2 }
  }

  /// A heading and what stands below it, up to the next of its level.
  struct Section {
    var title: String
    var line: Int
    var prose: String
    var blocks: [Block]
  }

  private var lines: [String]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  var text: String { lines.joined(separator: "\n") }

  /// Every fenced block, in order.
  var blocks: [Block] { blocks(in: lines.indices) }

  private func blocks(in range: Range<Int>) -> [Block] {
    var result: [Block] = []
    var index = range.lowerBound
    while index < range.upperBound {
      guard lines[index].hasPrefix("```"),
        let end = lines[(index + 1)..<range.upperBound].firstIndex(of: "```")
      else {
        index += 1
        continue
      }
      result.append(
        Block(
          info: String(lines[index].dropFirst(3)),
          text: lines[(index + 1)..<end].joined(separator: "\n"), lines: index..<(end + 1)))
      index = end + 1
    }
    return result
  }

  /// The queries that have their output right under them.
  var examples: [(query: Block, output: Block)] {
    let all = blocks
    return zip(all, all.dropFirst()).filter { query, output in
      query.isQuery && output.info.isEmpty
        && output.lines.lowerBound == query.lines.upperBound
    }
  }

  /// The sections of a level: `##`.
  func sections(_ mark: String) -> [Section] {
    let fenced = Set(blocks.flatMap { Array($0.lines) })
    let starts = lines.indices.filter { !fenced.contains($0) && lines[$0].hasPrefix(mark + " ") }
    return starts.enumerated().map { position, start in
      let end = position + 1 < starts.count ? starts[position + 1] : lines.endIndex
      let body = (start + 1)..<end
      return Section(
        title: String(lines[start].dropFirst(mark.count + 1)), line: start + 1,
        prose: body.filter { !fenced.contains($0) && !lines[$0].isEmpty }.map { lines[$0] }
          .joined(separator: " "),
        blocks: blocks(in: body))
    }
  }

  /// The lines between a comment `<!-- name -->` and the next blank line, nil without the comment.
  func passage(_ name: String) -> String? {
    passageLines(name).map { lines[$0].joined(separator: "\n") }
  }

  private func passageLines(_ name: String) -> Range<Int>? {
    guard let mark = lines.firstIndex(of: "<!-- \(name) -->") else { return nil }
    let end = lines[mark...].firstIndex(of: "") ?? lines.endIndex
    return (mark + 1)..<end
  }

  /// Puts a text in the place of a marked passage.
  mutating func replacePassage(_ name: String, with text: String) {
    guard let range = passageLines(name) else { return }
    let new = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines.replaceSubrange(range, with: new)
  }

  /// Puts texts in the place of what the blocks hold; blocks in any order.
  mutating func replace(_ changes: [(block: Block, text: String)]) {
    for (block, text) in changes.sorted(by: {
      $0.block.lines.lowerBound > $1.block.lines.lowerBound
    }) {
      let inner = (block.lines.lowerBound + 1)..<(block.lines.upperBound - 1)
      let new = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      lines.replaceSubrange(inner, with: new)
    }
  }
}
