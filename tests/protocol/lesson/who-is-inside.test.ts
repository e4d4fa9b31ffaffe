import { companyOf, wantsStaff } from "../../../src/protocol/lesson/alone.ts";
import { checklistOf, countsOf } from "../../../src/protocol/lesson/checklist.ts";
import { canSeeFamily, isCameraOff } from "../../../src/protocol/lesson/faces.ts";
import type { Recognition, RosterPerson } from "../../../src/protocol/lesson/person.ts";
import { arrival, guest, planned, roster, type Story, TEACHER, user } from "./story.ts";

const HART = user("r-teacher", TEACHER);
const AMARA = guest("r-amara", "Amara Okafor (Guest)");
const BEN = guest("r-ben", "Ben's mum (Guest)");

describe("who counts as staff inside", () => {
  /** The directory is away: it calls no one staff. */
  const away = (...people: readonly RosterPerson[]) => ({ ...roster(...people), staff: [] });
  const begun = (): Story =>
    planned().after(
      { report: "meeting-started", source: "event" },
      { report: "call-entered", call: "call1" },
    );

  it.each<[string, () => Story, ReturnType<typeof companyOf>]>([
    [
      "a teacher of the lesson, though the directory is away",
      () => begun().after(away(HART, AMARA)),
      "staff",
    ],
    [
      "an account that the lesson does not know is none then",
      () => begun().after(away(user("r-x", { id: "x", name: "X" }), AMARA)),
      "alone",
    ],
    ["a guest is none", () => begun().after(away(AMARA, BEN)), "alone"],
    ["no one inside is empty", () => begun().after(roster()), "empty"],
    ["without the call's list no one can know", begun, "not known"],
  ])("who counts as staff inside: %s", (_who, story, company) => {
    expect(companyOf(story().lesson)).toBe(company);
  });

  it("Resume waits for them where pupils are alone, and where all have gone since they were", () => {
    const alone = arrival().after(roster(AMARA, BEN));
    expect(wantsStaff(alone.lesson)).toBe(true);
    alone.wait(20_000).after({ report: "alone-due" });
    const gone = [AMARA, BEN].map(({ id }) => ({ report: "person-left", person: id }) as const);
    expect(wantsStaff(alone.after(...gone).lesson)).toBe(true);
    expect(wantsStaff(alone.after(roster(HART)).lesson)).toBe(false);
    // A lesson that was empty before any pupil came waits for no one.
    expect(wantsStaff(begun().after(roster()).lesson)).toBe(false);
  });
});

describe("whose camera is on is known by the call's own whole list alone (S1)", () => {
  const on = (more: object = {}) => ({
    ...roster(HART, { ...AMARA, cameraOn: true }, { ...BEN, cameraOn: false }),
    ...more,
  });
  const letOn = (): Story => {
    const story = arrival();
    story.press({ press: "let-cameras-on" });
    return story;
  };
  const seen = ({ lesson }: Story, ...ids: readonly string[]): boolean => canSeeFamily(lesson, ids);

  it("of each family: one of whose devices it is on can be looked at, and another can be asked", () => {
    const story = letOn().after(on());
    expect(story.events.findLast(({ type }) => type === "CamerasSeen")?.data).toEqual({
      on: true,
      people: ["r-amara"],
    });
    expect([seen(story, "r-amara"), seen(story, "r-ben"), seen(story, "r-ben", "r-amara")]).toEqual([
      true,
      false,
      true,
    ]);
    expect([isCameraOff(story.lesson, ["r-amara"]), isCameraOff(story.lesson, ["r-ben"])]).toEqual([
      false,
      true,
    ]);
    const off = story.after(roster(HART, AMARA, BEN));
    expect(off.events.findLast(({ type }) => type === "CamerasSeen")?.data).toEqual({
      on: false,
      people: [],
    });
    expect(seen(off, "r-amara")).toBe(false);
  });

  it.each([
    ["Teams' join and leave messages", { source: "events" }],
    ["a part of it", { whole: false }],
  ])("and not by %s", (_what, more) => {
    expect(letOn().after(on(more)).count("CamerasSeen")).toBe(0);
  });

  it("nor once the call is lost, nor of apps", () => {
    const lost = letOn().after({ report: "call-lost", call: "call1", code: 0, subcode: 1 });
    expect(lost.after(on()).count("CamerasSeen")).toBe(0);
    const app = {
      id: "r-app",
      identity: "application",
      shown: "Notes",
      place: "in",
      cameraOn: true,
    } as const;
    expect(
      letOn()
        .after(roster(HART, AMARA, BEN, app))
        .count("CamerasSeen"),
    ).toBe(0);
  });

  it("no adult counts as seen before the call has shown its first list, unless Teams does not show it at all", () => {
    const people = { ...roster(HART, AMARA, BEN), source: "events" as const };
    const story = planned().after({ report: "meeting-started", source: "event" }, people);
    const presses = (): readonly string[] =>
      checklistOf(story.lesson, story.now).presses.map(({ press }) => press);
    story.press({ press: "let-cameras-on" });
    // Lesson Guard waits: only staff can tell.
    expect(presses()).toContain("all-others-fine");
    story.after({ report: "call-entered", call: "call1" });
    expect(presses()).toContain("names-match");
    expect(presses()).not.toContain("all-others-fine");
    expect(isCameraOff(story.lesson, ["r-ben"])).toBe(false);
    const swept = story.press({ press: "all-others-fine" });
    expect(swept).toMatchObject({
      say: "2 names match. Adults not seen yet: Teams has not shown whose camera is on. Press again in a moment.",
    });
    expect(countsOf(story.lesson)).toMatchObject({ checked: 0, namesOnly: 2 });
    story.after(roster(HART, { ...AMARA, cameraOn: true }, BEN));
    expect([seen(story, "r-amara"), seen(story, "r-ben")]).toEqual([true, false]);
    const silent = planned().after(
      { report: "meeting-started", source: "event" },
      people,
      { report: "call-entered", call: "call1" },
      { report: "call-not-read", call: "call1" },
    );
    silent.press({ press: "let-cameras-on" });
    expect(seen(silent, "r-ben")).toBe(true);
  });

  it("no one is looked at while cameras may not be on, nor in a pause", () => {
    expect(seen(arrival().after(on()), "r-amara")).toBe(false);
    expect(isCameraOff(arrival().after(on()).lesson, ["r-ben"])).toBe(false);
    const story = letOn().after(on());
    story.press({ press: "pause" });
    expect([seen(story, "r-amara"), isCameraOff(story.lesson, ["r-ben"])]).toEqual([false, false]);
  });
});

describe("a guest who comes under a name that staff had settled (C5)", () => {
  const settled = (recognition: Recognition, shown = "The Okafors"): Story => {
    const story = arrival().after(roster(HART, { ...AMARA, shown }, BEN));
    story.press({ press: "recognise", person: "r-amara", recognition });
    return story;
  };
  const PUPILS = { as: "pupils", pupils: ["p-amara"] } as const;
  const gone = { report: "person-left", person: "r-amara" } as const;
  const back = (story: Story, shown = "The Okafors") =>
    story.after(roster(HART, BEN, guest("r-new", shown))).lesson.people["r-new"];

  it("once that guest has left: is to be looked at again, for the same pupils", () => {
    const person = back(settled(PUPILS).after(gone));
    expect(person).toMatchObject({ before: ["p-amara"] });
    expect(person).not.toHaveProperty("recognised");
  });

  it("while that guest is still there: is no pupil's, because the name may have been read in the list", () => {
    const story = settled(PUPILS);
    const both = story.after(
      roster(HART, { ...AMARA, shown: "The Okafors" }, BEN, guest("r-new", "The Okafors")),
    );
    expect(both.lesson.people["r-new"]).not.toHaveProperty("before");
    expect(both.lesson.people["r-new"]).not.toHaveProperty("recognised");
  });

  it("and was not expected: is not expected now either", () => {
    expect(back(settled({ as: "stranger" }).after(gone))).toMatchObject({ recognised: { as: "stranger" } });
  });

  it("under another name, or one that says nothing, is no pupil's", () => {
    for (const person of [
      back(settled(PUPILS).after(gone), "The Prices"),
      back(settled(PUPILS, "iPad").after(gone), "iPad"),
    ]) {
      expect(person).not.toHaveProperty("before");
      expect(person).not.toHaveProperty("recognised");
    }
  });

  it("which staff had settled twice, and differently, is no pupil's", () => {
    const story = settled(PUPILS).after(
      roster(HART, { ...AMARA, shown: "The Okafors" }, { ...BEN, shown: "The Okafors" }),
    );
    story.press({ press: "recognise", person: "r-ben", recognition: { as: "pupils", pupils: ["p-ben"] } });
    story.after(gone, { report: "person-left", person: "r-ben" });
    const person = story.after(roster(HART, guest("r-new", "The Okafors"))).lesson.people["r-new"];
    expect(person).not.toHaveProperty("before");
  });

  it("first shown by another of Teams' sources is the same guest, as settled", () => {
    const story = settled(PUPILS).after({
      ...roster(guest("29:amara", "The Okafors")),
      source: "events",
      whole: false,
    });
    expect(story.lesson.people["29:amara"]).toMatchObject({ recognised: PUPILS });
  });
});

describe("what staff settled of an account holds wherever it is signed in", () => {
  const PUPILS = { as: "pupils", pupils: ["p-amara"] } as const;
  const child = (id: string, account = "u-amara") =>
    ({ ...AMARA, id, identity: "user", userId: account }) as const;
  const story = (): Story => {
    const told = arrival().after({ ...roster(HART, child("r-1"), BEN), staff: [TEACHER.id] });
    told.press({ press: "recognise", person: "r-1", recognition: PUPILS });
    return told;
  };

  it("on a second device, and not of another account", () => {
    const both = story().after({
      ...roster(HART, child("r-1"), child("r-2"), { ...child("r-3", "u-other"), shown: "Someone" }, BEN),
      staff: [TEACHER.id],
    });
    expect(both.lesson.people["r-2"]).toMatchObject({ recognised: PUPILS });
    expect(both.lesson.people["r-3"]).not.toHaveProperty("recognised");
    expect(both.lesson.people["r-teacher"]).not.toHaveProperty("recognised");
  });
});
