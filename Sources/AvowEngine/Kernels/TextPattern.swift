import AvowDiagnostics
import AvowModel
import AvowPlan
import CRegularExpression

/// What makes two patterns the same within one execution.
struct PatternKey: Hashable {
  var match: TextMatch
  var pattern: [UInt8]
}

/// A pattern made ready to be looked for in many texts.
enum TextPattern {
  /// A folded text that must occur.
  case contained(SubstringSearch)
  /// Folded scalars, `%` and `_`.
  case like([LikePart])
  case expression(RegularExpression)

  /// One part of a `like` pattern.
  enum LikePart: Equatable {
    case scalar(UInt32)
    case anyScalar
    case anyText
  }

  /// Makes a pattern ready, or fails where it is no regular expression.
  init(_ key: PatternKey, at span: SourceSpan) throws(EvaluationError) {
    switch key.match {
    case .contains: self = .contained(SubstringSearch(FoldedText.fold(key.pattern)))
    case .like:
      let text = String(decoding: FoldedText.fold(key.pattern), as: UTF8.self)
      self = .like(text.unicodeScalars.map(Self.part))
    case .matches: self = .expression(try RegularExpression(key.pattern, at: span))
    }
  }

  private static func part(_ scalar: Unicode.Scalar) -> LikePart {
    switch scalar {
    case "%": .anyText
    case "_": .anyScalar
    default: .scalar(scalar.value)
    }
  }

  /// Whether a text matches.
  func matches(_ text: ArraySlice<UInt8>) -> Bool {
    switch self {
    case .contained(let search): search.occurs(in: text)
    case .like(let parts):
      Self.isLike(
        String(decoding: FoldedText.fold(text), as: UTF8.self).unicodeScalars.map(\.value),
        parts)
    case .expression(let expression): expression.matches(text)
    }
  }

  /// One bit per row, set where a text matches.
  func mask(_ texts: TextColumn, _ rows: RowSelection) -> Bitmap {
    if case .contained(let search) = self { return search.mask(texts, rows) }
    return AvowEngine.mask(rows) { matches(texts.utf8(at: $0)) }
  }

  /// Greedy match that returns only to the last `%`: time in the product of the lengths at worst.
  private static func isLike(_ text: [UInt32], _ parts: [LikePart]) -> Bool {
    var position = 0
    var part = 0
    var resume: (part: Int, position: Int)?
    while position < text.count {
      if part < parts.count, parts[part] == .anyText {
        part += 1
        resume = (part, position)
      } else if part < parts.count,
        parts[part] == .anyScalar || parts[part] == .scalar(text[position])
      {
        part += 1
        position += 1
      } else if let last = resume {
        part = last.part
        position = last.position + 1
        resume = (last.part, position)
      } else {
        return false
      }
    }
    return parts[part...].allSatisfy { $0 == .anyText }
  }
}

/// Makes a test of whole texts against a regular expression, nil where it is none or asks for what
/// takes more than linear time.
package func wholeTextPattern(_ expression: String) -> ((ArraySlice<UInt8>) -> Bool)? {
  let pattern = Array("^(?:\(expression))$".utf8)
  guard let compiled = try? RegularExpression(pattern, at: SourceSpan(0, 0)) else { return nil }
  return { compiled.matches($0) }
}

/// A compiled regular expression, released with its last owner.
@safe final class RegularExpression {
  // Safety: made once, never changed, and freed only by the destructor.
  private let handle: OpaquePointer

  /// Compiles UTF-8, case-sensitive.
  init(_ pattern: [UInt8], at span: SourceSpan) throws(EvaluationError) {
    var error = avow_regular_expression_error()
    let compiled = unsafe pattern.withUnsafeBytes { bytes in
      unsafe avow_regular_expression_compile(
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count,
        AVOW_CASE_SENSITIVE, &error)
    }
    guard let compiled = unsafe compiled else {
      throw EvaluationError(.invalidPattern(message: Self.message(&error)), at: span)
    }
    unsafe handle = compiled
  }

  deinit { unsafe avow_regular_expression_free(handle) }

  func matches(_ text: ArraySlice<UInt8>) -> Bool {
    unsafe text.withUnsafeBytes { bytes in
      unsafe avow_regular_expression_matches(
        handle, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
    }
  }

  private static func message(_ error: inout avow_regular_expression_error) -> String {
    unsafe withUnsafeBytes(of: &error.message) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
