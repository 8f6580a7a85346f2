import AvowSyntax

/// Returns what a script says, without where it says it.
func outline(_ script: Script) -> String {
  var text = ""
  write(script, to: &text)
  return text
}

private func write(_ value: Any, to text: inout String) {
  if let name = value as? Name {
    text += name.canonical
    return
  }
  let mirror = Mirror(reflecting: value)
  if let pipeline = value as? Pipeline {
    text += "pipeline("
    write(pipeline.source, to: &text)
    write(pipeline.times, to: &text)
    write(pipeline.orderedClauses, to: &text)
    text += ")"
  } else if mirror.children.isEmpty, mirror.displayStyle != .collection {
    text += "\(value)"
  } else {
    text += "("
    for child in mirror.children {
      if let label = child.label, label.hasSuffix("pan") { continue }
      if let label = child.label, mirror.displayStyle == .enum { text += label }
      write(child.value, to: &text)
      text += " "
    }
    text += ")"
  }
}
