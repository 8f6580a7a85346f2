internal import AvowDiagnostics

extension SchemaReader {
  /// The `avow:` members that mean something, wherever they stand.
  private static let known = [
    "avow:aliases", "avow:citation", "avow:columns", "avow:conditions", "avow:default",
    "avow:derive", "avow:derived", "avow:empty", "avow:enums", "avow:fields", "avow:hidden",
    "avow:label", "avow:label-notes", "avow:links", "avow:published", "avow:rates", "avow:row",
    "avow:said", "avow:summary", "avow:thread", "avow:totals", "avow:tree", "avow:type",
    "avow:units", "avow:views",
  ]

  /// Reports members that are written twice in one object, and `avow:` members nobody knows.
  ///
  /// Members of the standard that Avow does not use are for other tools and pass.
  mutating func checkMembers(of document: JSONDocument) {
    for key in document.repeatedKeys {
      error(.declaredTwice, "the member \(quoted(key.bytes)) is written twice", key.span)
    }
    let known = KeyIndex(Self.known)
    for key in document.keys(startingWith: Array("avow:".utf8))
    where known.row(of: key.bytes) == nil {
      warn(
        .unknownMember, "\(quoted(key.bytes)) means nothing to this version of Avow", key.span,
        hint: .near(key.string ?? "", Self.known))
    }
  }
}
