internal import CEditLine

// libedit calls back with the context given here: the editor itself. Safety: the pointer is not
// retained, and the C side uses it only within `readStatement`, while the editor is alive.

extension LineEditor {
  /// What the C side asks of this editor.
  func callbacks() -> avow_edit_callbacks {
    unsafe avow_edit_callbacks(
      context: Unmanaged.passUnretained(self).toOpaque(),
      is_complete: { unsafe LineEditor.from($0)?.isComplete() ?? true },
      complete: { unsafe LineEditor.from($0)?.complete() ?? AVOW_EDIT_KEEP },
      will_wait: { unsafe LineEditor.from($0)?.paint() },
      did_wait: { unsafe LineEditor.from($0)?.eraseHint() },
      will_resize: { unsafe LineEditor.from($0)?.clearForResize() },
      will_leave: { unsafe LineEditor.from($0)?.moveBelowText() }
    )
  }

  private static func from(_ context: UnsafeMutableRawPointer?) -> LineEditor? {
    guard let context = unsafe context else { return nil }
    return unsafe Unmanaged<LineEditor>.fromOpaque(context).takeUnretainedValue()
  }

  private func isComplete() -> Bool { configuration.isComplete(currentText().text) }

  /// The text being edited, and the cursor's offset in UTF-8 bytes.
  func currentText() -> (text: String, cursor: Int) {
    let text = unsafe avow_edit_get_text(edit)
    return unsafe (String(decoding: text), text.cursor)
  }

  /// Writes to the terminal.
  func write(_ sequences: String) {
    unsafe avow_edit_write(edit, sequences, sequences.utf8.count)
  }
}

extension String {
  /// A copy of a text of the C side.
  init(decoding text: avow_edit_text) {
    let bytes = unsafe UnsafeRawBufferPointer(start: text.bytes, count: text.length)
    self = unsafe String(decoding: bytes, as: UTF8.self)
  }
}
