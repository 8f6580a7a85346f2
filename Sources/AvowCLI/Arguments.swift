internal import ArgumentParser
internal import Avow
internal import AvowRender
internal import Synchronization

/// Counts the arguments, so that the order of `-c` and `-f` among each other is known.
private let argumentCount = Atomic<Int>(0)

private func nextPosition() -> Int {
  argumentCount.wrappingAdd(1, ordering: .relaxed).newValue
}

/// Statements after `-c`.
struct QueryArgument: ExpressibleByArgument {
  let text: String
  let position = nextPosition()

  init?(argument: String) { text = argument }
}

/// A file after `-f`.
struct FileArgument: ExpressibleByArgument {
  let path: String
  let position = nextPosition()

  init?(argument: String) { path = argument }
}

/// `name=value` after `-v`.
struct ParameterArgument: ExpressibleByArgument {
  let name: String
  let value: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else {
      return nil
    }
    name = String(argument[..<equals])
    value = String(argument[argument.index(after: equals)...])
  }
}

/// The days that options name.
enum DayArgument {
  /// The day after `--today`.
  static func day(_ text: String) throws -> CalendarDay {
    guard let day = CalendarDay(text) else { throw complaint(text, "2025-03-14", isDay: true) }
    return day
  }

  /// The last day of the date after `--as-of` or `--known-on`.
  static func lastDay(_ text: String) throws -> CalendarDay {
    guard let day = CalendarDay(endOf: text) else { throw complaint(text, "2025-03", isDay: false) }
    return day
  }

  private static func complaint(
    _ text: String, _ example: String, isDay: Bool
  ) -> ValidationError {
    let advice =
      CalendarDay.advice(about: text, isDay: isDay) ?? "write a date such as \(example)"
    return ValidationError("that is no date; \(advice)")
  }
}

/// A mode after `--mode`.
struct ModeArgument: ExpressibleByArgument {
  let mode: OutputMode

  init?(argument: String) {
    guard let mode = OutputMode(rawValue: argument.lowercased()) else { return nil }
    self.mode = mode
  }

  static var allValueStrings: [String] { OutputMode.allCases.map(\.name) }
}

extension Display.ErrorForm: ExpressibleByArgument {}
