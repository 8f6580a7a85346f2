import AvowModel
import Testing

@Test(arguments: [0, 1, 63, 64, 65, 128, 200])
func `a bitmap is its bits`(count: Int) {
  let bits = (0..<count).map { $0 % 3 == 1 || $0 == count - 1 }
  let bitmap = Bitmap(count) { bits[$0] }
  #expect(bitmap.count == count)
  #expect((0..<count).map { bitmap[$0] } == bits)
  #expect(bitmap.population == bits.count { $0 })
  #expect(bitmap.positions == bits.indices.filter { bits[$0] }.map { UInt32($0) })
  #expect(bitmap.isEmpty == !bits.contains(true))
  let other = Bitmap(count) { $0.isMultiple(of: 2) }
  #expect((0..<count).allSatisfy { (bitmap & other)[$0] == (bits[$0] && $0.isMultiple(of: 2)) })
  #expect((0..<count).allSatisfy { (bitmap | other)[$0] == (bits[$0] || $0.isMultiple(of: 2)) })
  #expect((0..<count).allSatisfy { (~bitmap)[$0] == !bits[$0] })
}

@Test func `bits beyond the count stay zero`() {
  let full = Bitmap(repeating: true, count: 70)
  #expect(full.population == 70)
  #expect((~full).isEmpty)
  #expect((~(~full)) == full)
  #expect(Bitmap(words: [.max, .max], count: 65).population == 65)
}

@Test func `a bit is set and cleared alone`() {
  var bitmap = Bitmap(repeating: false, count: 130)
  bitmap[64] = true
  bitmap[129] = true
  bitmap[64] = false
  #expect(bitmap.positions == [129])
}
