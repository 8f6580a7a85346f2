internal import AvowDiagnostics

extension SchemaReader {
  /// The `avow:` members that mean something, wherever they stand.
  private static let known: Set<String> = [
    "avow:aliases", "avow:columns", "avow:conditions", "avow:default", "avow:derive",
    "avow:derived", "avow:empty", "avow:enums", "avow:fields", "avow:hidden", "avow:label",
    "avow:label-notes", "avow:rates", "avow:row", "avow:summary", "avow:thread", "avow:tree",
    "avow:type", "avow:units", "avow:views",
  ]

  /// Reports members that are written twice in one object, and `avow:` members nobody knows.
  ///
  /// Members of the standard that Avow does not use are for other tools and pass.
  mutating func checkMembers(of value: JSONValue) {
    guard let members = value.members else {
      for element in value.elements ?? [] { checkMembers(of: element) }
      return
    }
    var seen: Set<String> = []
    for (key, member) in members {
      let name = key.string ?? ""
      if !seen.insert(name).inserted {
        error(.declaredTwice, "the member \"\(name)\" is written twice", key.span)
      }
      if name.hasPrefix("avow:"), !Self.known.contains(name) {
        warn(
          .unknownMember, "\"\(name)\" means nothing to this version of Avow", key.span,
          hint: Suggestion.hint(for: name, among: Self.known.sorted()))
      }
      if member.kind == .object || member.kind == .array { checkMembers(of: member) }
    }
  }
}
