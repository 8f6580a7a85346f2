/// Who is told how far the reading and checking of a package is, and may end it.
package struct Watch {
  /// Whether to go on; asked often.
  let isWanted: () -> Bool
  private let tell: (_ subject: String, _ share: Double) -> Void

  /// Makes a watch by what it answers and what it is told: the work at hand, and the share done.
  package init(
    isWanted: @escaping () -> Bool, tell: @escaping (_ subject: String, _ share: Double) -> Void
  ) {
    self.isWanted = isWanted
    self.tell = tell
  }

  /// Nobody.
  package static var none: Watch { Watch(isWanted: { true }, tell: { _, _ in }) }

  // How much of the time each phase takes, roughly.
  static let files = 0.0...0.3
  static let columns = 0.3...0.7
  static let checks = 0.7...1.0

  /// Tells how far a phase is; whether to go on.
  func proceed(
    _ phase: ClosedRange<Double>, _ done: Int, of count: Int, _ subject: String
  ) -> Bool {
    let share = count == 0 ? 1 : Double(done) / Double(count)
    tell(subject, phase.lowerBound + share * (phase.upperBound - phase.lowerBound))
    return isWanted()
  }
}
