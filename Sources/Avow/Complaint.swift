internal import AvowDataset
internal import AvowDiagnostics

/// An error or a warning about a text, with its place, reason and fix.
public struct Complaint: Sendable, CustomStringConvertible {
  private let diagnostic: Diagnostic
  private let source: SourceText
  private var cell: CellAddress?

  /// The look of a complaint.
  public enum Style: Hashable, Sendable {
    /// Nothing but text.
    case plain
    /// Bold and colours by ANSI escape sequences.
    case color
  }

  /// The stable code, such as `Q104`.
  public var code: String { diagnostic.code.description }

  /// What is wrong, in a sentence.
  public var message: String { diagnostic.message }

  /// What the code is about, in a few words.
  var title: String { diagnostic.code.title }

  /// Whether the text cannot run.
  public var isError: Bool { diagnostic.severity == .error }

  /// The text as it is with the complaint's fix, nil where it has none.
  package var mendedText: String? {
    diagnostic.fix.map { String(decoding: $0.applied(to: source.bytes), as: UTF8.self) }
  }

  /// What stands after the carets.
  package var hint: String? { diagnostic.hint }

  /// The lines under the place.
  package var notes: [String] { diagnostic.notes }

  /// The complaint with the line it is about and carets under the place.
  public var description: String { text() }

  /// The complaint as people read it, ending with a line break; `width` is in terminal cells.
  public func text(style: Style = .plain, width: Int = 100) -> String {
    let style: DiagnosticRenderer.Style =
      switch style {
      case .plain: .plain
      case .color: .colored
      }
    return DiagnosticRenderer(style: style, widthMax: width).render(diagnostic, in: source)
  }

  /// The complaint as one JSON object on one line.
  ///
  /// One about a dataset also has relation, row and field, null where it is about none.
  public var json: String { diagnostic.json(in: source, cell.map(\.members) ?? []) }

  static func all(_ diagnostics: [Diagnostic], in source: SourceText) -> [Complaint] {
    diagnostics.map { Complaint(diagnostic: $0, source: source) }
  }

  init(diagnostic: Diagnostic, source: SourceText) {
    self.diagnostic = diagnostic
    self.source = source
  }

  init(_ problem: PackageProblem) {
    self.init(diagnostic: problem.diagnostic, source: problem.source)
    cell = problem.cell
  }
}

extension CellAddress {
  /// The address as members of a JSON object.
  fileprivate var members: [(name: String, text: String?)] {
    [("relation", relation), ("row", row), ("field", field)]
  }
}
