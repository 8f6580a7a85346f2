import Avow
import AvowTestSupport
import Testing

@Test func `no mutation of a package stops a check`() throws {
  var random = RandomSource(seed: 3)
  let original = PackageFiles.all
  let paths = original.texts.keys.sorted()
  var sound = 0
  for _ in 0..<150 {
    var files = original.texts.mapValues { Array($0.utf8) }
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let path = paths.randomElement(using: &random) ?? "datapackage.json"
      files[path].map { files[path] = mutated($0, &random) }
    }
    let directory = try #require(PackageDirectory(files))
    defer { directory.remove() }
    let check = try #require(DatasetCheck.run(directory.path))
    // The layout looks at the places, which must lie in the files.
    for complaint in check.complaints { #expect(!complaint.text().isEmpty) }
    #expect(check.unlistedCount >= 0)
    if check.errorCount == 0 { sound += 1 }
  }
  #expect(sound > 5, "some mutations are harmless, or the test tests nothing")
}

/// Bytes with one change: something removed, repeated, replaced or put in.
private func mutated(_ bytes: [UInt8], _ random: inout RandomSource) -> [UInt8] {
  let words = [
    "\"", ",", "\n", "[", "]", "{", "}", "..", "-", "(", "not ", " and ", "999999999999", "|",
    "none", "\u{0}", "p1", "s1", "league", "true", "false", "0", "\"list of span\"", "relation",
    "avow:type", "🇺🇦",
  ]
  var result = bytes
  let start = Int.random(in: 0...bytes.count, using: &random)
  let end = min(bytes.count, start + Int.random(in: 0...12, using: &random))
  let word = (words.randomElement(using: &random) ?? "").utf8
  switch Int.random(in: 0..<5, using: &random) {
  case 0: result.removeSubrange(start..<end)
  case 1: result.insert(contentsOf: bytes[start..<end], at: start)
  case 2: result.replaceSubrange(start..<end, with: word)
  case 3: result.insert(contentsOf: word, at: start)
  default: if start < bytes.count { result[start] = UInt8.random(in: 0...255, using: &random) }
  }
  return result
}

/// Random numbers that are the same in every run (SplitMix64).
private struct RandomSource: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var result = state
    result = (result ^ (result >> 30)) &* 0xBF58_476D_1CE4_E5B9
    result = (result ^ (result >> 27)) &* 0x94D0_49BB_1331_11EB
    return result ^ (result >> 31)
  }
}
