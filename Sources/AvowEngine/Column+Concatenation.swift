import AvowModel

extension Column {
  /// One column after the other, or nil where numbers do not fit one scale.
  ///
  /// Columns without any value take the form of the others.
  static func joined(_ columns: [Column]) -> Column? {
    guard columns.count != 1 else { return columns[0] }
    let data = ColumnData.joined(columns.map(\.data))
    guard let data else { return nil }
    var validity: Validity?
    if columns.contains(where: { $0.validity != nil }) {
      validity = Validity(columns.flatMap(\.states))
    }
    return Column(data, validity: validity, omissions: Omissions.joined(columns))
  }
}

extension Omissions {
  fileprivate static func joined(_ columns: [Column]) -> Omissions? {
    guard let effect = columns.lazy.compactMap(\.omissions?.effect).first else { return nil }
    func flat(_ part: (Omissions) -> [Int]) -> [Int] {
      columns.flatMap { column in
        column.omissions.map(part) ?? [Int](repeating: 0, count: column.count)
      }
    }
    var result = Omissions(
      unknown: flat(\.unknown), undecided: flat(\.undecided), effect: effect)
    if columns.contains(where: { $0.omissions?.candidates.isEmpty == false }) {
      let parts = columns.map { column in
        column.omissions?.candidates.first ?? Column(missing: .undecided, count: column.count)
      }
      result?.candidates = [Column.joined(parts)].compactMap(\.self)
    }
    return result
  }
}

extension ColumnData {
  fileprivate static func joined(_ parts: [ColumnData]) -> ColumnData? {
    let count = parts.reduce(0) { $0 + $1.count }
    let sample = parts.first { if case .missing = $0 { false } else { true } }
    switch sample {
    case nil, .missing: return .missing(count)
    case .boolean:
      return .boolean(
        .joined(
          parts.map { part in
            if case .boolean(let bits) = part { return bits }
            return Bitmap(repeating: false, count: part.count)
          }))
    case .number: return numbers(parts).map(ColumnData.number)
    case .text: return .text(texts(parts))
    case .date: return .date(dates(parts))
    case .code: return .code(codes(parts))
    case .reference:
      return .reference(
        parts.flatMap { part -> [UInt32] in
          if case .reference(let rows) = part { return rows }
          return [UInt32](repeating: 0, count: part.count)
        })
    case .condition: return .condition(conditions(parts))
    case .list: return lists(parts)
    case .record(let sample): return records(parts, fieldCount: sample.fields.count)
    }
  }

  private static func texts(_ parts: [ColumnData]) -> TextColumn {
    var result = TextColumn()
    for part in parts {
      if case .text(let texts) = part {
        for row in 0..<texts.count { result.append(contentsOf: texts.utf8(at: row)) }
      } else {
        for _ in 0..<part.count { result.append("") }
      }
    }
    return result
  }

  private static func dates(_ parts: [ColumnData]) -> DateColumn {
    var dates: [DateValue] = []
    for part in parts {
      if case .date(let column) = part {
        for row in 0..<column.count { dates.append(column[row]) }
      } else {
        dates.append(contentsOf: repeatElement(DateValue(Day(0)), count: part.count))
      }
    }
    return DateColumn(dates)
  }

  private static func codes(_ parts: [ColumnData]) -> CodeColumn {
    var codes: [UInt32] = []
    var valueCount = 1
    for part in parts {
      guard case .code(let column) = part else {
        codes.append(contentsOf: repeatElement(0, count: part.count))
        continue
      }
      switch column {
      case .byte(let values): codes.append(contentsOf: values.lazy.map(UInt32.init))
      case .short(let values):
        codes.append(contentsOf: values.lazy.map(UInt32.init))
        valueCount = max(valueCount, 1 << 16)
      case .word(let values):
        codes.append(contentsOf: values)
        valueCount = 1 << 32
      }
    }
    return CodeColumn(codes, valueCount: valueCount)
  }

  private static func conditions(_ parts: [ColumnData]) -> ConditionColumn {
    var result = ConditionColumn()
    for part in parts {
      for row in 0..<part.count {
        if case .condition(let column) = part {
          result.append(column[row])
        } else {
          result.append(.all([]))
        }
      }
    }
    return result
  }

  private static func records(_ parts: [ColumnData], fieldCount: Int) -> ColumnData? {
    var fields: [Column] = []
    for index in 0..<fieldCount {
      let pieces = parts.map { part in
        guard case .record(let records) = part, records.fields.indices.contains(index) else {
          return Column(missing: .none, count: part.count)
        }
        return records.fields[index]
      }
      guard let field = Column.joined(pieces) else { return nil }
      fields.append(field)
    }
    return .record(RecordColumn(fields, count: parts.reduce(0) { $0 + $1.count }))
  }

  private static func lists(_ parts: [ColumnData]) -> ColumnData? {
    var offsets: [UInt32] = [0]
    var elements: [Column] = []
    var start = 0
    for part in parts {
      guard case .list(let lists) = part else {
        offsets.append(
          contentsOf: repeatElement(UInt32(truncatingIfNeeded: start), count: part.count))
        continue
      }
      for offset in lists.offsets.dropFirst() {
        offsets.append(UInt32(truncatingIfNeeded: start + Int(offset)))
      }
      start += lists.elements.count
      elements.append(lists.elements)
    }
    guard start < Int(UInt32.max) else { return nil }
    return Column.joined(elements).map { .list(ListColumn(offsets: offsets, elements: $0)) }
  }
}
