package import AvowModel
internal import AvowSyntax

/// What a session has defined so far: names for queries, parameters, and the day it is.
package struct Environment: Sendable {
  /// The day that `today` stands for.
  package var today: Day
  /// From which day queries see the data that do not say.
  package var viewpoint = Viewpoint()
  /// The values given to parameters from outside, as text.
  package var parameterTexts: [String: String]
  /// The `let`s, in order; a later one of the same name hides the earlier.
  var definitions: [Definition] = []
  /// Where in `definitions` those of a name stand, in order.
  var places: [String: [Int]] = [:]
  /// The values of declared parameters.
  var parameters: [String: PlanExpression] = [:]

  /// Makes an environment without definitions.
  package init(today: Day, parameterTexts: [String: String] = [:]) {
    self.today = today
    self.parameterTexts = parameterTexts
  }

  mutating func define(_ definition: Definition) {
    places[definition.name, default: []].append(definitions.count)
    definitions.append(definition)
  }

  /// Takes back what a statement that failed has defined.
  mutating func restore(definitionCount: Int, _ parameters: [String: PlanExpression]) {
    while definitions.count > definitionCount {
      let name = definitions.removeLast().name
      places[name]?.removeLast()
    }
    self.parameters = parameters
  }

  /// Takes back the value of a parameter.
  package mutating func forget(parameter name: String) {
    parameters[Name.canonical(of: name)] = nil
  }

  /// The names of the `let`s, the latest first.
  package var definitionNames: [String] { definitions.reversed().map(\.name) }
  /// The names of the declared parameters.
  package var parameterNames: [String] { parameters.keys.sorted() }
}
