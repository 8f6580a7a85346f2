/// A file of samples: what is put in, a line `----`, and what must come out.
///
///     # dataset: ../packages/small
///
///     # Why the sample is there.
///     input, perhaps over several lines
///     ----
///     expected output
///
/// A blank line ends a sample; a blank line within one is written as `.`, and a line of dots with
/// one dot more. Comments stand above a sample or alone; a line `# name: value` before the first
/// sample, with a blank line after it, is a setting of the file.
package struct CorpusFile: Sendable {
  /// A setting of the whole file: `dataset` → `../packages/small`.
  package struct Setting: Hashable, Sendable {
    package var name: String
    package var value: String
    /// The line on which it stands, from 1.
    package var line: Int
  }

  /// What keeps a text from being a file of samples.
  package struct Fault: Hashable, Sendable {
    /// The line that it is about, from 1.
    package var line: Int
    /// What is wrong, without a full stop.
    package var message: String
  }

  /// A piece of the file between blank lines.
  private enum Part {
    case prose([String])
    /// The position of a sample.
    case sample(Int)
  }

  /// The settings of the file, in order.
  package private(set) var settings: [Setting] = []
  package private(set) var samples: [Sample] = []
  package private(set) var faults: [Fault] = []
  private var parts: [Part] = []
  private let lineBreak: String

  /// The settings by name, the last of a name.
  package var directives: [String: String] {
    Dictionary(settings.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
  }

  /// The path of a file or directory that a setting names: it is relative to the file of samples.
  package static func place(of value: String, namedIn path: String) -> String {
    guard !value.hasPrefix("/"), let end = path.lastIndex(of: "/") else { return value }
    return path[...end] + value
  }

  /// Reads a text; what is wrong with it is in `faults`.
  package init(_ text: String) {
    // Editors of Windows put a byte-order mark before the text.
    let lines = Self.lines(of: text.first == "\u{FEFF}" ? String(text.dropFirst()) : text)
    lineBreak = lines.first?.hasSuffix("\r") == true ? "\r\n" : "\n"
    var block: [CorpusLine] = []
    for (index, line) in (lines + [""]).enumerated() {
      let text = lineBreak == "\r\n" && line.hasSuffix("\r") ? String(line.dropLast()) : line
      if !text.isEmpty {
        block.append(CorpusLine(number: index + 1, text: text))
      } else if !block.isEmpty {
        add(block)
        block = []
      }
    }
  }

  /// The lines, without the empty ones at the end.
  private static func lines(of text: String) -> [String] {
    // A line break of Windows is one character to String, two to its bytes.
    var lines = Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private mutating func add(_ block: [CorpusLine]) {
    guard let separator = block.firstIndex(where: { $0.text == "----" }) else {
      return addProse(block)
    }
    let sample = Sample(block, separator: separator)
    if sample.input.isEmpty {
      faults.append(Fault(line: sample.line, message: "there is nothing above the line ----"))
    }
    faults += sample.faults
    parts.append(.sample(samples.count))
    samples.append(sample)
  }

  private mutating func addProse(_ block: [CorpusLine]) {
    parts.append(.prose(block.map(\.text)))
    for line in block {
      if !line.isComment {
        faults.append(Fault(line: line.number, message: "no line ---- follows what is put in"))
        return
      }
      if samples.isEmpty, let (name, value) = line.setting {
        settings.append(Setting(name: name, value: value, line: line.number))
      }
    }
  }

  /// The file with each expectation replaced by what really comes out.
  package func updated(_ output: (Sample) -> String) -> String {
    let blocks = parts.map { part -> [String] in
      switch part {
      case .prose(let lines): return lines
      case .sample(let position):
        let sample = samples[position]
        return sample.comment + CorpusLine.escaped(sample.input) + ["----"]
          + CorpusLine.escaped(output(sample))
      }
    }
    return blocks.map { $0.map { $0 + lineBreak }.joined() }.joined(separator: lineBreak)
  }
}
