import { countsOf } from "../../../src/protocol/lesson/checklist.ts";
import type { RosterPerson } from "../../../src/protocol/lesson/person.ts";
import { pupilRows, unknownPeople } from "../../../src/protocol/lesson/presence.ts";
import type { Pupil } from "../../../src/protocol/names/register.ts";
import { planned, roster, type Story, guest as silent, TEACHER, typesOf, user } from "./story.ts";

/** Families have their cameras on. */
const guest = (id: string, shown: string, place: "lobby" | "in" | "out" = "in") => ({
  ...silent(id, shown, place),
  cameraOn: place === "in",
});

const pupil = (name: string): Pupil => ({ id: `p-${name.split(" ")[0]?.toLowerCase()}`, name, also: [] });
const REGISTER = ["Ada Price", "Ben Price", "Cy Jones", "Dot Miles", "Eve Khan", "Fay Lund"].map(pupil);

const lesson = (...people: readonly RosterPerson[]): Story => {
  const story = planned();
  story.press({ press: "set-register", source: "csv", register: REGISTER });
  story.after({ report: "meeting-started", source: "event" }, { report: "call-entered", call: "call1" });
  story.press({ press: "let-cameras-on" });
  return story.after(roster(user("r-teacher", TEACHER), ...people));
};
const sweep = (story: Story) => story.press({ press: "all-others-fine" });
const checked = (story: Story): readonly string[] =>
  pupilRows(story.lesson)
    .filter((row) => row.checked !== undefined)
    .map((row) => row.pupil);
const unknown = (story: Story): readonly string[] => unknownPeople(story.lesson).map((one) => one.person);

describe('"All others fine" checks exactly who is in, named, unchecked and without an open exception', () => {
  it("and the record says that it was a sweep", () => {
    const story = lesson(
      guest("r-ada", "Ada Price"),
      guest("r-cy", "Cy's mum", "lobby"),
      guest("r-dot", "Dot"),
      guest("r-eve", "Eve Khan"),
      guest("r-ipad", "iPad"),
    );
    story.press({ press: "note-exception", pupil: "p-dot", reason: "no adult seen" });
    story.press({ press: "check-pupil", pupil: "p-eve" });
    expect(sweep(story).say).toBe("1 pupil checked together. 2 left: not right yet, name to sort out.");
    expect(story.lesson.pupils["p-ada"]?.checked).toMatchObject({ how: "sweep", by: TEACHER.id });
    expect(story.lesson.pupils["p-eve"]?.checked).toMatchObject({ how: "each" });
    expect(checked(story)).toEqual(["p-ada", "p-eve"]);
    expect(countsOf(story.lesson)).toEqual({
      expected: 6,
      here: 3,
      checked: 2,
      exceptions: 1,
      unknown: 1,
      waiting: 1,
    });
  });

  it("a second sweep takes those who came since, or whose exception was put right", () => {
    const story = lesson(guest("r-ada", "Ada Price"), guest("r-dot", "Dot Miles"));
    story.press({ press: "note-exception", pupil: "p-dot", reason: "dress" });
    sweep(story);
    story.press({ press: "put-right", pupil: "p-dot", reason: "dress" });
    story.report(roster(guest("r-ada", "Ada Price"), guest("r-dot", "Dot Miles"), guest("r-cy", "Cy")));
    sweep(story);
    expect(checked(story)).toEqual(["p-ada", "p-cy", "p-dot"]);
  });

  it("says so where there is no one new to check, and records nothing", () => {
    const story = lesson(guest("r-ipad", "iPad"));
    expect(sweep(story)).toEqual({ events: [], say: "No one new to check. 1 left: name to sort out." });
  });

  it("a stranger, a phone, an app and an impostor under a teacher's name count as no pupil", () => {
    const story = lesson(
      guest("r-x", "Ada Price"),
      { id: "r-phone", identity: "phone", shown: "Ben Price", place: "in" },
      { id: "r-app", identity: "application", shown: "Cy Jones", place: "in" },
      guest("r-impostor", "miss hart (Guest)"),
    );
    story.press({ press: "recognise", person: "r-x", recognition: { as: "stranger" } });
    sweep(story);
    expect(checked(story)).toEqual([]);
    expect(unknown(story)).toEqual(["r-x", "r-phone", "r-app", "r-impostor"]);
    expect(unknownPeople(story.lesson).map((one) => one.warning)).toEqual([
      "marked as not expected",
      "calls in by phone",
      "is an app, perhaps a note-taker",
      "shows a staff name but is not signed in",
    ]);
  });

  it("the impostor is known even before any member of staff has pressed anything", () => {
    const story = planned();
    const { staffNames: _names, ...unpressed } = story.lesson;
    const people = roster(user("r-teacher", TEACHER), guest("r-impostor", "Miss Hart (Guest)"));
    story.after({ report: "meeting-started", source: "event" }, people);
    const nobodyPressed = { ...story.lesson, ...unpressed, people: story.lesson.people, staffNames: {} };
    expect(unknownPeople(nobodyPressed)).toMatchObject([
      { person: "r-impostor", warning: "shows a staff name but is not signed in" },
    ]);
  });

  it("two pupils whom one shown name fits are both left to staff", () => {
    const story = planned();
    story.press({
      press: "set-register",
      source: "csv",
      register: [
        { id: "p1", name: "Zara Khan", also: [] },
        { id: "p2", name: "Zara Lee", also: [] },
      ],
    });
    story.after({ report: "meeting-started", source: "event" }, roster(guest("r-zara", "Zara")));
    sweep(story);
    expect(checked(story)).toEqual([]);
    expect(unknownPeople(story.lesson)[0]?.suggestions.map((one) => one.pupil)).toEqual(["p1", "p2"]);
  });
});

describe("a further device under a pupil's name (C4)", () => {
  const TEACHER_IN = user("r-teacher", TEACHER);
  const ADA = guest("r-ada", "Ada Price");
  const check = (story: Story) => story.press({ press: "check-pupil", pupil: "p-ada" });
  const devices = (story: Story) =>
    pupilRows(story.lesson)[0]?.devices?.map(({ shown, place, settled }) => [shown, place, settled]);
  const swept = (): Story => {
    const story = lesson(ADA);
    sweep(story);
    return story;
  };

  it.each([
    ["under the same name", "Ada Price"],
    ["that fits by its given name alone", "Ada's mum"],
  ])("brings a pupil who is checked back to be looked at: one %s", (_which, shown) => {
    const story = swept();
    expect(devices(story)).toBeUndefined();
    story.report(roster(TEACHER_IN, ADA, guest("r-2", shown)));
    expect(devices(story)).toEqual([
      ["Ada Price", "in", true],
      [shown, "in", false],
    ]);
  });

  it("is to be looked at where the first dropped out and came back: in one list as in two", () => {
    const story = swept().after(roster(TEACHER_IN, guest("r-ada-2", "Ada Price")));
    expect(devices(story)).toEqual([["Ada Price", "in", false]]);
    expect(pupilRows(story.lesson)[0]).toMatchObject({ place: "in", recognised: "suggested", back: true });
  });

  it("is named while it waits in the lobby, and a sweep made before anyone looked at it leaves it there", () => {
    const story = swept().after(roster(TEACHER_IN, ADA, guest("r-2", "Ada's mum", "lobby")));
    const waits = [
      ["Ada Price", "in", true],
      ["Ada's mum", "lobby", false],
    ];
    expect(devices(story)).toEqual(waits);
    expect(sweep(story)).toEqual({
      events: [],
      say: "No one new to check. 1 left: a device to look at.",
    });
    expect(devices(story)).toEqual(waits);
  });

  it("is never settled in a sweep, not even one that came before the pupil was checked", () => {
    const story = lesson(ADA, guest("r-2", "Ada's mum", "lobby"), guest("r-cy", "Cy"));
    expect(sweep(story).say).toBe("1 pupil checked together. 1 left: a device to look at.");
    expect(checked(story)).toEqual(["p-cy"]);
    expect(story.lesson.people["r-2"]?.recognised).toBeUndefined();
  });

  it("of the child's own is settled by one press, once", () => {
    const dad = guest("r-2", "Ada's dad");
    const story = swept().after(roster(TEACHER_IN, ADA, dad));
    expect(typesOf(check(story))).toEqual(["PupilsChecked", "PersonRecognised"]);
    expect(devices(story)).toBeUndefined();
    // Gone and back: it is to be looked at again.
    story.after(roster(TEACHER_IN, ADA), roster(TEACHER_IN, ADA, guest("r-3", "Ada's dad")));
    expect(devices(story)).toContainEqual(["Ada's dad", "in", false]);
    check(story);
    expect(check(story)).toEqual({ events: [], say: "Already checked." });
  });

  it("that comes after the pupil was checked one by one is seen, and checked once more", () => {
    const story = lesson(ADA);
    check(story);
    expect(story.lesson.people["r-ada"]?.recognised).toEqual({ as: "pupils", pupils: ["p-ada"] });
    story.report(roster(TEACHER_IN, ADA, guest("r-2", "Ada")));
    expect(devices(story)).toHaveLength(2);
    expect(typesOf(check(story))).toEqual(["PupilsChecked", "PersonRecognised"]);
  });

  it("that takes the place of the one that was checked is looked at too", () => {
    const story = swept().after(roster(TEACHER_IN, guest("r-2", "Ada's mum")));
    expect(devices(story)).toEqual([["Ada's mum", "in", false]]);
  });

  it("that is not theirs stands among the unknown", () => {
    const story = swept().after(roster(TEACHER_IN, ADA, guest("r-2", "Ada's mum")));
    story.press({ press: "recognise", person: "r-2", recognition: { as: "stranger" } });
    expect(devices(story)).toBeUndefined();
    expect(unknown(story)).toEqual(["r-2"]);
  });

  it("of the same account, where a child is signed in, is the child's: no one else has that account", () => {
    const child = { id: "u-1", identity: "user", userId: "ada", shown: "Ada Price", place: "in" } as const;
    const seen = { ...roster(TEACHER_IN, child), staff: [TEACHER.id] };
    const story = lesson();
    story.report(seen);
    sweep(story);
    story.after(
      { ...seen, people: [TEACHER_IN] },
      { ...seen, people: [TEACHER_IN, { ...child, id: "u-2" }] },
    );
    expect(devices(story)).toBeUndefined();
  });

  it("is not one that Teams' messages have told of already", () => {
    const told = (...people: readonly RosterPerson[]) =>
      ({ report: "roster-seen", source: "events", people, staff: [], whole: false }) as const;
    const story = lesson(ADA).after(told(guest("e-ada", "Ada Price")));
    sweep(story);
    story.after({ report: "call-lost", call: "call1", code: 200, subcode: 7000 });
    expect(pupilRows(story.lesson)[0]).toMatchObject({ people: ["e-ada"], recognised: "confirmed" });
    story.report(told(guest("e-2", "Ada Price")));
    expect(devices(story)).toHaveLength(2);
  });
});

describe("siblings on one device", () => {
  it("are checked together and confirmed together", () => {
    const story = lesson(guest("r-both", "Ada & Ben"));
    sweep(story);
    expect(checked(story)).toEqual(["p-ada", "p-ben"]);
    expect(story.lesson.people["r-both"]?.recognised).toEqual({ as: "pupils", pupils: ["p-ada", "p-ben"] });
  });

  it("stay together where one of them has an exception", () => {
    const story = lesson(guest("r-both", "Ada & Ben"));
    story.press({ press: "note-exception", pupil: "p-ada", reason: "dress" });
    sweep(story);
    expect(checked(story)).toEqual(["p-ben"]);
    expect(pupilRows(story.lesson).map((row) => row.place)).toEqual([
      "in",
      "in",
      "not here",
      "not here",
      "not here",
      "not here",
    ]);
  });
});

describe("names that were settled", () => {
  it("for a register that has been replaced are open again, not lost from view", () => {
    const story = lesson(guest("r-x", "Nan's tablet"));
    story.press({ press: "recognise", person: "r-x", recognition: { as: "pupils", pupils: ["p-ada"] } });
    expect(unknown(story)).toEqual([]);
    story.press({
      press: "set-register",
      source: "csv",
      register: [{ id: "p-new", name: "Ada Price", also: [] }],
    });
    expect(unknown(story)).toEqual(["r-x"]);
  });

  it("are said to be confirmed only while every device of the pupil is", () => {
    const story = lesson(guest("r-1", "Ada Price"));
    sweep(story);
    expect(pupilRows(story.lesson)[0]?.recognised).toBe("confirmed");
    story.report(roster(guest("r-1", "Ada Price"), guest("r-2", "Ada's dad")));
    expect(pupilRows(story.lesson)[0]).toMatchObject({ recognised: "suggested", people: ["r-1", "r-2"] });
  });
});
