import AvowDiagnostics
import AvowEngine
import AvowModel
import AvowPlan

/// Short ways to write plans by hand.
let nowhere = SourceSpan(0, 0)
let pledge = RowID(0)

func make(_ kind: PlanExpression.Kind, _ type: DataType) -> PlanExpression {
  PlanExpression(kind, type, at: nowhere)
}

func row(_ id: RowID, _ relation: RelationID) -> PlanExpression {
  make(.row(id), .reference(relation))
}

/// A field of a pledge, or of the pledges of another source.
func field(_ field: Fixture.Pledge, of id: RowID = pledge) -> PlanExpression {
  make(
    .field(row(id, Fixture.pledges), Fixture.pledges, field.rawValue),
    Fixture.schema[Fixture.pledges].fields[field.rawValue].type)
}

/// A field of an actor.
func field(_ field: Fixture.Actor, of actor: PlanExpression) -> PlanExpression {
  let type = Fixture.schema[Fixture.actors].fields[field.rawValue].type
  return make(
    .field(actor, Fixture.actors, field.rawValue),
    actor.type.element == nil ? type : .list(type))
}

func constant(_ value: Value, _ type: DataType) -> PlanExpression { make(.constant(value), type) }

func number(_ number: Int, _ unit: UnitID? = nil) -> PlanExpression {
  constant(Fixture.exact(number, unit), unit == nil ? .integer : .quantity(nil))
}

func text(_ text: String) -> PlanExpression { constant(.text(text), .text) }

func period(_ text: String) -> PlanExpression { constant(Fixture.date(text), .date) }

func kind(_ code: UInt32) -> PlanExpression { constant(.code(code), .enumeration(Fixture.kinds)) }

func compare(_ a: PlanExpression, _ operation: ComparisonOperator, _ b: PlanExpression)
  -> PlanExpression
{ make(.compareNumbers(operation, a, b), .boolean) }

func compareCodes(_ a: PlanExpression, _ operation: ComparisonOperator, _ b: PlanExpression)
  -> PlanExpression
{ make(.compareCodes(operation, a, b), .boolean) }

func dates(_ a: PlanExpression, _ operation: DateOperator, _ b: PlanExpression)
  -> PlanExpression
{ make(.compareDates(operation, a, b, against: .period), .boolean) }

func predicate(_ condition: PlanExpression, causes: [Cause] = []) -> Predicate {
  Predicate(condition: condition, causes: causes)
}

let scan = Plan.scan(Fixture.pledges, pledge)

/// Runs a plan over the fixture and gives the answer.
func run(
  _ plan: Plan, _ output: [PlanExpression], rows: Bool = false, blockSize: Int = 4096,
  in database: Database = Fixture.database
) throws(EvaluationError) -> ResultTable {
  let columns = output.enumerated().map { OutputColumn(name: "c\($0.offset)", value: $0.element) }
  let query = BoundQuery(
    plan: plan, output: columns, rows: rows ? (Fixture.pledges, pledge) : nil, rowWord: "pledge")
  let today = Day(20_000)
  return try execute(
    query, in: database, context: ExecutionContext(today: today, blockSize: blockSize),
    stamp: Stamp(dataset: "fixture", version: "1", query: "", today: today))
}

/// The cells of an answer, row by row.
func cells(_ table: ResultTable) -> [[Value]] {
  (0..<table.rowCount).map { row in table.columns.map { $0.column.value(at: row) } }
}

/// The pledges that a filter keeps.
func kept(_ condition: PlanExpression, blockSize: Int = 4096) throws(EvaluationError)
  -> [UInt32]
{
  let table = try run(.filter(scan, predicate(condition)), [], rows: true, blockSize: blockSize)
  return table.origin?.rows ?? []
}
