internal import AvowDataset
internal import AvowDiagnostics

/// Why a dataset did not open.
public struct DatasetError: Error, Sendable {
  /// What is wrong: at most some twenty complaints, in the order of the files.
  public let complaints: [Complaint]
  /// How many further errors there are.
  public let unlistedCount: Int
  /// Whether there is no dataset that could be read, as opposed to a wrong one.
  public let isUnreadable: Bool

  init(_ result: DataPackage.Result) {
    complaints = result.problems.map(Complaint.init)
    unlistedCount = result.unlistedErrors
    let unreadable = [DiagnosticCode.Dataset.missingFile, .unreadableFile, .notAPackage]
    isUnreadable =
      result.errorCount == 1
      && result.problems.contains { problem in
        unreadable.contains { $0.code == problem.diagnostic.code }
      }
  }

  init(_ diagnostics: [Diagnostic], inViews views: String) {
    complaints = Complaint.all(diagnostics, in: SourceText(views, name: "views.avow"))
    unlistedCount = 0
    isUnreadable = false
  }

  init(_ fault: Snapshot.Fault, in name: String) {
    let problem: (DiagnosticCode.Dataset, String, String) =
      switch fault {
      case .otherFormat:
        (
          .otherSnapshot, "\(name) is a snapshot of another version of Avow",
          "make it anew with avow build"
        )
      case .damaged:
        (.damagedSnapshot, "the snapshot \(name) is damaged", "make it anew with avow build")
      case .empty: (.damagedSnapshot, "\(name) is empty", "make it anew with avow build")
      case .noSnapshot:
        (
          .damagedSnapshot, "\(name) is no snapshot",
          "give a directory with a datapackage.json, or what avow build wrote"
        )
      }
    let diagnostic = Diagnostic(
      .error, problem.0.code, problem.1, at: SourceSpan(0, 0), hint: problem.2)
    self.init(diagnostic, inDataset: name)
  }

  init(_ diagnostic: Diagnostic, inDataset name: String) {
    complaints = Complaint.all([diagnostic], in: SourceText("", name: name))
    unlistedCount = 0
    isUnreadable = false
  }
}
