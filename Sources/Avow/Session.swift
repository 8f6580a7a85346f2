package import AvowDataset
internal import AvowDiagnostics
internal import AvowEngine
internal import AvowModel
internal import AvowPlan
internal import AvowSyntax

/// A dataset opened for queries, with the names that were defined so far.
public struct Session: Sendable {
  let catalog: Catalog
  var environment: Environment
  /// The copies of the documents that evidence lies in; nil where none are at hand.
  package internal(set) var documents: DocumentFolder?
  /// The statements that made the definitions so far.
  private var definitions: [String] = []

  /// Opens a dataset.
  ///
  /// - Parameters:
  ///   - dataset: Where it is; the built-in one needs no file.
  ///   - today: The day that `today` stands for in queries; nothing below reads a clock.
  /// - Throws: What is wrong with the dataset, all of it at once.
  public init(
    _ dataset: DatasetLocation = .builtIn, today: CalendarDay
  ) throws(DatasetError) {
    let database = try dataset.open()
    catalog = Catalog(database)
    environment = Environment(today: today.day)
    // The built-in dataset is whole: a test opens it, and parsing its views takes its time.
    guard dataset == .builtIn || catalog.diagnostics.isEmpty else {
      throw DatasetError(catalog.diagnostics, inViews: database.schema.views)
    }
  }

  /// Keeps the dataset until the process ends.
  ///
  /// A program that ends with its session need not take the dataset apart, which would take as
  /// long as a query.
  package func keepUntilExit() { _ = unsafe Unmanaged.passRetained(catalog) }

  /// Gives a parameter a value from outside; it is read when a `param` declares it.
  public mutating func setParameter(_ name: String, to text: String) {
    environment.parameterTexts[Name.canonical(of: name)] = text
  }

  /// The names of the parameters that were given a value from outside.
  package var givenParameters: [String] { environment.parameterTexts.keys.sorted() }

  /// The names of the parameters that statements have declared so far.
  package var declaredParameters: [String] { environment.parameterNames }

  /// Runs the statements of a text one after another and hands over each outcome.
  ///
  /// Nothing runs when the text does not parse. The first statement that fails ends the run.
  ///
  /// - Parameters:
  ///   - text: The statements.
  ///   - isCancelled: Asked now and then while a query runs; true ends it.
  ///   - handle: Takes each outcome; false ends the run.
  public mutating func run(
    _ text: QueryText, isCancelled: @escaping @Sendable () -> Bool = { false },
    handle: (Outcome) -> Bool
  ) {
    let parsed = Parser.parse(text.source)
    guard parsed.diagnostics.isEmpty else {
      let advised = advised(parsed.diagnostics, about: text.source, in: catalog, environment)
      _ = handle(.failed(Complaint.all(advised, in: text.source)))
      return
    }
    for statement in parsed.script.statements {
      let outcomes = run(statement, of: text, isCancelled: isCancelled)
      for outcome in outcomes {
        guard handle(outcome) else { return }
        if case .failed = outcome { return }
      }
    }
  }

  private mutating func run(
    _ statement: Statement, of text: QueryText, isCancelled: @escaping @Sendable () -> Bool
  ) -> [Outcome] {
    let source = text.source
    let (bound, diagnostics) = bind(statement, in: catalog, environment: &environment)
    let complaints = Complaint.all(diagnostics, in: source)
    guard let bound else { return [.failed(complaints)] }
    let warnings: [Outcome] = complaints.isEmpty ? [] : [.warned(complaints)]
    let query = source.text(of: statement.span)
    if case .member(let member) = bound {
      let run = Run(
        catalog: catalog, text: text, stamp: stamp(of: query), documents: documents,
        isCancelled: isCancelled)
      do {
        if let complaint = try run.complaint(about: member) {
          environment.forget(parameter: member.name)
          return warnings + [.failed(Complaint.all([complaint], in: source))]
        }
      } catch {
        return warnings + [.failed(Complaint.all([error.diagnostic], in: source))]
      }
      definitions.append(query)
      return warnings + [.defined("$" + member.name)]
    }
    if case .definition(let name) = bound {
      // Before there is a stamp, which would share the list and have it copied at each definition.
      definitions.append(query)
      return warnings + [.defined(name)]
    }
    let run = Run(
      catalog: catalog, text: text, stamp: stamp(of: query), documents: documents,
      warnings: diagnostics, isCancelled: isCancelled)
    do {
      return warnings + (try run.outcomes(of: bound))
    } catch {
      return warnings + [.failed(Complaint.all([error.diagnostic], in: source))]
    }
  }

  /// What an answer to a query hangs on, as far as it is known before the query runs.
  private func stamp(of query: String) -> Stamp {
    let schema = catalog.schema
    var stamp = Stamp(
      dataset: schema.name, version: schema.version, digest: catalog.database.digest,
      query: query, today: environment.today, program: version)
    stamp.definitions = definitions
    stamp.parameters = environment.parameterTexts.sorted { $0.key < $1.key }
      .map { Stamp.Parameter(name: $0.key, text: $0.value) }
    return stamp
  }

  /// What a row of an answer rests on: as `why` shows it, or with `cite` as references.
  ///
  /// - Parameters:
  ///   - answer: An answer of this session.
  ///   - row: The row, counted from 1.
  ///   - isCited: Whether references are wanted rather than records.
  ///   - isCancelled: Asked now and then; true ends it.
  /// - Returns: An answer or complaints; nil where there is no such row, or where the answer is an
  ///   explanation itself.
  public func explanation(
    of answer: Answer, row: Int, isCited: Bool,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> Outcome? {
    guard let origin = answer.origin, row > 0, row <= answer.rowCount else { return nil }
    let run = Run(
      catalog: catalog, text: origin.text, stamp: answer.table.stamp, documents: documents,
      isCancelled: isCancelled)
    do {
      return .answer(try run.explanation(of: answer, origin.query, row: row - 1, isCited: isCited))
    } catch {
      return .failed(Complaint.all([error.diagnostic], in: origin.text.source))
    }
  }
}
