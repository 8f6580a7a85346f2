internal import Avow
internal import AvowCorpus
internal import AvowRender

/// What a file of samples says about how its queries run.
struct TestSettings {
  /// The path of the dataset; nil for the command's.
  private(set) var dataset: String?
  /// The day that `today` stands for; nil for the command's.
  private(set) var today: CalendarDay?
  private(set) var mode = OutputMode.csv

  private static let names = ["dataset", "today", "mode"]

  /// Reads the settings of a file; a path in it is relative to the file.
  init(_ corpus: CorpusFile, path: String) throws(CommandFailure) {
    for setting in corpus.settings {
      try set(setting, path: path)
    }
  }

  private mutating func set(
    _ setting: CorpusFile.Setting, path: String
  ) throws(CommandFailure) {
    func fault(_ message: String) -> CommandFailure {
      .malformedTests("\(path):\(setting.line): \(message)")
    }
    switch setting.name {
    case "dataset":
      guard !setting.value.isEmpty else { throw fault("the dataset has no path") }
      dataset = CorpusFile.place(of: setting.value, namedIn: path)
    case "today":
      guard let day = CalendarDay(setting.value) else {
        throw fault("\(setting.value) is no day, as 2025-08-28 is")
      }
      today = day
    case "mode":
      guard let mode = OutputMode(rawValue: setting.value) else {
        throw fault(
          "there is no mode \(setting.value)"
            + suggestion(for: setting.value, among: OutputMode.allCases.map(\.name)))
      }
      self.mode = mode
    default:
      // Any other word before a colon is prose, unless a setting was meant.
      let near = suggestion(for: setting.name, among: Self.names)
      guard near.isEmpty else { throw fault("there is no setting \(setting.name)\(near)") }
    }
  }
}
