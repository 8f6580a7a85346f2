import AvowModel

extension Execution {
  /// Says from where an answer, and parts of it, are seen, where that does not go without saying.
  func note(_ whole: Viewpoint, _ viewpoints: [Viewpoint], in stamp: inout Stamp) {
    if !whole.isPlain { notes.append(.remark(words(for: whole))) }
    for viewpoint in viewpoints {
      for horizon in viewpoint.horizons { stamp.note(horizon) }
      for assumption in viewpoint.assumptions {
        stamp.note(Stamp.Assumption(name(of: assumption), isTrue: assumption.holds))
      }
      if viewpoint != whole { notes.append(.remark("in part " + words(for: viewpoint))) }
    }
  }

  private func words(for viewpoint: Viewpoint) -> String {
    var parts = viewpoint.horizons.map { "\($0.words) \($0.date)" }
    let facts = viewpoint.assumptions.map { assumption in
      let name = name(of: assumption)
      return switch assumption.holds {
      case true?: name
      case false?: "not " + name
      case nil: name + " = unknown"
      }
    }
    if !facts.isEmpty { parts.append("assuming " + facts.joined(separator: ", ")) }
    return parts.joined(separator: ", ")
  }

  private func name(of assumption: Viewpoint.Assumption) -> String {
    schema.conditions.flatMap { database.key(of: assumption.condition, in: $0) }
      ?? "condition \(assumption.condition)"
  }
}

extension Viewpoint {
  /// Its limits of time, as a stamp has them.
  fileprivate var horizons: [Stamp.Horizon] {
    var result: [Stamp.Horizon] = []
    if let last = saidBy {
      result.append(
        saidSince.map { Stamp.Horizon(.during, period($0, last)) }
          ?? Stamp.Horizon(.asOf, DateValue(last)))
    }
    if let day = publishedBy { result.append(Stamp.Horizon(.knownOn, DateValue(day))) }
    return result
  }

  /// A period, as a year or a month where it is one.
  private func period(_ first: Day, _ last: Day) -> DateValue {
    let coarse = DateValue(first, last)
    return coarse.description.hasPrefix("[") ? DateValue(first, last, meaning: .lasting) : coarse
  }
}

extension Stamp.Horizon {
  fileprivate var words: String {
    switch kind {
    case .asOf: "as of"
    case .knownOn: "as known on"
    case .during: "during"
    }
  }
}
