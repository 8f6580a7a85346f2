import AvowTestSupport
import Testing

/// What each module may import: the table of ARCHITECTURE.md.
private let allowedImports: [String: Set<String>] = {
  let pipeline: Set = [
    "AvowDataset", "AvowDiagnostics", "AvowEngine", "AvowModel", "AvowPlan", "AvowRender",
    "AvowSyntax",
  ]
  return [
    "AvowDiagnostics": ["CUnicodeTables"],
    "AvowModel": [],
    "AvowSyntax": ["AvowDiagnostics"],
    "AvowDataset": [
      "AvowDiagnostics", "AvowModel", "CBuiltInDataset", "CMessageDigest", "Glibc",
    ],
    "AvowPlan": ["AvowSyntax", "AvowModel", "AvowDiagnostics", "CUnicodeTables"],
    "AvowEngine": [
      "AvowPlan", "AvowModel", "AvowDiagnostics", "CRegularExpression", "CUnicodeTables", "Glibc",
    ],
    "AvowRender": ["AvowModel", "CUnicodeTables"],
    "Avow": pipeline,
    "AvowLineEditor": ["CEditLine", "Glibc"],
    "AvowCLI": pipeline.union([
      "Avow", "AvowCorpus", "AvowLineEditor", "ArgumentParser", "CManual", "Glibc",
    ]),
    "avow": ["AvowCLI", "Glibc"],
    "AvowCorpus": [],
    "AvowTestSupport": ["Glibc"],
  ]
}()

/// Modules of the compiler that any module may use.
private let everywhere: Set = ["Synchronization", "Builtin"]

@Test func `modules import what the architecture allows`() {
  let findings = SourceTree.findings { line, file in
    guard file.path.hasPrefix("Sources/"), let imported = importedModule(line) else { return nil }
    guard let allowed = allowedImports[file.module] else { return "no row for \(file.module)" }
    return allowed.contains(imported) || everywhere.contains(imported)
      ? nil : "\(file.module) must not import \(imported)"
  }
  #expect(findings.isEmpty, "\(findings.joined(separator: "\n"))")
}

@Test func `every module of the architecture's page has a row here`() throws {
  let page = try #require(TestFiles.text("ARCHITECTURE.md"))
  for module in TestFiles.names(in: "Sources") where module.hasPrefix("Avow") {
    guard module != "AvowTestSupport" else { continue }
    #expect(page.contains("`\(module)`"), "ARCHITECTURE.md does not name \(module)")
    #expect(allowedImports[module] != nil)
  }
}

@Test func `nothing imports all of Foundation`() {
  let findings = SourceTree.findings { line, _ in
    importedModule(line) == "Foundation" ? "import FoundationEssentials at most" : nil
  }
  #expect(findings.isEmpty, "\(findings.joined(separator: "\n"))")
}

/// The module that a line imports: `package import AvowModel`.
private func importedModule(_ line: Substring) -> String? {
  let words = line.split(separator: " ")
  guard let keyword = words.firstIndex(of: "import"), keyword + 1 < words.count, keyword < 2,
    keyword == 0
      || ["public", "package", "internal", "private", "@preconcurrency"]
        .contains(words[0])
  else { return nil }
  return words[keyword + 1].split(separator: ".").first.map(String.init)
}

@Test func `no text is replaced by what brings the library of regular expressions`() {
  let findings = SourceTree.findings { line, file in
    file.path.hasPrefix("Sources/") && line.contains(".replacing(\"") ? "split and join" : nil
  }
  #expect(findings.isEmpty, "\(findings.joined(separator: "\n"))")
}
