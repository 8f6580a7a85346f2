import AvowModel

extension Execution {
  /// Says from where an answer is seen, where that does not go without saying.
  func note(_ viewpoint: Viewpoint, in stamp: inout Stamp) {
    var parts: [String] = []
    if let day = viewpoint.saidBy {
      stamp.note(Stamp.Horizon(.asOf, DateValue(day)))
      parts.append("as of \(day)")
    }
    if let day = viewpoint.publishedBy {
      stamp.note(Stamp.Horizon(.knownOn, DateValue(day)))
      parts.append("as known on \(day)")
    }
    let facts = viewpoint.assumptions.map { assumption in
      let name = name(of: assumption)
      stamp.note(Stamp.Assumption(name, isTrue: assumption.holds))
      return switch assumption.holds {
      case true?: name
      case false?: "not " + name
      case nil: name + " = unknown"
      }
    }
    if !facts.isEmpty { parts.append("assuming " + facts.joined(separator: ", ")) }
    if !parts.isEmpty { notes.append(.remark(parts.joined(separator: ", "))) }
  }

  private func name(of assumption: Viewpoint.Assumption) -> String {
    schema.conditions.flatMap { database.key(of: assumption.condition, in: $0) }
      ?? "condition \(assumption.condition)"
  }
}
