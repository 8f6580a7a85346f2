import AvowEngine
import AvowModel
import AvowPlan
import Testing

/// Conditions whose states and meanings are drawn by chance.
private struct RandomConditions {
  static let count = 6
  private static let conditions = RelationID(0)
  private var random: Random

  init(seed: Int) { random = Random(seed: UInt64(seed) &* 104_729) }

  /// A dataset of conditions; a meaning names only those before it.
  mutating func database() -> Database {
    var schema = Schema(name: "conditions")
    var relation = Relation(name: "conditions")
    relation.fields = [
      Field(name: "value", type: .boolean), Field(name: "meaning", type: .condition),
    ]
    schema.relations = [relation]
    schema.conditionRule = ConditionRule(relation: Self.conditions, state: 0, meaning: 1)
    var states = ColumnBuilder(.boolean, in: schema)
    var meanings = ColumnBuilder(.condition, in: schema)
    for row in 0..<Self.count {
      states.append(state().map(Value.boolean) ?? .missing(.unspecified))
      let hasMeaning = row > 1 && Bool.random(using: &random)
      meanings.append(
        hasMeaning ? .condition(expression(2, names: row)) : .missing(.none))
    }
    let table = Table(rowCount: Self.count, columns: [states.build(), meanings.build()])
    return Database(schema: schema, tables: [table])
  }

  mutating func viewpoint() -> Viewpoint {
    var result = Viewpoint()
    for row in 0..<UInt32(Self.count) where Int.random(in: 0..<4, using: &random) == 0 {
      result.assume(Viewpoint.Assumption(condition: row, holds: state()))
    }
    return result
  }

  mutating func expression(_ depth: Int, names: Int = count) -> ConditionExpression {
    switch depth == 0 ? 0 : Int.random(in: 0..<4, using: &random) {
    case 1: .not(expression(depth - 1, names: names))
    case 2: .all([expression(depth - 1, names: names), expression(depth - 1, names: names)])
    case 3: .any([expression(depth - 1, names: names), expression(depth - 1, names: names)])
    default: .named(UInt32.random(in: 0..<UInt32(names), using: &random))
    }
  }

  private mutating func state() -> Bool? {
    [true, false, nil].randomElement(using: &random) ?? nil
  }
}

@Test(arguments: 0..<60)
func `conditions hold, and are blocked, as the naive evaluator says`(seed: Int) throws {
  var draw = RandomConditions(seed: seed)
  let database = draw.database()
  let naive = NaiveEvaluator(database: database)
  for _ in 0..<20 {
    let viewpoint = draw.viewpoint()
    let condition = draw.expression(4)
    let operand = constant(.condition(condition), .condition)
    let table = try run(
      .single,
      [
        make(.viewed(.holds(viewpoint), [operand]), .boolean),
        make(.viewed(.blockers(viewpoint), [operand]), .list(.reference(RelationID(0)))),
      ], in: database)
    let truth = naive.holds(condition, viewpoint)
    let blockers = naive.blockers(condition, viewpoint, isWanted: true)
    #expect(cells(table)[0][0] == truth.map(Value.boolean) ?? .missing(.undecided))
    #expect(cells(table)[0][1] == .list(blockers.map(Value.row)))
    #expect(blockers.isEmpty == (truth == true))
  }
}

@Test func `a long chain of meanings neither recurses nor repeats itself`() throws {
  var schema = Schema(name: "conditions")
  var relation = Relation(name: "conditions")
  relation.fields = [Field(name: "meaning", type: .condition)]
  schema.relations = [relation]
  schema.conditionRule = ConditionRule(relation: RelationID(0), meaning: 0)
  var meanings = ColumnBuilder(.condition, in: schema)
  let count = 20_000
  for row in 0..<count {
    let next = ConditionExpression.named(UInt32(row + 1))
    meanings.append(row == count - 1 ? .missing(.none) : .condition(.all([next, next])))
  }
  let table = Table(rowCount: count, columns: [meanings.build()])
  let database = Database(schema: schema, tables: [table])
  let operand = constant(.condition(.named(0)), .condition)
  let answer = try run(
    .single,
    [
      make(.viewed(.blockers(Viewpoint()), [operand]), .list(.reference(RelationID(0))))
    ], in: database)
  #expect(cells(answer)[0][0] == .list([.row(UInt32(count - 1))]))
}
