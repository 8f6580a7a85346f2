internal import AvowDiagnostics

extension SchemaReader {
  /// Reports members that are written twice in one object, and `avow:` members nobody knows.
  ///
  /// Members of the standard that Avow does not use are for other tools and pass.
  mutating func checkMembers(of document: JSONDocument) {
    for key in document.repeatedKeys {
      error(.declaredTwice, "the member \(quoted(key.bytes)) is written twice", key.span)
    }
    let names = DescriptorMember.all.map(\.name)
    let known = KeyIndex(names)
    for key in document.keys(startingWith: Array("avow:".utf8))
    where known.row(of: key.bytes) == nil {
      warn(
        .unknownMember, "\(quoted(key.bytes)) means nothing to this version of Avow", key.span,
        hint: .near(key.string ?? "", names))
    }
  }
}
