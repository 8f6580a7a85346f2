internal import ArgumentParser
internal import Avow

/// The options of whatever runs statements: what they are given from outside.
struct StatementOptions: ParsableArguments {
  @Option(
    name: .customShort("v"),
    help: ArgumentHelp(
      "Give a param of the statements its value; may be repeated.", valueName: "name=value"))
  var parameter: [ParameterArgument] = []

  @Option(
    help: ArgumentHelp("The day that today stands for.", valueName: "yyyy-mm-dd"),
    transform: DayArgument.day)
  var today: CalendarDay?
}
