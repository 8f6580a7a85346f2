import AvowEngine
import AvowModel
import AvowPlan

/// A small generator of random numbers with a seed (SplitMix64).
struct Random: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var result = state
    result = (result ^ (result >> 30)) &* 0xBF58_476D_1CE4_E5B9
    result = (result ^ (result >> 27)) &* 0x94D0_49BB_1331_11EB
    return result ^ (result >> 31)
  }
}

/// Makes random typed expressions over the fixture's pledges.
struct RandomExpressions {
  var random: Random
  private var nextID = 100

  init(seed: UInt64) { random = Random(seed: seed) }

  private mutating func pick<T>(_ choices: [T]) -> T {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }

  private mutating func id() -> Int {
    nextID += 1
    return nextID
  }

  /// A predicate of at most some depth, over the pledges of a source.
  mutating func predicate(_ depth: Int, of source: RowID = pledge) -> PlanExpression {
    guard depth > 0 else { return comparison(of: source) }
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return make(.not(predicate(depth - 1, of: source)), .boolean)
    case 1, 2:
      return make(
        .and([predicate(depth - 1, of: source), predicate(depth - 1, of: source)]), .boolean)
    case 3, 4:
      return make(
        .or([predicate(depth - 1, of: source), predicate(depth - 1, of: source)]), .boolean)
    case 5: return make(.possibly(predicate(depth - 1, of: source)), .boolean)
    case 6: return make(.certainly(predicate(depth - 1, of: source)), .boolean)
    case 7: return make(.hasState(predicate(depth - 1, of: source), pick(states)), .boolean)
    case 8: return quantified(depth - 1, of: source)
    default: return comparison(of: source)
    }
  }

  private let states: [StateTest] = [.known, .unknown, .none]
  private let days = [
    "2025", "2025-03", "2025-03-04", "2024-12-31", "2025-02/2025-06", "[2025-03..]",
    "[..2025-05]", "2025-05",
  ]

  private mutating func comparison(of source: RowID) -> PlanExpression {
    switch Int.random(in: 0..<12, using: &random) {
    case 0, 1:
      return make(
        .compareNumbers(pick(ComparisonOperator.allCases), number(of: source), number(of: source)),
        .boolean)
    case 2, 3:
      return make(
        .compareDates(
          pick(DateOperator.allCases), date(of: source), period(pick(days)), against: .period),
        .boolean)
    case 4:
      return make(
        .compareDates(
          pick(DateOperator.allCases), date(of: source), date(of: source), against: .day),
        .boolean)
    case 5:
      let code = pick([0, 1, 2, 3] as [UInt32])
      return compareCodes(field(.kind, of: source), pick([.equal, .notEqual]), kind(code))
    case 6:
      return compareCodes(
        field(.stance, of: source), pick(ComparisonOperator.allCases),
        constant(.code(pick([0, 1, 2])), .enumeration(Fixture.stances)))
    case 7:
      let row = constant(.row(pick([0, 3, 4])), .reference(Fixture.actors))
      return compareCodes(field(.country, of: source), pick([.equal, .notEqual]), row)
    case 8: return textual(of: source)
    case 9: return membership(of: source)
    case 10:
      let subject = Int.random(in: 0..<4, using: &random) == 0 ? shape(of: source) : nil
      if let subject {
        return pick([
          make(.isIdentical(subject, shape(of: source)), .boolean),
          compare(
            make(.call(.size, [subject]), .integer), .greater,
            AvowEngineTests.number(pick([0, 1, 2]))),
        ])
      }
      return make(.hasState(anything(of: source), pick(states)), .boolean)
    default:
      let subject = anything(of: source)
      return make(.isIdentical(subject, pick([subject, anything(of: source)])), .boolean)
    }
  }

  private mutating func number(of source: RowID) -> PlanExpression {
    switch Int.random(in: 0..<10, using: &random) {
    case 8, 9: field(.budget, of: source)
    case 0, 1: field(.amount, of: source)
    case 2: field(.size, of: source)
    case 3: AvowEngineTests.number(pick([-3, 0, 5, 10]))
    case 4:
      AvowEngineTests.number(
        pick([0, 4, 5, 8, 15, 280]), pick([Fixture.dollars, Fixture.dollars, Fixture.euros]))
    case 5: AvowEngineTests.number(pick([13, 14, 15]), Fixture.persons)
    case 6:
      make(
        .arithmetic(
          pick([.add, .subtract, .multiply, .divide]), field(.size, of: source),
          AvowEngineTests.number(pick([0, 2, 3]))), .decimal)
    default:
      make(.call(pick([.low, .high]), [field(.amount, of: source)]), .quantity(nil))
    }
  }

  private mutating func date(of source: RowID) -> PlanExpression {
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      make(
        .arithmetic(
          pick([.add, .subtract]), field(.said, of: source),
          AvowEngineTests.number(pick([1, 3]), pick([UnitTable.days, UnitID(5), UnitID(6)]))),
        .date)
    case 1: make(.call(pick([.low, .high]), [field(.said, of: source)]), .date)
    default: field(.said, of: source)
    }
  }

  private mutating func textual(of source: RowID) -> PlanExpression {
    let title = field(.title, of: source)
    let region = field(.region, of: field(.country, of: source))
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      return make(
        .compareTexts(pick(ComparisonOperator.allCases), region, text(pick(["Europe", "B"]))),
        .boolean)
    case 1:
      return make(
        .matchText(.contains, title, text(pick(["TROOPS", "etudier", "e", "", "ö"]))), .boolean)
    case 2:
      return make(
        .matchText(.like, title, text(pick(["%troops", "s_nd%", "%e%e%", "_", "%"]))), .boolean)
    default: return make(.call(.startsWith, [title, text(pick(["Send", "x"]))]), .boolean)
    }
  }

  private mutating func membership(of source: RowID) -> PlanExpression {
    let column = ColumnID(id())
    let member = make(.column(column), .reference(Fixture.actors))
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      return make(
        .isMember(field(.kind, of: source), of: [true, false, true, false]), .boolean)
    case 1:
      return make(
        .isMember(field(.country, of: source), of: [true, false, true, false, false]), .boolean)
    case 2: return make(.not(field(.met, of: source)), .boolean)
    default:
      let wanted = constant(.row(pick([0, 1, 3])), .reference(Fixture.actors))
      return make(
        .anyElement(
          field(.joint, of: source), as: column,
          pick([
            compareCodes(member, .equal, wanted),
            compareCodes(member, .equal, field(.country, of: source)),
          ])), .boolean)
    }
  }

  private mutating func anything(of source: RowID) -> PlanExpression {
    let column = ColumnID(id())
    let member = make(.column(column), .reference(Fixture.actors))
    return pick([
      field(.title, of: source), field(.country, of: source), field(.kind, of: source),
      field(.said, of: source), field(.amount, of: source), field(.joint, of: source),
      field(.condition, of: source), field(.partOf, of: field(.country, of: source)),
      field(.region, of: field(.joint, of: source)),
      make(.call(.year, [field(.said, of: source)]), .integer),
      make(.call(.size, [field(.joint, of: source)]), .integer),
      make(.call(.coalesce, [field(.size, of: source), AvowEngineTests.number(1)]), .integer),
      make(.call(.reason, [field(.amount, of: source)]), .text),
      make(
        .mapElements(
          field(.joint, of: source), as: column, field(.partOf, of: member)),
        .list(.reference(Fixture.actors))),
      make(
        .choice(
          [
            ChoiceBranch(
              condition: comparison(of: source), value: field(.size, of: source))
          ], otherwise: pick([nil, AvowEngineTests.number(2)])), .integer),
    ])
  }

  /// A predicate about pairs of pledges, found by a key or without.
  private mutating func joined(of source: RowID) -> PlanExpression {
    let (left, right) = (RowID(id()), RowID(id()))
    let some = Plan.filter(
      .scan(Fixture.pledges, left), AvowEngineTests.predicate(predicate(1, of: left)))
    let fields: [Fixture.Pledge] = [.title, .stance]
    let field = pick(fields)
    let (a, b) = (AvowEngineTests.field(field, of: left), AvowEngineTests.field(field, of: right))
    let isSame =
      field == .title
      ? make(.compareTexts(.equal, a, b), .boolean) : compareCodes(a, .equal, b)
    let condition = make(.and([isSame, comparison(of: right)]), .boolean)
    let keys = pick([[JoinStep.Key(left: a, right: b, joinsUnknown: false)], []])
    let join = JoinStep(
      left: some, right: .scan(Fixture.pledges, right), keys: keys,
      predicate: AvowEngineTests.predicate(pick([condition, isSame])), name: "r")
    let call = AggregateCall(.count, filter: pick([nil, comparison(of: left)]), type: .integer)
    return compare(
      make(.aggregate(call, over: .join(join)), .integer), pick(ComparisonOperator.allCases),
      AvowEngineTests.number(pick([0, 2, 5])))
  }

  /// The pledges of the country of another.
  private mutating func pledgesBeside(_ source: RowID, _ row: RowID) -> Plan {
    let way = RowID(id())
    return .related(
      WayBack(
        relation: Fixture.pledges, fieldName: "country", row: way,
        reference: field(.country, of: way)),
      to: field(.country, of: source), row)
  }

  /// A predicate about what is counted, ranked or added over the pledges beside each.
  private mutating func windowed(of source: RowID) -> PlanExpression {
    let inner = RowID(id())
    let related = pledgesBeside(source, inner)
    let plan = pick([related, .scan(Fixture.pledges, inner)])
    let size = field(.size, of: inner)
    let calls: [WindowCall] = [
      .rank, .rowNumber, .aggregate(AggregateCall(.count, type: .integer)),
      .neighbour(size, distance: pick([-2, -1, 0, 1, 2]), otherwise: pick([nil, size])),
      .aggregate(AggregateCall(.countKnown, argument: size, type: .integer)),
      .aggregate(AggregateCall(.sum, argument: size, type: .integer)),
      .aggregate(AggregateCall(.count, filter: comparison(of: inner), type: .integer)),
    ]
    let column = WindowColumn(
      id: ColumnID(id()), name: "w", call: pick(calls),
      partition: pick([[], [field(.kind, of: inner)], [field(.stance, of: inner)]]),
      order: pick([[], [SortKey(value: size, isDescending: Bool.random(using: &random))]]))
    let value = make(.column(column.id), .integer)
    let test = compare(
      value, pick(ComparisonOperator.allCases), AvowEngineTests.number(pick([1, 2, 4])))
    let call = AggregateCall(.count, filter: test, type: .integer)
    return compare(
      make(.aggregate(call, over: .window(plan, [column])), .integer),
      pick(ComparisonOperator.allCases), AvowEngineTests.number(pick([0, 1, 2])))
  }

  /// The pledges of the same country, some of them, as records.
  private mutating func shape(of source: RowID) -> PlanExpression {
    let inner = RowID(id())
    let related = pledgesBeside(source, inner)
    let large = compare(
      field(.amount, of: inner), .greater, AvowEngineTests.number(4, Fixture.euros))
    let plan = pick([related, .filter(related, AvowEngineTests.predicate(large))])
    let columns = [OutputColumn(name: "kind", value: field(.kind, of: inner))]
    let record = DataType.record([RecordField(name: "kind", type: columns[0].value.type)])
    return make(.shape(Shape(plan: plan, columns: columns, isList: true)), .list(record))
  }

  /// A predicate about two sets of pledges put together.
  private mutating func combined(of source: RowID) -> PlanExpression {
    let inner = RowID(id())
    let sides = (0..<2).map { _ in
      let row = RowID(id())
      let related = pledgesBeside(source, row)
      let filter = AvowEngineTests.predicate(predicate(1, of: row))
      return (row: row, plan: Plan.filter(pick([related, .scan(Fixture.pledges, row)]), filter))
    }
    let operation = pick(Combination.Operation.allCases)
    let isByColumns = Bool.random(using: &random)
    let columns = [Fixture.Pledge.kind, .said, .amount, .joint].map { field in
      let left = AvowEngineTests.field(field, of: sides[0].row)
      return Combination.Column(
        id: ColumnID(id()), name: "c", type: left.type, left: left,
        right: AvowEngineTests.field(field, of: sides[1].row))
    }
    let kept = isByColumns ? Array(columns.shuffled(using: &random).prefix(2)) : []
    let combination = Combination(
      operation, left: sides[0].plan, right: sides[1].plan, columns: kept,
      row: isByColumns
        ? nil
        : Combination.Row(
          id: inner, relation: Fixture.pledges,
          left: AvowEngineTests.row(sides[0].row, Fixture.pledges),
          right: AvowEngineTests.row(sides[1].row, Fixture.pledges)))
    let filter = isByColumns ? nil : pick([nil, comparison(of: inner)])
    let call = AggregateCall(.count, filter: filter, type: .integer)
    return compare(
      make(.aggregate(call, over: .combine(combination)), .integer),
      pick(ComparisonOperator.allCases), AvowEngineTests.number(pick([0, 1, 2, 3])))
  }

  /// A predicate about the pledges of the same country, or about all pledges.
  private mutating func quantified(_ depth: Int, of source: RowID) -> PlanExpression {
    if depth > 0, Int.random(in: 0..<3, using: &random) == 0 {
      return pick([combined(of: source), joined(of: source), windowed(of: source)])
    }
    let inner = RowID(id())
    let related = pledgesBeside(source, inner)
    let way = RowID(id())
    let joint = Plan.related(
      WayBack(
        relation: Fixture.pledges, fieldName: "joint", row: way,
        reference: field(.joint, of: way)),
      to: field(.joint, of: source), inner)
    let plan = pick([related, joint, .scan(Fixture.pledges, inner)])
    let order = SortKey(value: field(.said, of: inner), isDescending: false)
    let kept = Plan.filter(
      plan, AvowEngineTests.predicate(predicate(min(depth, 1), of: inner)))
    let filtered = pick([kept, .sort(kept, [order])])
    let function = pick([.any, .all, .none, .count] as [AggregateFunction])
    guard function == .count else {
      let argument = pick([nil, comparison(of: inner)])
      let call = AggregateCall(function, argument: argument, type: .boolean)
      return make(.aggregate(call, over: filtered), .boolean)
    }
    let call = AggregateCall(.count, filter: pick([nil, comparison(of: inner)]), type: .integer)
    return compare(
      make(.aggregate(call, over: filtered), .integer), pick(ComparisonOperator.allCases),
      AvowEngineTests.number(pick([0, 1, 2])))
  }
}
