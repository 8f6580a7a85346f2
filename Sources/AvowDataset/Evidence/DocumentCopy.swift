/// The copy of a document at hand.
struct DocumentCopy: Sendable {
  /// How a copy compares with what was recorded of the file.
  enum Condition: Hashable, Sendable {
    /// Its digest is the recorded one.
    case asRecorded
    /// The dataset has no digest of it.
    case unverified
    /// It has other line ends than recorded, or a byte-order mark; else it is the same.
    case reformatted
    /// Its digest is another.
    case changed
    /// There is no file.
    case missing
    /// There is a file that cannot be read, for this reason.
    case unreadable(String)
  }

  let condition: Condition
  /// The text, nil where there is none.
  let text: DocumentText?

  /// Reads a file and compares it with the digest that was recorded.
  init(_ file: String?, in files: DirectoryFiles, recorded: SHA256?) {
    guard let file else {
      condition = .missing
      text = nil
      return
    }
    let bytes: [UInt8]
    do {
      bytes = try files.contents(of: file, atMost: DocumentText.sizeLimit)
    } catch {
      condition = error == .missing ? .missing : .unreadable(error.message)
      text = nil
      return
    }
    do {
      let text = try DocumentText(bytes)
      self.text = text
      condition = recorded.map { Self.condition(of: text, recorded: $0) } ?? .unverified
    } catch {
      text = nil
      condition = .unreadable("\(error.message) (byte \(error.offset + 1))")
    }
  }

  private static func condition(of text: DocumentText, recorded: SHA256) -> Condition {
    if text.digest == recorded { return .asRecorded }
    let readings = [text] + (LineEndReading.other(than: text).map { [$0.text] } ?? [])
    let mark = Array("\u{FEFF}".utf8)
    let isSame = readings.contains { reading in
      let start = reading.bytes.starts(with: mark) ? mark.count : 0
      return reading.digest(ofBytes: start..<reading.bytes.count) == recorded
    }
    return isSame ? .reformatted : .changed
  }
}

extension DocumentCopy.Condition {
  /// What a reader of evidence must know about the document, nil for nothing.
  func note(_ document: String, file: String?) -> String? {
    let name = file.map { " (\($0))" } ?? ""
    return switch self {
    case .asRecorded, .reformatted, .unverified: nil
    case .changed: "\(document)\(name) has changed since it was recorded"
    case .missing: "\(document) is not in the directory of documents"
    case .unreadable(let reason): "\(document)\(name) cannot be read: \(reason)"
    }
  }
}
