import AvowModel

/// What is known of each named condition, and what follows for expressions over them.
///
/// A condition of which nothing is known by itself, and which means an expression over others, is
/// as that expression is.
struct ConditionStates {
  /// What is known of each by itself, nil for unknown.
  private let own: [Bool?]
  private let meanings: [ConditionExpression?]
  /// What is known of each, meanings taken into account.
  private var settled: [Bool?]

  init(own: [Bool?], meanings: [ConditionExpression?]) {
    self.own = own
    self.meanings = meanings
    settled = own
    settleMeanings()
  }

  /// The truth of an expression, nil where it is undecided.
  func truth(of expression: ConditionExpression) -> Bool? {
    switch expression {
    case .named(let row): return Int(row) < settled.count ? settled[Int(row)] : nil
    case .not(let operand): return truth(of: operand).map { !$0 }
    case .all(let operands): return truth(of: operands, endingAt: false)
    case .any(let operands): return truth(of: operands, endingAt: true)
    }
  }

  /// One operand of the value `end` decides; without one, they must all be the other.
  private func truth(of operands: [ConditionExpression], endingAt end: Bool) -> Bool? {
    var result: Bool? = !end
    for operand in operands {
      switch truth(of: operand) {
      case end: return end
      case nil: result = nil
      case .some: break
      }
    }
    return result
  }

  /// The named conditions whose state keeps an expression from being true, each once, in the order
  /// in which they are named.
  func blockers(of expression: ConditionExpression) -> [UInt32] {
    var result: [UInt32] = []
    var seen: Set<Wish> = []
    // A list of what is left and no recursion: meanings may lead far.
    var wishes = [(expression: expression, truth: true)]
    while let (expression, wanted) = wishes.popLast() {
      switch expression {
      case .named(let row):
        guard truth(of: expression) != wanted,
          seen.insert(Wish(row: row, truth: wanted)).inserted
        else { continue }
        if let meaning = openMeaning(of: row) {
          wishes.append((meaning, wanted))
        } else if !result.contains(row) {
          result.append(row)
        }
      case .not(let operand): wishes.append((operand, !wanted))
      case .all(let operands), .any(let operands):
        // All of what joins them must be as wanted, or else one is enough.
        var needsAll = wanted
        if case .any = expression { needsAll = !wanted }
        if !needsAll, operands.contains(where: { truth(of: $0) == wanted }) { continue }
        for operand in operands.reversed() where truth(of: operand) != wanted {
          wishes.append((operand, wanted))
        }
      }
    }
    return result
  }

  private struct Wish: Hashable {
    var row: UInt32
    var truth: Bool
  }

  /// The meaning that decides a condition, nil where its own state does.
  private func openMeaning(of row: UInt32) -> ConditionExpression? {
    guard Int(row) < own.count, own[Int(row)] == nil else { return nil }
    return meanings[Int(row)]
  }

  /// Settles meanings, those first that others name; one that leads back to itself stays unknown.
  private mutating func settleMeanings() {
    var isVisited = [Bool](repeating: false, count: own.count)
    for start in own.indices where !isVisited[start] {
      isVisited[start] = true
      var path = [(row: start, names: openNames(of: start), next: 0)]
      while let (row, names, next) = path.last {
        guard next < names.count else {
          if let meaning = openMeaning(of: UInt32(clamping: row)) {
            settled[row] = truth(of: meaning)
          }
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let name = Int(names[next])
        guard name < own.count, !isVisited[name] else { continue }
        isVisited[name] = true
        path.append((name, openNames(of: name), 0))
      }
    }
  }

  private func openNames(of row: Int) -> [UInt32] {
    openMeaning(of: UInt32(clamping: row))?.names ?? []
  }
}
