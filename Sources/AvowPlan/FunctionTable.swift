package import AvowModel

/// A built-in function: the one table from which binding, help, completion and the manual derive.
package struct FunctionRow: Sendable {
  /// What binding a call gives.
  package enum Meaning: Sendable {
    case scalar(ScalarFunction)
    case aggregate(AggregateFunction)
    /// Looks at whether its argument is decided.
    case modality(isPossibly: Bool)
    /// Replaces each row of a list by what a field of it gives.
    case lift
    /// Looks at the rows beside the row.
    case window(WindowFunction)
    /// Asks about a condition, from the viewpoint of the query or of a day.
    case condition(ConditionFunction)
    /// Gives rows: the changes of threads.
    case changes
  }

  /// What an argument may be.
  package enum Parameter: Sendable {
    case any
    case boolean
    case condition
    case date
    case list
    /// A number, a quantity, or a date: what has a lower and an upper end.
    case interval
    case number
    case text
  }

  /// How the type of a call follows.
  package enum Result: Sendable {
    case type(DataType)
    /// The type of the first argument.
    case first
    /// The type of a bound of the first argument.
    case bound
    /// What the aggregate makes of its argument's type.
    case aggregate
  }

  package var name: String
  package var meaning: Meaning
  package var parameters: [Parameter]
  /// How many of the parameters may be left out.
  package var optionalCount: Int
  /// Whether the last parameter may be repeated.
  package var isVariadic: Bool
  package var result: Result
  /// The arguments as people write them: `x, places`.
  package var synopsis: String
  package var summary: String

  /// The call with its arguments: `round(x, places)`.
  package var signature: String { "\(name)(\(synopsis))" }
}

/// The table of built-in functions.
package enum FunctionTable {
  /// Every function, aggregates first, each group in the order of the manual.
  package static let all: [FunctionRow] =
    aggregates + windows + numbers + texts + dates + states + lists + conditions

  /// The function of a name.
  package static func function(named name: String) -> FunctionRow? {
    all.first { $0.name == name }
  }

  private static let aggregates: [FunctionRow] = [
    aggregate("count", .count, [.any], optional: 1, "[rows]", "how many rows"),
    aggregate(
      "distinct_count", .distinctCount, [.any], "x", "how many different known values"),
    aggregate("sum", .sum, [.number], "x", "the sum; of quantities one figure per unit"),
    aggregate("avg", .avg, [.number], "x", "the mean"),
    aggregate("min", .min, [.any], "x", "the least value"),
    aggregate("max", .max, [.any], "x", "the greatest value"),
    aggregate("median", .median, [.number], "x", "the middle value"),
    aggregate(
      "percentile", .percentile, [.number, .number], "x, percent",
      "the value below which a share of the rows lies"),
    aggregate("any", .any, [.any], "rows", "whether there is such a row"),
    aggregate("all", .all, [.any, .boolean], "rows, condition", "whether every row fulfils it"),
    aggregate("none", .none, [.any], "rows", "whether there is no such row"),
    aggregate("first", .first, [.any], "x", "the value of the first row"),
    aggregate("last", .last, [.any], "x", "the value of the last row"),
    aggregate("list", .list, [.any], "x", "the different known values"),
    aggregate(
      "share", .share, [.any], optional: 1, "[rows]", "the group's part of all rows, from 0 to 1"),
  ]

  private static let windows: [FunctionRow] = [
    window(.rank, [], "", "the place in the order of a window; with over (order by …)"),
    window(.rowNumber, [], "", "the number of the row in the order of a window, from 1"),
    window(
      .lag, [.any, .number, .any], "x [, n [, otherwise]]",
      "the value of the row n places before in a window"),
    window(
      .lead, [.any, .number, .any], "x [, n [, otherwise]]",
      "the value of the row n places after in a window"),
  ]

  private static func window(
    _ function: WindowFunction, _ parameters: [FunctionRow.Parameter], _ synopsis: String,
    _ summary: String
  ) -> FunctionRow {
    FunctionRow(
      name: function.rawValue, meaning: .window(function), parameters: parameters,
      optionalCount: parameters.isEmpty ? 0 : parameters.count - 1, isVariadic: false,
      result: parameters.isEmpty ? .type(.integer) : .first,
      synopsis: synopsis, summary: summary)
  }

  private static let numbers: [FunctionRow] = [
    scalar(.low, [.interval], .bound, "x", "the least that it may be"),
    scalar(.high, [.interval], .bound, "x", "the most that it may be"),
    scalar(.abs, [.number], .first, "x", "the size without the sign"),
    scalar(
      .round, [.number, .number], optional: 1, .first, "x [, places]", "rounded, half to even"),
    scalar(.floor, [.number], .first, "x", "the next whole number below"),
    scalar(.ceiling, [.number], .first, "x", "the next whole number above"),
    scalar(.mod, [.number, .number], .first, "a, b", "the remainder of a divided by b"),
  ]

  private static let texts: [FunctionRow] = [
    scalar(.lower, [.text], .type(.text), "t", "in lower case"),
    scalar(.upper, [.text], .type(.text), "t", "in upper case"),
    scalar(.trim, [.text], .type(.text), "t", "without blanks at the ends"),
    scalar(.length, [.text], .type(.integer), "t", "how many characters"),
    scalar(.startsWith, [.text, .text], .type(.boolean), "t, start", "whether it starts so"),
    scalar(.endsWith, [.text, .text], .type(.boolean), "t, end", "whether it ends so"),
    scalar(
      .replace, [.text, .text, .text], .type(.text), "t, old, new", "each old text made new"),
    scalar(
      .substring, [.text, .number, .number], optional: 1, .type(.text), "t, start [, length]",
      "a part, counted from 1"),
    scalar(
      .similar, [.text, .text], .type(.decimal), "t, u",
      "how alike two texts are, from 0 to 1"),
    scalar(.text, [.any], .type(.text), "x", "the value as text"),
  ]

  private static let dates: [FunctionRow] = [
    scalar(.year, [.date], .type(.integer), "d", "the year"),
    scalar(.quarter, [.date], .type(.integer), "d", "the quarter, 1 to 4"),
    scalar(.month, [.date], .type(.integer), "d", "the month, 1 to 12"),
    scalar(.day, [.date], .type(.integer), "d", "the day of the month"),
    scalar(.weekday, [.date], .type(.integer), "d", "the day of the week, Monday is 1"),
    scalar(
      .truncate, [.date, .text], .type(.date), "d, \"month\"",
      "the year, quarter, month or week that it lies in"),
  ]

  private static let states: [FunctionRow] = [
    scalar(.reason, [.any], .type(.text), "x", "why a value is not known"),
    scalar(
      .coalesce, [.any, .any], variadic: true, .first, "a, b, …", "the first known value"),
    FunctionRow(
      name: "possibly", meaning: .modality(isPossibly: true), parameters: [.boolean],
      optionalCount: 0, isVariadic: false, result: .type(.boolean), synopsis: "condition",
      summary: "true or undecided"),
    FunctionRow(
      name: "certainly", meaning: .modality(isPossibly: false), parameters: [.boolean],
      optionalCount: 0, isVariadic: false, result: .type(.boolean), synopsis: "condition",
      summary: "true for sure"),
  ]

  private static let lists: [FunctionRow] = [
    scalar(.size, [.list], .type(.integer), "list", "how many members"),
    scalar(
      .joined, [.list, .text], optional: 1, .type(.text), "list [, separator]",
      "the members as one text"
    ),
    scalar(.without, [.list, .any], .first, "list, x", "the members other than x"),
    FunctionRow(
      name: "lift", meaning: .lift, parameters: [.any, .any], optionalCount: 0,
      isVariadic: false, result: .first, synopsis: "list, field",
      summary: "each row replaced by what its field names, where it names something"),
  ]

  private static let conditions: [FunctionRow] = [
    scalar(
      .names, [.condition], .first, "condition", "the named conditions of a condition"),
    FunctionRow(
      name: "holds", meaning: .condition(.holds), parameters: [.condition, .date],
      optionalCount: 1, isVariadic: false, result: .type(.boolean),
      synopsis: "condition [, day]", summary: "whether a condition is fulfilled"),
    FunctionRow(
      name: "blockers", meaning: .condition(.blockers), parameters: [.condition, .date],
      optionalCount: 1, isVariadic: false, result: .first, synopsis: "condition [, day]",
      summary: "the named conditions that keep a condition from being fulfilled"),
    FunctionRow(
      name: "changes", meaning: .changes, parameters: [.any], optionalCount: 0,
      isVariadic: false, result: .first, synopsis: "rows",
      summary: "how promises came to be as they are: one row per change of a field"),
  ]

  private static func scalar(
    _ function: ScalarFunction, _ parameters: [FunctionRow.Parameter], optional: Int = 0,
    variadic: Bool = false, _ result: FunctionRow.Result, _ synopsis: String, _ summary: String
  ) -> FunctionRow {
    FunctionRow(
      name: function.rawValue, meaning: .scalar(function), parameters: parameters,
      optionalCount: optional, isVariadic: variadic, result: result, synopsis: synopsis,
      summary: summary)
  }

  private static func aggregate(
    _ name: String, _ function: AggregateFunction, _ parameters: [FunctionRow.Parameter],
    optional: Int = 0, _ synopsis: String, _ summary: String
  ) -> FunctionRow {
    FunctionRow(
      name: name, meaning: .aggregate(function), parameters: parameters, optionalCount: optional,
      isVariadic: false, result: .aggregate, synopsis: synopsis, summary: summary)
  }
}
