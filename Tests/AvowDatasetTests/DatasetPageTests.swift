import AvowDataset
import AvowModel
import AvowTestSupport
import Testing

/// The page for people, Datasets/ukraine-guarantees/README.md, against the data.
private let path = "Datasets/ukraine-guarantees"

private func database() throws -> Database {
  try #require(DataPackage.open(directory: TestFiles.root + "/" + path).database)
}

/// The cells of the rows of a page's tables, in their order.
private func tableRows(of page: String) -> [[String]] {
  page.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
    line.split(separator: "|").map { $0.split(separator: " ").joined(separator: " ") }
  }
}

@Test func `the page counts the rows of each relation`() throws {
  let page = try #require(TestFiles.text(path + "/README.md"))
  let database = try database()
  let counted = Dictionary(
    tableRows(of: page).compactMap { row in Int(row[1]).map { (row[0], $0) } },
    uniquingKeysWith: { first, _ in first })
  let actual = database.schema.relations.enumerated().map { index, relation in
    ("`\(relation.name)`", database.tables[index].rowCount)
  }
  #expect(counted == Dictionary(actual, uniquingKeysWith: { first, _ in first }))
}

@Test func `the page begins with the counts that people cite`() throws {
  let page = try #require(TestFiles.text(path + "/README.md"))
  let database = try database()
  let words = page.prefix(600).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  for name in ["pledges", "requests", "positions", "coded statements"] {
    let relation = String(name.split(separator: " ").last ?? "")
    let index = try #require(database.schema.relation(named: relation))
    #expect(words.contains("\(database[index].rowCount) \(name)"), "\(name)")
  }
}

@Test func `the page lists each view, and each view has a comment`() throws {
  let page = try #require(TestFiles.text(path + "/README.md"))
  let views = try #require(TestFiles.text(path + "/views.avow"))
  let lines = views.split(separator: "\n", omittingEmptySubsequences: false)
  for (index, line) in lines.enumerated() where line.hasPrefix("let ") {
    let name = line.dropFirst(4).prefix { $0 != " " }
    #expect(page.contains("\n| `\(name)` | "), "\(name)")
    #expect(index > 0 && lines[index - 1].hasPrefix("# "), "\(name)")
  }
}

@Test func `the page names the version and the licences that the package and the code have`() throws
{
  let page = try #require(TestFiles.text(path + "/README.md"))
  let package = try #require(TestFiles.text(path + "/datapackage.json"))
  let licence = try #require(TestFiles.text("LICENSE"))
  #expect(page.contains("> version \(try database().schema.version)."))
  #expect(package.contains("\"name\": \"CC-BY-4.0\"") && page.contains("[CC-BY-4.0]"))
  #expect(licence.contains("Apache License") && page.contains("Apache License 2.0"))
}
