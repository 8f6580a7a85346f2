// Stands in for ArgumentParser's Utilities/Foundation.swift in the release program: what that file
// asks Foundation for, without Foundation. Scripts/build-release puts it there.

extension Error {
  func describe() -> String { String(describing: self) }
}

/// Encodes nothing: of a release program nobody asks for the hidden description of its options.
enum JSONEncoder {
  static func encode<T: Encodable>(_ value: T) -> String { "{}" }
}
