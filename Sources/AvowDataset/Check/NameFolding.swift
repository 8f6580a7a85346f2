internal import AvowModel

/// The form in which queries compare names: lower-case, blanks and hyphens as `_`.
enum NameFolding {
  /// The folded bytes of a name.
  static func fold(_ name: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(name.count)
    for byte in name {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): result.append(byte | 0x20)
      case UInt8(ascii: " "), UInt8(ascii: "-"): result.append(UInt8(ascii: "_"))
      case 0x80...:
        let lowered = String(decoding: name, as: UTF8.self).lowercased()
        return lowered.utf8.map { $0 == 0x20 || $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 }
      default: result.append(byte)
      }
    }
    return result
  }

  /// The folded form of a name.
  static func fold(_ name: String) -> String {
    String(decoding: fold(Array(name.utf8)[...]), as: UTF8.self)
  }
}

extension Column {
  /// Gives the folded form of each text, and of each member of a list of texts.
  func forEachName(_ body: (_ row: Int, _ folded: [UInt8], _ name: ArraySlice<UInt8>) -> Void) {
    switch data {
    case .text(let texts):
      for row in 0..<texts.count where state(at: row) == .known {
        let name = texts.utf8(at: row)
        body(row, NameFolding.fold(name), name)
      }
    case .list(let lists):
      guard case .text(let texts) = lists.elements.data else { return }
      for row in 0..<lists.count where state(at: row) == .known {
        for member in lists.members(of: row) {
          let name = texts.utf8(at: member)
          body(row, NameFolding.fold(name), name)
        }
      }
    case .boolean, .number, .date, .code, .reference, .condition, .record, .missing: break
    }
  }
}
