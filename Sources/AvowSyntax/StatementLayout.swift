internal import AvowDiagnostics

/// The pieces of a statement with the comments that stand beside them.
struct StatementLayout {
  /// A piece and its comments.
  struct Slot {
    var text: String
    /// Comments on lines of their own before the piece.
    var before: [Comment] = []
    /// The comment at the end of the piece's line.
    var after: Comment?
  }

  /// The pieces, in order; at least one.
  private(set) var slots: [Slot]
  /// Where the statement stood.
  let span: SourceSpan

  /// Gives each comment within, or at the end of, a statement its place.
  init(of statement: Statement, comments: [Comment]) {
    let pieces = StatementPieces(of: statement).pieces
    slots = pieces.map { Slot(text: $0.text) }
    span = statement.span
    for comment in comments {
      place(comment, among: pieces)
    }
  }

  /// Whether nothing but a comment at the very end keeps the statement from standing on one line.
  var fitsOnLine: Bool {
    slots.dropFirst().allSatisfy(\.before.isEmpty)
      && slots.dropLast().allSatisfy { $0.after == nil }
  }

  private mutating func place(_ comment: Comment, among pieces: [StatementPieces.Piece]) {
    let offset = comment.span.start
    let around =
      pieces.indices.filter { pieces[$0].span.start <= offset }
      .max { pieces[$0].span.start < pieces[$1].span.start } ?? 0
    guard comment.startsLine else {
      // One line has room for one comment: earlier ones go before the piece.
      if let earlier = slots[around].after {
        slots[around].before.append(earlier)
      }
      slots[around].after = comment
      return
    }
    guard offset >= pieces[around].span.end else {
      slots[around].before.append(comment)
      return
    }
    let next = pieces.indices.filter { pieces[$0].span.start >= offset }
      .min { pieces[$0].span.start < pieces[$1].span.start }
    slots[next ?? around].before.append(comment)
  }
}
