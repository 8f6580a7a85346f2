package import AvowModel

extension BoundQuery {
  /// The typed plan as `explain` prints it: one step a line, sources innermost.
  package func description(in schema: Schema) -> String {
    let printer = PlanPrinter(schema: schema)
    var lines = printer.lines(of: plan, depth: 1)
    let columns = output.map { column in
      "\(column.name): \(schema.name(of: column.value.type))"
    }
    lines.insert("show " + columns.joined(separator: ", "), at: 0)
    return lines.joined(separator: "\n") + "\n"
  }
}

extension PlanExpression {
  /// The typed expression as `explain` prints it.
  package func description(in schema: Schema) -> String {
    PlanPrinter(schema: schema).text(self)
  }
}

/// Writes plans as text: the last step first, each indented under what it feeds.
struct PlanPrinter {
  let schema: Schema

  func lines(of plan: Plan, depth: Int) -> [String] {
    let indent = String(repeating: "  ", count: depth)
    func step(_ text: String, _ input: Plan? = nil) -> [String] {
      [indent + text] + (input.map { lines(of: $0, depth: depth + 1) } ?? [])
    }
    switch plan {
    case .single: return step("one row")
    case .scan(let relation, let row): return step("scan \(schema[relation].name) as r\(row.index)")
    case .related(let way, let target, let row):
      return step(
        "rows of \(schema[way.relation].name) via \(way.fieldName) of \(text(target))"
          + " as r\(row.index)"
      )
    case .members(let list, _, let row): return step("rows of \(text(list)) as r\(row.index)")
    case .elements(let list, let column):
      return step("members of \(text(list)) as c\(column.index)")
    case .filter(let input, let predicate):
      return step("filter \(text(predicate.condition))", input)
    case .derive(let input, let columns):
      return step("derive \(columns.map(text).joined(separator: ", "))", input)
    case .aggregate(let input, let keys, let calls):
      let keys = keys.map(text).joined(separator: ", ")
      let calls = calls.map { "c\($0.id.index) = \(text($0.call))" }.joined(separator: ", ")
      return step("group by [\(keys)] compute [\(calls)]", input)
    case .expand(let input, let list, let column):
      return step("expand \(text(list)) as c\(column.index)", input)
    case .sort(let input, let keys):
      return step("sort \(keys.map(text).joined(separator: ", "))", input)
    case .limit(let input, let limit):
      let per = limit.per.isEmpty ? "" : " per " + limit.per.map(text).joined(separator: ", ")
      let offset = limit.offset == 0 ? "" : " offset \(limit.offset)"
      return step("limit \(limit.count)\(per)\(offset)", input)
    case .top(let input, let count, let key): return step("top \(count) by \(text(key))", input)
    case .distinct(let input, let keys):
      return step("distinct \(keys.map(text).joined(separator: ", "))", input)
    case .changes(let changes):
      let columns = changes.columns.all.map { "c\($0.index)" }.joined(separator: ", ")
      return step(
        "changes of r\(changes.row.index)\(text(changes.viewpoint)) as [\(columns)]",
        changes.threads)
    case .window(let input, let columns):
      return step("window \(columns.map(text).joined(separator: ", "))", input)
    case .join(let join):
      return step("join \(join.name) on \(text(join.predicate.condition))", join.left)
        + lines(of: join.right, depth: depth + 1)
    case .combine(let combination):
      let parts = combination.columns.map { column in
        "c\(column.id.index) \(column.name) = \(text(column.left)), \(text(column.right))"
      }
      let row = combination.row.map { ["r\($0.id.index) = \(text($0.left)), \(text($0.right))"] }
      return step(
        "\(combination.operation.rawValue) [\(((row ?? []) + parts).joined(separator: "; "))]",
        combination.left) + lines(of: combination.right, depth: depth + 1)
    }
  }

  private func text(_ column: ComputedColumn) -> String {
    "c\(column.id.index) \(column.name) = \(text(column.value))"
  }

  private func text(_ column: WindowColumn) -> String {
    let call =
      switch column.call {
      case .aggregate(let call): text(call)
      case .rank: "rank()"
      case .rowNumber: "row_number()"
      case .neighbour(let value, let distance, let otherwise):
        "\(distance < 0 ? "lag" : "lead")(\(text(value)), \(abs(distance))"
          + (otherwise.map { ", " + text($0) } ?? "") + ")"
      }
    let by = column.partition.map(text).joined(separator: ", ")
    let order = column.order.map(text).joined(separator: ", ")
    let parts = [by.isEmpty ? "" : "by \(by)", order.isEmpty ? "" : "order by \(order)"]
    return "c\(column.id.index) = \(call) over ("
      + parts.filter { !$0.isEmpty }.joined(separator: " ") + ")"
  }

  private func text(_ key: SortKey) -> String {
    text(key.value) + (key.isDescending ? " desc" : "")
  }

  func text(_ call: AggregateCall) -> String {
    let argument = call.argument.map(text) ?? ""
    let filter = call.filter.map { " where " + text($0) } ?? ""
    let percentile = call.percentile.map { ", \($0)" } ?? ""
    return "\(call.function.rawValue)(\(argument)\(filter)\(percentile))"
  }

  func text(_ expression: PlanExpression) -> String {
    switch expression.kind {
    case .constant(let value): return text(value, expression.type)
    case .row(let row): return "r\(row.index)"
    case .column(let column): return "c\(column.index)"
    case .field(let base, let relation, let position):
      return "\(text(base)).\(schema[relation].fields[position].name)"
    case .compareNumbers(let operation, let left, let right),
      .compareTexts(let operation, let left, let right),
      .compareCodes(let operation, let left, let right):
      return "(\(text(left)) \(operation.rawValue) \(text(right)))"
    case .matchText(let match, let left, let right):
      return "(\(text(left)) \(match.rawValue) \(text(right)))"
    case .compareDates(let operation, let left, let right, let reading):
      let word = reading == .period ? "period " : ""
      return "(\(text(left)) \(operation.rawValue) \(word)\(text(right)))"
    case .isMember(let operand, let set):
      return "(\(text(operand)) in \(members(set, operand.type)))"
    case .anyElement(let list, let column, let body):
      return "any(\(text(list)) as c\(column.index): \(text(body)))"
    case .mapElements(let list, let column, let body):
      return "each(\(text(list)) as c\(column.index): \(text(body)))"
    case .isIdentical(let left, let right): return "(\(text(left)) is exactly \(text(right)))"
    case .hasState(let operand, let state): return "(\(text(operand)) is \(state.rawValue))"
    case .not(let operand): return "not \(text(operand))"
    case .and(let operands): return "(\(operands.map(text).joined(separator: " and ")))"
    case .or(let operands): return "(\(operands.map(text).joined(separator: " or ")))"
    case .possibly(let operand): return "possibly(\(text(operand)))"
    case .certainly(let operand): return "certainly(\(text(operand)))"
    case .arithmetic(let operation, let left, let right):
      return "(\(text(left)) \(operation.rawValue) \(text(right)))"
    case .negative(let operand): return "-\(text(operand))"
    case .converted(let operand, let unit):
      return "(\(text(operand)) to \(schema.units[unit].symbol))"
    case .exchanged(let operand, let unit, let day):
      return "(\(text(operand)) to \(schema.units[unit].symbol) at \(text(day)))"
    case .call(let function, let arguments):
      return "\(function.rawValue)(\(arguments.map(text).joined(separator: ", ")))"
    case .choice(let branches, let otherwise):
      let cases = branches.map { "when \(text($0.condition)) then \(text($0.value))" }
      let last = otherwise.map { " else \(text($0))" } ?? ""
      return "case \(cases.joined(separator: " "))\(last) end"
    case .list(let members): return "[\(members.map(text).joined(separator: ", "))]"
    case .aggregate(let call, let plan):
      let nested = lines(of: plan, depth: 0).map { line in String(line.drop { $0 == " " }) }
      return "\(text(call)) of {\(nested.joined(separator: " < "))}"
    case .shape(let shape):
      let nested = lines(of: shape.plan, depth: 0).map { line in String(line.drop { $0 == " " }) }
      let columns = shape.columns.map { "\($0.name) = \(text($0.value))" }
      return "\(shape.isList ? "list" : "record") {\(columns.joined(separator: ", "))} of "
        + "{\(nested.joined(separator: " < "))}"
    case .related(let way, let target):
      return "rows of \(schema[way.relation].name) via \(way.fieldName) of \(text(target))"
    case .viewed(let operation, let operands):
      return text(operation, operands.map(text).joined(separator: ", "))
    }
  }

  private func text(_ operation: ViewOperation, _ operands: String) -> String {
    switch operation {
    case .field(let relation, let position, let viewpoint):
      "\(operands).\(schema[relation].fields[position].name)\(text(viewpoint))"
    case .isSaid(_, let viewpoint), .said(_, let viewpoint):
      "said(\(operands))\(text(viewpoint))"
    case .holds(let viewpoint): "holds(\(operands))\(text(viewpoint))"
    case .blockers(let viewpoint): "blockers(\(operands))\(text(viewpoint))"
    case .named: operands
    case .joined(let connective): "\(connective.rawValue)(\(operands))"
    }
  }

  private func text(_ viewpoint: Viewpoint) -> String {
    var parts: [String] = []
    if let day = viewpoint.saidSince { parts.append("said since \(day)") }
    if let day = viewpoint.saidBy { parts.append("said by \(day)") }
    if let day = viewpoint.publishedBy { parts.append("published by \(day)") }
    parts += viewpoint.assumptions.map { assumption in
      "#\(assumption.condition) = " + (assumption.holds.map { "\($0)" } ?? "unknown")
    }
    return parts.isEmpty ? "" : " {\(parts.joined(separator: ", "))}"
  }

  private func text(_ value: Value, _ type: DataType) -> String {
    switch value {
    case .missing(let state): return state == .none ? "none" : "unknown"
    case .boolean(let value): return value ? "true" : "false"
    case .number(let range, let unit):
      let number = range.exact.map(\.description) ?? "interval"
      return unit.map { "\(number) \(schema.units[$0].symbol)" } ?? number
    case .text(let text): return "\"\(text)\""
    case .date(let date): return date.description
    case .code(let code):
      guard case .enumeration(let id) = type, schema[id].values.indices.contains(Int(code)) else {
        return "code \(code)"
      }
      return schema[id].values[Int(code)].name
    case .row(let row):
      guard case .reference(let relation) = type else { return "row \(row)" }
      return "\(schema[relation].rowWord) #\(row)"
    case .condition: return "condition"
    case .list(let members): return "[\(members.count) values]"
    case .record(let fields): return "{\(fields.count) values}"
    }
  }

  private func members(_ set: [Bool], _ type: DataType) -> String {
    let positions = set.indices.filter { set[$0] }
    let names = positions.prefix(6).map { position -> String in
      switch type {
      case .enumeration(let id): schema[id].values[position].name
      default: "#\(position)"
      }
    }
    return "{\(names.joined(separator: ", "))\(positions.count > 6 ? ", …" : "")}"
  }
}
