internal import AvowDiagnostics
internal import AvowModel

extension BindError {
  /// The error in words.
  func diagnostic(in schema: Schema) -> Diagnostic {
    var result = words(in: schema)
    if let inside { result.notes.append("this is inside `\(inside)`") }
    return result
  }

  private func words(in schema: Schema) -> Diagnostic {
    switch kind {
    case .unknownRelation(let name, let near):
      return nearest(
        .unknownRelation, "there is no relation called `\(name)`", near,
        note: "relations: " + visibleRelations(schema))
    case .unknownField(let name, let relation, let near, let hint):
      return nearest(.unknownField, "\(relation) have no field `\(name)`", near, note: hint)
    case .unknownName(let name, let near, let hint):
      return nearest(
        .unknownName, "nothing here is called `\(name)`", near,
        note: hint ?? "a text stands in quotes: \"\(name)\"")
    case .unknownValue(let word, let kind, let near, let count, let others):
      return unknownValue(word, kind, near, count, others)
    case .ambiguousValue(let word, let kind, let candidates):
      return error(
        .ambiguousValue, "`\(word)` names several \(kind)s", hint: "say which one",
        notes: candidates)
    case .unknownFunction(let name, let near):
      return nearest(.unknownFunction, "there is no function `\(name)`", near, note: nil)
    case .unknownUnit(let name, let near):
      return nearest(
        .unknownUnit, "`\(name)` is no unit", near,
        note: "units: " + schema.units.units.prefix(12).map(\.symbol).joined(separator: ", "))
    case .unknownParameter(let name, let near):
      return nearest(
        .unknownParameter, "there is no parameter `$\(name)`", near.map { "$" + $0 },
        note: "declare it first: param \(name): text = \"…\"")
    case .unknownType(let name, let near):
      return nearest(.unknownType, "there is no type `\(name)`", near, note: nil)
    case .unknownView(let name, let message):
      return error(.badDefinition, "the dataset's definition of `\(name)` is wrong: \(message)")
    case .wrongArgumentCount(let function, let signature, let found):
      return error(
        .wrongArgumentCount, "`\(function)` does not take \(argumentCount(found))",
        hint: "write \(signature)")
    case .wrongArgument(let function, let expected, let found):
      return error(
        .wrongArgument, "`\(function)` needs \(expected)", hint: "this is \(article(found))")
    case .badPattern(let pattern, let message):
      return error(.badPattern, "\"\(pattern)\" is no regular expression: \(message)")
    case .badNumber(let digits):
      return error(.badNumber, "\(digits) has more digits than a number can hold")
    case .badDate(let text):
      return error(
        .badDate, "there is no date \(text)", hint: "dates look like 2025, 2025-06 or 2025-06-14")
    case .quotedDate(let text):
      return error(
        .quotedDate, "a date stands without quotes",
        fix: Fix("write \(text)", replacing: span, with: dateLiteral(text)),
        hint: "write \(dateLiteral(text))")
    case .constantOutOfRange(let words):
      return error(.outOfRange, "\(words) is out of range")
    case .reservedName(let name):
      return error(
        .takenName, "`\(name)` already has a meaning", hint: "choose another name")
    case .parameterNeedsValue(let name):
      return error(
        .parameterNeedsValue, "the parameter `\(name)` has no value",
        hint: "give it with -v \(name)=…")
    case .valueForUndeclaredParameter(let name):
      return error(.undeclaredParameter, "no `param` declares `\(name)`")
    case .duplicateName(let name):
      return error(
        .duplicateName, "two columns are called `\(name)`", hint: "name one of them with as")
    case .notSupported(let feature):
      return error(.notSupported, "`\(feature)` is not part of this version of Avow")
    case .tooLarge(let name):
      return error(.tooLarge, "`\(name)` unfolds to too large a query")
    default: return typeWords
    }
  }

  private func argumentCount(_ count: Int) -> String {
    switch count {
    case 0: "no arguments"
    case 1: "1 argument"
    default: "\(count) arguments"
    }
  }

  private func dateLiteral(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { ($0 >= 48 && $0 <= 57) || $0 == 45 }
    return isPlain && text.utf8.count >= 7 ? text : "@" + text
  }

  private func visibleRelations(_ schema: Schema) -> String {
    let names = schema.relations.filter { !$0.isHidden }.map(\.name)
    let shown = names.prefix(10).joined(separator: ", ")
    return names.count > 10 ? shown + ", … (.tables)" : shown
  }

  private func unknownValue(
    _ word: String, _ kind: String, _ near: String?, _ count: String?, _ others: [String]
  ) -> Diagnostic {
    var notes: [String] = []
    let plural = kind.split(separator: " ").last.map { "\($0)s" } ?? "values"
    if !others.isEmpty {
      notes.append("other \(plural): " + others.prefix(6).joined(separator: ", ") + ", …")
    }
    guard let near else {
      return error(.unknownValue, "no \(kind) is called \"\(word)\"", notes: notes)
    }
    let suffix = count.map { " (\($0))" } ?? ""
    return error(
      .unknownValue, "no \(kind) is called \"\(word)\"",
      fix: Fix("write \(near)", replacing: span, with: near),
      hint: "did you mean \(near)?\(suffix)", notes: notes)
  }

  /// An error whose hint names the nearest known words, and whose fix puts the first in.
  private func nearest(
    _ code: DiagnosticCode, _ message: String, _ near: [String], note: String?
  ) -> Diagnostic {
    guard let first = near.first else {
      return error(code, message, notes: note.map { [$0] } ?? [])
    }
    let words = near.count == 1 ? first : near.dropLast().joined(separator: ", ") + " or " + near[near.count - 1]
    return error(
      code, message, fix: Fix("write \(first)", replacing: span, with: first),
      hint: "did you mean \(words)?", notes: note.map { [$0] } ?? [])
  }

  func error(
    _ code: DiagnosticCode, _ message: String, fix: Fix? = nil, hint: String? = nil,
    notes: [String] = []
  ) -> Diagnostic {
    Diagnostic(.error, code, message, at: span, hint: hint, notes: notes, fix: fix)
  }

  func article(_ noun: String) -> String {
    guard let first = noun.utf8.first else { return noun }
    if noun.hasPrefix("a ") || noun.hasPrefix("an ") { return noun }
    return ([UInt8]("aeiou".utf8).contains(first) ? "an " : "a ") + noun
  }
}
