internal import Glibc

/// The user's own files, where the XDG base directory rules put them.
struct UserFiles {
  let environment: [String: String]

  /// The file of statements that the REPL reads first; nil where there is no home.
  var startScript: String? {
    directory("XDG_CONFIG_HOME", otherwise: ".config").map { "\($0)/avow/init" }
  }

  /// The directory of the history; nil where there is no home.
  var stateDirectory: String? {
    directory("XDG_STATE_HOME", otherwise: ".local/state").map { "\($0)/avow" }
  }

  /// The file of earlier statements, in a directory that is made for it; nil where there is no home
  /// or the directory cannot be made.
  func historyFile() -> String? {
    guard let directory = stateDirectory, Self.makeDirectory(directory) else { return nil }
    return "\(directory)/history"
  }

  /// The directory that a variable names, if it names one from the root; else one in the home.
  private func directory(_ variable: String, otherwise path: String) -> String? {
    if let named = environment[variable], named.hasPrefix("/") { return named }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return "\(home)/\(path)"
  }

  /// Makes a directory, readable by its owner alone, and those above it that are missing.
  private static func makeDirectory(_ path: String) -> Bool {
    var partial = ""
    for component in path.split(separator: "/") {
      partial += "/\(component)"
      if unsafe mkdir(partial, 0o700) != 0, errno != EEXIST { return false }
    }
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
