import AvowModel
import AvowTestSupport
import Glibc
import Testing

/// The directory of the suites of other implementations, which are not ours to pass on:
/// `edtf-valid.json` and `edtf-bounds.json`, named by `AVOW_SUITES`.
private let suites = unsafe getenv("AVOW_SUITES").map { unsafe String(cString: $0) }

@Test(.enabled(if: suites != nil))
func `the valid dates of levels 0 and 1 of another implementation read`() throws {
  let strings = quotedStrings(try #require(text("edtf-valid.json")))
  var list = ""
  var count = 0
  for string in strings {
    if string.hasPrefix("L0_") || string.hasPrefix("L1_") || string.hasPrefix("L2_") {
      list = string
    } else if list.hasPrefix("L0_") || list.hasPrefix("L1_"), !exceptions.contains(string) {
      count += 1
      #expect(EDTF.parse(string) != nil, "\(list): \(string)")
    }
  }
  #expect(count > 40)
}

/// Dates that differ, with reasons.
private let exceptions: Set<String> = [
  // They say nothing at all.
  "/..", "../", "../..",
  // Years beyond the calendar, which ends with the year 999999.
  "Y170000002", "Y-170000002",
  // Winter: for Avow it lasts into February, for them it ends with the year.
  "2010-24",
  // Level 2: parts of the year beyond the four seasons.
  "2001-29", "2001-34",
]

/// Whether a date is of level 2, or rests on that library's own policy for unknown ends.
private func isBeyondPromise(_ text: String) -> Bool {
  let letters = Array(text)
  if letters.first == "/" || letters.last == "/" { return true }
  // Several dates, powers of ten, significant digits.
  if letters.contains(where: { ",{ES".contains($0) }) { return true }
  for (position, letter) in letters.enumerated() {
    let rest = letters[(position + 1)...]
    // A qualifier before the end of a date, or a digit after an unknown one.
    if "?~%".contains(letter), let next = rest.first, next != "/" { return true }
    if letter == "X", rest.contains(where: { $0.isNumber }) { return true }
  }
  return false
}

private func boundName(of day: Day) -> String {
  if day == .distantPast { return "-inf" }
  return day == .distantFuture ? "inf" : day.description
}

@Test(.enabled(if: suites != nil))
func `dates have the bounds that another implementation gives them`() throws {
  let strings = quotedStrings(try #require(text("edtf-bounds.json")))
  let cases = strings.drop { $0 != "cases" }.dropFirst()
  var current: [String: String] = [:]
  var count = 0
  var key: String?
  for string in cases {
    guard let member = key else {
      key = string
      continue
    }
    current[member] = string
    key = nil
    guard let edtf = current["edtf"], let first = current["earliest"], let last = current["latest"]
    else { continue }
    current = [:]
    guard !exceptions.contains(edtf), !isBeyondPromise(edtf) else { continue }
    count += 1
    let date = EDTF.parse(edtf)
    #expect(date.map { boundName(of: $0.earliest) } == first, "\(edtf)")
    #expect(date.map { boundName(of: $0.latest) } == last, "\(edtf)")
  }
  #expect(count > 20)
}

private func text(_ name: String) -> String? {
  guard let suites, let file = unsafe fopen("\(suites)/\(name)", "r") else { return nil }
  defer { unsafe fclose(file) }
  var result: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = unsafe fread(&buffer, 1, buffer.count, file), count > 0 {
    result += buffer[..<count]
  }
  return String(decoding: result, as: UTF8.self)
}

/// The strings of a JSON text without escapes, names and values alike.
private func quotedStrings(_ text: String) -> [String] {
  text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
    .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
}
