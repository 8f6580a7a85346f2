internal import AvowDiagnostics

/// Holds the descriptor against the tables of the standard, where the reader did not do so already.
enum DescriptorCheck {
  static func run(_ inspection: inout PackageInspection) {
    guard let root = inspection.root else { return }
    check(root, StandardMember.ofPackage, "the package", &inspection)
    for resource in root["resources"]?.elements ?? [] { checkResource(resource, &inspection) }
  }

  private static func checkResource(
    _ resource: JSONValue, _ inspection: inout PackageInspection
  ) {
    let name = resource["name"]?.string ?? "a resource"
    check(resource, StandardMember.ofResource, name, &inspection)
    if let dialect = resource["dialect"], dialect.kind == .object {
      check(dialect, StandardMember.ofDialect, "\(name).dialect", &inspection)
    }
    guard let schema = resource["schema"], schema.kind == .object else { return }
    check(schema, StandardMember.ofSchema, "\(name).schema", &inspection)
    for field in schema["fields"]?.elements ?? [] { checkField(field, name, &inspection) }
    for key in schema["foreignKeys"]?.elements ?? [] {
      check(key, StandardMember.ofForeignKey, "\(name).schema.foreignKeys", &inspection)
    }
  }

  private static func checkField(
    _ field: JSONValue, _ resource: String, _ inspection: inout PackageInspection
  ) {
    let name = "\(resource).\(field["name"]?.string ?? "a field")"
    check(field, StandardMember.ofField, name, &inspection)
    let type = field["type"]?.string ?? "string"
    if type == "string", let format = field["format"], let word = format.string,
      !StandardMember.stringFormats.contains(word)
    {
      inspection.report(
        .offStandard, "\(name): a string has no format \"\(word)\"", at: format.span,
        hint: .near(word, StandardMember.stringFormats))
    }
    guard let constraints = field["constraints"], constraints.kind == .object else { return }
    check(constraints, StandardMember.ofConstraints, name, &inspection)
    for (key, _) in constraints.members ?? [] {
      guard let word = key.string, let types = StandardMember.constraintTypes[word],
        StandardMember.fieldTypes.contains(type), !types.contains(type)
      else { continue }
      inspection.report(
        .offStandard, "\(name): a field of type \(type) has no \(word)", at: key.span)
    }
  }

  private static func check(
    _ object: JSONValue, _ members: [StandardMember], _ owner: String,
    _ inspection: inout PackageInspection
  ) {
    for member in members {
      guard let value = object.member(named: member.name) else {
        if member.isRequired {
          inspection.report(
            .offStandard, "\(owner) has no \(member.name)",
            at: SourceSpan(object.span.start, object.span.start + 1))
        }
        continue
      }
      guard let fault = member.form.fault(in: value) else { continue }
      inspection.report(
        .offStandard, "\(owner): \(member.name) \(fault)", at: value.span,
        hint: member.form.hint(for: value))
    }
  }
}

extension JSONValue {
  /// The first member of that name, nil where there is none.
  func member(named name: String) -> JSONValue? {
    members?.first { $0.key.string == name }?.value
  }
}
