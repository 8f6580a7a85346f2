extension JSONDocument {
  /// The names of members with some first bytes, in the order of the text.
  func keys(startingWith prefix: [UInt8]) -> [JSONValue] {
    var result: [JSONValue] = []
    forEachObject { keys in
      for key in keys where bytes[Int(nodes[key].start)...].starts(with: prefix) {
        result.append(value(at: key))
      }
    }
    return result
  }

  /// The names that an earlier member of the same object has already; O(n) for objects of any size.
  var repeatedKeys: [JSONValue] {
    var result: [JSONValue] = []
    forEachObject { keys in
      guard keys.count > 16 else {
        for (position, key) in keys.enumerated()
        where keys[..<position].contains(where: { isSameName($0, key) }) {
          result.append(value(at: key))
        }
        return
      }
      var seen: Set<String> = []
      for key in keys where !seen.insert(value(at: key).string ?? "").inserted {
        result.append(value(at: key))
      }
    }
    return result
  }

  /// Gives the nodes of each object's names.
  private func forEachObject(_ body: ([Int]) -> Void) {
    var keys: [Int] = []
    for object in nodes.indices where nodes[object].kind == .object {
      keys.removeAll(keepingCapacity: true)
      var position = object + 1
      while position < Int(nodes[object].next) {
        keys.append(position)
        position = Int(nodes[Int(nodes[position].next)].next)
      }
      body(keys)
    }
  }

  private func isSameName(_ left: Int, _ right: Int) -> Bool {
    let (a, b) = (nodes[left], nodes[right])
    // Escapes may spell one name in several ways.
    if a.isEscaped || b.isEscaped { return value(at: left).string == value(at: right).string }
    guard a.end - a.start == b.end - b.start else { return false }
    let (first, second) = (Int(a.start), Int(b.start))
    for index in 0..<Int(a.end - a.start) where bytes[first + index] != bytes[second + index] {
      return false
    }
    return true
  }
}
