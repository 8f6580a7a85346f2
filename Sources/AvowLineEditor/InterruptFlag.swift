internal import CEditLine

/// Ctrl-C as a flag that a running query polls, instead of the end of the process.
package enum InterruptFlag {
  /// Lets Ctrl-C raise the flag from now on; a line editor does so when it is made.
  package static func install() { avow_edit_catch_interrupts() }

  /// Whether Ctrl-C was pressed; cheap, and any thread may ask.
  package static var isRaised: Bool { avow_edit_is_interrupted() }

  /// Lowers the flag and returns whether it was raised.
  @discardableResult
  package static func take() -> Bool { avow_edit_take_interrupt() }
}
