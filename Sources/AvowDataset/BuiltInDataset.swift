internal import CBuiltInDataset

/// The files of the dataset that is part of the binary.
package struct BuiltInDataset: FileSource {
  package let name = unsafe String(cString: avow_built_in_name())

  /// Makes the source; O(1).
  package init() {}

  /// The paths of all files.
  package var paths: [String] {
    (0..<avow_built_in_file_count()).map { position in
      // Safety: the table has a path ended by NUL at every position below its count.
      unsafe String(cString: avow_built_in_file_at(position).path)
    }
  }

  /// The bytes of a file of the package.
  package func contents(of path: String) throws(FileError) -> [UInt8] {
    for position in 0..<avow_built_in_file_count() {
      // Safety: path and bytes of the table live as long as the program, and `size` is theirs.
      let file = unsafe avow_built_in_file_at(position)
      guard unsafe path == String(cString: file.path) else { continue }
      return unsafe [UInt8](UnsafeBufferPointer(start: file.bytes, count: file.size))
    }
    throw .missing
  }
}
