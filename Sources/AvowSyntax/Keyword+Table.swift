extension Keyword {
  /// The table of keywords: help, completion, highlighting and the manual derive from it.
  package static let all: [Entry] = clauses + ends + operators + literals + parts + contextual

  private static let clauses = [
    row(.where, .clause, "keep the rows for which a condition is true"),
    row(.derive, .clause, "add columns"),
    row(.group, .clause, "put rows with equal keys together"),
    row(.select, .clause, "choose the columns"),
    row(.order, .clause, "sort the rows"),
    row(.limit, .clause, "keep the first rows"),
    row(.top, .clause, "keep the largest, with ties for the last place"),
    row(.distinct, .clause, "keep each row, or each key, once"),
    row(.expand, .clause, "make one row of each member of a list"),
    row(.pivot, .clause, "turn the values of a key into columns"),
    row(.assuming, .clause, "suppose that conditions hold or fail"),
    row(.assert, .clause, "fail when a condition is not true"),
    row(.join, .clause, "put two tables side by side"),
    row(.as, .time, "see the source as of a date, or give a column its name"),
    row(.during, .time, "keep the rows with a statement said within a period"),
  ]

  private static let ends = [
    row(.why, .end, "show the records that each row rests on"),
    row(.cite, .end, "number the references"),
    row(.explain, .end, "show the typed plan, or the SQL"),
    row(.chart, .end, "draw the answer"),
    row(.union, .setOperator, "rows of either side"),
    row(.except, .setOperator, "rows of the left side that the right has not"),
    row(.intersect, .setOperator, "rows of both sides"),
  ]

  private static let operators = [
    row(.and, .operator, "both are true"),
    row(.or, .operator, "either is true"),
    row(.not, .operator, "the opposite is true"),
    row(.in, .operator, "is one of a list, or lies within a period"),
    row(.has, .operator, "the list has the value"),
    row(.contains, .operator, "the text contains a text"),
    row(.like, .operator, "the text has a shape: % any characters, _ one"),
    row(.matches, .operator, "the text matches a regular expression"),
    row(.between, .operator, "lies from one value to another, both ends in"),
    row(.before, .operator, "ends before the other begins"),
    row(.after, .operator, "begins after the other ends"),
    row(.since, .operator, "begins no earlier than the other"),
    row(.until, .operator, "ends no later than the other"),
    row(.overlaps, .operator, "has a day in common with the other"),
    row(.is, .operator, "is known, unknown, none, or exactly a value"),
    row(.via, .operator, "follow a reference by the field named"),
    row(.to, .operator, "convert to another unit"),
    row(.at, .operator, "the date of the rate of a conversion"),
    row(.over, .operator, "the rows beside this one that an aggregate sees"),
  ]

  private static let literals = [
    row(.true, .literal, "true"),
    row(.false, .literal, "false"),
    row(.unknown, .literal, "there is a value, we do not know it"),
    row(.none, .literal, "there is no value"),
    row(.today, .literal, "the day of the session"),
    row(.this, .literal, "the row outside the brackets, or the present period"),
    row(.case, .literal, "choose a value by conditions"),
  ]

  private static let parts = [
    row(.when, .part, "a condition of case"),
    row(.then, .part, "the value of case for the condition before it"),
    row(.else, .part, "the value of case when no condition is true"),
    row(.end, .part, "closes case"),
    row(.by, .part, "the keys of group, order, top or over"),
    row(.on, .part, "the key of pivot, the condition of join"),
    row(.per, .part, "the groups of which limit keeps the first rows"),
    row(.offset, .part, "the rows that limit skips"),
    row(.asc, .part, "smallest first"),
    row(.desc, .part, "largest first"),
    row(.from, .part, "kept free: a query begins with its source"),
  ]

  private static let contextual = [
    row(.of, .part, "as of a date, list of a type", .contextual),
    row(.known, .part, "is known, as known on a date", .contextual),
    row(.ago, .part, "a length of time before today", .contextual),
    row(.last, .literal, "the periods before the present one", .contextual),
    row(.next, .literal, "the periods after the present one", .contextual),
    row(.sql, .part, "explain as SQL", .contextual),
    row(.exactly, .part, "is recorded as this very value", .contextual),
    row(.let, .statement, "name a query", .contextual),
    row(.param, .statement, "declare a value that comes from outside", .contextual),
    row(.list, .part, "a type: list of another", .contextual),
  ]

  private static func row(
    _ keyword: Keyword, _ place: Place, _ help: String, _ role: Role = .reserved
  ) -> Entry {
    Entry(keyword: keyword, role: role, place: place, help: help)
  }
}
