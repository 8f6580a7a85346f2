import CUnicodeTables
import Testing

/// The text of which a scalar's fold consists.
private func fold(_ scalar: Unicode.Scalar) -> String {
  var out: [UInt32] = [0, 0, 0, 0]
  let count = unsafe avow_scalar_fold(scalar.value, &out)
  return String(String.UnicodeScalarView(out[..<Int(count)].compactMap(Unicode.Scalar.init)))
}

@Suite struct UnicodeTableTests {
  @Test func `wide characters take two cells, marks and joiners none`() {
    for (text, width) in [
      ("a", 1), ("é", 1), ("国", 2), ("한", 2), ("Ａ", 2), ("😀", 2), ("\u{301}", 0),
      ("\u{200D}", 0), ("\u{FE0F}", 0), ("\u{7}", 0), ("\u{AD}", 1), ("ﾊ", 1), ("—", 1),
    ] {
      for scalar in text.unicodeScalars {
        #expect(avow_scalar_width(scalar.value) == Int32(width), "\(text)")
      }
    }
  }

  @Test func `case and accents fold away`() {
    for (scalar, folded) in [
      ("A", "a"), ("É", "e"), ("ü", "u"), ("ß", "ss"), ("Ł", "l"), ("ø", "o"), ("İ", "i"),
      ("Σ", "σ"), ("ς", "σ"), ("Ж", "ж"), ("й", "и"), ("ΐ", "ι"), ("ﬃ", "ffi"), ("\u{301}", ""),
      ("7", "7"), ("国", "国"), ("が", "か\u{3099}"), ("한", "\u{1112}\u{1161}\u{11AB}"),
    ] as [(Unicode.Scalar, String)] {
      #expect(fold(scalar).unicodeScalars.elementsEqual(folded.unicodeScalars), "\(scalar)")
    }
  }

  @Test func `folding twice changes nothing`() {
    for value in UInt32(0)...0x1_FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let once = fold(scalar)
      let twice = once.unicodeScalars.map(fold).joined()
      #expect(once == twice, "\(value)")
    }
  }
}
