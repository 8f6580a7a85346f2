import AvowDataset
import AvowModel
import AvowTestSupport
import Testing

private func small() throws -> Database {
  let directory = TestFiles.root + "/Tests/Corpus/packages/small"
  return try #require(DataPackage.open(directory: directory).database)
}

@Test func `a snapshot gives back the dataset that it was made of`() throws {
  let database = try small()
  #expect(try Snapshot.database(of: Snapshot.bytes(of: database)) == database)
}

@Test func `the digest is that of what sha256sum prints for the files`() throws {
  let files = MemoryFiles([
    "datapackage.json":
      #"{"name": "a", "resources": [{"name": "b", "path": "b.csv", "schema": {"fields": []}}]}"#,
    "b.csv": "c\n1\n",
  ])
  let database = try #require(DataPackage.open(files).database)
  #expect(
    database.digest == "cf6b2c413e1f8b17513bc485d917c6ece37cebe12364869b6ffbd1731d76ad15")
  #expect(try Snapshot.database(of: Snapshot.bytes(of: database)).digest == database.digest)
}

@Test func `the same dataset gives the same bytes`() throws {
  #expect(Snapshot.bytes(of: try small()) == Snapshot.bytes(of: try small()))
}

@Test func `bytes that are no snapshot are told from damaged ones`() throws {
  #expect(throws: Snapshot.Fault.empty) { try Snapshot.database(of: []) }
  #expect(throws: Snapshot.Fault.noSnapshot) { try Snapshot.database(of: Array("{}".utf8)) }
  #expect(throws: Snapshot.Fault.otherFormat) {
    try Snapshot.database(of: Array("AVOWDB99 and more".utf8))
  }
  let bytes = Snapshot.bytes(of: try small())
  #expect(throws: Snapshot.Fault.damaged) { try Snapshot.database(of: Array(bytes.dropLast())) }
}

@Test func `no change of a byte goes unnoticed`() throws {
  let bytes = Snapshot.bytes(of: try small())
  for position in stride(from: 8, to: bytes.count, by: 97) {
    var changed = bytes
    changed[position] ^= 0x20
    #expect(throws: Snapshot.Fault.damaged) { try Snapshot.database(of: changed) }
  }
}

@Test func `a snapshot that lies behind a right checksum never traps`() throws {
  let bytes = Snapshot.bytes(of: try small())
  var generator = SplitMix(seed: 7)
  for _ in 0..<400 {
    var changed = bytes
    for _ in 0..<4 {
      changed[16 + Int(generator.next() % UInt64(bytes.count - 16))] = UInt8(
        truncatingIfNeeded: generator.next())
    }
    // Whatever it says: it opens or it does not.
    _ = try? Snapshot.database(of: Snapshot.sealed(changed))
  }
}

/// A small generator of numbers, so that each run tries the same.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
