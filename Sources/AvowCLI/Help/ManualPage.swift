internal import CManual

/// A page of the manual, taken apart at its headings.
struct ManualPage {
  /// A heading and what stands below it, up to the next heading of its level or above.
  struct Section {
    let title: String
    /// 2 for `##`, 3 for `###`.
    let level: Int
    fileprivate let lines: ArraySlice<Substring>
  }

  let sections: [Section]

  /// The manual of the language.
  static var language: ManualPage { unsafe ManualPage(avow_manual_language()) }

  /// How a dataset is made.
  static var datasets: ManualPage { unsafe ManualPage(avow_manual_datasets()) }

  /// The catalogue of diagnostics, a section each.
  static var diagnostics: ManualPage { unsafe ManualPage(avow_manual_diagnostics()) }

  private init(_ page: avow_page) {
    // Safety: the bytes live as long as the program, and the size is theirs.
    let text = unsafe String(
      decoding: UnsafeBufferPointer(start: page.bytes, count: page.size), as: UTF8.self)
    self.init(text)
  }

  private init(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var isFenced = false
    var headings: [(line: Int, level: Int)] = []
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("```") { isFenced.toggle() }
      guard !isFenced, line.hasPrefix("##") else { continue }
      headings.append((index, line.prefix { $0 == "#" }.count))
    }
    sections = headings.enumerated().map { position, heading in
      let next = headings[(position + 1)...].first { $0.level <= heading.level }
      return Section(
        title: String(lines[heading.line].dropFirst(heading.level + 1)), level: heading.level,
        lines: lines[(heading.line + 1)..<(next?.line ?? lines.count)])
    }
  }

  /// The section of a title, in any case, spaces and hyphens equal.
  func section(titled title: String) -> Section? {
    sections.first { $0.topic == Self.topic(of: title) }
  }

  fileprivate static func topic(of title: String) -> String {
    title.lowercased().split { $0.isWhitespace || $0 == "-" }.joined(separator: " ")
  }

  /// The sections whose titles have some words one after another, marks left out.
  func sections(about words: String) -> [Section] {
    func parts(_ text: String) -> [Substring] {
      text.lowercased().split { !$0.isLetter && !$0.isNumber }
    }
    let wanted = parts(words)
    guard !wanted.isEmpty else { return [] }
    return sections.filter { section in
      let title = parts(section.title)
      return title.indices.contains { title[$0...].starts(with: wanted) }
    }
  }

  /// The first query that has some words, one after another; nil where none has.
  func example(with words: [String]) -> [Substring]? {
    for section in sections where section.level == 2 {
      for block in section.blocks where block.info.hasPrefix("avow") && block.has(words) {
        return block.lines
      }
    }
    return nil
  }
}

extension ManualPage.Section {
  /// The title as a topic of help.
  var topic: String { ManualPage.topic(of: title) }

  /// The section for a terminal: what was fenced is indented, marks for tools are left out.
  ///
  /// What queries print is left out too; the release program does not have it. `tables` gives the
  /// text for the mark of a table.
  func text(filling tables: (Substring) -> String?) -> String {
    var result: [Substring] = [Substring(title), ""]
    var isFenced = false
    for line in ShortManual.lines(of: lines) {
      if line.hasPrefix("```") {
        isFenced.toggle()
      } else if isFenced {
        result.append(line.isEmpty ? line : "    " + line)
      } else if let table = tables(line) {
        result += table.split(separator: "\n")
      } else if line.hasPrefix("#") {
        result.append(line.drop { $0 == "#" || $0 == " " })
      } else if !line.hasPrefix("<!--"), !(line.isEmpty && result.last?.isEmpty == true) {
        result.append(Self.withPlainBars(line))
      }
    }
    while result.last?.isEmpty == true { result.removeLast() }
    return result.joined(separator: "\n") + "\n"
  }

  /// A line whose bars are not escaped, as they have to be in a table.
  ///
  /// The library's `replacing` would bring all of its regular expressions into the program.
  private static func withPlainBars(_ line: Substring) -> Substring {
    var result = Substring()
    for character in line {
      if character == "|", result.last == "\\" { result.removeLast() }
      result.append(character)
    }
    return result
  }

  /// A fenced block.
  fileprivate struct Block {
    let info: String
    let lines: [Substring]

    /// Whether words stand in it one after another.
    func has(_ words: [String]) -> Bool {
      let all = lines.joined(separator: " ").split { !($0.isLetter || $0.isNumber || $0 == "_") }
        .map { $0.lowercased() }
      return all.indices.contains { all[$0...].starts(with: words) }
    }
  }

  fileprivate var blocks: [Block] {
    var result: [Block] = []
    var open: (info: String, lines: [Substring])?
    for line in lines {
      if line.hasPrefix("```") {
        if let block = open { result.append(Block(info: block.info, lines: block.lines)) }
        open = open == nil ? (String(line.dropFirst(3)), []) : nil
      } else {
        open?.lines.append(line)
      }
    }
    return result
  }
}
