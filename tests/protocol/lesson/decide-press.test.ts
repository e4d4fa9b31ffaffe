import type { StaffCommand } from "../../../src/protocol/lesson/commands.ts";
import type { Phase } from "../../../src/protocol/words.ts";
import { arrival, guest, planned, REGISTER, type Story, typesOf } from "./story.ts";

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

/** What each press does in each phase: the first event, "" if it is answered without one, or the refusal. */
const TABLE: readonly [StaffCommand, Readonly<Record<Phase, string>>][] = [
  [
    { press: "pause" },
    {
      planned: "MeetingStarted",
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
      planned: "MeetingStarted",
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
  it.each(TABLE.flatMap(([command, by]) => PHASES.map((phase) => ({ command, phase, leadsTo: by[phase] }))))(
    "$command.press in $phase: $leadsTo",
    ({ command, phase, leadsTo }) => {
      const story = IN[phase]();
      const before = story.lesson;
      const decision = story.press(command);
      expect(typesOf(decision)[0] ?? "").toBe(leadsTo);
      expect(decision.say).not.toBe("");
      if (leadsTo === "" || leadsTo.startsWith("refused")) expect(story.lesson).toBe(before);
    },
  );

  it.each(
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

  it("before anyone has said that it is a lesson every press asks for that first", () => {
    const story = planned();
    story.press({ press: "choose-kind", kind: "not a lesson" });
    for (const press of ["pause", "end-for-all", "all-others-fine", "let-mics-on"] as const)
      expect(typesOf(story.press({ press }))).toEqual(["refused: not-a-lesson"]);
  });

  it("an empty register changes nothing", () => {
    expect(typesOf(arrival().press({ press: "set-register", source: "csv", register: [] }))).toEqual([
      "refused: empty",
    ]);
  });
});

describe("pause and resume", () => {
  it("pause mutes each family inside, not staff and no one in the lobby", () => {
    const story = arrival();
    story.press({ press: "pause" });
    expect(story.events.find((event) => event.type === "MuteOrdered")).toMatchObject({
      data: { people: ["r-amara", "r-ben"] },
    });
  });

  it("pause mutes whom the call has shown, also where it was entered again and shows no list yet", () => {
    const story = arrival().after(
      { report: "call-lost", call: "call1", code: 0, subcode: 5000 },
      { report: "roster-seen", source: "events", people: [guest("e1", "Ben")], staff: [], whole: false },
      { report: "call-entered", call: "call2" },
    );
    story.press({ press: "pause" });
    expect(story.events.findLast((event) => event.type === "MuteOrdered")).toMatchObject({
      data: { people: ["r-amara", "r-ben"] },
    });
  });

  it("pause works without the calling bot: the options alone", () => {
    const story = planned().after({ report: "meeting-started", source: "event" });
    expect(typesOf(story.press({ press: "pause" }))).toEqual(["Paused", "OptionsAsked"]);
  });

  it.each([
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
    expect(decision.say).toContain("Each person turns their own mic on again.");
  });
});
