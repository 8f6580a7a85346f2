package import AvowModel
package import AvowPlan

/// What some rows of an answer rest on.
package struct Provenance: Sendable {
  package var rows: [RowProvenance]

  /// Makes a provenance.
  package init(rows: [RowProvenance]) { self.rows = rows }

  /// Whether no row rests on any record.
  package var isEmpty: Bool { rows.allSatisfy { $0.records.isEmpty && $0.unlistedCount == 0 } }
}

/// What one row of an answer rests on.
package struct RowProvenance: Sendable {
  /// The position of the row in the answer, from 0.
  package var row: Int
  /// The records, in the order in which the query comes upon them.
  package var records: [SupportingRecord] = []
  /// How many further records there are beyond the number that is listed.
  package var unlistedCount = 0
  /// How many rows an aggregate went by because their value is not known or none.
  package var idleCount = 0
  /// The clauses that let in the row itself where it is a group.
  package var reasons: [Reason] = []
}

/// A stored row that a row of an answer rests on.
package struct SupportingRecord: Sendable {
  package var relation: RelationID
  package var row: UInt32
  package var bearing: Bearing
  /// The sources of the query that it came from.
  package var sources: Set<RowID> = []
  /// Whether it is undecided that it belongs, as in a count of `3–5`.
  package var isUndecided = false
  /// The fields of a thread that are shown or asked for, by position.
  package var fields: Set<Int> = []
  /// From which day, and under which assumptions, the fields are seen.
  package var viewpoint = Viewpoint()
  /// Those fields with their values, for people, where they are worth telling.
  package var values = ""
  package var reasons: [Reason] = []
  package var passages: [CitedPassage] = []

  /// What a record has to do with the row.
  package enum Bearing: Hashable, Sendable {
    /// The query went through it.
    case source
    /// A reference led to it, and a field of it was read.
    case read
    /// It decides the fields of a thread.
    case decides(RelationID, UInt32)
    /// It tells of a record that has no evidence of its own.
    case tells(RelationID, UInt32)
  }
}

/// Which row of which relation a record is.
struct RecordIdentity: Hashable {
  var relation: RelationID
  var row: UInt32
}

extension SupportingRecord {
  var identity: RecordIdentity { RecordIdentity(relation: relation, row: row) }

  /// What it tells of: itself, or the record whose fields it decides.
  var subject: RecordIdentity {
    switch bearing {
    case .source, .read: identity
    case .decides(let relation, let row), .tells(let relation, let row):
      RecordIdentity(relation: relation, row: row)
    }
  }

  /// Whether it tells of one of some records.
  func supports(_ records: Set<RecordIdentity>) -> Bool {
    records.contains(subject) || records.contains(identity)
  }
}

/// A clause with the value that made it what it is.
package struct Reason: Hashable, Sendable {
  /// The clause as written.
  package var text: String
  /// The values that it was decided by, empty where they go without saying.
  package var value: String
}

/// A passage of a document, or a document as a whole, and the record that names it.
package struct CitedPassage: Hashable, Sendable {
  /// The row of the document.
  package var document: UInt32
  /// The row of the passage, nil for the whole document.
  package var span: UInt32?
}

/// Looks a passage up, by its row in the relation of evidence; nil where its document is not at
/// hand.
package typealias PassageReading = (UInt32) -> Reference.Reading?

/// How much of an answer is explained.
package struct ProvenanceLimits: Hashable, Sendable {
  /// The records listed for each row.
  package var records: Int
  /// Makes limits.
  package init(records: Int) { self.records = max(1, records) }
}
