extension CorpusFile {
  /// One input and what must come out.
  package struct Sample: Sendable, CustomStringConvertible {
    /// The comment lines above, with their marks.
    package var comment: [String]
    package var input: String
    package var expected: String
    /// The line on which the input begins, from 1.
    package var line: Int

    /// The first line of the input, for the names of tests.
    package var description: String {
      "\(line): " + input.prefix { $0 != "\n" }
    }

    /// Reads the lines between two blank ones; `separator` is the position of the line `----`.
    init(_ block: [CorpusLine], separator: Int) {
      // Comments end at the first line that is none; a shebang line is input.
      let comment = block[..<separator].prefix(while: \.isComment)
      let input = block[comment.count..<separator]
      self.comment = comment.map(\.text)
      self.input = CorpusLine.text(input.map(\.text))
      expected = CorpusLine.text(block[(separator + 1)...].map(\.text))
      line = input.first?.number ?? block[separator].number
    }
  }
}

extension CorpusFile.Sample {
  /// The values of parameters: a comment `# param: name = text` gives one.
  package var parameters: [(name: String, value: String)] {
    comment.compactMap { line in
      guard let text = Self.parameterText(line) else { return nil }
      // Searching in bytes needs no part of the library for regular expressions.
      let bytes = Array(text.utf8)
      let mark = bytes.indices.first { bytes[$0...].starts(with: " = ".utf8) }
      guard let mark else { return nil }
      return (
        String(decoding: bytes[..<mark], as: UTF8.self),
        String(decoding: bytes[(mark + 3)...], as: UTF8.self)
      )
    }
  }

  /// Parameters that give no value.
  var faults: [CorpusFile.Fault] {
    let texts = comment.compactMap(Self.parameterText)
    guard texts.count != parameters.count else { return [] }
    return [
      CorpusFile.Fault(line: line, message: "a parameter is written as # param: name = value")
    ]
  }

  private static func parameterText(_ line: String) -> Substring? {
    line.hasPrefix("# param:") ? line.dropFirst(8).drop { $0 == " " } : nil
  }
}
