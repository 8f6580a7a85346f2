import AvowDiagnostics
import AvowModel
import AvowPlan

/// Rows of which it is undecided whether they are members of a list.
struct CandidateMembers {
  var members: ListMembers
  /// For each list, whether these are all that it left out.
  var isComplete: [Bool]
}

extension Execution {
  /// What may be members of lists, nil where nobody kept it.
  func candidateMembers(of lists: Vector, at span: SourceSpan) throws(EvaluationError)
    -> CandidateMembers?
  {
    guard let candidates = lists.column.omissions?.candidates.first else { return nil }
    let vector = Vector(candidates, rows: lists.rows)
    // What an incomplete list has may be a member all the same.
    let all = Vector(Column(candidates.data), rows: lists.rows)
    return CandidateMembers(
      members: try listMembers(of: all, at: span),
      isComplete: vector.states.map { $0 == .known })
  }

  /// Adds to lists made of the members of others what their candidates would have given.
  func withCandidates(
    _ result: Vector, of lists: Vector, _ expression: PlanExpression,
    _ body: (ListMembers) throws(EvaluationError) -> Vector
  ) throws(EvaluationError) -> Vector {
    guard let candidates = try candidateMembers(of: lists, at: expression.span),
      case .list(let certain) = result.column.data
    else { return result }
    let values = try body(candidates.members)
    // What a value left out itself is not among them.
    guard values.column.omissions == nil else { return result }
    let open = Vector(missing: .none, count: lists.count)
    let found = try flattened(values, candidates.members, open, expression)
    guard case .list(let lists) = found.column.data else { return result }
    var result = result
    result.column.omissions?.candidates = [
      Column(
        .list(lists.leavingOut(certain)),
        validity: Validity(candidates.isComplete.map { $0 ? .known : .undecided }))
    ]
    return result
  }

  /// What lists joined of lists left out: each member left out stands for any number.
  func joinedOmissions(
    of values: Vector, _ members: ListMembers, _ lists: Vector
  ) -> Omissions? {
    let outer = omissions(of: lists)
    let inner = omissions(of: values)
    guard outer != nil || inner != nil else { return nil }
    var unknown = outer?.unknown ?? [Int](repeating: 0, count: lists.count)
    var undecided = outer?.undecided ?? [Int](repeating: 0, count: lists.count)
    if let inner {
      for (position, owner) in members.owners.enumerated() {
        unknown[Int(owner)] += inner.unknown[position]
        undecided[Int(owner)] += inner.undecided[position]
      }
    }
    return Omissions(
      unknown: unknown, undecided: undecided, effect: outer == nil ? .moves : .raises)
  }

  /// The members of lists for which a column of their relation is true.
  func saidMembers(of lists: Vector, _ isSaid: Column) -> Vector {
    guard case .list(let column) = lists.column.data,
      case .reference(let targets) = column.elements.data, case .boolean(let truths) = isSaid.data
    else { return lists }
    var kept = ListBuilder(listCount: lists.count)
    var candidates = ListBuilder(listCount: lists.count)
    var undecided = [Int](repeating: 0, count: lists.count)
    for position in 0..<lists.count where lists.state(at: position) == .known {
      let owner = UInt32(truncatingIfNeeded: position)
      for member in column.members(of: lists.rows[position]) {
        let row = Int(targets[member])
        if column.elements.state(at: member) != .known {
          kept.append(member, to: owner)
        } else if isSaid.state(at: row) != .known {
          candidates.append(member, to: owner)
          undecided[position] += 1
        } else if truths[row] {
          kept.append(member, to: owner)
        }
      }
    }
    func list(_ builder: ListBuilder) -> ColumnData {
      .list(
        ListColumn(offsets: builder.offsets, elements: column.elements.gathered(builder.rows)))
    }
    let unknown = [Int](repeating: 0, count: lists.count)
    var omissions = Omissions(unknown: unknown, undecided: undecided)
    omissions?.candidates = [Column(list(candidates))]
    return Vector(
      Column(list(kept), validity: Validity(lists.states), omissions: omissions))
  }
}

extension ListColumn {
  /// The lists without the references that the lists of another column have.
  fileprivate func leavingOut(_ other: ListColumn) -> ListColumn {
    guard case .reference(let rows) = elements.data,
      case .reference(let others) = other.elements.data
    else { return self }
    var builder = ListBuilder(listCount: count)
    for list in 0..<count {
      let known = Set(other.members(of: list).lazy.map { others[$0] })
      for member in members(of: list)
      where elements.state(at: member) != .known || !known.contains(rows[member]) {
        builder.append(member, to: UInt32(truncatingIfNeeded: list))
      }
    }
    return ListColumn(offsets: builder.offsets, elements: elements.gathered(builder.rows))
  }
}
