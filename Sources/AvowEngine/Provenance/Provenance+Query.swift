package import AvowModel
package import AvowPlan

/// What some rows of the answer to a query rest on, found by running the query again.
///
/// Only parts of the query run, and only some records are held: time grows with the number of
/// steps, each of which reads the rows as often as the query itself does.
package func provenance(
  of query: BoundQuery, rows positions: Range<Int>, in database: Database,
  limits: ProvenanceLimits, context: ExecutionContext
) throws(EvaluationError) -> Provenance {
  let execution = Execution(database, context, rowWord: query.rowWord)
  let tracer = Tracer(query, positions: positions, limits, execution)
  guard let block = try execution.rows(of: tracer.query.plan, at: positions) else {
    return Provenance(rows: [])
  }
  let owners = Array(0..<block.count)
  try tracer.trace(tracer.query.plan, block, owners)
  for output in tracer.query.output { try tracer.trace(output.value, block, owners) }
  try tracer.addEvidence()
  return Provenance(rows: Array(tracer.rows.prefix(block.count)))
}

extension Execution {
  /// The rows of a plan at some positions, nil where there are none.
  func rows(of plan: Plan, at positions: Range<Int>) throws(EvaluationError) -> Block? {
    let frame = Frame(outer: nil)
    var blocks: [Block] = []
    var start = 0
    _ = try run(
      plan, frame,
      Consumer { (block) throws(EvaluationError) -> Flow in
        let kept = frame.droppingUndecided(block)
        let range = positions.clamped(to: start..<start + kept.count)
        if !range.isEmpty {
          blocks.append(kept.sliced(range.lowerBound - start..<range.upperBound - start))
        }
        start += kept.count
        return start >= positions.upperBound ? .stop : .more
      })
    return try joined(blocks, frame)
  }
}
