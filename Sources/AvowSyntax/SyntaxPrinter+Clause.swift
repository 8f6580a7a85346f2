extension SyntaxPrinter {
  mutating func print(_ clause: Clause) {
    switch clause.kind {
    case .filter(let condition):
      text += "where "
      print(condition)
    case .derive(let derivations):
      text += "derive "
      printList(derivations) { printer, derivation in
        printer.text += "\(derivation.name.spelling) = "
        printer.print(derivation.value)
      }
    case .group(let keys):
      text += "group by "
      printKeys(keys)
    case .select(let items):
      text += "select "
      printItems(items)
    case .order(let keys):
      text += "order by "
      printOrder(keys)
    case .limit(let limit):
      print(limit)
    case .top(let count, let value):
      text += "top \(count.spelling) by "
      print(value)
    case .distinct(let keys):
      text += keys.isEmpty ? "distinct" : "distinct "
      printKeys(keys)
    case .expand(let key):
      text += "expand "
      printKeys([key])
    case .pivot(let pivot):
      print(pivot)
    case .assuming(let facts):
      text += "assuming "
      printList(facts) { $0.text += $1.spelling }
    case .assert(let assertion):
      print(assertion)
    case .join(let join):
      print(join)
    }
  }

  mutating func print(_ assertion: Assertion) {
    text += "assert "
    print(assertion.condition)
    if let message = assertion.message {
      text += ", " + TextLiteral.quoted(message)
    }
  }

  mutating func printKeys(_ keys: [Key]) {
    printList(keys) { printer, key in
      printer.print(key.value)
      printer.printAlias(key.alias)
    }
  }

  mutating func printOrder(_ keys: [OrderKey]) {
    printList(keys) { printer, key in
      printer.print(key.value)
      switch key.direction {
      case .ascending: break
      case .descending: printer.text += " desc"
      }
    }
  }

  private mutating func printAlias(_ alias: Name?) {
    if let alias {
      text += " as \(alias.spelling)"
    }
  }

  private mutating func printItems(_ items: [SelectItem]) {
    printList(items) { printer, item in
      switch item.kind {
      case .everything:
        printer.text += "*"
      case .column(let value, let shape):
        printer.print(value)
        if let shape {
          printer.text += " { "
          printer.printItems(shape)
          printer.text += " }"
        }
      }
      printer.printAlias(item.alias)
    }
  }

  private mutating func print(_ limit: Limit) {
    text += "limit \(limit.count.spelling)"
    if !limit.per.isEmpty {
      text += " per "
      printKeys(limit.per)
    }
    if let offset = limit.offset {
      text += " offset \(offset.spelling)"
    }
  }

  private mutating func print(_ pivot: Pivot) {
    text += "pivot on "
    print(pivot.value)
    if let columns = pivot.columns {
      text += " in ("
      printList(columns) { $0.print($1) }
      text += ")"
    }
  }

  private mutating func print(_ join: Join) {
    text += "join "
    print(join.source)
    printAlias(join.alias)
    text += " on "
    print(join.condition)
  }
}

extension Count {
  fileprivate var spelling: String {
    switch kind {
    case .digits(let digits): digits
    case .parameter(let name): "$\(name.canonical)"
    }
  }
}

extension Fact {
  fileprivate var spelling: String {
    switch state {
    case .holds: name.spelling
    case .fails: "not \(name.spelling)"
    case .unknown: "\(name.spelling) = unknown"
    }
  }
}
