import AvowCLI
import Glibc

/// The command.
@main enum Program {
  static func main() {
    exit(runAvow(Array(CommandLine.arguments.dropFirst()), .system()).rawValue)
  }
}
