import AvowDataset
import AvowDiagnostics
import AvowModel
import Testing

@Test func `what a writer of CSV writes, the reader reads`() throws {
  var random = RandomSource(seed: 1)
  let pieces = ["a", "\"", ",", "\n", "\r\n", "\r", "é", "🇺🇦", " ", "|", "unknown", "\u{FEFF}"]
  for round in 0..<60 {
    let width = Int.random(in: 1...4, using: &random)
    let rows = (0..<Int.random(in: 0...8, using: &random)).map { _ in
      (0..<width).map { _ in
        (0..<Int.random(in: 0...4, using: &random))
          .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      }
    }
    let names = (0..<width).map { "f\($0)" }
    let lineEnd = round.isMultiple(of: 2) ? "\n" : "\r\n"
    let csv = ([names] + rows).map { $0.map(cell).joined(separator: ",") + lineEnd }.joined()
    let fields = names.map { "{\"name\": \"\($0)\"}" }.joined(separator: ", ")
    let descriptor = """
      {"resources": [{"name": "t", "path": "t.csv", "schema": {"fields": [\(fields)]}}]}
      """
    let result = DataPackage.open(MemoryFiles(["datapackage.json": descriptor, "t.csv": csv]))
    let database = try #require(result.database, "\(csv)")
    #expect(database.tables[0].rowCount == rows.count)
    for (row, cells) in rows.enumerated() {
      for (name, cell) in zip(names, cells) {
        let expected = cell.isEmpty ? Value.missing(.notStated) : .text(cell)
        #expect(database.value("t", row, name) == expected)
      }
    }
  }
}

/// A cell as a careful writer writes it: in quotes where it must be, and where it is empty.
private func cell(_ text: String) -> String {
  let needsQuotes =
    text.isEmpty || text.unicodeScalars.contains { "\",\r\n\u{FEFF}".unicodeScalars.contains($0) }
  guard needsQuotes else { return text }
  let doubled = text.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
  return "\"\(doubled)\""
}

@Test func `no mutation of a package stops the reader`() {
  var random = RandomSource(seed: 2)
  let original = SamplePackage.files.mapValues { Array($0.utf8) }
  let paths = original.keys.sorted()
  var opened = 0
  for _ in 0..<400 {
    var files = original
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let path = paths.randomElement(using: &random) ?? "datapackage.json"
      files[path].map { files[path] = mutated($0, &random) }
    }
    let result = DataPackage.open(MemoryFiles(bytes: files))
    #expect((result.database == nil) == (result.errorCount > 0))
    #expect(
      result.problems.count <= 20 + result.problems.count { $0.diagnostic.severity == .warning })
    // Describing looks at the places, which must lie in the files.
    for problem in result.problems { #expect(!problem.description.isEmpty) }
    if result.database != nil { opened += 1 }
  }
  #expect(opened > 10, "some mutations are harmless, or the test tests nothing")
}

/// Bytes with one change: something removed, repeated, replaced or put in.
private func mutated(_ bytes: [UInt8], _ random: inout RandomSource) -> [UInt8] {
  let words = [
    "\"", ",", "\n", "[", "]", "{", "}", "..", "~", "-", "(", ")", "not ", " and ",
    "9999999999999999999",
    "e99", "|", "none", "unknown", "\u{0}", "\\u0000", "\\ud83d", "X", "/", "<", "> ", ":",
    "\u{FFFD}", "🇺🇦",
  ]
  var result = bytes
  let start = Int.random(in: 0...bytes.count, using: &random)
  let end = min(bytes.count, start + Int.random(in: 0...12, using: &random))
  switch Int.random(in: 0..<5, using: &random) {
  case 0: result.removeSubrange(start..<end)
  case 1: result.insert(contentsOf: bytes[start..<end], at: start)
  case 2:
    result.replaceSubrange(start..<end, with: (words.randomElement(using: &random) ?? "").utf8)
  case 3: result.insert(contentsOf: (words.randomElement(using: &random) ?? "").utf8, at: start)
  default: if start < bytes.count { result[start] = UInt8.random(in: 0...255, using: &random) }
  }
  return result
}

@Test func `deep nesting is an error and no overflow`() {
  let deep = String(repeating: "[", count: 100_000)
  let descriptor = MemoryFiles(["datapackage.json": deep])
  #expect(
    DataPackage.open(descriptor).problems.first?.diagnostic.message == "more than 64 nested values")
  for condition in [
    String(repeating: "(", count: 50_000) + "ceasefire",
    String(repeating: "not ", count: 50_000) + "ceasefire",
    (0..<2000).map { _ in "ceasefire" }.joined(separator: " or "),
  ] {
    var files = SamplePackage.files
    files["conditions.csv"] = "id,meaning\nceasefire,\nconsent,\(condition)\n"
    let problems = DataPackage.open(MemoryFiles(files)).problems
    #expect(problems.first?.diagnostic.message.contains("more than") == true)
  }
}
