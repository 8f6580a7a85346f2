/// The regular English plural of a noun: `pledges`, `entries`, `processes`.
package func plural(of noun: String) -> String {
  if noun.hasSuffix("y"), !["ay", "ey", "oy", "uy"].contains(where: noun.hasSuffix) {
    return noun.dropLast() + "ies"
  }
  return ["s", "x", "ch", "sh"].contains(where: noun.hasSuffix) ? noun + "es" : noun + "s"
}
