/// The type of a field, a column or an expression: a closed list.
package indirect enum DataType: Hashable, Sendable {
  /// True or false; an undecided one is a missing value.
  case boolean
  /// A whole number, possibly an interval (a count with undecided rows).
  case integer
  /// An exact fixed-point number.
  case decimal
  case text
  /// An EDTF date: an interval of days.
  case date
  /// A number with a unit, of one dimension or, where nil, of any.
  case quantity(DimensionID?)
  /// A sum over several units: one quantity per unit.
  case inventory(DimensionID?)
  case enumeration(EnumerationID)
  case reference(RelationID)
  /// An and/or/not expression over named conditions.
  case condition
  case list(DataType)
  /// Several named values that stand together: a row of a nested table.
  case record([RecordField])
  /// The type of the literals `unknown` and `none` before they meet another type.
  case missing
}

extension DataType {
  /// Whether values are numbers, with or without a unit.
  package var isNumeric: Bool {
    switch self {
    case .integer, .decimal, .quantity, .inventory: true
    case .boolean, .text, .date, .enumeration, .reference, .condition, .list, .record, .missing:
      false
    }
  }

  /// The member type of a list, else nil.
  package var element: DataType? {
    if case .list(let element) = self { element } else { nil }
  }

  /// The type itself, or the member type of a list.
  package var scalar: DataType { element?.scalar ?? self }
}

/// A named value of a record.
package struct RecordField: Hashable, Sendable {
  package var name: String
  package var type: DataType

  package init(name: String, type: DataType) {
    self.name = name
    self.type = type
  }
}

/// The position of a relation in its schema.
package struct RelationID: Hashable, Sendable {
  package var index: Int
  package init(_ index: Int) { self.index = index }
}

/// The position of an enumeration in its schema.
package struct EnumerationID: Hashable, Sendable {
  package var index: Int
  package init(_ index: Int) { self.index = index }
}

/// The position of a dimension in the unit table.
package struct DimensionID: Hashable, Sendable {
  package var index: Int
  package init(_ index: Int) { self.index = index }
}

/// The position of a unit in the unit table.
package struct UnitID: Hashable, Sendable {
  package var index: UInt16
  package init(_ index: UInt16) { self.index = index }
}
