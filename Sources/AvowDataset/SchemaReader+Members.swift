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
    for key in document.keys(startingWith: Self.mark)
    where known.row(of: key.bytes) == nil {
      warn(
        .unknownMember, "\(quoted(key.bytes)) means nothing to this version of Avow", key.span,
        hint: .near(key.string ?? "", names))
    }
  }

  /// Reports members nobody knows in the objects that Avow itself defines.
  ///
  /// A slip there would leave out a rule, and answers would differ without a word.
  mutating func checkInnerMembers(of package: JSONValue) {
    for (_, units) in package["avow:units"]?.members ?? [] {
      check(units.elements ?? [], .unit)
    }
    for (_, enumeration) in package["avow:enums"]?.members ?? [] {
      check([enumeration], .enumeration)
      check(enumeration["values"]?.elements ?? [], .value)
    }
    check([package["avow:conditions"]], .conditions)
    check([package["avow:rates"]], .rates)
    check([package["avow:links"]], .links)
    for resource in package["resources"]?.elements ?? [] {
      check(resource["avow:label-notes"]?.elements ?? [], .labelNote)
      check([resource["avow:thread"]], .thread)
      check(resource["avow:thread"]?["fields"]?.elements ?? [], .threadField)
      check([resource["avow:citation"]], .citation)
      check([resource["avow:totals"]], .totals)
    }
  }

  /// Holds the members of objects, where they are any, against those that the holder has.
  private mutating func check(_ objects: [JSONValue?], _ holder: DescriptorMember.Holder) {
    let names = DescriptorMember.inner.filter { $0.holder == holder }.map(\.name)
    let known = KeyIndex(names)
    for object in objects {
      for (key, _) in object?.members ?? [] where known.row(of: key.bytes) == nil {
        // A member with Avow's mark was told of with those of the standard's objects.
        guard !key.bytes.starts(with: Self.mark) else { continue }
        let place = holder.rawValue.filter { $0 != "`" }
        warn(
          .unknownMember, "\(quoted(key.bytes)) means nothing in \(place)", key.span,
          hint: .near(key.string ?? "", names))
      }
    }
  }

  private static let mark = Array("avow:".utf8)
}
