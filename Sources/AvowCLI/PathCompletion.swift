internal import AvowLineEditor

/// What may stand where a path is typed.
enum PathCompletion {
  private static let candidatesMax = 500

  /// The paths that go on from one that was begun, directories with a slash behind them; none where
  /// the directory cannot be read.
  static func candidates(for begun: String, onlyDirectories: Bool) -> [Completion.Candidate] {
    let slash = begun.lastIndex(of: "/").map { begun.index(after: $0) } ?? begun.startIndex
    let base = String(begun[..<slash])
    let start = begun[slash...]
    guard let names = try? Directory.names(in: base.isEmpty ? "." : base) else { return [] }
    let found = names.lazy.filter { $0.hasPrefix(start) }.compactMap { name in
      let isDirectory = Directory.exists(base + name)
      return isDirectory || !onlyDirectories
        ? Completion.Candidate(base + name + (isDirectory ? "/" : "")) : nil
    }
    return Array(found.prefix(candidatesMax))
  }
}
