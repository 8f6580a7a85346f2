package import AvowModel

/// What an execution may use and must obey.
package struct ExecutionContext: Sendable {
  /// The day that `today` stands for.
  package var today: Day
  /// Polled once per block; true ends the execution with an error.
  package var isCancelled: @Sendable () -> Bool
  /// The number of rows that flow together, at least 1.
  package var blockSize: Int
  /// The greatest number of rows or list members held at once.
  package var maximumRowCount: Int
  /// The greatest number of rows that nested queries may look at, one for each row outside.
  package var maximumCombinationCount: Int

  /// Makes a context; `blockSize` is for tests, the default suits the caches.
  package init(
    today: Day, blockSize: Int = 4096, maximumRowCount: Int = 100_000_000,
    maximumCombinationCount: Int = 100_000_000,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.today = today
    self.blockSize = max(1, min(blockSize, 1 << 20))
    self.maximumRowCount = max(1, min(maximumRowCount, Int(UInt32.max) - 1))
    self.maximumCombinationCount = maximumCombinationCount
    self.isCancelled = isCancelled
  }
}
