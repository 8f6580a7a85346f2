/// What makes a figure re-runnable: the same stamp gives the same answer.
///
/// Who runs a query fills in the dataset, the query and the day; whoever finds a further fact that
/// the answer hangs on adds it by `note`, once, in the order in which facts are found.
package struct Stamp: Hashable, Sendable {
  /// The short name of the dataset.
  package var dataset: String
  /// The version that the dataset gives itself.
  package var version: String
  /// The digest of the dataset's content, empty where it was made in memory.
  package var digest: String
  /// The statement as it was written.
  package var query: String
  /// The day that `today` stood for.
  package var today: Day
  /// The version of Avow.
  package var program: String
  /// The definitions made before the statement, as they were written, in their order.
  package var definitions: [String] = []
  /// The values given to parameters from outside, by name.
  package var parameters: [Parameter] = []
  /// What was looked at in the state of an earlier day, the outermost first; empty for the latest.
  package private(set) var horizons: [Horizon] = []
  /// The conditions that were taken to hold, not to hold or to be open.
  package private(set) var assumptions: [Assumption] = []
  /// The rates by which units were converted.
  package private(set) var rates: [Rate] = []

  /// Makes a stamp without horizons, assumptions and rates.
  package init(
    dataset: String, version: String, digest: String = "", query: String, today: Day,
    program: String = ""
  ) {
    self.dataset = dataset
    self.version = version
    self.digest = digest
    self.query = query
    self.today = today
    self.program = program
  }

  /// Adds a horizon; the same one twice counts once.
  package mutating func note(_ horizon: Horizon) {
    if !horizons.contains(horizon) { horizons.append(horizon) }
  }

  /// Adds an assumption; the same one twice counts once.
  package mutating func note(_ assumption: Assumption) {
    if !assumptions.contains(assumption) { assumptions.append(assumption) }
  }

  /// Adds a rate; the same one twice counts once.
  package mutating func note(_ rate: Rate) {
    if !rates.contains(rate) { rates.append(rate) }
  }
}

extension Stamp {
  /// A value given to a parameter from outside.
  package struct Parameter: Hashable, Sendable {
    package var name: String
    package var text: String

    /// Makes a parameter.
    package init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// A date that bounds what an answer takes into account.
  package struct Horizon: Hashable, Sendable {
    /// What the date bounds.
    package enum Kind: Hashable, Sendable, CaseIterable {
      /// What was said by then: `as of`.
      case asOf
      /// What documents published by then report: `as known on`.
      case knownOn
      /// What was said within: `during`.
      case during
    }

    package var kind: Kind
    package var date: DateValue

    /// Makes a horizon.
    package init(_ kind: Kind, _ date: DateValue) {
      self.kind = kind
      self.date = date
    }
  }

  /// A condition whose state was assumed.
  package struct Assumption: Hashable, Sendable {
    /// The key of the condition.
    package var condition: String
    /// Whether it holds; nil where it was taken to be unknown.
    package var isTrue: Bool?

    /// Makes an assumption.
    package init(_ condition: String, isTrue: Bool?) {
      self.condition = condition
      self.isTrue = isTrue
    }
  }

  /// A rate that was used: one `base` was worth `value` of `unit`.
  package struct Rate: Hashable, Sendable {
    /// The symbol of the unit that was priced.
    package var base: String
    /// The symbol of the unit in which it was priced.
    package var unit: String
    package var value: ExactNumber
    /// The day of the rate.
    package var day: Day
    /// Who says so, empty where the dataset does not tell.
    package var source: String

    /// Makes a rate.
    package init(base: String, unit: String, value: ExactNumber, day: Day, source: String = "") {
      self.base = base
      self.unit = unit
      self.value = value
      self.day = day
      self.source = source
    }
  }
}
