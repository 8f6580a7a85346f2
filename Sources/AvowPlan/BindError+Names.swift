internal import AvowDiagnostics
internal import AvowModel

/// The words of errors about names.
extension BindError {
  func words(_ error: NameError, in schema: Schema) -> Diagnostic {
    switch error {
    case .unknownRelation(let name, let near, let guess):
      var result = complaint(
        .unknownRelation, "there is no relation called `\(name)`", nearest: near,
        note: "relations: " + schema.tellingRelations(atMost: 10))
      if near.isEmpty { result.hint = guess.map { "perhaps: \($0)" } }
      return result
    case .unknownField(let name, let relation, let near, let hint):
      return complaint(
        .unknownField, "\(relation) have no field `\(name)`", nearest: near, note: hint)
    case .unknownName(let name, let near, let notes):
      var result = complaint(
        .unknownName, "nothing here is called `\(name)`", nearest: near)
      result.notes = notes
      return result
    case .unknownValue(let word, let kind, let near, let count, let others):
      return unknownValue(word, kind, near: near, count: count, others: others)
    case .ambiguousValue(let word, let kind, let candidates):
      return complaint(
        .ambiguousValue, "`\(word)` names more than one \(kind)", hint: "say which one",
        notes: candidates)
    case .unknownFunction(let name, let near, let isLater):
      return complaint(
        .unknownFunction, "there is no function `\(name)`", nearest: near,
        note: isLater ? "a let reaches what was defined before it, not itself" : nil)
    case .unknownUnit(let name, let near):
      let units = schema.units.units.prefix(12).map(\.symbol).joined(separator: ", ")
      return complaint(
        .unknownUnit, "`\(name)` is no unit", nearest: near, note: "units: " + units)
    case .unknownParameter(let name, let near):
      return complaint(
        .unknownParameter, "there is no parameter `$\(name)`", nearest: near.map { "$" + $0 },
        note: "declare it first: param \(name): text = \"…\"")
    case .unknownType(let name, let near):
      return complaint(.unknownType, "there is no type `\(name)`", nearest: near)
    case .reservedName(let name):
      return complaint(
        .takenName, "`\(name)` already has a meaning", hint: "choose another name")
    case .duplicateName(let name):
      return complaint(
        .duplicateName, "two columns are called `\(name)`", hint: "name one of them with as")
    case .parameterNeedsValue(let name):
      return complaint(
        .parameterNeedsValue, "the parameter `\(name)` has no value",
        hint: "give it with -v \(name)=…")
    case .contradictingFacts(let name):
      return complaint(
        .contradictingFacts, "`\(name)` is assumed to be two different things",
        hint: "leave one of them out")
    case .repeatedTime:
      return complaint(
        .repeatedTime, "the day until which things are said is given twice",
        hint: "leave one of them out")
    case .noConditions:
      return complaint(
        .noConditions, "this dataset names no conditions",
        hint: "a package declares their relation as avow:conditions")
    case .badDefinition(let name, let message):
      return complaint(
        .badDefinition, "the dataset's definition of `\(name)` is wrong: \(message)")
    }
  }

  private func pluralised(_ noun: String) -> String {
    if noun.hasSuffix("ss") { return noun + "es" }
    if noun.hasSuffix("y") { return noun.dropLast() + "ies" }
    return noun.hasSuffix("s") ? noun : noun + "s"
  }

  private func unknownValue(
    _ word: String, _ kind: String, near: [String], count: String?, others: [String]
  ) -> Diagnostic {
    let plural = kind.split(separator: " ").last.map { pluralised(String($0)) } ?? "values"
    let shown = others.prefix(6).joined(separator: ", ") + (others.count > 6 ? ", …" : "")
    let notes = others.isEmpty ? [] : ["other \(plural): \(shown)"]
    let message = "no \(kind) is called \"\(word)\""
    var result = complaint(.unknownValue, message, nearest: near)
    if near.count == 1, let count { result.hint? += " (\(count))" }
    result.notes = notes
    return result
  }
}
