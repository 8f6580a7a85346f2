package import AvowModel

/// What makes an answer re-runnable, a line a fact, safe to show; empty facts are left out.
///
///     dataset: ukraine-guarantees 0.1.0
///     query: pledges as of 2025-03
package func stampText(_ stamp: Stamp) -> [String] {
  let safety = TextSafety(.unicode)
  return stamp.facts.flatMap { name, text in
    let lines = text.split(whereSeparator: \.isNewline).map { safety.text(String($0)) }
    return ["\(name): \(lines.first ?? "")"] + lines.dropFirst().map { "  \($0)" }
  }
}

extension Stamp {
  /// What people read, each fact with its name.
  fileprivate var facts: [(name: String, text: String)] {
    let facts =
      [
        ("dataset", version.isEmpty ? dataset : "\(dataset) \(version)"), ("digest", digest),
      ] + definitions.map { ("before", $0) }
      + parameters.map { ("parameter", "\($0.name) = \($0.text)") }
      + [("query", query), ("today", today.description)]
      + horizons.map { ($0.kind.words, $0.date.description) }
      + assumptions.map { ("assuming", $0.words) } + rates.map { ("rate", $0.words) }
      + [("avow", program)]
    return facts.filter { !$0.1.isEmpty }
  }

  /// Adds the members of a JSON object, without its braces.
  func appendJSON(to output: inout [UInt8]) {
    JSONText.appendMembers(
      [
        ("dataset", dataset), ("version", version), ("digest", digest), ("query", query),
        ("today", today.description), ("avow", program),
      ], to: &output)
    appendTexts("before", definitions, to: &output)
    appendList("parameters", parameters, to: &output) {
      [("name", $0.name), ("value", $0.text)]
    }
    appendList("horizons", horizons, to: &output) {
      [("kind", $0.kind.words), ("date", $0.date.description)]
    }
    appendList("assumptions", assumptions, to: &output) {
      [("condition", $0.condition), ("state", $0.stateWord)]
    }
    appendList("rates", rates, to: &output) {
      [
        ("base", $0.base), ("unit", $0.unit), ("value", $0.value.description),
        ("day", $0.day.description), ("source", $0.source),
      ]
    }
  }

  /// Adds `,"name":["…",…]`.
  private func appendTexts(_ name: String, _ texts: [String], to output: inout [UInt8]) {
    output.append(UInt8(ascii: ","))
    JSONText.appendKey(name, to: &output)
    output.append(UInt8(ascii: "["))
    for (position, text) in texts.enumerated() {
      if position > 0 { output.append(UInt8(ascii: ",")) }
      JSONText.append(text, to: &output)
    }
    output.append(UInt8(ascii: "]"))
  }

  /// Adds `,"name":[{…},…]`.
  private func appendList<Fact>(
    _ name: String, _ facts: [Fact], to output: inout [UInt8],
    _ members: (Fact) -> [(String, String)]
  ) {
    output.append(UInt8(ascii: ","))
    JSONText.appendKey(name, to: &output)
    output.append(UInt8(ascii: "["))
    for (position, fact) in facts.enumerated() {
      output += (position > 0 ? ",{" : "{").utf8
      JSONText.appendMembers(members(fact), to: &output)
      output.append(UInt8(ascii: "}"))
    }
    output.append(UInt8(ascii: "]"))
  }
}

extension Stamp.Horizon.Kind {
  /// The words that a query uses.
  fileprivate var words: String {
    switch self {
    case .asOf: "as of"
    case .knownOn: "as known on"
    case .during: "during"
    }
  }
}

extension Stamp.Assumption {
  /// `ceasefire`, `not ceasefire`, `ceasefire = unknown`.
  fileprivate var words: String {
    switch isTrue {
    case true?: condition
    case false?: "not \(condition)"
    case nil: "\(condition) = unknown"
    }
  }

  fileprivate var stateWord: String { isTrue.map { "\($0)" } ?? "unknown" }
}

extension Stamp.Rate {
  /// `1 EUR = 1.1658 USD on 2025-08-28 (ECB)`.
  fileprivate var words: String {
    let from = source.isEmpty ? "" : " (\(source))"
    return "1 \(base) = \(value) \(unit) on \(day)\(from)"
  }
}
