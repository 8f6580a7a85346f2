internal import CEditLine

/// Candidates that wait for the next press of TAB, and the text to which they belong.
struct PendingListing {
  var text: String
  var cursor: Int
  var candidates: ArraySlice<Completion.Candidate>
}

extension LineEditor {
  /// Serves TAB: inserts what is certain, or else lists what is possible.
  ///
  /// Each further press lists one more page; a press that can show nothing new does nothing.
  func complete() -> avow_edit_action {
    let (text, cursor) = currentText()
    if let listing, listing.text == text, listing.cursor == cursor {
      return listing.candidates.isEmpty ? AVOW_EDIT_KEEP : list(listing)
    }
    let completion = configuration.complete(text, cursor)
    let nothing = PendingListing(text: text, cursor: cursor, candidates: [])
    listing = nothing
    guard let certain = insertion(of: completion, in: text) else {
      guard completion.candidates.count > 1 else { return AVOW_EDIT_BEEP }
      return list(
        PendingListing(text: text, cursor: cursor, candidates: completion.candidates[...]))
    }
    let range = completion.replacing
    let isReplaced = unsafe avow_edit_replace(edit, range.lowerBound, range.upperBound, certain)
    return isReplaced ? AVOW_EDIT_REFRESH : AVOW_EDIT_BEEP
  }

  /// What can be inserted without a choice; nil if that would not bring the text any further.
  private func insertion(of completion: Completion, in text: String) -> String? {
    guard let only = completion.candidates.first else { return nil }
    if completion.candidates.count == 1 { return only.text + completion.terminator }
    let utf8 = Array(text.utf8)
    guard completion.replacing.upperBound <= utf8.count, completion.replacing.lowerBound >= 0 else {
      return nil
    }
    let replaced = String(decoding: utf8[completion.replacing], as: UTF8.self)
    let prefix = completion.commonPrefix
    return prefix != replaced && prefix.utf8.count >= replaced.utf8.count ? prefix : nil
  }

  private func list(_ pending: PendingListing) -> avow_edit_action {
    let size = avow_edit_get_size()
    let page = CompletionListing(
      rows: Int(size.rows), columns: Int(size.columns), appearance: configuration.appearance
    ).page(of: pending.candidates)
    listing = pending
    listing?.candidates.removeFirst(page.shown)
    writeBelowText(page.lines)
    return AVOW_EDIT_REDRAW
  }
}
