internal import CBuiltInDataset

/// The dataset that is part of the binary, as a snapshot.
package enum BuiltInDataset {
  /// The bytes of the snapshot; O(n).
  package static var snapshot: [UInt8] {
    // Safety: the bytes live as long as the program, and the size is theirs.
    unsafe [UInt8](
      UnsafeBufferPointer(
        start: avow_built_in_snapshot(), count: avow_built_in_snapshot_size()))
  }
}
