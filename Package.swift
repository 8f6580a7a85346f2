// swift-tools-version: 6.3
import PackageDescription

/// The settings of every Swift target: the strictest that the compiler has.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A Swift library target under the strict settings.
func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// A Swift Testing target that mirrors the target it tests.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
  name: "avow",
  products: [
    .executable(name: "avow", targets: ["avow"]),
    .library(name: "Avow", targets: ["Avow"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // C: the edges that Swift cannot reach itself.
    .target(name: "CBuiltInDataset", exclude: ["ukraine-guarantees.avowdb"]),
    // The manual, from Grammar.
    .target(name: "CManual"),
    .target(name: "CUnicodeTables", exclude: ["generate.py"]),
    .target(
      name: "CRegularExpression",
      // A static link takes the C++ library's parts only if it follows RE2.
      linkerSettings: [.linkedLibrary("re2"), .linkedLibrary("stdc++")]),
    .target(name: "CMessageDigest", linkerSettings: [.linkedLibrary("md")]),
    .target(name: "CEditLine", linkerSettings: [.linkedLibrary("edit")]),

    // The way of a query: text, model, syntax, plan, execution, rendering.
    library("AvowDiagnostics", ["CUnicodeTables"]),
    tests("AvowDiagnosticsTests", ["AvowDiagnostics", "CUnicodeTables"]),

    library("AvowModel"),
    tests("AvowModelTests", ["AvowModel", "AvowTestSupport"]),

    library("AvowSyntax", ["AvowDiagnostics"]),
    tests(
      "AvowSyntaxTests", ["AvowCorpus", "AvowDiagnostics", "AvowSyntax", "AvowTestSupport"]),

    library("AvowDataset", ["AvowDiagnostics", "AvowModel", "CBuiltInDataset", "CMessageDigest"]),
    tests(
      "AvowDatasetTests",
      ["AvowCorpus", "AvowDataset", "AvowDiagnostics", "AvowModel", "AvowTestSupport"]),

    library("AvowPlan", ["AvowDiagnostics", "AvowModel", "AvowSyntax", "CUnicodeTables"]),

    library(
      "AvowEngine",
      ["AvowDiagnostics", "AvowModel", "AvowPlan", "CRegularExpression", "CUnicodeTables"]),
    tests("AvowEngineTests", ["AvowDiagnostics", "AvowEngine", "AvowModel", "AvowPlan"]),

    library("AvowRender", ["AvowModel", "CUnicodeTables"]),
    tests("AvowRenderTests", ["AvowModel", "AvowRender"]),

    // The facade, the only public Swift API.
    library(
      "Avow",
      [
        "AvowDataset", "AvowDiagnostics", "AvowEngine", "AvowModel", "AvowPlan", "AvowRender",
        "AvowSyntax",
      ]),

    tests(
      "ConformanceTests",
      [
        "Avow", "AvowCorpus", "AvowDataset", "AvowDiagnostics", "AvowModel", "AvowPlan",
        "AvowRender",
        "AvowSyntax", "AvowTestSupport",
      ]),

    // Files of samples, for avow test and for the tests of Avow.
    library("AvowCorpus"),
    tests("AvowCorpusTests", ["AvowCorpus"]),

    // The command.
    library("AvowLineEditor", ["CEditLine"]),
    tests("AvowLineEditorTests", ["AvowLineEditor"]),
    .executableTarget(
      name: "line-editor-probe", dependencies: ["AvowLineEditor"],
      path: "Tests/LineEditorProbe", swiftSettings: strict),
    library(
      "AvowCLI",
      [
        "Avow", "AvowCorpus", "AvowDiagnostics", "AvowLineEditor", "AvowModel", "AvowPlan",
        "AvowRender", "AvowSyntax", "CManual",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "avow", dependencies: ["AvowCLI"], swiftSettings: strict),

    tests(
      "AvowCLITests",
      [
        "Avow", "AvowCLI", "AvowCorpus", "AvowDiagnostics", "AvowLineEditor", "AvowPlan",
        "AvowSyntax", "AvowTestSupport",
      ]),

    library("AvowTestSupport"),
    tests("TidyTests", ["AvowTestSupport"]),
  ],
  cxxLanguageStandard: .cxx17
)
