import AvowModel
import AvowRender
import Testing

@Test func `notes name the rows, the causes and their numbers`() {
  let causes = [UndecidedCause(text: "size unknown", count: 1234)]
  #expect(
    notesText([
      .undecided(word: "country", causes: causes),
      .undecided(word: "row", causes: [UndecidedCause(text: "a unknown", count: 1)]),
      .undecided(word: "row", causes: []),
      .undecided(word: "row", causes: [UndecidedCause(text: "never", count: 0)]),
      .ties(kept: 2), .ties(kept: 0), .remark("left: \u{1B}x"),
    ]) == [
      "1234 countries undecided: size unknown 1234",
      "1 row undecided: a unknown 1",
      "2 more rows tie for the last place",
      #"left: \u{1B}x"#,
    ])
}
