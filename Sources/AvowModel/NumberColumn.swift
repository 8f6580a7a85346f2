/// Numbers at one scale, as points or intervals, with or without units.
///
/// A missing cell holds the point 0, so that sums over valid cells need no test.
package struct NumberColumn: Hashable, Sendable {
  /// The mantissas of the lower ends.
  package var lower: NumberStorage
  /// The mantissas of the upper ends, nil where every number is a point.
  package var upper: NumberStorage?
  /// The kinds of the ends, nil where every end is closed.
  package var ends: [Ends]?
  /// The number of decimal places of all mantissas.
  package var scale: Int
  package var units: Units

  /// The units of a column.
  package enum Units: Hashable, Sendable {
    case unitless
    case uniform(UnitID)
    case each([UnitID])
  }

  /// Which ends of an interval are open or absent.
  package struct Ends: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    package static let lowerOpen = Ends(rawValue: 1)
    package static let lowerAbsent = Ends(rawValue: 2)
    package static let upperOpen = Ends(rawValue: 4)
    package static let upperAbsent = Ends(rawValue: 8)
  }

  /// Makes a column of exact unitless numbers.
  package init(exact mantissas: [Int64], scale: Int = 0) {
    lower = .narrow(mantissas)
    self.scale = scale
    units = .unitless
  }

  /// Makes a column from ranges, at the smallest scale that holds them all, or nil on overflow.
  package init?(_ ranges: [NumberRange], units: [UnitID?]) {
    let scale = ranges.reduce(0) { scale, range in
      max(scale, range.lower.number?.scale ?? 0, range.upper.number?.scale ?? 0)
    }
    self.scale = scale
    var low: [Int128] = []
    var high: [Int128] = []
    var ends: [Ends] = []
    low.reserveCapacity(ranges.count)
    for range in ranges {
      guard let a = (range.lower.number ?? .zero).mantissa(at: scale),
        let b = (range.upper.number ?? .zero).mantissa(at: scale)
      else { return nil }
      low.append(a)
      high.append(b)
      ends.append(Ends(range))
    }
    lower = NumberStorage(low)
    upper = low == high && ends.allSatisfy(\.isEmpty) ? nil : NumberStorage(high)
    self.ends = ends.allSatisfy(\.isEmpty) ? nil : ends
    self.units = Units(units)
  }

  package var count: Int { lower.count }

  /// The number at a row.
  package func range(at row: Int) -> NumberRange {
    let ends = ends?[row] ?? []
    let low = ExactNumber(lower[row], scale: scale)
    let high = upper.map { ExactNumber($0[row], scale: scale) } ?? low
    return NumberRange(
      lower: ends.contains(.lowerAbsent)
        ? .absent : ends.contains(.lowerOpen) ? .open(low) : .closed(low),
      upper: ends.contains(.upperAbsent)
        ? .absent : ends.contains(.upperOpen) ? .open(high) : .closed(high))
  }

  /// The unit at a row.
  package func unit(at row: Int) -> UnitID? {
    switch units {
    case .unitless: nil
    case .uniform(let unit): unit
    case .each(let units): units[row]
    }
  }

  /// Whether every number is a point.
  package var isExact: Bool { upper == nil && ends == nil }

  /// The rows at the given positions.
  package func gathered(_ rows: [UInt32]) -> NumberColumn {
    var result = self
    result.lower = lower.gathered(rows)
    result.upper = upper?.gathered(rows)
    result.ends = ends.map { ends in rows.map { ends[Int($0)] } }
    if case .each(let units) = units { result.units = .each(rows.map { units[Int($0)] }) }
    return result
  }
}

extension NumberColumn.Ends {
  /// The kinds of a range's ends.
  package init(_ range: NumberRange) {
    var ends: Self = []
    switch range.lower {
    case .absent: ends.insert(.lowerAbsent)
    case .open: ends.insert(.lowerOpen)
    case .closed: break
    }
    switch range.upper {
    case .absent: ends.insert(.upperAbsent)
    case .open: ends.insert(.upperOpen)
    case .closed: break
    }
    self = ends
  }
}

extension NumberColumn.Units {
  /// The narrowest form of a column's units; a missing cell takes a neighbour's unit.
  package init(_ units: [UnitID?]) {
    guard let first = units.lazy.compactMap(\.self).first else {
      self = .unitless
      return
    }
    self =
      units.allSatisfy { $0 == nil || $0 == first }
      ? .uniform(first) : .each(units.map { $0 ?? first })
  }
}

/// Mantissas in 64 bits where they fit, else in 128.
package enum NumberStorage: Hashable, Sendable {
  case narrow([Int64])
  case wide([Int128])

  /// Chooses the narrower form.
  package init(_ mantissas: [Int128]) {
    let fits = mantissas.allSatisfy { Int128(Int64.min)...Int128(Int64.max) ~= $0 }
    self = fits ? .narrow(mantissas.map { Int64(truncatingIfNeeded: $0) }) : .wide(mantissas)
  }

  package var count: Int {
    switch self {
    case .narrow(let values): values.count
    case .wide(let values): values.count
    }
  }

  package subscript(row: Int) -> Int128 {
    switch self {
    case .narrow(let values): Int128(values[row])
    case .wide(let values): values[row]
    }
  }

  func gathered(_ rows: [UInt32]) -> NumberStorage {
    switch self {
    case .narrow(let values): .narrow(rows.map { values[Int($0)] })
    case .wide(let values): .wide(rows.map { values[Int($0)] })
    }
  }
}
