package import AvowDiagnostics
package import AvowModel

/// A typed expression whose names are resolved.
package struct PlanExpression: Sendable {
  package var kind: Kind
  package var type: DataType
  /// Where it stands in the query; an empty span for what the binder added.
  package var span: SourceSpan

  package init(_ kind: Kind, _ type: DataType, at span: SourceSpan) {
    self.kind = kind
    self.type = type
    self.span = span
  }

  /// The kinds of expression.
  package indirect enum Kind: Sendable {
    /// A value of the expression's type; a written date is a period.
    case constant(Value)
    /// The row of a source, as a reference to its relation.
    case row(RowID)
    /// A computed column.
    case column(ColumnID)
    /// A stored or thread field of the referenced row; through a list, a flat list of the values,
    /// in which each row stands once where they are references.
    case field(PlanExpression, RelationID, Int)
    /// Two numbers or quantities. Another unit of one dimension is undecided, another dimension
    /// is none.
    case compareNumbers(ComparisonOperator, PlanExpression, PlanExpression)
    /// Two texts, by Unicode scalar values.
    case compareTexts(ComparisonOperator, PlanExpression, PlanExpression)
    /// A text against a pattern, folded in case and accents for `contains` and `like`.
    case matchText(TextMatch, PlanExpression, PlanExpression)
    /// A date against a day or a period.
    case compareDates(DateOperator, PlanExpression, PlanExpression, against: DateReading)
    /// Two values of one enumeration, relation, condition or boolean type; only enumerations have
    /// an order.
    case compareCodes(ComparisonOperator, PlanExpression, PlanExpression)
    /// Whether an enumeration's value or a referenced row is one of a set, by position.
    case isMember(PlanExpression, of: [Bool])
    /// Whether the predicate is true for a member of the list, which it names by the column.
    case anyElement(PlanExpression, as: ColumnID, PlanExpression)
    /// A list of what the expression gives for each member, which it names by the column; lists
    /// are joined into one, and each row stands once where they are references.
    case mapElements(PlanExpression, as: ColumnID, PlanExpression)
    /// Whether both are recorded as the same: intervals by their ends, missing by its state.
    case isIdentical(PlanExpression, PlanExpression)
    /// The state of a value; an undecided predicate is unknown.
    case hasState(PlanExpression, StateTest)
    case not(PlanExpression)
    case and([PlanExpression])
    case or([PlanExpression])
    /// True or undecided becomes true.
    case possibly(PlanExpression)
    /// Undecided becomes false.
    case certainly(PlanExpression)
    /// Numbers and quantities; dates plus or minus a length of time; a date minus a date, in days;
    /// texts joined by `add`.
    case arithmetic(ArithmeticOperator, PlanExpression, PlanExpression)
    case negative(PlanExpression)
    /// A quantity in another unit of its dimension, by fixed factors.
    case converted(PlanExpression, UnitID)
    case call(ScalarFunction, [PlanExpression])
    /// The first branch whose condition is true; one that is undecided makes the result unknown.
    case choice([ChoiceBranch], otherwise: PlanExpression?)
    /// A list made of single values.
    case list([PlanExpression])
    /// An aggregate over the rows of a nested plan.
    case aggregate(AggregateCall, over: Plan)
    /// The references to the rows that refer to a row, as a list.
    case related(WayBack, to: PlanExpression)
    /// What depends on the viewpoint, and calculation with conditions.
    case viewed(ViewOperation, [PlanExpression])
    /// Quantities in another unit of their dimension, by the dataset's rates on a day; of a date
    /// that is no one day, by all the rates that it may mean.
    case exchanged(PlanExpression, UnitID, on: PlanExpression)
    /// The rows of a nested plan as records; undecided rows are left out and counted.
    case shape(Shape)
  }
}

/// A nested table: `pledges { type, stance }`.
package struct Shape: Sendable {
  package var plan: Plan
  /// The values of each row.
  package var columns: [OutputColumn]
  /// Whether there may be several rows; one row, or none, is a record by itself.
  package var isList: Bool

  package init(plan: Plan, columns: [OutputColumn], isList: Bool) {
    self.plan = plan
    self.columns = columns
    self.isList = isList
  }
}

/// A branch of a choice.
package struct ChoiceBranch: Sendable {
  package var condition: PlanExpression
  package var value: PlanExpression

  package init(condition: PlanExpression, value: PlanExpression) {
    self.condition = condition
    self.value = value
  }
}

/// The comparisons that every ordered type has.
package enum ComparisonOperator: String, Sendable, CaseIterable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

/// The comparisons of dates.
package enum DateOperator: String, Sendable, CaseIterable {
  /// Against a day: both are one and the same day. Against a period: within it.
  case equal = "="
  case notEqual = "!="
  /// Ends before the other begins.
  case before
  /// Begins after the other ends.
  case after
  /// Begins on the other's first day or later.
  case since
  /// Ends on the other's last day or earlier.
  case until
  /// Has a day in common.
  case overlaps
}

/// How the right side of a comparison of dates is read.
package enum DateReading: Sendable {
  /// A day of the data, known to lie within its interval.
  case day
  /// A period written in the query: all of its days.
  case period
}

/// How a text is matched.
package enum TextMatch: String, Sendable, CaseIterable {
  /// The pattern occurs in the text.
  case contains
  /// `%` stands for any text, `_` for one character.
  case like
  /// A regular expression, RE2 syntax, anywhere in the text.
  case matches
}

/// What is asked of the state of a value.
package enum StateTest: String, Sendable, CaseIterable {
  case known
  case unknown
  case none
}

/// The operators of arithmetic.
package enum ArithmeticOperator: String, Sendable, CaseIterable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
}
