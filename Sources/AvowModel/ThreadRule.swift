/// How the state of a row follows from the dated rows that belong to it.
package struct ThreadRule: Hashable, Sendable {
  /// The relation of the dated rows.
  package var source: RelationID
  /// The source's reference, or list of references, to its threads.
  package var member: Int
  /// The source's date of saying.
  package var date: Int
  /// The way from the source to the date of publication: references, then the date; may be empty.
  package var published: [Int] = []
  /// The source's certainty, an ordered enumeration: on one day the more certain wins.
  package var certainty: Int?
  /// The source's mode, an enumeration: then the mode declared first wins.
  package var mode: Int?
  /// The mark of source rows that repeat what was said before the first row known.
  package var repetition: Repetition?
  /// The thread's field for the first date, and for the last.
  package var first: Int?
  package var last: Int?
  /// Pairs of a thread's field and the source's field that it follows.
  package var fields: [FieldPair]

  /// A thread's field and the source's field that it follows.
  package struct FieldPair: Hashable, Sendable {
    package var thread: Int
    package var source: Int
    package init(thread: Int, source: Int) {
      self.thread = thread
      self.source = source
    }
  }

  /// A value of an enumeration field, or of a list of them, that marks a repetition.
  package struct Repetition: Hashable, Sendable {
    package var field: Int
    package var code: UInt32
    package init(field: Int, code: UInt32) {
      self.field = field
      self.code = code
    }
  }

  /// Makes a rule.
  package init(source: RelationID, member: Int, date: Int, fields: [FieldPair]) {
    self.source = source
    self.member = member
    self.date = date
    self.fields = fields
  }
}
