internal import AvowDiagnostics
internal import AvowModel

/// Looks for words that name two rows of a relation, or two values of an enum.
///
/// A relation whose rows have other names is one whose rows people call by name: there, an id, a
/// label or an alias belongs to one row.
enum SharedNameCheck {
  static func run(_ inspection: inout PackageInspection) {
    for relation in inspection.readRelations
    where inspection.schema[relation].aliases != nil && inspection.isWanted() {
      check(relation, &inspection)
    }
    checkEnumerations(&inspection)
  }

  private static func check(_ relation: RelationID, _ inspection: inout PackageInspection) {
    let description = inspection.schema[relation]
    let columns = inspection.database[relation].columns
    var owners = KeyIndex(capacity: inspection.database[relation].rowCount * 2)
    var found: [(row: Int, field: Int, owner: Int, name: [UInt8])] = []
    for field in [description.key, description.label, description.aliases].compactMap(\.self) {
      columns[field]?.forEachName { row, folded, name in
        let owner = owners.insert(folded.span, as: UInt32(clamping: row)).map(Int.init) ?? row
        guard owner != row, !inspection.isFaulty(row: row, field: field, of: relation),
          !(inspection.duplicates[relation]?.contains(row) ?? false),
          !inspection.hasFaultyKey(row, in: relation)
        else { return }
        found.append((row, field, owner, Array(name.prefix(200))))
      }
    }
    for (row, field, owner, name) in found {
      let other = inspection.rowName(owner, in: relation)
      inspection.report(
        .sharedName, "\(quoted(name[...])) also names \(other)", in: relation, row: row,
        field: field, hint: "a word names one \(description.rowWord)")
    }
  }

  private static func checkEnumerations(_ inspection: inout PackageInspection) {
    for enumeration in inspection.schema.enumerations {
      var owners: [String: String] = [:]
      for (position, member) in enumeration.values.enumerated() {
        let words = Set(
          ([member.name, member.label] + member.aliases).map { NameFolding.fold($0) })
        for word in words.sorted() where !word.isEmpty {
          guard let owner = owners[word] else {
            owners[word] = member.name
            continue
          }
          // A value that is there twice was reported as such.
          guard owner != member.name else { continue }
          inspection.report(
            .sharedName, "\(enumeration.name): \"\(word)\" names \(owner) and \(member.name)",
            at: inspection.span(ofValue: position, in: enumeration.name),
            hint: "a word names one value")
        }
      }
    }
  }
}

extension PackageInspection {
  /// Where the descriptor declares an enum's value; the enum itself where that is not found.
  func span(ofValue position: Int, in enumeration: String) -> SourceSpan {
    let members = root?["avow:enums"]?.members ?? []
    guard let (key, declaration) = members.first(where: { $0.key.string == enumeration }) else {
      return SourceSpan(0, 0)
    }
    let values = declaration["values"]?.elements ?? []
    guard position < values.count else { return key.span }
    return (values[position]["value"] ?? values[position]).span
  }
}
