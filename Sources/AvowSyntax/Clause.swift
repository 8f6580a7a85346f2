package import AvowDiagnostics

/// One step of a pipeline: it turns a table into a table.
package struct Clause: Sendable {
  /// The kinds of clause.
  package enum Kind: Sendable {
    /// `where p`
    case filter(Expression)
    /// `derive a = x, b = y`
    case derive([Derivation])
    /// `group by k as name, …`
    case group([Key])
    /// `select a, b { c } as d, *`
    case select([SelectItem])
    /// `order by a desc, …`
    case order([OrderKey])
    /// `limit 3 per k offset 1`
    case limit(Limit)
    /// `top 3 by x`
    case top(Count, by: Expression)
    /// `distinct`, `distinct k, …`
    case distinct([Key])
    /// `expand list as name`
    case expand(Key)
    /// `pivot on x in (a, b)`
    case pivot(Pivot)
    /// `assuming a, not b, c = unknown`
    case assuming([Fact])
    /// `assert p, "message"`
    case assert(Assertion)
    /// `join r as name on p`
    case join(Join)
  }

  /// What it is.
  package var kind: Kind
  /// Where it stands, keyword included.
  package var span: SourceSpan
  /// Where its keyword stands.
  package var keywordSpan: SourceSpan

  /// Creates a clause.
  package init(_ kind: Kind, span: SourceSpan, keywordSpan: SourceSpan) {
    self.kind = kind
    self.span = span
    self.keywordSpan = keywordSpan
  }
}

/// A new column: `name = value`.
package struct Derivation: Sendable {
  /// The name of the column.
  package var name: Name
  /// How it is calculated.
  package var value: Expression
  /// Where it stands.
  package var span: SourceSpan

  /// Creates a new column.
  package init(name: Name, value: Expression, span: SourceSpan) {
    self.name = name
    self.value = value
    self.span = span
  }
}

/// An expression that may get a name: `value as alias`.
package struct Key: Sendable {
  /// The expression.
  package var value: Expression
  /// The name after `as`.
  package var alias: Name?
  /// Where it stands.
  package var span: SourceSpan

  /// Creates a key.
  package init(value: Expression, alias: Name? = nil, span: SourceSpan) {
    self.value = value
    self.alias = alias
    self.span = span
  }
}

/// One item of a `select`.
package struct SelectItem: Sendable {
  /// The kinds of item.
  package enum Kind: Sendable {
    /// `*`
    case everything
    /// `value`, or `value { item, … }` with a shape for what it refers to
    case column(Expression, shape: [SelectItem]?)
  }

  /// What it is.
  package var kind: Kind
  /// The name after `as`.
  package var alias: Name?
  /// Where it stands.
  package var span: SourceSpan

  /// Creates an item.
  package init(_ kind: Kind, alias: Name? = nil, span: SourceSpan) {
    self.kind = kind
    self.alias = alias
    self.span = span
  }
}

/// One key of an `order by`.
package struct OrderKey: Sendable {
  /// The direction in which rows are put.
  package enum Direction: Sendable {
    /// Smallest first.
    case ascending
    /// Largest first.
    case descending
  }

  /// What rows are compared by.
  package var value: Expression
  /// The direction; ascending when none is written.
  package var direction: Direction
  /// Where it stands.
  package var span: SourceSpan

  /// Creates an order key.
  package init(value: Expression, direction: Direction, span: SourceSpan) {
    self.value = value
    self.direction = direction
    self.span = span
  }
}

/// A number of rows: digits, or a parameter.
package struct Count: Sendable {
  /// The kinds of count.
  package enum Kind: Sendable {
    /// Decimal digits, of any length.
    case digits(String)
    /// `$name`
    case parameter(Name)
  }

  /// What it is.
  package var kind: Kind
  /// Where it stands.
  package var span: SourceSpan

  /// Creates a count.
  package init(_ kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

/// `limit count per keys offset count`.
package struct Limit: Sendable {
  /// How many rows are kept.
  package var count: Count
  /// The keys of the groups of which that many are kept; empty for the whole table.
  package var per: [Key]
  /// How many rows are skipped before.
  package var offset: Count?

  /// Creates a limit.
  package init(count: Count, per: [Key], offset: Count?) {
    self.count = count
    self.per = per
    self.offset = offset
  }
}

/// `pivot on value in (columns)`.
package struct Pivot: Sendable {
  /// The key whose values become columns.
  package var value: Expression
  /// The values that become columns, in order; nil for all that occur.
  package var columns: [Expression]?

  /// Creates a pivot.
  package init(value: Expression, columns: [Expression]?) {
    self.value = value
    self.columns = columns
  }
}

/// The assumed state of a named condition.
package struct Fact: Sendable {
  /// The states that a condition can be assumed to have.
  package enum State: Sendable {
    /// `name`, `name = true`
    case holds
    /// `not name`, `name = false`
    case fails
    /// `name = unknown`
    case unknown
  }

  /// The condition.
  package var name: Name
  /// Its assumed state.
  package var state: State
  /// Where it stands.
  package var span: SourceSpan

  /// Creates a fact.
  package init(name: Name, state: State, span: SourceSpan) {
    self.name = name
    self.state = state
    self.span = span
  }
}

/// `join source as alias on condition`.
package struct Join: Sendable {
  /// The table joined.
  package var source: Expression
  /// The name of its row inside the condition.
  package var alias: Name?
  /// Which pairs of rows are kept.
  package var condition: Expression

  /// Creates a join.
  package init(source: Expression, alias: Name?, condition: Expression) {
    self.source = source
    self.alias = alias
    self.condition = condition
  }
}
