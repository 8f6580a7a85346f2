internal import Glibc

/// A suite of another project, which is not ours to pass on, as the scalars of its JSON in order.
///
/// Suites lie where `AVOW_SUITES` says, by default beside the repository.
package struct SuiteFile {
  /// The strings, unescaped, and the bare words; names of members are among them.
  package let scalars: [String]

  /// The directory of the suites, nil where there is none at hand.
  package static var directory: String? {
    let named = unsafe getenv("AVOW_SUITES").map { unsafe String(cString: $0) }
    let path = named ?? TestFiles.root + "/../shared/suites"
    return TestFiles.names(in: path).isEmpty ? nil : path
  }

  /// Reads a suite, or gives nil where it is not at hand.
  package init?(_ name: String) {
    guard let directory = Self.directory, let text = TestFiles.text("\(directory)/\(name)")
    else { return nil }
    scalars = Self.scalars(of: text)
  }

  private static func scalars(of text: String) -> [String] {
    var result: [String] = []
    var rest = text.unicodeScalars[...]
    while let first = rest.first {
      if first == "\"" {
        rest.removeFirst()
        result.append(string(&rest))
      } else if first.properties.isAlphabetic || first == "-" || first.properties.isDigit {
        let word = rest.prefix { !",]} \n".unicodeScalars.contains($0) }
        result.append(String(String.UnicodeScalarView(word)))
        rest = rest[word.endIndex...]
      } else {
        rest.removeFirst()
      }
    }
    return result
  }

  /// The rest of a string; takes it and its quotation mark.
  private static func string(_ rest: inout Substring.UnicodeScalarView) -> String {
    var result = String.UnicodeScalarView()
    while let scalar = rest.popFirst(), scalar != "\"" {
      guard scalar == "\\", let escaped = rest.popFirst() else {
        result.append(scalar)
        continue
      }
      switch escaped {
      case "n": result.append("\n")
      case "t": result.append("\t")
      case "r": result.append("\r")
      case "u":
        let digits = String(String.UnicodeScalarView(rest.prefix(4)))
        rest.removeFirst(min(4, rest.count))
        if let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) {
          result.append(scalar)
        }
      default: result.append(escaped)
      }
    }
    return String(result)
  }
}

extension Unicode.Scalar.Properties {
  fileprivate var isDigit: Bool { numericType == .decimal }
}

/// The cases of a suite in which Avow differs, with the reason of each.
///
/// A file of them has a reason after `# `, and under it the cases, a line each.
package struct SuiteExceptions {
  /// The reason of each case.
  package private(set) var reasons: [String: String] = [:]

  /// Reads a file of the repository; a missing one has no exceptions.
  package init(_ path: String) {
    var reason = ""
    for line in (TestFiles.text(path) ?? "").split(separator: "\n") {
      if line.hasPrefix("# ") {
        reason = String(line.dropFirst(2))
      } else {
        reasons[String(line)] = reason
      }
    }
  }
}

/// What came out of a suite.
package struct SuiteTally {
  package private(set) var passed = 0
  /// The cases that differ without a reason, with what Avow says.
  package private(set) var failures: [String] = []
  /// The cases that differ for a reason.
  package private(set) var excepted: Set<String> = []
  private let exceptions: SuiteExceptions

  /// Makes a tally without cases.
  package init(_ exceptions: SuiteExceptions) { self.exceptions = exceptions }

  /// Counts a case.
  package mutating func count(_ name: String, isSame: Bool, found: String) {
    if isSame {
      passed += 1
    } else if exceptions.reasons[name] != nil {
      excepted.insert(name)
    } else {
      failures.append("\(name) => \(found)")
    }
  }

  /// The exceptions that no case needs.
  package var stale: [String] {
    exceptions.reasons.keys.filter { !excepted.contains($0) }.sorted()
  }
}
