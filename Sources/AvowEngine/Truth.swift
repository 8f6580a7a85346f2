import AvowModel

/// The three-valued truth of a predicate over a block, in two bitmaps.
struct Truth: Sendable {
  /// Set where the predicate is true.
  var isTrue: Bitmap
  /// Set where it is undecided, never where it is true; nil where it is decided everywhere.
  var isUndecided: Bitmap?

  init(_ isTrue: Bitmap, undecided: Bitmap? = nil) {
    self.isTrue = isTrue
    isUndecided = undecided.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Makes the same truth for every row, nil for undecided.
  init(repeating truth: Bool?, count: Int) {
    isTrue = Bitmap(repeating: truth ?? false, count: count)
    isUndecided = truth == nil && count > 0 ? Bitmap(repeating: true, count: count) : nil
  }

  /// Makes a truth from three-valued answers, one per row.
  init(count: Int, _ answer: (Int) throws(EvaluationError) -> Bool?) throws(EvaluationError) {
    var isTrue = Bitmap(repeating: false, count: count)
    var isUndecided = isTrue
    for position in 0..<count {
      switch try answer(position) {
      case .some(true): isTrue[position] = true
      case .some(false): break
      case .none: isUndecided[position] = true
      }
    }
    self.init(isTrue, undecided: isUndecided)
  }

  /// Reads a vector of booleans as a predicate: none is false, unknown is undecided.
  init(_ vector: Vector) {
    guard case .boolean(let bits) = vector.column.data else {
      self.init(
        Bitmap(repeating: false, count: vector.count), undecided: vector.isUnknown)
      return
    }
    var isTrue = bits.selected(vector.rows)
    if let known = vector.known { isTrue = isTrue & known }
    self.init(isTrue, undecided: vector.isUnknown)
  }

  var count: Int { isTrue.count }

  /// Set where the predicate is true or undecided.
  var isPossible: Bitmap { isUndecided.map { isTrue | $0 } ?? isTrue }

  subscript(position: Int) -> Bool? {
    if isTrue[position] { return true }
    return isUndecided?[position] == true ? nil : false
  }

  /// Kleene negation.
  static prefix func ! (operand: Truth) -> Truth {
    Truth(~operand.isPossible, undecided: operand.isUndecided)
  }

  /// Kleene conjunction.
  static func & (left: Truth, right: Truth) -> Truth {
    let isTrue = left.isTrue & right.isTrue
    guard left.isUndecided != nil || right.isUndecided != nil else { return Truth(isTrue) }
    return Truth(
      isTrue, undecided: (left.isPossible & right.isPossible).subtracting(isTrue))
  }

  /// Kleene disjunction.
  static func | (left: Truth, right: Truth) -> Truth {
    let isTrue = left.isTrue | right.isTrue
    guard left.isUndecided != nil || right.isUndecided != nil else { return Truth(isTrue) }
    return Truth(
      isTrue, undecided: (left.isPossible | right.isPossible).subtracting(isTrue))
  }

  /// The predicate as booleans, missing where undecided.
  var vector: Vector {
    guard let isUndecided else { return Vector(Column(.boolean(isTrue))) }
    var states = [ValueState](repeating: .known, count: count)
    for position in isUndecided.positions { states[Int(position)] = .undecided }
    return Vector(Column(.boolean(isTrue), validity: Validity(states)))
  }
}

extension Vector {
  /// One bit per cell, set where there is a value that is not known; nil where there is none such.
  var isUnknown: Bitmap? { bits { $0.isUnknown } }

  /// One bit per cell, set where there is no value; nil where every cell has one.
  var isNone: Bitmap? { bits { $0 == .none } }

  private func bits(_ test: (ValueState) -> Bool) -> Bitmap? {
    guard let states = column.validity?.states else { return nil }
    return mask(rows) { test(states[$0]) }
  }
}

extension Truth {
  /// Corrects a comparison for missing operands: a comparison with none is false (`notEqual`
  /// true), one with unknown is undecided, whatever the placeholders gave.
  func settingMissing(_ operands: Vector..., none whenNone: Bool = false) -> Truth {
    guard operands.contains(where: { !$0.isComplete }) else { return self }
    var none = Bitmap(repeating: false, count: count)
    var unknown = none
    for operand in operands {
      if let bits = operand.isNone { none = none | bits }
      if let bits = operand.isUnknown { unknown = unknown | bits }
    }
    unknown = unknown.subtracting(none)
    let missing = none | unknown
    let known = isTrue.subtracting(missing)
    let undecided = isUndecided.map { $0.subtracting(missing) | unknown } ?? unknown
    return Truth(whenNone ? known | none : known, undecided: undecided)
  }
}
