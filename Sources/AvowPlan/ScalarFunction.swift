/// The functions of single values; `FunctionTable` has their signatures and descriptions.
package enum ScalarFunction: String, Sendable, CaseIterable {
  // Numbers and quantities: `low` and `high` give a bound, tightened for whole units, or none
  // where it is absent; for dates, the first and the last day.
  case low
  case high
  case abs
  case round
  case floor
  case ceiling
  case mod
  // Texts, by Unicode scalar values; lengths and positions, which start from 1, count characters.
  case lower
  case upper
  case trim
  case length
  case startsWith = "starts_with"
  case endsWith = "ends_with"
  case replace
  case substring
  /// How alike two texts are, from 0 to 1: the trigrams that they share, without regard to case,
  /// accents and punctuation, over all that either has.
  case similar
  /// The value as it is shown.
  case text
  // Dates: a part is unknown where the interval holds several.
  case year
  case month
  case quarter
  case day
  case weekday
  /// The start of the year, quarter, month or week, as a period: `truncate(said, "month")`.
  case truncate
  // Missing values.
  /// Why a value is not known: a text, none for a known value.
  case reason
  /// The first argument that is neither unknown nor none, else the last.
  case coalesce
  // Lists.
  /// The number of members.
  case size
  /// The members joined to one text by a separator.
  case joined
  /// The list without a value or without the members of a list, each member once.
  case without
  /// The named conditions of a condition expression, as a list.
  case names
}
