internal import Avow
internal import AvowDiagnostics

/// Finds words in a document and prints the addresses: `avow locate`.
struct Locating {
  let arguments: LocateCommand
  let console: Console
  let messages: Messages

  /// Places listed on the standard error beyond this number are only counted.
  private static let listedMax = 50
  /// The longest text of words, in bytes.
  private static let wordsMax = 1 << 20

  /// Runs and returns how it ended.
  func run() throws(CommandFailure) -> ExitStatus {
    let words = try readWords()
    guard !PassageSearch.isEmpty(words) else { throw .usage("there are no words to look for") }
    guard let day else { throw .usage("there is no clock") }
    let session: Session
    do {
      session = try Session(arguments.dataset.map { .directory($0) } ?? .builtIn, today: day)
    } catch {
      messages.write(error.complaints)
      return error.isUnreadable ? .usageOrFileError : .datasetInvalid
    }
    session.keepUntilExit()
    let document = try readDocument(session)
    return try locate(words, in: document)
  }

  private func locate(
    _ words: String, in document: LocatableDocument
  ) throws(CommandFailure) -> ExitStatus {
    let search = PassageSearch(document.text)
    let listing = LocateListing(document: document, language: arguments.language?.tag)
    let found = search.places(of: words)
    if !found.areWhole { messages.note("the words begin or end within a word") }
    let places = extended(found.ranges, in: search)
    if !places.isEmpty { document.notes.forEach(messages.note) }
    let isDecided = places.count == 1 || arguments.all
    if arguments.mode == .json || isDecided { try write(places, of: search, listing) }
    guard !places.isEmpty else {
      throw .noPassage("the words are not in \(source)", nearest(words, search))
    }
    guard isDecided else {
      throw .severalPassages(
        "the words are in \(places.count) places of \(source); say more of them, or --all",
        arguments.mode == .json ? [] : lines(about: places, of: search, listing))
    }
    if places.count == 1, console.terminal.isErrors {
      messages.remark(context(of: places[0], in: search))
    }
    return .success
  }

  /// The document as the user names it.
  private var source: String {
    arguments.document == "-" ? "the standard input" : visible(arguments.document)
  }

  /// The day is of no account here.
  private var day: CalendarDay? { console.today ?? CalendarDay(year: 2000, month: 1, day: 1) }

  // MARK: Reading

  private func readWords() throws(CommandFailure) -> String {
    guard arguments.words == "-" else { return arguments.words }
    guard arguments.document != "-" else {
      throw .usage("the standard input is either the document or the words")
    }
    let bytes = try console.input.readAll(named: "the standard input", atMost: Self.wordsMax)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func readDocument(
    _ opened: Session
  ) throws(CommandFailure) -> LocatableDocument {
    var session = opened
    if let directory = arguments.documents { try session.open(documents: directory) }
    let name = arguments.document
    if name == "-" {
      let input = "the standard input"
      let bytes = try console.input.readAll(named: input, atMost: QueryFile.bytesMax)
      return try document(bytes, named: input, session)
    }
    do {
      if let found = try session.document(named: name) { return found }
    } catch {
      throw .cannotRead(name, reason: error.message)
    }
    guard QueryFile.exists(name) else { throw missing(name, session) }
    return try document(try QueryFile.read(name), named: name, session)
  }

  private func document(
    _ bytes: [UInt8], named name: String, _ session: Session
  ) throws(CommandFailure) -> LocatableDocument {
    do {
      return try session.document(bytes, file: name)
    } catch {
      throw .cannotRead(name, reason: error.message)
    }
  }

  private func missing(_ name: String, _ session: Session) -> CommandFailure {
    if arguments.documents == nil, session.hasDocument(named: name) {
      return .cannotRead(
        name, reason: "it is a document of the dataset; say by --documents where its copy is")
    }
    let known = suggestion(for: name, among: session.documentNames)
    return .cannotRead(name, reason: "No such file or directory" + known)
  }

  // MARK: Writing

  /// The places, or the sentences around them, each once.
  private func extended(_ places: [Range<Int>], in search: PassageSearch) -> [Range<Int>] {
    guard arguments.sentence else { return places }
    var result: [Range<Int>] = []
    for place in places {
      let sentence = search.sentences(around: place)
      if sentence == nil {
        messages.note("the sentence is too long to find its ends: only the words are taken")
      }
      if result.last != sentence ?? place { result.append(sentence ?? place) }
    }
    return result
  }

  private func write(
    _ places: [Range<Int>], of search: PassageSearch, _ listing: LocateListing
  ) throws(CommandFailure) {
    var separator = "["
    var isLanguageOpen = false
    for place in places {
      if console.isInterrupted() { throw .interrupted }
      let match = search.match(at: place)
      if listing.language(of: match) == nil { isLanguageOpen = true }
      switch arguments.mode {
      case .address: try console.output.write(listing.address(match) + "\n")
      case .json:
        try console.output.write(separator + listing.json(match, search.excerpt(at: place)))
      }
      separator = ",\n "
    }
    if arguments.mode == .json {
      try console.output.write(separator == "[" ? "[]\n" : "]\n")
    }
    if isLanguageOpen { messages.note("the language is left open as und; --language says it") }
  }

  private func lines(
    about places: [Range<Int>], of search: PassageSearch, _ listing: LocateListing
  ) -> [String] {
    let listed = places.prefix(Self.listedMax).flatMap { place in
      [listing.address(search.match(at: place)), "  " + context(of: place, in: search)]
    }
    let rest = places.count - Self.listedMax
    return listed + (rest > 0 ? ["and \(rest) more"] : [])
  }

  private func context(of place: Range<Int>, in search: PassageSearch) -> String {
    LocateListing.context(search.match(at: place), search.excerpt(at: place))
  }

  /// Where the beginning of the words stands.
  private func nearest(_ words: String, _ search: PassageSearch) -> [String] {
    guard let found = search.longestBeginning(of: words) else { return [] }
    let count = found.count == 1 ? "the first word is" : "the first \(found.count) words are"
    return ["\(count) in " + context(of: found.place, in: search)]
  }
}
