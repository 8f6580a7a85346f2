import AvowDataset
import AvowDiagnostics
import AvowModel
import AvowTestSupport
import Glibc
import Testing

@Test func `files that cannot be read are named with the reason`() {
  let reasons: [(FileError, String)] = [
    (.isDirectory, "this is a directory"), (.notRegular, "this is no file but a device or a pipe"),
    (.tooLarge(limit: 1 << 20), "the file is larger than 1 MiB"),
    (.refused("Permission denied"), "Permission denied"),
  ]
  for (error, reason) in reasons {
    let result = DataPackage.open(RefusingFiles(descriptor: descriptor, error: error))
    #expect(
      result.problems.map(\.description) == [
        "datapackage.json:1:39: error[D103]: a.csv: \(reason)"
      ])
  }
}

@Test func `a descriptor that cannot be read is named with the reason`() {
  let files = RefusingFiles(descriptor: nil, error: .refused("Input/output error"))
  let problems = DataPackage.open(files).problems.map(\.description)
  #expect(problems == ["files: error[D103]: datapackage.json: Input/output error"])
}

@Test func `files that are not text are refused at the first byte that is none`() {
  func problems(_ csv: [UInt8]) -> [String] {
    let files = MemoryFiles(bytes: ["datapackage.json": Array(descriptor.utf8), "a.csv": csv])
    return DataPackage.open(files).problems.map(\.description)
  }
  #expect(problems(Array("id\nab".utf8) + [0]) == ["a.csv:2:3: error[D105]: a NUL byte is no text"])
  #expect(problems(Array("id\na".utf8) + [0xFF]) == ["a.csv:2:2: error[D105]: this is not UTF-8"])
  #expect(
    problems([0x69, 0x64, 0xED, 0xA0, 0x80]) == ["a.csv:1:3: error[D105]: this is not UTF-8"])
  #expect(problems([0xEF, 0xBB, 0xBF] + Array("id\r\nä\r\n".utf8)).isEmpty)
  let binary = MemoryFiles(bytes: ["datapackage.json": [0x7B, 0xC0]])
  #expect(
    DataPackage.open(binary).problems.map(\.description) == [
      "datapackage.json:1:2: error[D105]: this is not UTF-8"
    ])
}

@Test func `a directory opens by its path and by that of its descriptor`() throws {
  let directory = TestFiles.root + "/Datasets/ukraine-guarantees"
  for path in [directory, directory + "/", directory + "/datapackage.json"] {
    let result = DataPackage.open(directory: path)
    #expect(result.problems.isEmpty)
    #expect(result.database?.schema.name == "ukraine-guarantees")
  }
}

@Test func `what is no directory is said to be none`() {
  let root = TestFiles.root
  let cases = [
    (root + "/nowhere", "error[D101]: there is no directory \(root)/nowhere"),
    (root + "/Package.swift", "error[D102]: \(root)/Package.swift is a file, and no snapshot"),
    (root + "/Sources", "error[D102]: \(root)/Sources has no datapackage.json"),
  ]
  for (path, message) in cases {
    let problems = DataPackage.open(directory: path).problems.map(\.description)
    #expect(problems.count == 1)
    #expect(problems.first?.hasPrefix("\(path): \(message)") == true)
  }
}

@Test func `pipes, loops and directories in place of files do not hold the reader up`() {
  let directory = "/tmp/avow-reader-\(getpid())"
  let names = ["pipe.csv", "loop.csv", "folder.csv"]
  let paths = names.map { "\"\($0)\"" }.joined(separator: ", ")
  let text = "{\"resources\": [{\"name\": \"a\", \"path\": [\(paths)]}]}"
  defer {
    for name in names + ["datapackage.json", ""] { _ = unsafe remove(directory + "/" + name) }
  }
  let made = unsafe [
    mkdir(directory, 0o700), mkfifo(directory + "/pipe.csv", 0o600),
    symlink("loop.csv", directory + "/loop.csv"), mkdir(directory + "/folder.csv", 0o700),
  ]
  #expect(made == [0, 0, 0, 0])
  guard let file = unsafe fopen(directory + "/datapackage.json", "w") else {
    Issue.record("no file can be written")
    return
  }
  unsafe fputs(text, file)
  unsafe fclose(file)
  let problems = DataPackage.open(directory: directory).problems.map(\.diagnostic.message)
  #expect(
    problems == [
      "pipe.csv: this is no file but a device or a pipe",
      "loop.csv: Too many levels of symbolic links", "folder.csv: this is a directory",
    ])
}

private let descriptor = "{\"resources\": [{\"name\": \"a\", \"path\": \"a.csv\"}]}"

/// A source that gives a descriptor, if any, and refuses all else.
private struct RefusingFiles: FileSource {
  let name = "files"
  var descriptor: String?
  var error: FileError

  func contents(of path: String) throws(FileError) -> [UInt8] {
    guard path == "datapackage.json", let descriptor else { throw error }
    return Array(descriptor.utf8)
  }
}
