import Avow
import AvowTestSupport
import Testing

/// The scripts of `Examples/`, each with what it prints in a file of the same name.
private let scripts = TestFiles.names(in: "Examples").filter { $0.hasSuffix(".avow") }

@Test(arguments: scripts)
func `each example script prints what its file says`(_ name: String) throws {
  let script = try #require(TestFiles.text("Examples/" + name))
  let path = "Examples/expected/" + name.replacing(".avow", with: ".txt")
  let printed = TestSession.print(script, dataset: nil, mode: "box") + "\n"
  if TestFiles.isUpdating {
    #expect(TestFiles.write(printed, to: path))
    return
  }
  #expect(printed == TestFiles.text(path))
}

@Test(arguments: scripts)
func `each example script is in canonical form`(_ name: String) throws {
  let script = try #require(TestFiles.text("Examples/" + name))
  guard case .formatted(let text) = Avow.format(QueryText(script)) else {
    Issue.record("Examples/\(name) does not parse")
    return
  }
  #expect(text == script, "avow fmt Examples/\(name)")
}

@Test func `there are at least twenty example scripts`() {
  #expect(scripts.count >= 20)
}
