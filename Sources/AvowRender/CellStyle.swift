import AvowModel

/// How the values of cells are written as text.
///
/// References stand as their labels, enumeration values as they are typed in queries, conditions
/// as expressions of ids, dates as they were written. For people, digits are grouped, what is none
/// is a dash (`(none)` where it is a group), what is unknown is told in brackets with its reason.
/// For spreadsheets, digits are plain, none is empty, unknown is the word `unknown`.
struct CellStyle {
  /// Who reads the text.
  enum Reader: Hashable {
    case people
    case spreadsheet
  }

  let reader: Reader
  let numbers: NumberText
  /// What makes texts safe to show, nil where they are written as they are.
  let safety: TextSafety?
  private let dash: String
  private let unknownText: String?

  init(_ reader: Reader, page: Page) {
    let options = page.options
    let units = page.database.schema.units
    self.reader = reader
    dash = options.signs == .unicode ? "–" : "-"
    switch reader {
    case .people:
      numbers = NumberText(.grouped, signs: options.signs, units: units)
      safety = TextSafety(options.signs)
      unknownText = options.shownUnknownText
    case .spreadsheet:
      numbers = NumberText(.plain, signs: options.signs, units: units)
      safety = options.destination == .terminal ? TextSafety(options.signs) : nil
      unknownText = options.unknownText ?? "unknown"
    }
  }

  /// What stands between the members of a list.
  var listSeparator: String {
    switch reader {
    case .people: ", "
    case .spreadsheet: "|"
    }
  }

  /// What stands between the values of a record.
  var fieldSeparator: String { dash == "–" ? " · " : " / " }

  /// What stands for a list without members.
  var emptyList: String {
    switch reader {
    case .people: dash
    case .spreadsheet: ""
    }
  }

  /// The text of a cell without a value.
  func text(of state: ValueState, isGroupKey: Bool) -> String {
    if state.isUnknown, let unknownText { return unknownText }
    if state == .none, isGroupKey, reader == .people { return "(none)" }
    return switch state {
    case .known: ""
    case .none: emptyList
    case .notStated: "(unknown)"
    case .undisclosed: "(undisclosed)"
    case .unspecified: "(unspecified)"
    case .order: "(unknown order)"
    case .undecided: "(undecided)"
    case .noRate: "(no rate)"
    }
  }

  /// What an aggregate left out, to be put after its value: `+3 unknown, +2 undecided`.
  func text(leftOutUnknown unknown: Int, undecided: Int) -> String {
    var parts: [String] = []
    if unknown > 0 { parts.append("+\(number(unknown)) unknown") }
    if undecided > 0 { parts.append("+\(number(undecided)) undecided") }
    return parts.joined(separator: ", ")
  }

  /// Adds a text of the data.
  func append(_ utf8: ArraySlice<UInt8>, to output: inout [UInt8]) {
    if let safety {
      safety.append(utf8, to: &output)
    } else {
      output += utf8
    }
  }

  /// A name or label as UTF-8, made safe where the style asks for it.
  func bytes(_ text: String) -> [UInt8] {
    var output: [UInt8] = []
    append(Array(text.utf8)[...], to: &output)
    return output
  }

  private func number(_ count: Int) -> String { numbers.text(ExactNumber(Int128(count))) }
}
