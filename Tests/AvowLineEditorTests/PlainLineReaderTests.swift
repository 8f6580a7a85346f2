import AvowLineEditor
import Glibc
import Testing

@Suite struct PlainLineReaderTests {
  /// What a reader makes of a file: its lines, and its errors in words.
  private func lines(of text: String, lineBytesMax: Int = 1000) -> [String] {
    let directory = TemporaryDirectory()
    directory.write(text)
    let descriptor = unsafe open(directory.file, O_RDONLY)
    defer { close(descriptor) }
    var reader = PlainLineReader(descriptor: descriptor, lineBytesMax: lineBytesMax)
    var lines: [String] = []
    while true {
      do {
        guard case .line(let line) = try reader.readLine() else { return lines }
        lines.append(line)
      } catch {
        lines.append("error: \(error)")
      }
    }
  }

  @Test func `lines end in a line feed, with or without a carriage return`() {
    #expect(lines(of: "a\r\n\nщ\nlast") == ["a", "", "щ", "last"])
    #expect(lines(of: "") == [])
    #expect(lines(of: "\n") == [""])
  }

  @Test func `a line that is too long is an error, and the next is read`() {
    let long = String(repeating: "x", count: 300_000)
    #expect(lines(of: "\(long)\nnext\n") == ["error: line 1 is longer than 1000 bytes", "next"])
    #expect(lines(of: "a\n\(long)") == ["a", "error: line 2 is longer than 1000 bytes"])
    #expect(
      lines(of: "12345\n123456\n", lineBytesMax: 5).last == "error: line 2 is longer than 5 bytes")
  }

  @Test func `lines longer than a read are put together`() {
    let long = String(repeating: "щ", count: 100_000)
    #expect(lines(of: "\(long)\n\(long)\n", lineBytesMax: 1 << 20) == [long, long])
  }

  @Test func `a descriptor that cannot be read is an error, and then the end`() throws {
    var reader = PlainLineReader(descriptor: -1)
    var error: PlainLineError?
    do { _ = try reader.readLine() } catch let caught { error = caught }
    #expect(error?.description == "cannot read line 1: Bad file descriptor")
    #expect(try reader.readLine() == .endOfInput)
  }
}
