package import AvowDiagnostics
internal import AvowSyntax

/// Why a query that parses has no meaning.
package struct BindError: Error, Sendable {
  /// The families of reasons; each has its words in a file of its own.
  enum Kind: Sendable {
    case name(NameError)
    case type(TypeError)
    case row(RowError)
    case table(TableError)
    case limit(LimitError)
  }

  var kind: Kind
  package var span: SourceSpan
  /// The `let`, view or derived field in which it arose, where that is not the query itself.
  var inside: String?
  /// The option that gave the value from outside, where it arose in that.
  var given: String?

  init(_ kind: Kind, at span: SourceSpan, inside: String? = nil) {
    self.kind = kind
    self.span = span
    self.inside = inside
  }

  /// A word that means nothing, or too much.
  enum NameError: Sendable {
    case unknownRelation(String, near: [String], guess: String?)
    case unknownField(String, of: String, near: [String], hint: String?)
    case unknownName(String, near: [String], notes: [String])
    case unknownValue(String, of: String, near: [String], nearCount: String?, others: [String])
    case ambiguousValue(String, of: String, candidates: [String])
    case unknownFunction(String, near: [String], isLater: Bool)
    case unknownUnit(String, near: [String])
    case unknownParameter(String, near: [String])
    case unknownType(String, near: [String])
    case reservedName(String)
    case duplicateName(String)
    case parameterNeedsValue(String)
    case badDefinition(String, message: String)
    case contradictingFacts(String)
    case noConditions
    case repeatedTime
  }

  /// A value of a type that does not fit its place.
  enum TypeError: Sendable {
    case notComparable(left: String, right: String, hint: String?)
    case notOrdered(String)
    case notArithmetic(String, left: String, right: String, hint: String?)
    case notCondition(found: String, hint: String?)
    case notList(found: String, hint: String?)
    case notRows(found: String)
    case notReference(found: String, name: String)
    case needsUnit(field: String, units: [String])
    case dimensionClash(left: String, right: String)
    case wrongArgumentCount(function: String, signature: String, found: Int)
    case wrongArgument(function: String, expected: String, found: String)
    case wrongParameter(String, expected: String, found: String)
    case quotedDate(String)
    case badDate(String)
    case badNumber
    case outOfRange(String)
    case notRowCount(parameter: String)
    case comparedWithMissing(String, instead: String, isFix: Bool)
    case valueOrCondition(String, right: String, fix: Fix?)
    case notConditionExpression(found: String)
    case matchedReference(String, found: String, fix: Fix)
    case namedCondition(String, left: String, right: String, fix: Fix?)
    case foreignDate(WrittenDate)
    case notConstantDay(found: String)
    case noConversion(to: String, reason: ConversionFault)
  }

  /// Why amounts do not convert to a unit.
  enum ConversionFault: Sendable {
    /// The dataset has no rates for units of that dimension, nor fixed factors.
    case noRates
    /// The unit converts by a fixed factor, so that a day makes no difference.
    case fixed
  }

  /// Rows that are not there, or groups that do not fit.
  enum RowError: Sendable {
    case noWayBack(from: String, to: String)
    case notWayBack(field: String, of: String, to: String, fields: [String])
    case severalWaysBack(from: String, to: String, fields: [String])
    case noOuterRow
    case aggregateNeedsRows(String)
    case mixedAggregate(plain: String, fix: Fix?)
    case notGrouped(name: String, keys: [String])
    case droppedColumn(name: String)
    case needsOneColumn(found: Int)
    case groupsLists(String)
    case notSaid(String)
    case noHistory(String)
    case whereMissing(String, fix: Fix?)
    case severalViewpoints
  }

  /// Sets, pivots and windows that do not fit.
  enum TableError: Sendable {
    case windowPlace(String)
    case windowFunction(String, needs: String?)
    case pivotNeedsGroup(String, fix: Fix)
    case pivotNeedsKey(String, keys: [String])
    case pivotNeedsValues(String, count: Int?)
    case differentWidths(String, left: Int, right: Int)
    case differentColumns(String, place: Int, left: String, right: String)
    case unknownChart(String, near: [String])
    case nothingToDraw(String, hint: String, columns: [String])
    case pivotAfterExpand(keys: [String])
    case pivotNeedsMeasure(String, selected: String)
  }

  /// What this version does not do.
  enum LimitError: Sendable {
    /// A word of the language.
    case notSupported(String)
    /// A use of words that are supported elsewhere.
    case notSupportedUse(String)
    case tooLarge(String)
    case tooManyOperations(Int)
    case tooManySteps(Int)
    case tooManyColumns(Int)
    case tooIntricate
  }
}
