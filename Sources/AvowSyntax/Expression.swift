package import AvowDiagnostics

/// An expression: a calculation, a condition, or the name of a relation.
package struct Expression: Sendable {
  /// What it is.
  package var kind: Kind
  /// Where it stands.
  package var span: SourceSpan

  /// Creates an expression.
  package init(_ kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  /// The kinds of expression.
  package indirect enum Kind: Sendable {
    /// `15`, `1.5 bn`, `280 bn USD`, `$280bn`, `3 countries`
    case number(NumberLiteral)
    /// `50%`; the digits may hold a decimal point
    case percent(digits: String)
    /// `3 months ago`; the digits are whole
    case ago(digits: String, unit: TimeUnit)
    /// `last month`, `next 2 weeks`, `this year`
    case relativePeriod(RelativePeriod)
    /// `2025-06`, `2025-Q2`, `@2025-06~`: the text without `@`, not yet checked
    case date(String)
    /// `"text"`, escapes resolved
    case text(String)
    /// `true`, `false`
    case boolean(Bool)
    /// `unknown`
    case unknown
    /// `none`
    case none
    /// `today`
    case today
    /// `this`: the row outside the brackets
    case this
    /// `$name`
    case parameter(Name)
    /// `.name`: a field, never a value
    case field(Name)
    /// A bare word: a relation, a field, a value, a function without brackets
    case name(Name)
    /// `(x)`: one expression without clauses; `(pledges)` means all of the relation
    case bracketed(Expression)
    /// `(a, b)`: two or more; an element with clauses of its own is a `subquery`
    case list([Expression])
    /// `(pledges where p)`: one query with clauses, times or set operations
    case subquery(Query)
    /// `case when p then x else y end`
    case choice(Choice)
    /// `f(a, b)`, `sum(x) over (by k)`
    case call(Call)
    /// `x.name`
    case member(Expression, Name)
    /// `pledges via blockers`
    case via(Expression, Name)
    /// `x to EUR`, `x to EUR at 2025-03`
    case conversion(Expression, unit: Name, at: Expression?)
    /// `-x`
    case negative(Expression)
    /// `a + b - c`, `a * b / c`: terms of one rank, taken from left to right; at least one term
    case arithmetic(Expression, [ArithmeticTerm])
    /// `a = b`, `a not in (b, c)`, `d since 2025`
    case comparison(Comparison)
    /// `a between b and c`
    case between(Between)
    /// `a is known`, `a is not exactly b`
    case test(StateTest)
    /// `not p`
    case not(Expression)
    /// `p and q and …`: two or more
    case and([Expression])
    /// `p or q or …`: two or more
    case or([Expression])
  }
}

/// An operator of arithmetic and the operand on its right.
package struct ArithmeticTerm: Sendable {
  /// The operators of arithmetic.
  package enum Operator: String, Sendable, CaseIterable {
    /// Addition.
    case add = "+"
    /// Subtraction.
    case subtract = "-"
    /// Multiplication.
    case multiply = "*"
    /// Division.
    case divide = "/"
  }

  /// The operator.
  package var `operator`: Operator
  /// Where the operator stands.
  package var operatorSpan: SourceSpan
  /// The operand on its right.
  package var operand: Expression

  /// Creates a term.
  package init(_ operator: Operator, operatorSpan: SourceSpan, operand: Expression) {
    self.operator = `operator`
    self.operatorSpan = operatorSpan
    self.operand = operand
  }
}

/// Two operands and the operator that compares them.
package struct Comparison: Sendable {
  /// The operators that compare.
  package enum Operator: String, Sendable, CaseIterable {
    /// Equal, within, or has.
    case equal = "="
    /// Not equal, not within, or has not.
    case notEqual = "!="
    /// All of the left below all of the right.
    case less = "<"
    /// Not greater.
    case lessOrEqual = "<="
    /// All of the left above all of the right.
    case greater = ">"
    /// Not less.
    case greaterOrEqual = ">="
    /// The left is one of the right.
    case `in`
    /// The list on the left has the right.
    case has
    /// The text on the left contains the right.
    case contains
    /// The text on the left has the shape of the right.
    case like
    /// The text on the left matches the regular expression on the right.
    case matches
    /// The left ends before the right begins.
    case before
    /// The left begins after the right ends.
    case after
    /// The left begins no earlier than the right.
    case since
    /// The left ends no later than the right.
    case until
    /// The two have a day in common.
    case overlaps
  }

  /// The operand on the left.
  package var left: Expression
  /// The operator.
  package var `operator`: Operator
  /// Whether `not` stands in front of the operator: `not in`, `not has`.
  package var isNegated: Bool
  /// Where the operator stands, `not` included.
  package var operatorSpan: SourceSpan
  /// The operand on the right.
  package var right: Expression

  /// Creates a comparison.
  package init(
    left: Expression, operator: Operator, isNegated: Bool = false, operatorSpan: SourceSpan,
    right: Expression
  ) {
    self.left = left
    self.operator = `operator`
    self.isNegated = isNegated
    self.operatorSpan = operatorSpan
    self.right = right
  }
}

/// `operand between low and high`, both ends in.
package struct Between: Sendable {
  /// What is compared.
  package var operand: Expression
  /// Whether it is `not between`.
  package var isNegated: Bool
  /// The lower end.
  package var low: Expression
  /// The upper end.
  package var high: Expression

  /// Creates a range test.
  package init(operand: Expression, isNegated: Bool, low: Expression, high: Expression) {
    self.operand = operand
    self.isNegated = isNegated
    self.low = low
    self.high = high
  }
}

/// `operand is …`.
package struct StateTest: Sendable {
  /// What is asked.
  package enum Kind: Sendable {
    /// It has a value, and we know it.
    case known
    /// It has a value that we do not know, or the condition is undecided.
    case unknown
    /// It has no value.
    case none
    /// It is recorded as this very value.
    case exactly(Expression)
  }

  /// What is tested.
  package var operand: Expression
  /// Whether it is `is not`.
  package var isNegated: Bool
  /// What is asked.
  package var kind: Kind

  /// Creates a test.
  package init(operand: Expression, isNegated: Bool, kind: Kind) {
    self.operand = operand
    self.isNegated = isNegated
    self.kind = kind
  }
}

/// `case when p then x … else y end`.
package struct Choice: Sendable {
  /// One `when … then …`.
  package struct Branch: Sendable {
    /// When it is chosen.
    package var condition: Expression
    /// What it gives.
    package var value: Expression

    /// Creates a branch.
    package init(condition: Expression, value: Expression) {
      self.condition = condition
      self.value = value
    }
  }

  /// The branches, in order; at least one.
  package var branches: [Branch]
  /// What it gives when no branch is chosen; nil gives `none`.
  package var otherwise: Expression?

  /// Creates a choice.
  package init(branches: [Branch], otherwise: Expression?) {
    self.branches = branches
    self.otherwise = otherwise
  }
}

/// A function and its arguments.
package struct Call: Sendable {
  /// One argument.
  package enum Argument: Sendable {
    /// An expression without clauses.
    case expression(Expression)
    /// A query with clauses, times or set operations.
    case query(Query)
    /// `where p`: the rows of the group for which it is true; the span begins at `where`
    case rows(Expression, span: SourceSpan)
  }

  /// The function.
  package var name: Name
  /// The arguments, in order.
  package var arguments: [Argument]
  /// The rows beside this one that an aggregate sees: `over (by k order by d)`.
  package var window: Window?

  /// Creates a call.
  package init(name: Name, arguments: [Argument], window: Window? = nil) {
    self.name = name
    self.arguments = arguments
    self.window = window
  }
}

/// `over (by keys order by keys)`.
package struct Window: Sendable {
  /// The keys of the groups; empty for the whole table.
  package var by: [Key]
  /// The order within a group; empty for none.
  package var order: [OrderKey]
  /// Where it stands, `over` included.
  package var span: SourceSpan

  /// Creates a window.
  package init(by: [Key], order: [OrderKey], span: SourceSpan) {
    self.by = by
    self.order = order
    self.span = span
  }
}
