import AvowModel

/// The groups of three letters in the words of a text, without regard to case and accents.
///
/// Each word counts with two blanks before and one after it, so that its start weighs more; what is
/// no letter and no digit only parts words.
struct Trigrams {
  /// Each group once, in order.
  private let groups: [Group]

  /// Three scalars.
  private struct Group: Hashable, Comparable {
    var first: UInt32
    var second: UInt32
    var third: UInt32

    static func < (left: Group, right: Group) -> Bool {
      (left.first, left.second, left.third) < (right.first, right.second, right.third)
    }
  }

  /// Takes a text apart, in O(n log n).
  init(_ text: String) {
    let blank = UInt32(UInt8(ascii: " "))
    var found: [Group] = []
    var group = Group(first: blank, second: blank, third: blank)
    func add(_ scalar: UInt32) {
      group = Group(first: group.second, second: group.third, third: scalar)
      found.append(group)
    }
    for scalar in String(decoding: FoldedText.fold(text), as: UTF8.self).unicodeScalars {
      if scalar.isInWord {
        add(scalar.value)
      } else if group.third != blank {
        add(blank)
        group = Group(first: blank, second: blank, third: blank)
      }
    }
    if group.third != blank { add(blank) }
    found.sort()
    groups = found.indices.filter { $0 == 0 || found[$0] != found[$0 - 1] }.map { found[$0] }
  }

  /// How many groups both have over how many either has, rounded half to even at 12 places; two
  /// texts without words are as alike as can be.
  func similarity(to other: Trigrams) -> ExactNumber {
    var (here, there, shared) = (0, 0, 0)
    while here < groups.count, there < other.groups.count {
      let (a, b) = (groups[here], other.groups[there])
      if a == b { shared += 1 }
      if a <= b { here += 1 }
      if b <= a { there += 1 }
    }
    let all = groups.count + other.groups.count - shared
    guard all > 0 else { return ExactNumber(1) }
    return ExactNumber(Int128(shared)).divided(by: ExactNumber(Int128(all))) ?? .zero
  }
}

extension Unicode.Scalar {
  fileprivate var isInWord: Bool {
    if isASCII { return properties.isAlphabetic || ("0"..."9").contains(self) }
    return properties.isAlphabetic || properties.numericType != nil
  }
}
