/// The words that have a meaning of their own in the language.
package enum Keyword: String, CaseIterable, Sendable {
  case `where`, derive, group, select, order, limit, top, distinct, expand, pivot, assuming
  case assert, join
  case `as`, during
  case why, cite, explain, chart
  case union, except, intersect
  case and, or, not, `in`, has, contains, like, matches, between
  case before, after, since, until, overlaps
  case `is`, via, to, at, over
  case `true`, `false`, unknown, none, today, this
  case `case`, when, then, `else`, end
  case by, on, per, offset, asc, desc, from
  case of, known, ago, last, next, sql, exactly, `let`, param, list

  /// Whether a word may also be a name.
  package enum Role: Sendable {
    /// Never a name, unless in back-ticks.
    case reserved
    /// A name everywhere but in its place.
    case contextual
  }

  /// What a word begins or joins.
  package enum Place: Sendable {
    /// The first word of a clause.
    case clause
    /// The first word of a time clause, straight after the source.
    case time
    /// The first word of what is asked about an answer.
    case end
    /// Stands between two pipelines.
    case setOperator
    /// Stands between, before or after operands.
    case `operator`
    /// Stands for a value.
    case literal
    /// The first word of a statement.
    case statement
    /// Belongs to a construct that another word began.
    case part
  }

  /// A row of the table of keywords.
  package struct Entry: Sendable {
    /// The word.
    package let keyword: Keyword
    /// Whether it may also be a name.
    package let role: Role
    /// What it begins or joins.
    package let place: Place
    /// What it is for, in one line.
    package let help: String
  }

  /// The length in bytes of the longest keyword.
  static let lengthMax = 9

  private static let bySpelling = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
  private static let byKeyword = Dictionary(uniqueKeysWithValues: all.map { ($0.keyword, $0) })

  /// Returns the keyword of a canonical spelling.
  package static func named(_ canonical: String) -> Keyword? {
    bySpelling[canonical]
  }

  /// The word as it is written.
  package var spelling: String { rawValue }

  /// The row of the table.
  package var entry: Entry {
    Keyword.byKeyword[self] ?? Entry(keyword: self, role: .reserved, place: .part, help: "")
  }

  /// Whether the word may also be a name.
  package var role: Role { entry.role }

  /// What the word begins or joins.
  package var place: Place { entry.place }
}
