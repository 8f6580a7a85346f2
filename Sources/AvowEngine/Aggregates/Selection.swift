extension [Int64] {
  /// The value that would stand at a place if the values were sorted; they are partly sorted by it.
  ///
  /// O(count) on average; where partitions go badly the rest is sorted.
  mutating func selected(_ place: Int) -> Int64 {
    var low = 0
    var high = count - 1
    var rounds = 64
    while high - low > 32 {
      rounds -= 1
      guard rounds > 0 else { break }
      let pivot = medianOfThree(low, high)
      let (left, right) = partition(low, high, pivot)
      if place <= left {
        high = left
      } else if place >= right {
        low = right
      } else {
        return pivot
      }
    }
    self[low...high].sort()
    return self[place]
  }

  private func medianOfThree(_ low: Int, _ high: Int) -> Int64 {
    let a = self[low]
    let b = self[low + (high - low) / 2]
    let c = self[high]
    return Swift.max(Swift.min(a, b), Swift.min(Swift.max(a, b), c))
  }

  /// Moves what is at most the pivot before what is at least it; gives the last place of the one
  /// and the first of the other, between which stand only pivots.
  private mutating func partition(_ low: Int, _ high: Int, _ pivot: Int64) -> (Int, Int) {
    var values = mutableSpan
    var left = low
    var right = high
    while left <= right {
      while values[left] < pivot { left += 1 }
      while values[right] > pivot { right -= 1 }
      if left <= right {
        values.swapAt(left, right)
        left += 1
        right -= 1
      }
    }
    return (right, left)
  }
}
