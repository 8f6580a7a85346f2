extension DiagnosticCode {
  // Names.
  package static let unknownRelation = DiagnosticCode("Q101", "unknown relation", .binding)
  package static let unknownField = DiagnosticCode("Q102", "unknown field", .binding)
  package static let unknownName = DiagnosticCode("Q103", "unknown name", .binding)
  package static let unknownValue = DiagnosticCode("Q104", "unknown value", .binding)
  package static let ambiguousValue = DiagnosticCode("Q105", "a word that names several", .binding)
  package static let unknownFunction = DiagnosticCode("Q106", "unknown function", .binding)
  package static let unknownUnit = DiagnosticCode("Q107", "unknown unit", .binding)
  package static let unknownParameter = DiagnosticCode("Q108", "unknown parameter", .binding)
  package static let unknownType = DiagnosticCode("Q109", "unknown type", .binding)
  package static let valueAndField = DiagnosticCode("Q110", "both a value and a field", .binding)
  package static let takenName = DiagnosticCode("Q111", "a name that is taken", .binding)
  package static let duplicateName = DiagnosticCode("Q112", "two columns of one name", .binding)
  package static let parameterNeedsValue = DiagnosticCode(
    "Q113", "a parameter without value", .binding)
  package static let badDefinition = DiagnosticCode(
    "Q115", "a definition of the dataset is wrong", .binding)

  // Types.
  package static let notComparable = DiagnosticCode("Q120", "types that do not compare", .binding)
  package static let notOrdered = DiagnosticCode("Q121", "values without order", .binding)
  package static let notArithmetic = DiagnosticCode(
    "Q122", "a calculation without sense", .binding)
  package static let notCondition = DiagnosticCode("Q123", "a condition is needed", .binding)
  package static let notList = DiagnosticCode("Q124", "a list is needed", .binding)
  package static let notRows = DiagnosticCode("Q125", "rows are needed", .binding)
  package static let notReference = DiagnosticCode("Q126", "a dot after no reference", .binding)
  package static let needsUnit = DiagnosticCode("Q127", "a number without unit", .binding)
  package static let dimensionClash = DiagnosticCode("Q128", "two dimensions", .binding)
  package static let wrongArgumentCount = DiagnosticCode(
    "Q129", "wrong number of arguments", .binding)
  package static let wrongArgument = DiagnosticCode("Q130", "wrong kind of argument", .binding)
  package static let quotedDate = DiagnosticCode("Q131", "a date in quotes", .binding)
  package static let badDate = DiagnosticCode("Q132", "no such date", .binding)
  package static let badNumber = DiagnosticCode("Q133", "a number that is too large", .binding)
  package static let outOfRange = DiagnosticCode("Q135", "out of range", .binding)
  package static let comparedWithMissing = DiagnosticCode(
    "Q136", "equal to unknown or none", .binding)
  package static let valueOrCondition = DiagnosticCode("Q137", "or between values", .binding)
  package static let noConversion = DiagnosticCode("Q138", "no conversion", .binding)

  // Rows and groups.
  package static let noWayBack = DiagnosticCode("Q150", "no way back", .binding)
  package static let severalWaysBack = DiagnosticCode("Q151", "several ways back", .binding)
  package static let noOuterRow = DiagnosticCode("Q152", "no row outside", .binding)
  package static let aggregateNeedsRows = DiagnosticCode(
    "Q153", "an aggregate without rows", .binding)
  package static let mixedAggregate = DiagnosticCode(
    "Q154", "an aggregate beside a plain column", .binding)
  package static let notGrouped = DiagnosticCode("Q155", "not the same for a group", .binding)
  package static let droppedColumn = DiagnosticCode("Q156", "left out by select", .binding)
  package static let needsOneColumn = DiagnosticCode("Q157", "one column is needed", .binding)
  package static let groupsLists = DiagnosticCode("Q158", "a group of lists", .binding)
  package static let pivotNeedsGroup = DiagnosticCode("Q172", "a pivot without its key", .binding)
  package static let pivotNeedsValues = DiagnosticCode(
    "Q173", "a pivot of any values", .binding)
  package static let differentWidths = DiagnosticCode(
    "Q170", "sets of different widths", .binding)
  package static let differentColumns = DiagnosticCode(
    "Q171", "sets of different columns", .binding)

  // Time and assumptions.
  package static let contradictingFacts = DiagnosticCode(
    "Q180", "facts that contradict each other", .binding)
  package static let notConstantDay = DiagnosticCode("Q182", "no constant day", .binding)
  package static let noConditions = DiagnosticCode("Q181", "no conditions", .binding)
  package static let repeatedTime = DiagnosticCode("Q183", "two days at once", .binding)
  package static let notSaid = DiagnosticCode("Q184", "rows that are not said", .binding)
  package static let dateWithoutEffect = DiagnosticCode(
    "Q185", "a date that changes nothing", .binding)
  package static let severalViewpoints = DiagnosticCode(
    "Q186", "rows seen from several days", .binding)

  package static let windowPlace = DiagnosticCode("Q174", "a window out of place", .binding)
  package static let windowFunction = DiagnosticCode(
    "Q175", "a window that does not fit", .binding)
  package static let unknownChart = DiagnosticCode("Q176", "unknown kind of chart", .binding)
  package static let nothingToDraw = DiagnosticCode("Q177", "nothing to draw", .binding)

  // Limits.
  package static let notSupported = DiagnosticCode("Q190", "not part of this version", .binding)
  package static let tooLarge = DiagnosticCode("Q191", "too large a query", .binding)

  static let bindingCodes = [
    unknownRelation, unknownField, unknownName, unknownValue, ambiguousValue, unknownFunction,
    unknownUnit, unknownParameter, unknownType, valueAndField, takenName, duplicateName,
    parameterNeedsValue, badDefinition, notComparable, notOrdered,
    notArithmetic, notCondition, notList, notRows, notReference, needsUnit, dimensionClash,
    wrongArgumentCount, wrongArgument, quotedDate, badDate, badNumber, outOfRange,
    comparedWithMissing, valueOrCondition, noConversion, noWayBack, severalWaysBack, noOuterRow,
    aggregateNeedsRows, mixedAggregate, notGrouped, droppedColumn, needsOneColumn, groupsLists,
    differentWidths, differentColumns, pivotNeedsGroup, pivotNeedsValues,
    windowPlace, windowFunction, unknownChart, nothingToDraw,
    contradictingFacts, noConditions, notConstantDay, repeatedTime, notSaid, dateWithoutEffect,
    severalViewpoints,
    notSupported, tooLarge,
  ]
}
