import type { StaffCommand } from "../../src/protocol/lesson/commands.ts";
import type { Phase } from "../../src/protocol/words.ts";
import { arrival, ended, guest, planned, REGISTER, roster, type Story, typesOf } from "./story.ts";

const live = (): Story => {
  const story = arrival();
  story.press({ press: "let-cameras-on" });
  return story;
};
const paused = (): Story => {
  const story = live();
  story.press({ press: "pause" });
  return story;
};
const window = (): Story => {
  const story = live();
  story.press({ press: "end-for-all" });
  return story;
};
const IN: Readonly<Record<Phase, () => Story>> = {
  planned,
  arrival,
  live,
  paused,
  shut: window,
  over: () => live().after({ report: "meeting-ended" }),
};
const PHASES = ["planned", "arrival", "live", "paused", "shut", "over"] as const;

/** What each press leads to in each phase: the first fact, "" where it is answered without one, or the refusal. */
const TABLE: readonly [StaffCommand, Readonly<Record<Phase, string>>][] = [
  [
    { press: "pause" },
    {
      planned: "refused: not-started",
      arrival: "Paused",
      live: "Paused",
      paused: "",
      shut: "refused: shut",
      over: "refused: over",
    },
  ],
  [
    { press: "resume" },
    {
      planned: "refused: not-started",
      arrival: "",
      live: "",
      paused: "Resumed",
      shut: "refused: shut",
      over: "refused: over",
    },
  ],
  [
    { press: "let-cameras-on" },
    {
      planned: "refused: not-started",
      arrival: "CamerasLet",
      live: "",
      paused: "refused: paused",
      shut: "refused: shut",
      over: "refused: over",
    },
  ],
  [
    { press: "cameras-off" },
    {
      planned: "refused: not-started",
      arrival: "",
      live: "CamerasLet",
      paused: "refused: paused",
      shut: "refused: shut",
      over: "refused: over",
    },
  ],
  [
    { press: "let-mics-on" },
    {
      planned: "refused: not-started",
      arrival: "MicsLet",
      live: "MicsLet",
      paused: "refused: paused",
      shut: "refused: shut",
      over: "refused: over",
    },
  ],
  [
    { press: "end-for-all" },
    {
      planned: "refused: not-started",
      arrival: "EndAsked",
      live: "EndAsked",
      paused: "EndAsked",
      shut: "",
      over: "refused: over",
    },
  ],
  [{ press: "undo-end" }, { planned: "", arrival: "", live: "", paused: "", shut: "EndUndone", over: "" }],
  [
    { press: "all-others-fine" },
    {
      planned: "refused: not-started",
      arrival: "PersonRecognised",
      live: "PersonRecognised",
      paused: "PersonRecognised",
      shut: "refused: shut",
      over: "refused: over",
    },
  ],
  [
    { press: "check-pupil", pupil: "p-ben" },
    {
      planned: "refused: not-started",
      arrival: "PupilsChecked",
      live: "PupilsChecked",
      paused: "PupilsChecked",
      shut: "refused: shut",
      over: "refused: over",
    },
  ],
  [
    { press: "note-exception", pupil: "p-ben", reason: "dress" },
    {
      planned: "refused: not-started",
      arrival: "ExceptionNoted",
      live: "ExceptionNoted",
      paused: "ExceptionNoted",
      shut: "refused: shut",
      over: "refused: over",
    },
  ],
  [
    { press: "choose-kind", kind: "group" },
    {
      planned: "KindChosen",
      arrival: "KindChosen",
      live: "KindChosen",
      paused: "KindChosen",
      shut: "refused: shut",
      over: "refused: over",
    },
  ],
  [
    { press: "set-register", source: "csv", register: REGISTER },
    {
      planned: "RegisterSet",
      arrival: "RegisterSet",
      live: "RegisterSet",
      paused: "RegisterSet",
      shut: "RegisterSet",
      over: "refused: over",
    },
  ],
];

describe("each press in each phase", () => {
  test.each(
    TABLE.flatMap(([command, by]) => PHASES.map((phase) => ({ command, phase, leadsTo: by[phase] }))),
  )("$command.press in $phase: $leadsTo", ({ command, phase, leadsTo }) => {
    const story = IN[phase]();
    const before = story.lesson;
    const decision = story.press(command);
    expect(typesOf(decision)[0] ?? "").toBe(leadsTo);
    expect(decision.say).not.toBe("");
    if (leadsTo === "" || leadsTo.startsWith("refused")) expect(story.lesson).toBe(before);
  });

  test.each(
    TABLE.filter(([{ press }]) => press !== "set-register").flatMap(([command, by]) =>
      PHASES.filter((phase) => by[phase] !== "" && !by[phase].startsWith("refused")).map((phase) => ({
        command,
        phase,
      })),
    ),
  )("$command.press twice in $phase is answered twice and done once", ({ command, phase }) => {
    const story = IN[phase]();
    story.press(command);
    const after = story.lesson;
    const again = story.press(command);
    expect(again.say).not.toBe("");
    expect(typesOf(again)).toEqual([]);
    expect(story.lesson).toBe(after);
  });

  test("before anybody has said that it is a lesson every press asks for that first", () => {
    const story = planned();
    story.press({ press: "choose-kind", kind: "not a lesson" });
    for (const press of ["pause", "end-for-all", "all-others-fine", "let-mics-on"] as const)
      expect(typesOf(story.press({ press }))).toEqual(["refused: not-a-lesson"]);
  });

  test("an empty register changes nothing", () => {
    expect(typesOf(arrival().press({ press: "set-register", source: "csv", register: [] }))).toEqual([
      "refused: empty",
    ]);
  });
});

describe("pause and resume", () => {
  test("pause mutes each family inside, not staff and nobody in the lobby", () => {
    const story = arrival();
    story.press({ press: "pause" });
    expect(story.events.find((event) => event.type === "MuteOrdered")).toMatchObject({
      data: { people: ["r-amara", "r-ben"] },
    });
  });

  test("pause works without the calling bot: the options alone", () => {
    const story = planned().after({ report: "meeting-started", source: "event" });
    expect(typesOf(story.press({ press: "pause" }))).toEqual(["Paused", "OptionsAsked"]);
  });

  test.each([
    ["arrival", arrival],
    ["live", live],
    [
      "live with all switched off again",
      () => {
        const story = live();
        story.press({ press: "cameras-off" });
        return story;
      },
    ],
  ])("resume puts back the options from before: %s", (_phase, start) => {
    const story = start();
    const before = story.lesson.doors.asked?.options;
    story.press({ press: "pause" });
    expect(story.lesson.doors.asked?.options).toMatchObject({ mic: false, camera: false, chat: "disabled" });
    const decision = story.press({ press: "resume" });
    expect(story.lesson.doors.asked?.options).toEqual(before);
    expect(decision.say).toContain("Nobody can be unmuted from here");
  });
});

describe("exceptions", () => {
  const noted = (): Story => {
    const story = arrival();
    story.press({ press: "note-exception", pupil: "p-ben", reason: "not a family room" });
    return story;
  };

  test("say what to do, camera first, and never claim to have done it (B5)", () => {
    const { say } = arrival().press({ press: "note-exception", pupil: "p-ben", reason: "not a family room" });
    expect(say).toMatch(/^Noted\. 1: switch that camera off in Teams/);
  });

  test("are put right one by one: another reason's press changes nothing", () => {
    const story = noted();
    expect(typesOf(story.press({ press: "put-right", pupil: "p-ben", reason: "dress" }))).toEqual([]);
    expect(typesOf(story.press({ press: "put-right", pupil: "p-ben", reason: "not a family room" }))).toEqual(
      ["ExceptionPutRight"],
    );
    expect(typesOf(story.press({ press: "put-right", pupil: "p-ben", reason: "not a family room" }))).toEqual(
      [],
    );
  });

  test("may be noted again after they were put right, and both stay on record", () => {
    const story = noted();
    story.press({ press: "put-right", pupil: "p-ben", reason: "not a family room" });
    story.press({ press: "note-exception", pupil: "p-ben", reason: "not a family room" });
    expect(story.lesson.pupils["p-ben"]?.exceptions.map((one) => one.putRightAt !== undefined)).toEqual([
      true,
      false,
    ]);
  });

  test("are put right by checking the pupil, even one who was checked before", () => {
    const story = arrival();
    story.press({ press: "check-pupil", pupil: "p-ben" });
    story.press({ press: "note-exception", pupil: "p-ben", reason: "dress" });
    expect(typesOf(story.press({ press: "check-pupil", pupil: "p-ben" }))).toEqual([
      "ExceptionPutRight",
      "PupilsChecked",
    ]);
  });

  test("are for pupils on the register", () => {
    for (const press of ["check-pupil", "put-right", "note-exception"] as const)
      expect(typesOf(arrival().press({ press, pupil: "p-other", reason: "dress" }))).toEqual([
        "refused: no-pupil",
      ]);
  });
});

describe("recognising", () => {
  const recognise = (story: Story, person: string, pupils: readonly string[]) =>
    story.press({ press: "recognise", person, recognition: { as: "pupils", pupils } });

  test("the same twice is answered and not repeated", () => {
    const story = arrival();
    expect(typesOf(recognise(story, "r-amara", ["p-amara"]))).toEqual(["PersonRecognised"]);
    expect(typesOf(recognise(story, "r-amara", ["p-amara"]))).toEqual([]);
  });

  test("as no pupil at all is refused: somebody would vanish from the list", () => {
    expect(typesOf(recognise(arrival(), "r-amara", []))).toEqual(["refused: no-pupil"]);
  });

  test("as a pupil of another register is refused", () => {
    expect(typesOf(recognise(arrival(), "r-amara", ["p-other"]))).toEqual(["refused: no-pupil"]);
  });

  test("a guest as staff is refused, whatever name they show", () => {
    const story = arrival().after(roster(guest("r-x", "Miss Hart")));
    expect(typesOf(story.press({ press: "recognise", person: "r-x", recognition: { as: "staff" } }))).toEqual(
      ["refused: not-signed-in"],
    );
  });

  test("somebody Teams never named is refused", () => {
    expect(typesOf(recognise(arrival(), "r-unknown", ["p-ben"]))).toEqual(["refused: no-person"]);
  });
});

describe("removing one person (C4)", () => {
  const remove = (story: Story, person: string): readonly string[] =>
    typesOf(story.press({ press: "remove", person }));

  test("is asked once, and again only after Teams refused", () => {
    const story = arrival();
    expect(remove(story, "r-ben")).toEqual(["RemovalOrdered"]);
    expect(remove(story, "r-ben")).toEqual([]);
    story.report({ report: "removal-refused", person: "r-ben", reason: "403" });
    expect(remove(story, "r-ben")).toEqual(["RemovalOrdered"]);
  });

  test.each([
    ["staff", "r-teacher", "refused: staff"],
    ["somebody in the lobby, which no API can refuse", "r-chidi", "refused: in-lobby"],
    ["somebody who is not there", "r-unknown", undefined],
  ])("%s: not by Lesson Guard", (_who, person, outcome) => {
    expect(remove(arrival(), person)[0]).toBe(outcome);
  });

  test("without the calling bot says what to press in Teams", () => {
    const story = arrival().after({ report: "call-lost", code: 0, subcode: 5000 });
    const decision = story.press({ press: "remove", person: "r-ben" });
    expect(decision).toMatchObject({ refused: "not-in-call" });
    expect(decision.say).toContain("press Participants, then Remove");
  });

  test("an order that was under way when the call was lost is given again in the new call", () => {
    const story = ended();
    const before = story.count("RemovalOrdered");
    story.after({ report: "call-lost", code: 0, subcode: 5000 }, { report: "call-entered", call: "call2" });
    expect(story.count("RemovalOrdered")).toBe(before + 1);
  });
});
