/// One thing that is looked for in a package that was read.
package struct PackageCheck {
  /// What is looked at, as the progress bar says: "evidence".
  package let subject: String
  let run: (inout PackageInspection) -> Void

  /// Makes a check; it reports to the inspection what it finds.
  package init(_ subject: String, _ run: @escaping (inout PackageInspection) -> Void) {
    self.subject = subject
    self.run = run
  }
}

/// What checks need to know of the language, which this module does not.
package struct LanguageFacts {
  /// The words that are never names, unless in back-ticks.
  package var reservedWords: Set<String>
  /// Makes a test of texts against a whole regular expression, nil where it is none.
  package var pattern: (String) -> ((ArraySlice<UInt8>) -> Bool)?

  /// Makes facts.
  package init(
    reservedWords: Set<String>,
    pattern: @escaping (String) -> ((ArraySlice<UInt8>) -> Bool)?
  ) {
    self.reservedWords = reservedWords
    self.pattern = pattern
  }
}

extension PackageCheck {
  /// The checks that need nothing but the package, in the order in which they run.
  package static func all(_ language: LanguageFacts) -> [PackageCheck] {
    [
      PackageCheck("descriptor", DescriptorCheck.run),
      PackageCheck("files", FileCheck.run),
      PackageCheck("names") { NameCheck.run(&$0, language.reservedWords) },
      PackageCheck("ways back", WayBackCheck.run),
      PackageCheck("constraints") { ConstraintCheck.run(&$0, language.pattern) },
      PackageCheck("unique keys", UniqueKeyCheck.run),
      PackageCheck("duplicate rows", DuplicateCheck.run),
      PackageCheck("shared names", SharedNameCheck.run),
      PackageCheck("rows that look alike", AlikeCheck.run),
      PackageCheck("cells", CellCheck.run),
      PackageCheck("dates", DateCheck.run),
      PackageCheck("evidence", EvidenceCheck.run),
      PackageCheck("references", OrphanCheck.run),
      PackageCheck("amounts", CountingCheck.run),
      PackageCheck("rates", RateCheck.run),
    ]
  }
}
