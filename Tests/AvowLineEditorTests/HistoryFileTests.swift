import AvowLineEditor
import Glibc
import Testing

@Suite struct HistoryFileTests {
  @Test func `what is appended is loaded`() throws {
    let directory = TemporaryDirectory()
    let statements = ["pledges", "a(\n  \\n)", "щоденник\ttab", "\u{1B}[31m"]
    let history = HistoryFile(path: directory.file, limit: 10)
    #expect(try history.load() == [])
    for statement in statements { try history.append(statement) }
    #expect(try history.load() == statements)
  }

  @Test func `the file is for its owner alone`() throws {
    let directory = TemporaryDirectory()
    try HistoryFile(path: directory.file, limit: 10).append("pledges")
    var status = stat()
    #expect(unsafe stat(directory.file, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
  }

  @Test func `an open last line is closed first`() throws {
    let directory = TemporaryDirectory()
    directory.write("written by hand")
    let history = HistoryFile(path: directory.file, limit: 10)
    try history.append("pledges")
    #expect(directory.read() == "written by hand\npledges\n")
  }

  @Test func `only the last statements are loaded, without repetitions in a row`() throws {
    let directory = TemporaryDirectory()
    directory.write("a\nb\nb\n\n  \nc\0d\nc\n")
    #expect(try HistoryFile(path: directory.file, limit: 10).load() == ["a", "b", "c"])
    #expect(try HistoryFile(path: directory.file, limit: 2).load() == ["c"])
  }

  @Test func `bytes that are no text are replaced`() throws {
    let directory = TemporaryDirectory()
    directory.write(bytes: [0x61, 0xFF, 0x62, 0x0A])
    #expect(try HistoryFile(path: directory.file, limit: 10).load() == ["a\u{FFFD}b"])
  }

  @Test func `a file of twice the limit is trimmed to the newest`() throws {
    let directory = TemporaryDirectory()
    let all = (1...1000).map { "statement \($0)" }
    directory.write(all.joined(separator: "\n") + "\n")
    let newest = Array(all.suffix(400))
    #expect(try HistoryFile(path: directory.file, limit: 400).load() == newest)
    #expect(directory.read() == newest.joined(separator: "\n") + "\n")
  }

  @Test func `a file is left alone until what is kept is at most half of it`() throws {
    let directory = TemporaryDirectory()
    let text = String(repeating: "x\n", count: 100) + String(repeating: "y", count: 1000) + "\n"
    directory.write(text)
    _ = try HistoryFile(path: directory.file, limit: 10).load()
    #expect(directory.read() == text)
  }

  @Test func `a huge file is read from its end`() throws {
    let directory = TemporaryDirectory()
    let line = String(repeating: "x", count: 99) + "\n"
    directory.write(String(repeating: line, count: 120_000) + "last\n")
    #expect(try HistoryFile(path: directory.file, limit: 1_000_000).load().last == "last")
  }

  @Test func `a statement too long for the file is passed over`() throws {
    let directory = TemporaryDirectory()
    let history = HistoryFile(path: directory.file, limit: 10)
    try history.append(String(repeating: "x", count: 100_000))
    try history.append("pledges")
    #expect(try history.load() == ["pledges"])
  }

  @Test func `a file that cannot be used is an error that names it`() throws {
    let directory = TemporaryDirectory()
    let missing = HistoryFile(path: "/nonexistent/history", limit: 10)
    #expect(try missing.load() == [])
    let unwritable = try #require(throws: HistoryFileError.self) { try missing.append("a") }
    #expect(
      unwritable.description
        == "cannot write the history file /nonexistent/history: No such file or directory")
    let folder = HistoryFile(path: directory.path, limit: 10)
    #expect(
      try #require(throws: HistoryFileError.self) { try folder.load() }.kind == .notRegularFile)
    #expect(
      try #require(throws: HistoryFileError.self) { try folder.append("a") }.kind == .cannotWrite)
    unsafe mkfifo(directory.file, 0o600)
    let pipe = HistoryFile(path: directory.file, limit: 10)
    #expect(try #require(throws: HistoryFileError.self) { try pipe.load() }.kind == .notRegularFile)
    #expect(
      try #require(throws: HistoryFileError.self) { try pipe.append("a") }.kind == .notRegularFile)
  }
}
