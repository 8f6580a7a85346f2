extension DiagnosticCode {
  /// What can be wrong with a data package; apart, because queries know names and values too.
  package struct Dataset: Hashable, Sendable {
    /// The code itself.
    package let code: DiagnosticCode
    /// What usually mends it, for where nothing better is known.
    package let mending: String?

    private init(_ code: String, _ title: String, mending: String? = nil) {
      self.code = DiagnosticCode(code, title, .dataset)
      self.mending = mending
    }

    /// A file or directory that is not there.
    package static let missingFile = Dataset(
      "D101", "no such file",
      mending: "look at the spelling of its path")
    /// A directory without a datapackage.json.
    package static let notAPackage = Dataset("D102", "not a data package")
    /// A file that is there but cannot be read.
    package static let unreadableFile = Dataset("D103", "unreadable file")
    /// A path that leads out of the package.
    package static let refusedPath = Dataset(
      "D104", "path refused",
      mending: "keep the files within the package")
    /// A file that is not UTF-8 text.
    package static let notText = Dataset("D105", "not UTF-8 text")

    /// A descriptor that is not JSON.
    package static let badJSON = Dataset(
      "D110", "bad JSON",
      mending: "look at what stands just before")
    /// A member of the descriptor that is missing or has the wrong form.
    package static let badDescriptor = Dataset("D111", "bad descriptor")
    /// A relation, field, enum, value or unit that is declared twice.
    package static let declaredTwice = Dataset(
      "D112", "declared twice",
      mending: "leave one out, or name it otherwise")
    /// An `avow:` member that Avow does not know.
    package static let unknownMember = Dataset("D113", "unknown member")
    /// A type that is none.
    package static let unknownType = Dataset("D114", "unknown type")
    /// A name in the descriptor that nothing bears.
    package static let unknownName = Dataset("D115", "unknown name")
    /// A name that the language reads as a literal.
    package static let reservedName = Dataset(
      "D116", "reserved name",
      mending: "choose another word")
    /// Values that are broader than themselves, or conditions that mean themselves.
    package static let circular = Dataset(
      "D117", "circular",
      mending: "take one of them out of the circle")
    /// A part of the standard that Avow leaves out.
    package static let unsupported = Dataset(
      "D118", "not supported",
      mending: "Avow leaves it out: say it in another way")

    /// A table that is not CSV.
    package static let badCSV = Dataset(
      "D120", "bad CSV",
      mending: "double the quotes within a cell, and put quotes around it")
    /// A record with more or fewer cells than the header.
    package static let raggedRow = Dataset(
      "D121", "ragged row",
      mending: "count the commas; a cell with a comma stands in quotes")
    /// A header that does not match the schema.
    package static let badHeader = Dataset("D122", "header and schema differ")

    /// Two rows with one key.
    package static let duplicateKey = Dataset(
      "D130", "duplicate key",
      mending: "leave one out, or give it another")
    /// An empty cell where a value is required.
    package static let missingValue = Dataset(
      "D131", "missing value",
      mending: "fill it in")
    /// A reference to a row that is not there.
    package static let unresolvedReference = Dataset(
      "D132", "unresolved reference",
      mending: "add the row, or name another")
    /// A word that is no value of its enum.
    package static let unknownValue = Dataset(
      "D133", "unknown value",
      mending: "write one of the enum's values, or add it to the enum")
    /// A cell that is no number.
    package static let badNumber = Dataset(
      "D134", "bad number",
      mending: "write digits, such as 12 or 0.5")
    /// A cell that is no EDTF date.
    package static let badDate = Dataset(
      "D135", "bad date",
      mending: "write the earlier day first: [2025-03..2025-04]")
    /// A cell that is no quantity, or one in a wrong unit.
    package static let badQuantity = Dataset(
      "D136", "bad quantity",
      mending: "write a number and a unit of avow:units")
    /// A cell that is no condition expression.
    package static let badCondition = Dataset(
      "D137", "bad condition",
      mending: "write names joined by and, or, not")
    /// A cell that is no address of evidence.
    package static let badEvidence = Dataset("D138", "bad evidence")
    /// A cell that is neither true nor false.
    package static let badBoolean = Dataset(
      "D139", "bad boolean",
      mending: "write true or false")
    /// A column whose numbers do not fit one exact scale.
    package static let numberRange = Dataset("D140", "numbers too far apart")
    /// A snapshot that another version of Avow wrote.
    package static let otherSnapshot = Dataset("D141", "snapshot of another version")
    /// A snapshot whose bytes are not those that were written.
    package static let damagedSnapshot = Dataset("D142", "damaged snapshot")

    /// A member of the descriptor that the standard does not have so.
    package static let offStandard = Dataset("D150", "not as the standard has it")
    /// A cell that a constraint of its field rules out.
    package static let constraint = Dataset(
      "D151", "constraint not met",
      mending: "change the cell, or the constraint in the descriptor")
    /// An enum whose values `constraints.enum` does not list, or lists besides.
    package static let otherList = Dataset(
      "D152", "lists of values differ",
      mending: "let both lists have the same words")
    /// A row without the evidence that its relation has a field for.
    package static let noEvidence = Dataset("D153", "no evidence")
    /// A passage that reaches beyond its document.
    package static let outsideDocument = Dataset("D154", "evidence outside its document")
    /// A row that only others give a meaning to, and that none refers to.
    package static let unused = Dataset("D155", "nothing refers to it")
    /// A thread that no row belongs to.
    package static let emptyThread = Dataset("D156", "nothing states it")
    /// Two rows that differ in nothing but the key.
    package static let duplicateRow = Dataset("D157", "duplicate row")
    /// An id, label or alias that two rows bear.
    package static let sharedName = Dataset("D158", "shared name")
    /// Two rows that a listing shows alike.
    package static let alike = Dataset("D159", "rows that look alike")
    /// An amount that counts in two threads.
    package static let countedTwice = Dataset("D160", "counted twice")
    /// A running total beside an amount that it may include.
    package static let totalBesidePart = Dataset("D161", "a total beside its parts")
    /// A row that ends before it begins.
    package static let endsBeforeBegin = Dataset(
      "D162", "ends before it begins",
      mending: "put them the other way round, or open one end: [2024..]")
    /// Dates that cannot follow each other so.
    package static let datesOutOfOrder = Dataset(
      "D163", "dates out of order",
      mending: "look at both dates in their documents")
    /// A thread of which it is not known which statement is the latest.
    package static let undecidedOrder = Dataset("D164", "undecided order")
    /// A name that is a word of the grammar.
    package static let grammarWord = Dataset("D165", "word of the grammar")
    /// A name that no query can write.
    package static let unwritableName = Dataset("D166", "name that queries cannot write")
    /// A word that names a value and a field of its type.
    package static let valueAndField = Dataset("D167", "value and field")
    /// Several ways back to one relation, of which none is the default.
    package static let noDefaultWay = Dataset("D168", "no default way back")
    /// A list with the same member twice.
    package static let repeatedMember = Dataset("D169", "repeated member")
    /// A text with blanks around it.
    package static let blanksAround = Dataset("D170", "blanks around a text")
    /// A rate that converts nothing, or in two ways.
    package static let badRate = Dataset(
      "D171", "bad rate",
      mending: "leave one rate for each unit and day, above 0")
    /// A link from a row to itself.
    package static let selfReference = Dataset(
      "D172", "connected with itself",
      mending: "name another row, or leave the link out")
    /// A file of another size or digest than the descriptor says.
    package static let otherFile = Dataset("D173", "another file than described")
    /// A view or a derived field that does not work.
    package static let brokenExpression = Dataset(
      "D174", "broken expression",
      mending: "try it as a query")

    /// A document that is not among those at hand, or cannot be read.
    package static let noDocument = Dataset("D180", "document not at hand")
    /// A document at hand that is not the one recorded.
    package static let otherDocument = Dataset("D181", "another document")
    /// A document at hand that differs from the one recorded in line ends alone.
    package static let otherLineEnds = Dataset("D182", "document with other line ends")
    /// A document of another length than recorded.
    package static let otherLength = Dataset("D183", "document of another length")
    /// A passage that stands elsewhere in its document.
    package static let movedPassage = Dataset("D184", "passage elsewhere")
    /// A passage that is not in its document.
    package static let lostPassage = Dataset("D185", "passage not found")
    /// A passage that stands in another paragraph than recorded.
    package static let otherParagraph = Dataset("D186", "passage in another paragraph")

    /// Those that leave a dataset usable: a check tells of them and succeeds.
    private static let warnings: Set<Dataset> = [
      otherList, unused, duplicateRow, alike, countedTwice, totalBesidePart, undecidedOrder,
      grammarWord, unwritableName, valueAndField, noDefaultWay, repeatedMember, blanksAround,
      noDocument, otherLineEnds,
    ]

    /// How bad it is, as far as the code alone says.
    package var severity: Diagnostic.Severity { Self.warnings.contains(self) ? .warning : .error }

    /// All of them.
    package static let all: [Dataset] = [
      missingFile, notAPackage, unreadableFile, refusedPath, notText, badJSON, badDescriptor,
      declaredTwice, unknownMember, unknownType, unknownName, reservedName, circular, unsupported,
      badCSV, raggedRow, badHeader, duplicateKey, missingValue, unresolvedReference, unknownValue,
      badNumber, badDate, badQuantity, badCondition, badEvidence, badBoolean, numberRange,
      otherSnapshot, damagedSnapshot,
      offStandard, constraint, otherList, noEvidence, outsideDocument, unused, emptyThread,
      duplicateRow, sharedName, alike, countedTwice, totalBesidePart, endsBeforeBegin,
      datesOutOfOrder, undecidedOrder, grammarWord, unwritableName, valueAndField, noDefaultWay,
      repeatedMember, blanksAround, badRate, selfReference, otherFile, brokenExpression,
      noDocument, otherDocument, otherLineEnds, otherLength, movedPassage, lostPassage,
      otherParagraph,
    ]
  }

  /// The codes of the dataset reader and checker.
  package static let datasetCodes: [DiagnosticCode] = Dataset.all.map(\.code)
}
