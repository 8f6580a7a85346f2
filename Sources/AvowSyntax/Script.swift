package import AvowDiagnostics

/// What a text says: statements, in order.
///
///     script = [ statement ] { ";" [ statement ] }
package struct Script: Sendable {
  /// The statements, in order; empty ones are left out.
  package var statements: [Statement]
  /// The whole text.
  package var span: SourceSpan

  /// Creates a script.
  package init(statements: [Statement], span: SourceSpan) {
    self.statements = statements
    self.span = span
  }
}

/// One statement of a script.
package struct Statement: Sendable {
  /// The kinds of statement.
  package enum Kind: Sendable {
    /// `let kept(p) = query`
    case binding(Binding)
    /// `param c: countries = france`
    case parameter(ParameterDeclaration)
    /// `assert none(pledges), "message"`, without a source
    case assertion(Assertion)
    /// A query, with what is asked about its answer: `pledges where met why`
    case query(Query, end: QueryEnd?)
  }

  /// What it is.
  package var kind: Kind
  /// Where it stands, without the `;`.
  package var span: SourceSpan

  /// Creates a statement.
  package init(_ kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

/// A named query, perhaps with parameters: `let kept(p) = count(p)`.
package struct Binding: Sendable {
  /// The name that it gets.
  package var name: Name
  /// The names of its parameters; empty for a plain `let`.
  package var parameters: [Name]
  /// What the name stands for.
  package var value: Query

  /// Creates a named query.
  package init(name: Name, parameters: [Name], value: Query) {
    self.name = name
    self.parameters = parameters
    self.value = value
  }
}

/// A typed value that comes from outside: `param c: countries = france`.
package struct ParameterDeclaration: Sendable {
  /// The name, used as `$name`.
  package var name: Name
  /// The declared type.
  package var type: TypeName
  /// The value used when none comes from outside.
  package var defaultValue: Expression?

  /// Creates a declaration.
  package init(name: Name, type: TypeName, defaultValue: Expression?) {
    self.name = name
    self.type = type
    self.defaultValue = defaultValue
  }
}

/// A type as written: `text`, `quantity(USD)`, `countries`, `pledges.type`, `list of date`.
package struct TypeName: Sendable {
  /// How many times `list of` stands in front.
  package var listDepth: Int
  /// The first name.
  package var name: Name
  /// The name in brackets after the first, as in `quantity(USD)`.
  package var argument: Name?
  /// The names after dots, as in `pledges.type`.
  package var path: [Name]
  /// Where it stands.
  package var span: SourceSpan

  /// Creates a type.
  package init(listDepth: Int, name: Name, argument: Name?, path: [Name], span: SourceSpan) {
    self.listDepth = listDepth
    self.name = name
    self.argument = argument
    self.path = path
    self.span = span
  }
}

/// A condition that must hold, with the words to say when it does not.
package struct Assertion: Sendable {
  /// What must be true.
  package var condition: Expression
  /// What to say when it is false or undecided.
  package var message: String?
  /// Where that stands, nil without it.
  package var messageSpan: SourceSpan?

  /// Creates an assertion.
  package init(condition: Expression, message: String?, messageSpan: SourceSpan? = nil) {
    self.condition = condition
    self.message = message
    self.messageSpan = messageSpan
  }
}

/// What is asked about the answer of a query: `why`, `cite`, `explain`, `chart`.
package struct QueryEnd: Sendable {
  /// The kinds of end.
  package enum Kind: Sendable {
    /// `why`: the records each row rests on
    case why
    /// `why not italy`: the clause that removed it
    case whyNot(Expression)
    /// `cite`: numbered references
    case cite
    /// `explain`: the typed plan
    case explain
    /// `explain sql`: the query as SQL
    case explainSQL
    /// `chart`, `chart bar`: a picture, of the kind named
    case chart(Name?)
  }

  /// What is asked.
  package var kind: Kind
  /// Where it stands.
  package var span: SourceSpan

  /// Creates an end.
  package init(_ kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}
