import Avow
import AvowTestSupport
import Testing

@Test func `a snapshot answers as the package does that it was made of`() throws {
  let package = TestFiles.root + "/Tests/Corpus/packages/small"
  let bytes = try DatasetLocation.directory(package).snapshot()
  try withFile(bytes) { path in
    let query = "promises group by type"
    #expect(answer(query, from: path) == answer(query, from: package))
  }
}

@Test func `a snapshot that is damaged, or of another version, says so`() throws {
  let package = TestFiles.root + "/Tests/Corpus/packages/small"
  let bytes = try DatasetLocation.directory(package).snapshot()
  try withFile(Array(bytes.dropLast())) { path in
    #expect(code(of: path) == "D142")
  }
  try withFile(Array("AVOWDB99".utf8) + bytes.dropFirst(8)) { path in
    #expect(code(of: path) == "D141")
  }
}

private func withFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
  let path = try #require(TestFiles.temporary(bytes, suffix: ".avowdb"))
  defer { TestFiles.remove(path) }
  try body(path)
}

private func answer(_ query: String, from path: String) -> String {
  guard let today = CalendarDay("2026-11-21"),
    var session = try? Session(.directory(path), today: today)
  else { return "does not open" }
  var text = ""
  session.run(QueryText(query)) { outcome in
    if case .answer(let answer) = outcome { text += answer.text(as: "csv") ?? "" }
    return true
  }
  return text
}

private func code(of path: String) -> String? {
  guard let today = CalendarDay("2026-11-21") else { return nil }
  do {
    _ = try Session(.directory(path), today: today)
    return nil
  } catch {
    return error.complaints.first?.code
  }
}
