internal import Glibc

/// Symbolic links that lead to no file yet.
enum FileLink {
  /// The most links that are followed, as the system does.
  private static let followedMax = 40

  /// The path that a link leads to in the end, whether there is a file or not; any other path is
  /// its own target.
  static func target(of path: String) -> String {
    var path = path
    for _ in 0..<followedMax {
      var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
      let count = unsafe readlink(path, &buffer, buffer.count)
      guard count > 0 else { return path }
      let target = String(
        decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let directory = path.lastIndex(of: "/").map { path[...$0] } ?? ""
      path = target.hasPrefix("/") ? target : directory + target
    }
    return path
  }
}
