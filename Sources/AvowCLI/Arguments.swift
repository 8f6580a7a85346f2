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

/// A day after `--today`.
struct DayArgument: ExpressibleByArgument {
  let day: CalendarDay

  init?(argument: String) {
    guard let day = CalendarDay(argument) else { return nil }
    self.day = day
  }
}

/// A date after `--as-of` or `--known-on`, of which the last day counts.
struct PeriodArgument: ExpressibleByArgument {
  let lastDay: CalendarDay

  init?(argument: String) {
    guard let day = CalendarDay(endOf: argument) else { return nil }
    lastDay = day
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
