internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

/// What may have been meant by a word that means nothing where it stands.
extension Binder {
  /// Words for days that are written otherwise here.
  private static let days = [
    "yesterday": "today - 1 day", "tomorrow": "today + 1 day", "now": "today",
  ]

  /// Words for what an answer rests on: that is asked for at the end of a query.
  private static let sourceWords: Set<String> = [
    "source", "sources", "quote", "quotes", "quotation", "evidence", "citation", "reference",
    "references", "link", "url", "proof",
  ]

  /// The error about a word that is none of the names in reach: near ones, else what there is.
  func unknownName(_ name: Name, among names: [String], frame: Frame?) -> BindError.Kind {
    let word = name.canonical
    var near = suggestions(for: word, among: names)
    if near.isEmpty, let day = Self.days[word] { near = [day] }
    let row = frame?.closedBy == nil ? frame?.relation : nil
    if let relation = row, !near.contains(where: { schema[relation].field(named: $0) != nil }) {
      let told = fields(of: relation, tellingOf: word)
      if !told.isEmpty { near = told }
    }
    var notes: [String] = []
    if let relation = frame?.relation,
      let field = fields(of: relation, taking: word).first
    {
      notes.append("`\(name.written)` is a value: \(field) = \(Name.asValue(name.written))")
    } else if near.isEmpty {
      if row != nil, Self.sourceWords.contains(word) {
        notes.append("cite at the end of a query tells where its rows are written")
      }
      if near.isEmpty { notes += reach(of: frame).map { [$0] } ?? [] }
    }
    if near.isEmpty, notes.isEmpty { notes = [textNote(name)] }
    return .name(.unknownName(name.written, near: near, notes: notes))
  }

  private func textNote(_ name: Name) -> String { "a text stands in quotes: \"\(name.written)\"" }

  /// The fields or columns that names in a frame may mean.
  private func reach(of frame: Frame?) -> String? {
    guard let frame else { return nil }
    if frame.closedBy == nil, let relation = frame.relation { return fieldList(of: relation) }
    let names = frame.columns.map(\.name)
    guard frame.closedBy != nil, !names.isEmpty, frame.row != nil || frame.group != nil else {
      return nil
    }
    return "columns: " + names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
  }

  /// The fields of a relation, those that a listing shows first.
  func fieldList(of relation: RelationID) -> String {
    let names = fieldsByTelling(of: relation).map(\.name)
    let shown = "fields: " + names.prefix(12).joined(separator: ", ")
    return names.count > 12 ? shown + ", … (.schema \(schema[relation].name))" : shown
  }

  private func fieldsByTelling(of relation: RelationID) -> [Field] {
    let fields = schema[relation].fields
    let shown = schema[relation].defaultColumns
    let rest = fields.indices.filter { !shown.contains($0) && !fields[$0].isHidden }
    return (shown + rest).map { fields[$0] }
  }

  /// The fields that hold values of the type a word names, or whose description has the word.
  private func fields(of relation: RelationID, tellingOf word: String) -> [String] {
    let limit = 3
    let fields = fieldsByTelling(of: relation)
    let typed = fields.filter { schema.name(of: $0.type.scalar) == word }.map(\.name)
    guard typed.isEmpty, word.utf8.count >= 3 else { return Array(typed.prefix(limit)) }
    let described = fields.filter { $0.description.hasWord(word) }.map(\.name)
    return described.count <= limit ? described : []
  }

  /// The fields of a relation to which a word is a value.
  private func fields(of relation: RelationID, taking word: String) -> [String] {
    fieldsByTelling(of: relation)
      .filter { catalog.value(of: $0.type.scalar, named: word) != nil }.map(\.name)
  }

  /// The fields of the row in reach to which the word that stands opposite is a value.
  func fieldsTaking(_ opposite: Expression, scope: Scope) -> [String] {
    guard let frame = scope.frames.last, frame.closedBy == nil, let relation = frame.relation,
      case .name(let name) = opposite.kind
    else { return [] }
    return Array(fields(of: relation, taking: name.canonical).prefix(3))
  }

  /// The value names that have a word as a part, then those whose description has it.
  func valueNames(of type: DataType, telling word: String) -> [String] {
    let limit = 3
    let word = word.lowercased()
    // One letter more or less makes the plural.
    let stem = word.utf8.count > 4 && word.hasSuffix("s") ? String(word.dropLast()) : word
    guard stem.utf8.count >= 3, stem.utf8.count <= 40 else { return [] }
    switch type {
    case .enumeration(let id):
      let values = schema[id].values
      let named = values.filter { value in
        ([value.name, value.label] + value.aliases).contains { $0.hasWord(beginning: stem) }
      }
      let described = values.filter { $0.description.hasWord(beginning: stem) }
      let others = described.filter { value in !named.contains { $0.name == value.name } }
      return (named + others).prefix(limit).map(\.name)
    case .reference(let relation):
      guard catalog.database[relation].rowCount <= 100_000 else { return [] }
      var found: [String] = []
      for name in catalog.rowIndex(of: relation).names where name.hasWord(beginning: stem) {
        guard let value = catalog.key(of: type, named: name), !found.contains(value) else {
          continue
        }
        found.append(value)
        if found.count == limit { break }
      }
      return found
    case .boolean, .integer, .decimal, .text, .date, .quantity, .inventory, .condition, .list,
      .record, .missing:
      return []
    }
  }

  /// A bare word opposite something that has no named values: it names a column, or is a text.
  mutating func bindBareWord(
    _ expression: Expression, _ name: Name, opposite type: DataType, scope: Scope
  ) throws(BindError) -> PlanExpression {
    do {
      return try bindValue(expression, scope: scope)
    } catch {
      guard case .name(.unknownName(let word, let near, _)) = error.kind, word == name.written
      else { throw error }
      if type == .date { try rejectForeignDate(word, at: name.span) }
      guard type == .text, near.isEmpty || !suggestsField(near, scope: scope) else { throw error }
      let text = SyntaxPrinter.text(of: Expression(.text(word), span: name.span))
      var mended = error
      mended.kind = .name(
        .unknownName(word, near: [text], notes: ["a text stands in quotes"]))
      throw mended
    }
  }

  /// Whether names are near in spelling, rather than told by a field's description.
  private func suggestsField(_ near: [String], scope: Scope) -> Bool {
    guard let relation = scope.frames.last?.relation else { return true }
    return !near.allSatisfy { schema[relation].field(named: $0) != nil }
  }
}

extension Catalog {
  /// The word by which a value or a row is usually typed, nil where a name means none.
  fileprivate func key(of type: DataType, named name: String) -> String? {
    guard case .reference(let relation) = type,
      case .one(let row) = rowIndex(of: relation).rows(named: name)
    else { return nil }
    return database.key(of: row, in: relation) ?? database.label(of: row, in: relation)
  }
}

extension BindError {
  /// The error with what may be meant by the unknown name at a place, where nothing is near it.
  func naming(_ fields: [String], at place: SourceSpan) -> BindError {
    guard !fields.isEmpty, span == place,
      case .name(.unknownName(let name, _, let notes)) = kind
    else { return self }
    var result = self
    result.kind = .name(.unknownName(name, near: fields, notes: notes))
    return result
  }
}

extension String {
  /// Whether a word stands in the text, in any case.
  fileprivate func hasWord(_ word: String) -> Bool { words.contains { $0 == word } }

  /// Whether a word of the text begins so, in any case.
  fileprivate func hasWord(beginning stem: String) -> Bool {
    words.contains { $0.hasPrefix(stem) }
  }

  private var words: [Substring] {
    lowercased().split { !$0.isLetter && !$0.isNumber }
  }
}
