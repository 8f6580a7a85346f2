import AvowDataset
import AvowModel
import AvowTestSupport
import Glibc
import Testing

@Test func `digests are those of the standard`() {
  func digest(_ text: String) -> String { SHA256(of: Array(text.utf8).span).description }
  #expect(digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  #expect(digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  #expect(
    digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
      == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
  #expect(
    digest(String(repeating: "a", count: 1_000_000))
      == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  #expect(SHA256(digest("abc").utf8)?.description == digest("abc"))
  #expect(SHA256("abc".utf8) == nil)
}

@Test func `all passages stand where they were recorded`() throws {
  let cited = try CitedPackage()
  defer { cited.directory.remove() }
  #expect(try cited.states() == .init(repeating: "as recorded", count: 9))
  #expect(try cited.folder().takeNotes().isEmpty)
}

@Test func `a banner moves the passages below it`() throws {
  let cited = try CitedPackage()
  defer { cited.directory.remove() }
  cited.change("harbour-letter.txt") { "Banner — read more\n" + $0 }
  #expect(
    try cited.states()
      == .init(repeating: "moved by 19", count: 7) + .init(repeating: "as recorded", count: 2))
}

@Test func `a byte-order mark moves all passages by one`() throws {
  let cited = try CitedPackage()
  defer { cited.directory.remove() }
  cited.change("harbour-letter.txt") { "\u{FEFF}" + $0 }
  #expect(try cited.states().prefix(7) == .init(repeating: "moved by 1", count: 7))
}

@Test func `other line ends move passages, also one that goes over a line end`() throws {
  let cited = try CitedPackage()
  defer { cited.directory.remove() }
  let lineEnds = { (text: String) in String(text.map { $0 == "\n" ? "\r\n" : $0 }) }
  cited.change("harbour-letter.txt", lineEnds)
  let moved = ["2", "7", "4", "5", "7", "5", "4"].map { "moved by " + $0 }
  #expect(try cited.states().prefix(7).sorted() == moved.sorted())
  cited.change("harbour-letter.txt") { "Banner\r\n\r\n" + $0 }
  let further = ["12", "17", "14", "15", "17", "15", "14"].map { "moved by " + $0 }
  #expect(try cited.states().prefix(7).sorted() == further.sorted())
}

@Test func `a passage that is gone is not guessed at, and its neighbours are found`() throws {
  let cited = try CitedPackage()
  defer { cited.directory.remove() }
  cited.change("harbour-letter.txt") { text in
    "Update. " + text.replacing("three ferries", with: "four ferries")
  }
  let states = try cited.states()
  #expect(states.filter { $0 == "not in the document, which has changed" }.count == 1)
  // The new word is one letter shorter.
  #expect(states.filter { $0 == "moved by 8" }.count == 1)
  #expect(states.filter { $0 == "moved by 7" }.count == 5)
}

@Test func `a text that stands in several places stays where it was, or is not chosen`() throws {
  let cited = try CitedPackage()
  defer { cited.directory.remove() }
  // A neighbour tells which of the two equal lines is meant.
  cited.change("meeting-notes.txt") { "Draft\n" + $0 }
  #expect(try cited.states().suffix(2) == ["moved by 6", "moved by 6"])
  cited.change("meeting-notes.txt") { text in
    "A much longer draft\n\n" + text.replacing("Sundays", with: "some days")
  }
  #expect(
    try cited.states().suffix(2) == [
      "in several places of the document, which has changed",
      "not in the document, which has changed",
    ])
}

@Test func `a missing, binary or renamed file is told apart`() throws {
  let cited = try CitedPackage()
  defer { cited.directory.remove() }
  let letter = cited.directory.path + "/harbour-letter.txt"
  #expect(unsafe rename(letter, cited.directory.path + "/other.txt") == 0)
  #expect(try cited.states() == .init(repeating: "as recorded", count: 9))
  #expect(unsafe rename(cited.directory.path + "/other.txt", letter) == 0)
  cited.change("harbour-letter.txt") { $0 + "\0" }
  #expect(try cited.states().prefix(7) == .init(repeating: "the document is not at hand", count: 7))
  let folder = try cited.folder()
  _ = folder.passage(of: 0)
  #expect(
    folder.takeNotes()
      == ["letter (harbour-letter.txt) cannot be read: a NUL byte is no text (byte 575)"])
  #expect(folder.takeNotes().isEmpty)
  #expect(unsafe unlink(letter) == 0)
  #expect(try cited.states().prefix(7) == .init(repeating: "the document is not at hand", count: 7))
}

@Test func `a directory without the documents is refused`() throws {
  let cited = try CitedPackage()
  defer { cited.directory.remove() }
  #expect(throws: DocumentFolderError.unreadable("/nowhere", .missing)) {
    try DocumentFolder.open(directory: "/nowhere", for: cited.database)
  }
  for name in TestFiles.names(in: cited.directory.path) {
    TestFiles.remove(cited.directory.path + "/" + name)
  }
  let error = DocumentFolderError.noDocuments(
    cited.directory.path, expected: 2, example: "harbour-letter.txt")
  #expect(throws: error) { try cited.folder() }
}

@Test func `a passage comes with its sentence and paragraph`() throws {
  let cited = try CitedPackage()
  defer { cited.directory.remove() }
  let folder = try cited.folder()
  let contexts = (0..<9).compactMap { folder.passage(of: $0)?.context }
  #expect(contexts.count == 9)
  let shown = contexts.map { "¶\($0.paragraph) \($0.before)[\($0.marked)]\($0.behind)" }
  #expect(
    shown.prefix(2) == [
      "¶3 “[We will lend two ferries,” it said, “but only if the pier is mended first.]”",
      "¶8 The pier was last mended in 1998; the council said it would "
        + "[lend two ferries once before].",
    ])
  #expect(
    shown[2]
      == "¶5 Mayor Ema Çela told the 'Bregu Post' that Mr. Doda had asked for "
      + "\"[three ferries and a crane]\".")
  #expect(shown[4] == "¶8 [Këshilli i Bregut do të vendosë në prill.]")
}

@Test func `a sentence without end is cut`() throws {
  let text = try DocumentText(Array(String(repeating: "a b ", count: 40_000).utf8))
  let bounds = SentenceBounds(around: 80_000..<80_001, in: text)
  #expect(bounds.range.count < 5000)
  #expect(bounds.isCutBefore && bounds.isCutBehind)
  let start = SentenceBounds(around: 0..<1, in: text)
  #expect(!start.isCutBefore && start.isCutBehind)
  let end = SentenceBounds(around: 159_996..<159_997, in: text)
  #expect(end.isCutBefore && !end.isCutBehind)
}

@Test func `a run of closing signs is gone over once`() throws {
  let text = try DocumentText(Array(("So. " + String(repeating: ".", count: 200_000) + " B").utf8))
  let bounds = SentenceBounds(around: 4..<200_004, in: text)
  #expect(bounds.range == 4..<200_004)
}

@Test(arguments: ["-9223372036854775808", "9223372036854775807", "-1"])
func `a length that no file has tells nothing`(_ length: String) throws {
  let cited = try CitedPackage()
  defer { cited.directory.remove() }
  let database = try #require(
    DataPackage.open(
      MemoryFiles([
        "datapackage.json": """
        {"resources": [{"name": "documents", "path": "d.csv", "schema": {"primaryKey": "id",
          "fields": [{"name": "id"}, {"name": "length", "type": "integer"}]}},
          {"name": "claims", "path": "c.csv", "schema": {"fields": [
            {"name": "evidence", "avow:type": "list of span"}]}}]}
        """,
        "d.csv": "id,length\nharbour-letter,\(length)\n",
        "c.csv": """
        evidence
        harbour-letter:1:5-16:en:\(SHA256(of: Array("The harbour".utf8).span))
        """,
      ])
    ).database)
  let folder = try DocumentFolder.open(directory: cited.directory.path, for: database)
  #expect(folder.passage(of: 0) != nil)
}

/// The test package that cites two texts, with copies of them to change.
struct CitedPackage {
  let database: Database
  let directory: TemporaryDirectory

  /// A directory of its own.
  init() throws {
    let package = TestFiles.root + "/Tests/Corpus/packages/cited"
    database = try #require(DataPackage.open(directory: package).database)
    directory = try #require(TemporaryDirectory())
    for name in TestFiles.names(in: package + "/documents") {
      let text = try #require(TestFiles.text("\(package)/documents/\(name)"))
      _ = TestFiles.write(text, to: "\(directory.path)/\(name)")
    }
  }

  func change(_ name: String, _ change: (String) -> String) {
    let path = "\(directory.path)/\(name)"
    _ = TestFiles.write(change(TestFiles.text(path) ?? ""), to: path)
  }

  func folder() throws -> DocumentFolder {
    try DocumentFolder.open(directory: directory.path, for: database)
  }

  /// What became of each passage, in words.
  func states() throws -> [String] {
    let folder = try folder()
    return (0..<9).compactMap { folder.passage(of: $0)?.state.words }
  }
}

@Test func `a file belongs to a document by the id before the extension`() throws {
  let database = try #require(
    DataPackage.open(
      MemoryFiles([
        "datapackage.json": """
        {"resources": [{"name": "documents", "path": "d.csv", "schema": {"primaryKey": "id",
          "fields": [{"name": "id"}]}},
          {"name": "claims", "path": "c.csv", "schema": {"fields": [
            {"name": "evidence", "avow:type": "list of span"}]}}]}
        """,
        "d.csv": "id\nharbour-letter\nmeeting-notes\n",
        "c.csv": """
        evidence
        harbour-letter:1:0-11:en:\(SHA256(of: Array("The harbour".utf8).span))
        meeting-notes:1:0-11:en:\(SHA256(of: Array("The harbour".utf8).span))

        """,
      ])
    ).database)
  let cited = try CitedPackage()
  defer { cited.directory.remove() }
  // Two files of one name before the extension: neither is chosen.
  #expect(TestFiles.write("The harbour", to: cited.directory.path + "/meeting-notes.md"))
  let folder = try DocumentFolder.open(directory: cited.directory.path, for: database)
  #expect(folder.passage(of: 0)?.state == .asRecorded)
  #expect(folder.passage(of: 1)?.state == .documentMissing)
  #expect(folder.passage(of: 2) == nil)
  #expect(folder.takeNotes() == ["meeting-notes is not in the directory of documents"])
}

@Test(arguments: 0..<60)
func `in a copy with parts put in and left out, passages are where they went or nowhere`(
  _ seed: Int
) throws {
  let cited = try CitedPackage()
  defer { cited.directory.remove() }
  var random = RandomSource(seed: UInt64(seed))
  let file = "\(cited.directory.path)/harbour-letter.txt"
  let recorded = Array(try #require(TestFiles.text(file)).unicodeScalars)
  /// The scalars of the copy and where each was recorded.
  var copy: [(origin: Int?, scalar: Unicode.Scalar)] = recorded.enumerated().map { ($0, $1) }
  for _ in 0..<Int.random(in: 0..<4, using: &random) {
    let place = Int.random(in: 0..<copy.count, using: &random)
    copy.insert(contentsOf: "Read more. ".unicodeScalars.map { (nil, $0) }, at: place)
  }
  for _ in 0..<Int.random(in: 0..<3, using: &random) {
    let place = Int.random(in: 0..<(copy.count - 40), using: &random)
    copy.removeSubrange(place..<place + Int.random(in: 0..<40, using: &random))
  }
  if Int.random(in: 0..<2, using: &random) == 0 {
    copy = copy.flatMap { $0.scalar == "\n" ? [(nil, "\r"), $0] : [$0] }
  }
  let text = String(String.UnicodeScalarView(copy.map(\.scalar)))
  #expect(TestFiles.write(text, to: file))
  let folder = try cited.folder()
  for row in 0..<7 {
    let passage = try #require(folder.passage(of: UInt32(row)))
    let range = passage.recorded.range
    let present = copy.indices.filter { copy[$0].origin.map(range.contains) ?? false }
    let isWhole = present.count == range.count
    let isTogether =
      isWhole
      && copy[present[0]...present[present.count - 1]]
        .allSatisfy { $0.origin != nil || $0.scalar == "\r" }
    if isTogether {
      #expect(passage.context?.scalars.lowerBound == present[0], "passage \(row)")
    } else {
      #expect(passage.context == nil, "passage \(row)")
    }
  }
}
