/// A member of a descriptor by which a package says what the standard cannot.
package struct DescriptorMember: Sendable {
  /// Where it may stand: in an object of the standard, or in one of Avow's own.
  package enum Holder: String, Sendable, CaseIterable {
    case package
    case table
    case field
    case enumeration = "an enum of `avow:enums`"
    case value = "a value of an enum"
    case unit = "a unit of `avow:units`"
    case conditions = "`avow:conditions`"
    case rates = "`avow:rates`"
    case links = "`avow:links`"
    case labelNote = "a note of `avow:label-notes`"
    case thread = "`avow:thread`"
    case threadField = "a field of `avow:thread`"
    case citation = "`avow:citation`"
    case totals = "`avow:totals`"
  }

  /// What it is called: `avow:label`.
  package let name: String
  package let holder: Holder
  /// What it says, for the manual.
  package let summary: String

  init(_ name: String, _ holder: Holder, _ summary: String) {
    self.name = name
    self.holder = holder
    self.summary = summary
  }

  /// Every member of Avow's own in an object of the standard, by where it stands.
  package static let all = [
    DescriptorMember("avow:enums", .package, "closed lists of values, with an order or a tree"),
    DescriptorMember("avow:units", .package, "the units of quantities, by dimension"),
    DescriptorMember("avow:views", .package, "the file with the views"),
    DescriptorMember("avow:conditions", .package, "the table of named conditions"),
    DescriptorMember("avow:rates", .package, "the table of rates between currencies"),
    DescriptorMember("avow:links", .package, "the table of links between statements"),
    DescriptorMember("avow:row", .table, "what one of its rows is called: `pledge`"),
    DescriptorMember("avow:label", .table, "the field by which a row is shown and named"),
    DescriptorMember("avow:label-notes", .table, "what is added to labels: `(unnamed group)`"),
    DescriptorMember("avow:aliases", .table, "the field with other names, a `list of text`"),
    DescriptorMember("avow:tree", .table, "the field that refers to the next broader row"),
    DescriptorMember("avow:columns", .table, "the fields that a listing shows"),
    DescriptorMember("avow:summary", .table, "the fields whose values a grouping counts"),
    DescriptorMember("avow:thread", .table, "how its fields follow from statements"),
    DescriptorMember("avow:said", .table, "the field with the day on which a row was said"),
    DescriptorMember("avow:published", .table, "the way to the day on which it was published"),
    DescriptorMember("avow:citation", .table, "what a reference is made of"),
    DescriptorMember("avow:totals", .table, "which fields tell that a sum counts twice"),
    DescriptorMember("avow:fields", .table, "the fields that have no column, but are derived"),
    DescriptorMember("avow:hidden", .table, "that it, or a field, is not listed unasked"),
    DescriptorMember("avow:type", .field, "its type, where it is one of Avow's own"),
    DescriptorMember("avow:empty", .field, "what an empty cell means: `unknown` or `none`"),
    DescriptorMember("avow:default", .field, "that ways back lead over it without `via`"),
    DescriptorMember("avow:derived", .field, "`thread`, where it follows from statements"),
    DescriptorMember("avow:derive", .field, "the query that gives its value"),
  ]
}
