import AvowModel
import Testing

private typealias Bound = NumberRange.Bound

private func range(_ lower: Bound, _ upper: Bound) -> NumberRange {
  NumberRange(lower: lower, upper: upper)
}

private func exact(_ number: Int128) -> ExactNumber { ExactNumber(number) }
private func closed(_ number: Int128) -> Bound { .closed(exact(number)) }
private func open(_ number: Int128) -> Bound { .open(exact(number)) }

private let over280 = range(open(280), .absent)
private let under15 = range(.absent, open(15))
private let fiveToTen = range(closed(5), closed(10))

@Test func `comparisons are decided only where the ends decide them`() {
  #expect(NumberRange(100).isLess(than: over280) == true)
  #expect(NumberRange(280).isLess(than: over280) == true)
  #expect(NumberRange(281).isLess(than: over280) == nil)
  #expect(over280.isLess(than: NumberRange(280)) == false)
  #expect(over280.isLess(than: NumberRange(300)) == nil)
  #expect(fiveToTen.isLess(than: NumberRange(10)) == nil)
  #expect(fiveToTen.isLess(than: NumberRange(5)) == false)
  #expect(fiveToTen.isAtMost(NumberRange(10)) == true)
  #expect(fiveToTen.isAtMost(NumberRange(4)) == false)
  #expect(under15.isLess(than: NumberRange(15)) == true)
  #expect(under15.isAtMost(NumberRange(14)) == nil)
}

@Test func `two ranges are equal only as one and the same point`() {
  #expect(NumberRange(5).equals(NumberRange(5)) == true)
  #expect(NumberRange(5).equals(NumberRange(6)) == false)
  #expect(fiveToTen.equals(fiveToTen) == nil)
  #expect(fiveToTen.equals(NumberRange(11)) == false)
  #expect(over280.equals(NumberRange(280)) == false)
  #expect(under15.equals(over280) == false)
}

@Test func `arithmetic keeps ends open, absent and apart`() {
  #expect(over280.adding(NumberRange(20)) == range(open(300), .absent))
  #expect(fiveToTen.adding(fiveToTen) == range(closed(10), closed(20)))
  #expect(fiveToTen.subtracting(fiveToTen) == range(closed(-5), closed(5)))
  #expect(under15.negated == range(open(-15), .absent))
  #expect(fiveToTen.multiplied(by: exact(-2)) == range(closed(-20), closed(-10)))
  #expect(over280.multiplied(by: .zero) == NumberRange(0))
  #expect(fiveToTen.divided(by: exact(5)) == range(closed(1), closed(2)))
  #expect(fiveToTen.divided(by: .zero) == nil)
  #expect(NumberRange(ExactNumber(.max)).adding(NumberRange(1)) == nil)
}

@Test func `whole units have whole ends`() {
  #expect(under15.tightenedToWhole == range(.absent, closed(14)))
  #expect(over280.tightenedToWhole == range(closed(281), .absent))
  #expect(fiveToTen.tightenedToWhole == fiveToTen)
}

@Test func `a range whose ends have crossed holds nothing`() {
  #expect(fiveToTen.isPossible)
  #expect(NumberRange(5).isPossible)
  #expect(!range(closed(10), closed(5)).isPossible)
  #expect(!range(open(5), closed(5)).isPossible)
  #expect(over280.isPossible)
}

@Test func `comparisons agree with the numbers within`() {
  var random = RandomSource(seed: 5)
  for _ in 0..<3000 {
    let (a, first) = randomRange(&random)
    let (b, second) = randomRange(&random)
    if let isLess = a.isLess(than: b) { #expect(isLess == (first < second), "\(a) \(b)") }
    if let isAtMost = a.isAtMost(b) { #expect(isAtMost == (first <= second), "\(a) \(b)") }
    if let isEqual = a.equals(b) { #expect(isEqual == (first == second), "\(a) \(b)") }
    #expect(a.adding(b).map { contains($0, first + second) } == true)
    #expect(a.subtracting(b).map { contains($0, first - second) } == true)
    #expect(a.multiplied(by: exact(second)).map { contains($0, first * second) } == true)
  }
}

/// A range and a number within it.
private func randomRange(_ random: inout RandomSource) -> (NumberRange, Int128) {
  let number = Int128.random(in: -5...5, using: &random)
  let below = number - Int128.random(in: 0...2, using: &random)
  let above = number + Int128.random(in: 0...2, using: &random)
  let lower: Bound = Int.random(in: 0..<4, using: &random) == 0 ? .absent : closed(below)
  let upper: Bound = Int.random(in: 0..<4, using: &random) == 0 ? .absent : closed(above)
  let isOpen = Bool.random(using: &random)
  return (
    range(
      isOpen && below < number && lower != .absent ? open(below) : lower,
      isOpen && above > number && upper != .absent ? open(above) : upper), number
  )
}

private func contains(_ range: NumberRange, _ number: Int128) -> Bool {
  let point = NumberRange(exact(number))
  return range.isLess(than: point) != true && point.isLess(than: range) != true
}
