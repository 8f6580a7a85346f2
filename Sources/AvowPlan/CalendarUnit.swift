/// The periods that `truncate` cuts dates to, by the words for them.
package enum CalendarUnit: String, Sendable, CaseIterable {
  case year
  case quarter
  case month
  case week
}
