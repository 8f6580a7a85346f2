/// How a clause, a time clause or an end is written, for help and completion.
package struct ClauseSyntax: Sendable {
  /// The word it begins with.
  package let keyword: Keyword
  /// The pattern: words as typed, parts in capitals, optional parts in square brackets.
  package let synopsis: String
  /// What it does, in one line.
  package let help: String

  /// Every clause, time clause and end, in the order in which help lists them.
  package static let all: [ClauseSyntax] = [
    row(.as, "as of DATE", "see the source as it stood at the end of a date"),
    row(.as, "as known on DATE", "use only what documents published by then report"),
    row(.during, "during PERIOD", "keep the rows with a statement said within a period"),
    row(.where, "where CONDITION"),
    row(.derive, "derive NAME = VALUE, …"),
    row(.group, "group by KEY [as NAME], …"),
    row(.select, "select VALUE [as NAME], …"),
    row(.order, "order by VALUE [asc|desc], …"),
    row(.limit, "limit COUNT [per KEY, …] [offset COUNT]"),
    row(.top, "top COUNT by VALUE"),
    row(.distinct, "distinct [KEY, …]"),
    row(.expand, "expand LIST [as NAME]"),
    row(.pivot, "pivot on KEY [in (VALUE, …)]"),
    row(.assuming, "assuming [not] CONDITION, …"),
    row(.assert, "assert CONDITION [, \"MESSAGE\"]"),
    row(.join, "join RELATION [as NAME] on CONDITION"),
    row(.why, "why"),
    row(.why, "why not VALUE", "show the clause that removed a row"),
    row(.cite, "cite"),
    row(.explain, "explain", "show the typed plan"),
    row(.explain, "explain sql", "show the query as SQL"),
    row(.chart, "chart [KIND]"),
  ]

  private static func row(_ keyword: Keyword, _ synopsis: String, _ help: String? = nil)
    -> ClauseSyntax
  {
    let ownHelp = Keyword.all.first { $0.keyword == keyword }?.help ?? ""
    return ClauseSyntax(keyword: keyword, synopsis: synopsis, help: help ?? ownHelp)
  }
}
