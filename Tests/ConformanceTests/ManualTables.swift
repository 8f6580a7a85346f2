import AvowDataset
import AvowModel
import AvowPlan
import AvowSyntax

/// Passages of the manual that say what a table of the program says.
enum ManualTables {
  /// The passages of the manual of the language.
  static let names = [
    "aggregates", "functions", "clauses", "charts", "reserved words", "other words",
  ]

  static func text(of name: String) -> String {
    switch name {
    case "aggregates": functions { if case .aggregate = $0.meaning { true } else { false } }
    case "functions": functions { if case .aggregate = $0.meaning { false } else { true } }
    case "clauses": clauses
    case "charts": table("kind", "draws", ChartKind.allCases.map { ($0.name, $0.summary) })
    case "reserved words": words(.reserved)
    case "other words": words(.contextual)
    case "members": members
    case "inner members": innerMembers
    default: "no such passage"
    }
  }

  private static func functions(where belongs: (FunctionRow) -> Bool) -> String {
    table(
      "function", "gives",
      FunctionTable.all.filter(belongs).map { ($0.signature, $0.summary) })
  }

  private static var members: String {
    let rows = DescriptorMember.all.map {
      "| `\($0.name)` | \($0.holder.rawValue) | \($0.summary) |"
    }
    return (["| member | of a | says |", "|---|---|---|"] + rows).joined(separator: "\n")
  }

  private static var innerMembers: String {
    let rows = DescriptorMember.inner.map {
      "| `\($0.name)` | \($0.holder.rawValue) | \($0.summary) |"
    }
    return (["| member | in | says |", "|---|---|---|"] + rows).joined(separator: "\n")
  }

  private static var clauses: String {
    table(
      "clause", "does", ClauseSyntax.all.filter(isSupported).map { ($0.synopsis, $0.help) })
  }

  private static func words(_ role: Keyword.Role) -> String {
    let words = Keyword.all.filter { $0.role == role }.map { "`\($0.keyword.spelling)`" }
    var lines = [""]
    for word in words.sorted() {
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = word
      } else if last.count + word.count < 100 {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(word)
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func table(
    _ first: String, _ second: String, _ rows: [(String, String)]
  ) -> String {
    let lines = rows.map { written, meaning in
      "| `\(written.replacing("|", with: "\\|"))` | \(meaning.replacing("|", with: "\\|")) |"
    }
    return (["| \(first) | \(second) |", "|---|---|"] + lines).joined(separator: "\n")
  }

  /// A query with each clause that a version may lack; Q190 says that it does.
  private static let samples = [
    "as of DATE": "pledges as of 2025",
    "as known on DATE": "pledges as known on 2025",
    "during PERIOD": "pledges during 2025",
    "pivot on KEY [in (VALUE, …)]": "pledges group by country, type pivot on type",
    "assuming [not] CONDITION, …": "pledges assuming ceasefire",
    "join RELATION [as NAME] on CONDITION": "pledges join documents as d on true",
    "why": "pledges why",
    "why not VALUE": "pledges why not france",
    "cite": "pledges cite",
    "explain sql": "pledges explain sql",
    "chart [KIND]": "pledges group by type chart",
  ]

  private static func isSupported(_ clause: ClauseSyntax) -> Bool {
    guard let sample = samples[clause.synopsis] else { return true }
    return !TestSession.print(sample, dataset: nil).contains("Q190")
  }
}
