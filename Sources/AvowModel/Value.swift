/// One cell: used for constants, rendering and tests, never in loops over columns.
package indirect enum Value: Hashable, Sendable {
  /// No value: none, or unknown with its reason.
  case missing(ValueState)
  case boolean(Bool)
  case number(NumberRange, UnitID?)
  case text(String)
  case date(DateValue)
  /// The position of an enumeration's value.
  case code(UInt32)
  /// The row of the referenced relation.
  case row(UInt32)
  case condition(ConditionExpression)
  case list([Value])
  /// The values of a record, in the order of its fields.
  case record([Value])
}

extension Value {
  /// The state of the cell.
  package var state: ValueState {
    if case .missing(let state) = self { state } else { .known }
  }
}
