import { arrival, ended, guest, roster, type Story, typesOf, withCameras } from "./story.ts";

describe("exceptions", () => {
  const noted = (): Story => {
    const story = withCameras(arrival());
    story.press({ press: "note-exception", pupil: "p-ben", reason: "not a family room" });
    return story;
  };

  it("say what to do, camera first, and never claim to have done it (B5)", () => {
    const { say } = arrival().press({ press: "note-exception", pupil: "p-ben", reason: "not a family room" });
    expect(say).toMatch(/^Noted\. 1: in Teams press ⋯ on their picture, then Disable camera/);
  });

  it("are put right one by one: another reason's press changes nothing", () => {
    const story = noted();
    expect(typesOf(story.press({ press: "put-right", pupil: "p-ben", reason: "dress" }))).toEqual([]);
    expect(typesOf(story.press({ press: "put-right", pupil: "p-ben", reason: "not a family room" }))).toEqual(
      ["ExceptionPutRight"],
    );
    expect(typesOf(story.press({ press: "put-right", pupil: "p-ben", reason: "not a family room" }))).toEqual(
      [],
    );
  });

  it("may be noted again after they were put right, and both stay on record", () => {
    const story = noted();
    story.press({ press: "put-right", pupil: "p-ben", reason: "not a family room" });
    story.press({ press: "note-exception", pupil: "p-ben", reason: "not a family room" });
    expect(story.lesson.pupils["p-ben"]?.exceptions.map((one) => one.putRightAt !== undefined)).toEqual([
      true,
      false,
    ]);
  });

  it("are put right by checking the pupil, even one who was checked before", () => {
    const story = withCameras(arrival());
    story.press({ press: "check-pupil", pupil: "p-ben" });
    story.press({ press: "note-exception", pupil: "p-ben", reason: "dress" });
    expect(typesOf(story.press({ press: "check-pupil", pupil: "p-ben" }))).toEqual([
      "ExceptionPutRight",
      "PupilsChecked",
    ]);
  });

  it("are for pupils on the register", () => {
    const of = { pupil: "p-other", reason: "dress" } as const;
    for (const command of [
      { press: "check-pupil", pupil: of.pupil },
      { press: "put-right", ...of },
      { press: "note-exception", ...of },
    ] as const)
      expect(typesOf(arrival().press(command))).toEqual(["refused: no-pupil"]);
  });
});

describe("recognising", () => {
  const recognise = (story: Story, person: string, pupils: readonly string[]) =>
    story.press({ press: "recognise", person, recognition: { as: "pupils", pupils } });

  it("the same twice is answered and not repeated", () => {
    const story = arrival();
    expect(typesOf(recognise(story, "r-amara", ["p-amara"]))).toEqual(["PersonRecognised"]);
    expect(typesOf(recognise(story, "r-amara", ["p-amara"]))).toEqual([]);
  });

  it("as no pupil at all is refused: the person would vanish from the list", () => {
    expect(typesOf(recognise(arrival(), "r-amara", []))).toEqual(["refused: no-pupil"]);
  });

  it("as a pupil of another register is refused", () => {
    expect(typesOf(recognise(arrival(), "r-amara", ["p-other"]))).toEqual(["refused: no-pupil"]);
  });

  it("a guest as staff is refused, whatever name they show", () => {
    const story = arrival().after(roster(guest("r-x", "Miss Hart")));
    expect(typesOf(story.press({ press: "recognise", person: "r-x", recognition: { as: "staff" } }))).toEqual(
      ["refused: no-account"],
    );
  });

  it("a person Teams never named is refused", () => {
    expect(typesOf(recognise(arrival(), "r-unknown", ["p-ben"]))).toEqual(["refused: no-person"]);
  });
});

describe("removing one person (C4)", () => {
  const remove = (story: Story, person: string): readonly string[] =>
    typesOf(story.press({ press: "remove", person }));

  it("is asked once, and again only after Teams refused", () => {
    const story = arrival();
    expect(remove(story, "r-ben")).toEqual(["RemovalOrdered"]);
    expect(remove(story, "r-ben")).toEqual([]);
    story.report({ report: "removal-refused", person: "r-ben", reason: "403" });
    expect(remove(story, "r-ben")).toEqual(["RemovalOrdered"]);
  });

  it.each([
    ["staff", "r-teacher", "refused: staff"],
    ["a person in the lobby, which no API can refuse", "r-chidi", "refused: in-lobby"],
    ["a person who is not there", "r-unknown", undefined],
  ])("%s: not by Lesson Guard", (_who, person, outcome) => {
    expect(remove(arrival(), person)[0]).toBe(outcome);
  });

  it("without the calling bot says what to press in Teams", () => {
    const story = arrival().after({ report: "call-lost", code: 0, subcode: 5000 });
    const decision = story.press({ press: "remove", person: "r-ben" });
    expect(decision).toMatchObject({ refused: "not-in-call" });
    expect(decision.say).toContain("press People, then Remove");
  });

  it("an order that was under way when the call was lost is given again in the new call", () => {
    const story = ended();
    const before = story.count("RemovalOrdered");
    story.after({ report: "call-lost", code: 0, subcode: 5000 }, { report: "call-entered", call: "call2" });
    expect(story.count("RemovalOrdered")).toBe(before + 1);
  });
});
