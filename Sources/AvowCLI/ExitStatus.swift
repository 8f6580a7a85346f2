/// What the process tells whoever started it: the one table of exit statuses.
package enum ExitStatus: Int32, Hashable, Sendable, CaseIterable {
  case success = 0
  case queryError = 1
  case usageOrFileError = 2
  case assertionFailed = 3
  case datasetInvalid = 4
  case interrupted = 130
  case outputClosed = 141

  /// What the status means, in a few words.
  package var summary: String {
    switch self {
    case .success: "all went well"
    case .queryError: "a query is wrong or could not be run"
    case .usageOrFileError: "wrong arguments, or a file that cannot be read or written"
    case .assertionFailed: "an assertion is false or undecided"
    case .datasetInvalid: "the dataset is not valid"
    case .interrupted: "stopped by Ctrl-C"
    case .outputClosed: "whoever read the output stopped reading"
    }
  }
}
