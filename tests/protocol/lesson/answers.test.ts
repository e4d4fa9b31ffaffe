import type { StaffCommand } from "../../../src/protocol/lesson/commands.ts";
import {
  ASSISTANT,
  arrival,
  FOUND,
  guest,
  MET,
  planned,
  roster,
  Story,
  TEACHER,
  user,
  withCameras,
} from "./story.ts";

const live = (): Story => withCameras(arrival());
const met = (): Story => new Story().after(MET, FOUND);
const after =
  (story: () => Story, ...presses: readonly StaffCommand[]) =>
  (): Story => {
    const played = story();
    for (const press of presses) played.press(press);
    return played;
  };
const stranger = (): Story =>
  arrival().after(
    roster(
      user("r-teacher", TEACHER),
      guest("r-amara", "Amara Okafor (Guest)"),
      guest("r-ben", "Ben's mum (Guest)"),
      guest("r-x", "iPad"),
    ),
  );
const noted = (reason: "dress" | "not a family room") =>
  ({ press: "note-exception", pupil: "p-amara", reason }) as const;
const beyondReach = (): Story => new Story().after(MET, { ...FOUND, protectable: false });

/** In this state, this press: the event that is recorded, and what the presser reads. */
const PRESSED: readonly (readonly [string, () => Story, StaffCommand, string, string | RegExp])[] = [
  [
    "a class",
    met,
    { press: "choose-kind", kind: "class" },
    "KindChosen",
    "Noted: class lesson. Teams is asked to set the meeting options.",
  ],
  [
    "a group",
    met,
    { press: "choose-kind", kind: "group" },
    "KindChosen",
    "Noted: group lesson. Teams is asked to set the meeting options.",
  ],
  [
    "a one-to-one",
    met,
    { press: "choose-kind", kind: "one-to-one" },
    "KindChosen",
    "Noted: one-to-one. Teams is asked to set the meeting options. At the start, ask the parent to stay in the room. If they cannot, Lesson Guard gives you the words to say before anything is recorded.",
  ],
  ["no lesson", met, { press: "choose-kind", kind: "not a lesson" }, "KindChosen", /^Noted: not a lesson\./],
  [
    "a class that cannot be protected",
    beyondReach,
    { press: "choose-kind", kind: "class" },
    "KindChosen",
    /^Noted, but this sort of meeting cannot be protected\./,
  ],
  [
    "a kind taken back to none",
    after(met, { press: "choose-kind", kind: "class" }),
    { press: "undo-kind" },
    "KindUndone",
    "Undone. Say what kind of meeting this is.",
  ],
  [
    "a kind taken back to a class",
    after(met, { press: "choose-kind", kind: "class" }, { press: "choose-kind", kind: "group" }),
    { press: "undo-kind" },
    "KindUndone",
    "Undone: this is a class lesson. Teams was asked to set the meeting options already.",
  ],
  [
    "a kind taken back to no lesson",
    after(met, { press: "choose-kind", kind: "not a lesson" }, { press: "choose-kind", kind: "group" }),
    { press: "undo-kind" },
    "KindUndone",
    "Undone: not a lesson.",
  ],
  ["names alone", arrival, { press: "names-match" }, "PersonRecognised", /2 names match\./],
  ["all the others", live, { press: "all-others-fine" }, "PersonRecognised", /2 pupils checked together\./],
  ["one pupil", live, { press: "check-pupil", pupil: "p-amara" }, "PupilsChecked", "Checked."],
  [
    "one pupil, unseen",
    arrival,
    { press: "check-pupil", pupil: "p-amara" },
    "PupilsChecked",
    "Name checked. Adults not seen yet: cameras are off.",
  ],
  [
    "an exception",
    live,
    noted("dress"),
    "ExceptionNoted",
    "Noted. Camera off first, then ask them to change.",
  ],
  [
    "an exception put right",
    after(live, noted("dress")),
    { ...noted("dress"), press: "put-right" },
    "ExceptionPutRight",
    "Put right.",
  ],
  [
    "a stranger",
    stranger,
    { press: "recognise", person: "r-x", recognition: { as: "stranger" } },
    "PersonRecognised",
    "Marked as not expected.",
  ],
  [
    "a pupil",
    stranger,
    { press: "recognise", person: "r-x", recognition: { as: "pupils", pupils: ["p-chidi"] } },
    "PersonRecognised",
    "Noted.",
  ],
  ["a removal", stranger, { press: "remove", person: "r-x" }, "RemovalOrdered", /./],
  ["cameras on", arrival, { press: "let-cameras-on" }, "CamerasLet", /./],
  ["a pause", arrival, { press: "pause" }, "Paused", /./],
  ["an end", arrival, { press: "end-for-all" }, "EndAsked", /./],
];

describe("what is pressed is kept with who pressed it: by id, and apart from that by name", () => {
  it.each(PRESSED)("%s is kept with who pressed it", (_what, story, press, fact, words) => {
    const decision = story().press(press, ASSISTANT);
    if ("refused" in decision) throw new Error(decision.say);
    const kept = decision.events.find(({ type }) => type === fact);
    expect(kept?.data).toMatchObject({ by: ASSISTANT.id });
    expect(kept?.personal).toMatchObject({ byName: ASSISTANT.name });
    if (typeof words === "string") expect(decision.say).toBe(words);
    else expect(decision.say).toMatch(words);
  });
});

/** In this state, this press changes nothing, and the presser reads this. */
const NOTHING: readonly (readonly [string, () => Story, StaffCommand, string])[] = [
  ["the kind it is", planned, { press: "choose-kind", kind: "class" }, "Already set: class lesson."],
  [
    "that it is no lesson, twice",
    after(met, { press: "choose-kind", kind: "not a lesson" }),
    { press: "choose-kind", kind: "not a lesson" },
    "Already set: not a lesson.",
  ],
  ["an undo with nothing to undo", met, { press: "undo-kind" }, "Nothing to undo."],
  ["the same exception", after(live, noted("dress")), noted("dress"), "Already noted."],
  [
    "an exception that no one noted, put right",
    live,
    { ...noted("dress"), press: "put-right" },
    "This was not noted.",
  ],
  [
    "an exception put right twice",
    after(live, noted("dress"), { ...noted("dress"), press: "put-right" }),
    { ...noted("dress"), press: "put-right" },
    "Already put right.",
  ],
  [
    "the same stranger",
    after(stranger, { press: "recognise", person: "r-x", recognition: { as: "stranger" } }),
    { press: "recognise", person: "r-x", recognition: { as: "stranger" } },
    "Noted already.",
  ],
  [
    "the removal of a person who has left",
    () => arrival().after({ report: "person-left", person: "r-ben" }),
    { press: "remove", person: "r-ben" },
    "They have left.",
  ],
];

describe("what changes nothing is answered, and leaves no trace", () => {
  it.each(NOTHING)("%s is answered and leaves no trace", (_what, story, press, words) => {
    expect(story().press(press)).toEqual({ events: [], say: words });
  });
});

/** In this state, this press is refused, and the presser reads why. */
const REFUSED: readonly (readonly [string, () => Story, StaffCommand, string | RegExp])[] = [
  [
    "no lesson, with families inside",
    arrival,
    { press: "choose-kind", kind: "not a lesson" },
    "Not done: 2 people who are not staff are inside, so this stays a lesson. To end it: in Teams press the arrow beside Leave, then End meeting.",
  ],
  [
    "no lesson, with one family inside",
    () =>
      planned().after(
        { report: "meeting-started", source: "event" },
        { report: "call-entered", call: "call1" },
        roster(guest("r-amara", "Amara")),
      ),
    { press: "choose-kind", kind: "not a lesson" },
    /^Not done: 1 person who is not staff is inside/,
  ],
  [
    "no lesson, under way",
    after(() => planned().after({ report: "meeting-started", source: "event" }), { press: "pause" }),
    { press: "choose-kind", kind: "not a lesson" },
    /^Not done: the lesson is under way, so it stays a lesson\./,
  ],
  [
    "a pupil of another register",
    live,
    { press: "check-pupil", pupil: "p-other" },
    "That pupil is not on this lesson's register.",
  ],
  [
    "an exception of another register's pupil",
    live,
    { ...noted("dress"), pupil: "p-other" },
    "That pupil is not on this lesson's register.",
  ],
  [
    "a device taken for no pupil",
    stranger,
    { press: "recognise", person: "r-x", recognition: { as: "pupils", pupils: [] } },
    "That pupil is not on this lesson's register.",
  ],
  [
    "a device taken for a pupil and one of another register",
    stranger,
    { press: "recognise", person: "r-x", recognition: { as: "pupils", pupils: ["p-ben", "p-other"] } },
    "That pupil is not on this lesson's register.",
  ],
  [
    "a guest taken for staff",
    stranger,
    { press: "recognise", person: "r-x", recognition: { as: "staff" } },
    /^Teams does not know this person as staff\./,
  ],
  [
    "a device that is not there",
    stranger,
    { press: "recognise", person: "r-y", recognition: { as: "stranger" } },
    "That person is not on the list now.",
  ],
  [
    "right, what cannot be seen while cameras are off",
    after(live, noted("dress"), { press: "cameras-off" }),
    { ...noted("dress"), press: "put-right" },
    "Not put right. Adults not seen yet: cameras are off.",
  ],
];

describe("what is refused says why", () => {
  it.each(REFUSED)("a press that is refused says why: %s", (_what, story, press, words) => {
    const decision = story().press(press);
    expect(decision).toHaveProperty("refused");
    if (typeof words === "string") expect(decision.say).toBe(words);
    else expect(decision.say).toMatch(words);
  });
});
