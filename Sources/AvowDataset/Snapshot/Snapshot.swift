package import AvowModel

/// A dataset as one file that opens without parsing: the schema, then the columns of each relation.
///
/// The same dataset gives the same bytes. A snapshot starts with eight bytes that name the format
/// and its version, then eight with a checksum of the rest.
package enum Snapshot {
  /// Why a snapshot does not open.
  package enum Fault: Error, Hashable, Sendable {
    /// It does not begin as a snapshot of this version does.
    case otherFormat
    /// Its bytes are not those that were written.
    case damaged
    /// It has no bytes at all.
    case empty
    /// It does not begin as any snapshot does.
    case noSnapshot
  }

  private static let mark = Array("AVOWDB02".utf8)

  /// Whether bytes begin as a snapshot, of this or another version.
  package static func isSnapshot(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: mark.prefix(6))
  }

  /// The snapshot of a dataset.
  package static func bytes(of database: Database) -> [UInt8] {
    var database = database
    var content = SnapshotCoder()
    content.database(&database)
    return sealed(mark + [UInt8](repeating: 0, count: 8) + content.bytes)
  }

  /// A snapshot with the checksum that belongs to its content.
  package static func sealed(_ bytes: [UInt8]) -> [UInt8] {
    var head = SnapshotCoder()
    var sum = checksum(bytes[16...])
    head.integer(&sum)
    return bytes[..<8] + head.bytes + bytes[16...]
  }

  /// The dataset of a snapshot.
  package static func database(of bytes: [UInt8]) throws(Fault) -> Database {
    guard !bytes.isEmpty else { throw .empty }
    guard isSnapshot(bytes) else { throw .noSnapshot }
    guard bytes.starts(with: mark), bytes.count >= 16 else { throw .otherFormat }
    var head = SnapshotCoder(reading: bytes, from: 8)
    var sum: UInt64 = 0
    head.integer(&sum)
    guard sum == checksum(bytes[16...]) else { throw .damaged }
    var content = SnapshotCoder(reading: bytes, from: 16)
    var database = Database(schema: Schema(name: ""), tables: [])
    content.database(&database)
    guard !content.isDamaged, content.isAtEnd, database.isSound else { throw .damaged }
    return database
  }

  /// FNV-1a over 64-bit words: it finds damage, and is no signature.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    let words = bytes.count / 8
    unsafe bytes.withUnsafeBytes { buffer in
      for word in 0..<words {
        // Safety: `word` counts whole words of the buffer.
        let value = unsafe buffer.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)
        hash = (hash ^ UInt64(littleEndian: value)) &* 0x100_0000_01b3
      }
    }
    for byte in bytes.suffix(bytes.count % 8) {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return hash
  }
}

extension SnapshotCoder {
  fileprivate mutating func database(_ database: inout Database) {
    text(&database.digest)
    schema(&database.schema)
    list(&database.tables, blank: Table(rowCount: 0, columns: [])) { $0.table(&$1) }
  }
}
