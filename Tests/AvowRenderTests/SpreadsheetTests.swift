import AvowModel
import AvowRender
import Testing

@Test func `CSV keeps labels, plain digits, and unknown apart from none`() {
  let quoted = "\"two\r\nlines\t\u{1B}[31mred\u{202E}\""
  #expect(
    Fixture.text(EveryType.table, .csv) == """
      country,type,amount,n,sure,said,condition,asked,total,title
      United Kingdom,air_policing,> 280000000000 USD,12000-15500 +3 unknown,true,2025-05~,\
      ceasefire and (bundestag_approval or not peace),United Kingdom|Germany,\
      12000000000 USD + 3000000000 EUR,"plain, with ""quotes"" | bar"
      Europe (unbounded group),troops,< 15 countries,7 +2 undecided,false,[..2025-08-28],\
      peace,"",1 countries,\(quoted)
      日本,,5000000000-10000000000 EUR,-1234,unknown,1970-01-01,,"unknown",0,""
      unknown,unknown,unknown,+1 unknown,,unknown,unknown,,unknown,"unknown"

      """)
}

@Test func `TSV writes what would break a row as escapes`() {
  let table = Fixture.table([
    Fixture.column("a", .text, [.text("x\ty\r\nz\\"), .missing(.none), .missing(.order)]),
    Fixture.column("b", .text, [.text("\"q\", |"), .text(""), .missing(.none)]),
  ])
  #expect(Fixture.text(table, .tsv) == "a\tb\nx\\ty\\r\\nz\\\\\t\"q\", |\n\t\nunknown\t\n")
}

@Test func `members of a list stay apart whatever they hold`() {
  let table = Fixture.table([
    Fixture.column("a", .list(.text), [.list([.text("x|y"), .text("back\\slash"), .text("z")])])
  ])
  #expect(Fixture.text(table, .csv) == "a\nx\\|y|back\\\\slash|z\n")
}

@Test func `a lone empty field is no blank line`() {
  let table = Fixture.table([Fixture.column("a", .text, [.missing(.none), .text("x")])])
  #expect(Fixture.text(table, .csv) == "a\n\"\"\nx\n")
}

@Test func `the word for unknown is the caller's to choose`() {
  let table = Fixture.table([
    Fixture.column("a", .text, [.missing(.undisclosed), .text("NA"), .missing(.none)]),
    Fixture.column("b", .text, [.text("1"), .text("2"), .text("3")]),
  ])
  let options = RenderOptions(header: .hidden, unknownText: "NA")
  #expect(Fixture.text(table, .csv, options) == "NA,1\n\"NA\",2\n,3\n")
  #expect(Fixture.text(table, .list, options) == "NA|1\nNA|2\n–|3\n")
}

@Test(arguments: 1...20)
func `CSV read back gives the same cells`(seed: UInt64) {
  var random = SeededGenerator(seed: seed)
  let pieces = ["", ",", "\"", "\n", "\r", "a", "é", "unknown", "日本", " ", ";", "=1+1", "\t"]
  let columns = (0..<3).map { position in
    let values: [Value] = (0..<30).map { _ in
      switch Int.random(in: 0..<6, using: &random) {
      case 0: .missing(.none)
      case 1: .missing(.notStated)
      case let count:
        .text((1...count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined())
      }
    }
    return (column: Fixture.column("c\(position)", .text, values), values: values)
  }
  let text = Fixture.text(Fixture.table(columns.map(\.column)), .csv)
  let records = readCSV(text)
  #expect(records.count == 31)
  for (row, record) in records.dropFirst().enumerated() {
    #expect(record == columns.map { CSVField($0.values[row]) })
  }
}

/// A field of a CSV file as a reader understands it.
private enum CSVField: Hashable {
  case none
  case unknown
  case text(String)

  init(_ value: Value) {
    switch value {
    case .text(let text): self = .text(text)
    case .missing(let state): self = state == .none ? .none : .unknown
    case .boolean, .number, .date, .code, .row, .condition, .list, .record: self = .unknown
    }
  }

  init(raw: [Unicode.Scalar], isQuoted: Bool) {
    var text = ""
    text.unicodeScalars.append(contentsOf: raw)
    switch (text, isQuoted) {
    case ("", false): self = .none
    case ("unknown", false): self = .unknown
    default: self = .text(text)
    }
  }
}

/// Reads CSV after RFC 4180, telling quoted fields from bare ones.
private func readCSV(_ text: String) -> [[CSVField]] {
  var records: [[CSVField]] = []
  var record: [CSVField] = []
  var field: [Unicode.Scalar] = []
  var isQuoted = false
  var isInside = false
  let scalars = Array(text.unicodeScalars)
  var index = 0
  while index < scalars.count {
    let scalar = scalars[index]
    index += 1
    if isInside {
      if scalar != "\"" {
        field.append(scalar)
      } else if index < scalars.count, scalars[index] == "\"" {
        field.append(scalar)
        index += 1
      } else {
        isInside = false
      }
    } else if scalar == "\"" {
      isQuoted = true
      isInside = true
    } else if scalar == "," || scalar == "\n" {
      record.append(CSVField(raw: field, isQuoted: isQuoted))
      field = []
      isQuoted = false
      if scalar == "\n" {
        records.append(record)
        record = []
      }
    } else {
      field.append(scalar)
    }
  }
  return records
}

/// A small generator of random numbers that repeats itself from its seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
