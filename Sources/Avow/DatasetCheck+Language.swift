internal import AvowDataset
internal import AvowDiagnostics
internal import AvowEngine
internal import AvowModel
internal import AvowPlan
internal import AvowSyntax

extension DatasetCheck {
  /// Looks for threads of which it is not known which row is the latest.
  static var threadOrder: PackageCheck {
    PackageCheck("order of statements") { inspection in
      let database = inspection.database
      for order in undecidedOrders(in: database) {
        guard let rule = database.schema[order.relation].thread,
          !isConsequence(order, rule, inspection)
        else { continue }
        let names = order.contenders.prefix(4).map {
          database.label(ofRow: $0, in: rule.source)
        }
        let word = database.schema[rule.source].rowWord
        let links = database.schema.links.map { database.schema[$0.relation].name }
        inspection.report(
          .undecidedOrder,
          "it is not known which \(word) is the latest: \(names.joined(separator: ", "))",
          in: order.relation, row: order.thread, field: order.fields.thread,
          hint: "say in \(links ?? "a relation of links") which supersedes which,"
            + " give the dates more exactly, or make two rows of it")
      }
    }
  }

  /// Whether an order is undecided because a cell that decides it could not be read.
  private static func isConsequence(
    _ order: UndecidedOrder, _ rule: ThreadRule, _ inspection: PackageInspection
  ) -> Bool {
    let schema = inspection.schema
    let deciding = [
      rule.date, rule.certainty, rule.mode, order.fields.source, rule.published.first,
    ]
    .compactMap(\.self)
    let isUnread = order.contenders.contains { row in
      deciding.contains { inspection.isFaulty(row: row, field: $0, of: rule.source) }
    }
    if isUnread { return true }
    if let links = schema.links {
      let fields = [links.from, links.to, links.kind]
      if fields.contains(where: { inspection.isFaulty(field: $0, of: links.relation) }) {
        return true
      }
    }
    // The day on which a document came out stands for the day on which it was said.
    var relation = rule.source
    for field in rule.published {
      if relation != rule.source, inspection.isFaulty(field: field, of: relation) { return true }
      guard case .reference(let next) = schema[relation].fields[field].type else { break }
      relation = next
    }
    return false
  }

  /// Looks for views and derived fields that do not bind.
  static var expressions: PackageCheck {
    PackageCheck("views and derived fields") { inspection in
      let catalog = Catalog(inspection.database)
      for diagnostic in catalog.diagnostics {
        inspection.report(
          .brokenExpression, diagnostic.message, inViews: diagnostic.span, hint: diagnostic.hint)
      }
      guard catalog.diagnostics.isEmpty else { return }
      for view in catalog.viewSummaries {
        guard let fault = fault(in: "`\(view.name)`", catalog) else { continue }
        let span = inspection.span(ofView: view.name)
        inspection.report(
          .brokenExpression, "\(view.name): \(fault.message)", inViews: span, hint: fault.hint)
      }
      checkFields(catalog, &inspection)
    }
  }

  private static func checkFields(_ catalog: Catalog, _ inspection: inout PackageInspection) {
    for (index, relation) in catalog.schema.relations.enumerated() {
      for (position, field) in relation.fields.enumerated() {
        guard case .expression = field.origin,
          let fault = fault(in: "`\(relation.name)` select `\(field.name)`", catalog)
        else { continue }
        inspection.report(
          .brokenExpression, "\(relation.name).\(field.name): \(fault.message)",
          declaring: RelationID(index), field: position, hint: fault.hint)
      }
    }
  }

  /// The first thing that is wrong with a query.
  private static func fault(in query: String, _ catalog: Catalog) -> Diagnostic? {
    var environment = Environment(today: Day(0))
    let parsed = Parser.parse(SourceText(query))
    if let fault = parsed.diagnostics.first { return fault }
    for statement in parsed.script.statements {
      let diagnostics = bind(statement, in: catalog, environment: &environment).diagnostics
      if let fault = diagnostics.first(where: { $0.severity == .error }) { return fault }
    }
    return nil
  }
}

extension Database {
  /// A row's key, by which people find it in its file, else its label.
  fileprivate func label(ofRow row: Int, in relation: RelationID) -> String {
    let row = UInt32(clamping: row)
    return key(of: row, in: relation) ?? label(of: row, in: relation)
  }
}
