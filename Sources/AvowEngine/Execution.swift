import AvowDiagnostics
package import AvowModel
package import AvowPlan

/// Runs a bound query.
///
/// Rows flow in blocks; result columns are made only at the end. Memory is bounded by the
/// context's row limit; cancellation is polled once per block.
package func execute(
  _ query: BoundQuery, in database: Database, context: ExecutionContext, stamp: Stamp
) throws(EvaluationError) -> ResultTable {
  let execution = Execution(database, context, rowWord: query.rowWord)
  return try execution.result(of: execution.sharing(query), stamp: stamp)
}

/// One run of a query: what it reads, what it may use, and what it computed once for all blocks.
///
/// A class because the caches are filled while plans, which are values, are walked.
final class Execution {
  let database: Database
  let context: ExecutionContext
  let rowWord: String
  /// Facts for the reader, in the order in which the steps ended.
  var notes: [ResultNote] = []
  /// The nested aggregates that are the same for every row, by the columns that stand for them.
  var shared: [ColumnID: SharedValue] = [:]
  /// The nested aggregates that one row decides, by the columns that stand for them.
  var rowAggregates: [ColumnID: RowAggregate] = [:]
  /// The rates between units, read when they are first asked for.
  lazy var exchange = Exchange(database)
  /// The units that orders have put one after another.
  var orderedUnits = OrderedUnits()
  var waysBack: [WayBackKey: RowIndex] = [:]
  var patterns: [PatternKey: TextPattern] = [:]
  var periods = PeriodTable()
  var labelRanks: [RelationID: [UInt32]] = [:]
  var viewedColumns: [ViewedField: Column] = [:]
  var threadColumns: [ThreadView: [Int: Column]] = [:]
  var knownConditions: [Viewpoint: ConditionStates] = [:]
  var narrowerSets: [NarrowerKey: [Bool]] = [:]

  /// How many rows nested queries have looked at.
  private var combinationCount = 0

  init(_ database: Database, _ context: ExecutionContext, rowWord: String) {
    self.database = database
    self.context = context
    self.rowWord = rowWord
  }

  var schema: Schema { database.schema }

  /// Ends the execution where the caller asks for it.
  func checkCancellation() throws(EvaluationError) {
    if context.isCancelled() { throw EvaluationError(.cancelled) }
  }

  /// Counts rows that a nested query looks at, and ends the execution where they are too many.
  func countCombinations(_ count: Int) throws(EvaluationError) {
    combinationCount += count
    guard combinationCount <= context.maximumCombinationCount else {
      throw EvaluationError(.tooManyCombinations(limit: context.maximumCombinationCount))
    }
  }

  /// Ends the execution where more rows are held than allowed.
  func checkRowCount(_ count: Int, at span: SourceSpan = SourceSpan(0, 0))
    throws(EvaluationError)
  {
    guard count <= context.maximumRowCount else {
      throw EvaluationError(.tooManyRows(limit: context.maximumRowCount), at: span)
    }
  }
}
