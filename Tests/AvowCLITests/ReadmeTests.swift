import Avow
import AvowCLI
import AvowTestSupport
import Testing

/// Pages for people whose commands print what stands under them.
private let pages = ["README.md", "Datasets/ukraine-guarantees/README.md"]

@Test(arguments: pages)
func `the commands of a page print what stands under them`(_ page: String) throws {
  let text = try #require(TestFiles.text(page))
  let updated = ConsoleBlocks(text).rewritten { command in
    let streams = RecordedStreams()
    let environment = ["LANG": "C.UTF-8", "TERM": "xterm", "NO_COLOR": "1"]
    let arguments = ShellWords.split(command).dropFirst()
    _ = runAvow(Array(arguments), streams.console(environment, columns: 100))
    return streams.output + streams.errors
  }
  if TestFiles.isUpdating {
    #expect(TestFiles.write(updated, to: page))
  } else {
    #expect(updated == text)
  }
}

/// The blocks of a page that begin with ```` ```console ````: commands after `$`, and their output.
struct ConsoleBlocks {
  private let lines: [Substring]

  init(_ page: String) { lines = page.split(separator: "\n", omittingEmptySubsequences: false) }

  /// The page with the output of each command replaced.
  func rewritten(_ output: (String) -> String) -> String {
    var result: [Substring] = []
    var isInBlock = false
    for line in lines {
      if line == "```console" {
        isInBlock = true
      } else if line == "```" {
        isInBlock = false
      } else if isInBlock, line.hasPrefix("$ ") {
        result.append(line)
        let printed = output(String(line.dropFirst(2)))
        result += printed.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        continue
      } else if isInBlock {
        continue
      }
      result.append(line)
    }
    return result.joined(separator: "\n")
  }
}
