internal import AvowDiagnostics
internal import AvowModel

extension BindError {
  /// The error in words.
  func diagnostic(in schema: Schema) -> Diagnostic {
    var result =
      switch kind {
      case .name(let error): words(error, in: schema)
      case .type(let error): words(error)
      case .row(let error): words(error)
      case .table(let error): words(error)
      case .limit(let error): words(error)
      }
    if let inside {
      result.notes.append("this is inside `\(inside)`")
      // The span is that of the use, where the text to mend does not stand.
      result.fix = nil
    }
    if let given {
      result.notes.append("the value comes from \(given)")
      result.fix = nil
    }
    return result
  }

  private func words(_ error: LimitError) -> Diagnostic {
    switch error {
    case .notSupported(let feature):
      complaint(.notSupported, "`\(feature)` is not part of this version of Avow")
    case .notSupportedUse(let words):
      complaint(.notSupported, "\(words) is not part of this version of Avow")
    case .tooLarge(let name):
      complaint(.tooLarge, "`\(name)` unfolds to too large a query")
    case .tooManyOperations(let maximum):
      complaint(.tooLarge, "too long a calculation: a statement may have \(maximum) operations")
    case .tooManySteps(let maximum):
      complaint(.tooLarge, "too long a query: a statement may have \(maximum) clauses")
    case .tooManyColumns(let maximum):
      complaint(.tooLarge, "too wide a table: it may have \(maximum) columns")
    case .tooIntricate:
      complaint(
        .tooLarge, "too intricate a query: too much is put in, or stands within the other",
        hint: "take the query apart")
    }
  }

  /// An error at the place, with what mends it.
  func complaint(
    _ code: DiagnosticCode, _ message: String, fix: Fix? = nil, hint: String? = nil,
    notes: [String] = []
  ) -> Diagnostic {
    Diagnostic(.error, code, message, at: span, hint: hint, notes: notes, fix: fix)
  }

  /// An error whose hint names the nearest known words, and whose fix puts the first in.
  func complaint(
    _ code: DiagnosticCode, _ message: String, nearest: [String], note: String? = nil
  ) -> Diagnostic {
    let notes = note.map { [$0] } ?? []
    guard let first = nearest.first, let last = nearest.last else {
      return complaint(code, message, notes: notes)
    }
    let words =
      nearest.count == 1 ? first : nearest.dropLast().joined(separator: ", ") + " or " + last
    return complaint(
      code, message, fix: Fix("write \(first)", replacing: span, with: first),
      hint: "did you mean \(words)?", notes: notes)
  }

  /// A noun with its article: `a date`, `an actor`.
  func article(_ noun: String) -> String {
    guard let first = noun.utf8.first, first != UInt8(ascii: "`"), !noun.hasPrefix("a "),
      !noun.hasPrefix("an ")
    else {
      return noun
    }
    return ([UInt8]("aeiou".utf8).contains(first) ? "an " : "a ") + noun
  }
}
