/// What a picture shows of an answer's columns.
package struct Chart: Hashable, Sendable {
  package var kind: ChartKind
  /// The positions of the columns that name a row, in order; empty where none does.
  package var labels: [Int]
  /// The position of the column that is drawn.
  package var drawn: Int
  /// The positions of the columns that are drawn in its place where an answer leaves it out.
  package var substitutes: [Int]

  /// Makes a chart.
  package init(_ kind: ChartKind, labels: [Int], drawn: Int, substitutes: [Int] = []) {
    self.kind = kind
    self.labels = labels
    self.drawn = drawn
    self.substitutes = substitutes
  }

  /// The chart of an answer that has only the columns at some positions, in that order.
  ///
  /// Nil where none of the columns that could be drawn is among them.
  package func keeping(_ positions: [Int]) -> Chart? {
    let places = Dictionary(
      positions.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let left = ([drawn] + substitutes).compactMap { places[$0] }
    guard let drawn = left.first else { return nil }
    return Chart(
      kind, labels: labels.compactMap { places[$0] }, drawn: drawn,
      substitutes: Array(left.dropFirst()))
  }
}
