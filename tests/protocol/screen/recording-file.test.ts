import type { Filing, FilingTrouble } from "../../../src/protocol/lesson/filing-state.ts";
import { type Lesson, NO_LESSON } from "../../../src/protocol/lesson/state.ts";
import { recordingFile, recordingLines } from "../../../src/protocol/screen/recording-file.ts";
import { FOUND, filedAt, RULES } from "../lesson/filed.ts";
import { AT, TEACHER } from "../lesson/story.ts";

const FILED = filedAt(AT, "2026-12-24");
const NOTED = { at: AT, by: TEACHER.id };
const BY_HAND = { ...NOTED, deleteOn: "2026-12-24" };

const lessonWith = (filing: Partial<Filing>): Lesson => ({
  ...NO_LESSON,
  staffNames: { [TEACHER.id]: TEACHER.name },
  filing: { at: AT, rules: RULES, recordings: [], ...filing },
});

const saidOf = (filing: Partial<Filing>, now = AT): readonly string[] =>
  recordingLines(lessonWith(filing), { now, timeZone: "Europe/London" });
const offeredBy = (filing: Partial<Filing>): readonly string[] | undefined =>
  recordingFile(lessonWith(filing), { now: AT, timeZone: "Europe/London" })?.presses.map(
    ({ press }) => press,
  );

const DELETE_FIRST = expect.stringMatching(/^Teams still has its own copy/);
const PUT = "Put into “Zoom Sessions” at 10:00: size and checksum are those of the recording.";
const TO_BE_DELETED = "To be deleted on 24 December 2026.";
const DAY_BEFORE = "2026-12-23T12:00:00.000Z";
const DAY = "2026-12-24T12:00:00.000Z";

it("says nothing of a recording where there is none to put away", () => {
  const around = { now: AT, timeZone: "Europe/London" };
  expect(recordingLines(NO_LESSON, around)).toEqual([]);
  expect(recordingFile(NO_LESSON, around)).toBeUndefined();
});

describe("until the recording is in the folder", () => {
  it("says that it is looked for, then that it is copied, and offers to say that it is there", () => {
    expect(saidOf({})).toEqual(["Lesson Guard is looking for the recording."]);
    expect(saidOf({ recordings: [FOUND] })).toEqual(["The recording is being copied to “Zoom Sessions”."]);
    expect(offeredBy({ recordings: [FOUND] })).toEqual(["recording-in-folder"]);
  });

  it("says who moves it where the school lets staff do that, however long ago it was", () => {
    const rules = { ...RULES, files: false };
    for (const now of [AT, "2027-12-24T12:00:00.000Z"])
      expect(saidOf({ rules }, now)).toEqual([
        expect.stringMatching(/^Move it to “Zoom Sessions” yourself.*OneDrive of the person who started it/),
      ]);
  });

  it.each<[FilingTrouble, RegExp]>([
    ["not listed", /^Teams does not list the recording yet\. .* keeps looking\.$/],
    ["recordings not allowed", /have the recording: tell your administrator\. Move it to “Zoom Sessions”/],
    ["site not allowed", /into the site of “Zoom Sessions”: tell your administrator\. Move it/],
    ["site not found", /^The site .* was not found: tell your administrator\. Move it/],
    ["folder not found", /^“Zoom Sessions” was not found: .* Tell your administrator\.$/],
    ["no answer", /^Microsoft does not answer.* Lesson Guard will try again\.$/],
    ["broken off", /^The copy stopped part-way\. Lesson Guard will make it again\.$/],
    ["differs", /not the same as the recording\. .* Do not delete Teams’ copy\.$/],
    ["refused", /^Microsoft refused the copy\. Lesson Guard will try again\. Move it/],
  ])("says what stands in the way, and who does what: %s", (why, said) => {
    const trouble = { at: AT, why };
    expect(saidOf({ trouble, recordings: [FOUND] })).toEqual([expect.stringMatching(said)]);
    // Of two, the other is in the folder already: both are said.
    expect(saidOf({ trouble, recordings: [FILED, { ...FOUND, id: "v2" }] })).toEqual([
      `Recording 1: ${PUT}`,
      expect.stringMatching(said),
      TO_BE_DELETED,
    ]);
  });

  it("says that it has stopped trying after fourteen days, and not before", () => {
    const trouble = { at: AT, why: "no answer" } as const;
    expect(saidOf({ trouble }, "2026-12-08T10:00:00.000Z")).toEqual([
      expect.stringMatching(/will try again/),
    ]);
    expect(saidOf({ trouble }, "2026-12-08T10:00:00.001Z")).toEqual([
      expect.stringMatching(/^The recording is not in “Zoom Sessions”.*stopped trying\. Move it/),
    ]);
  });
});

describe("once the recording is in the folder", () => {
  it("says since when and how it was compared, and asks for Teams' copy, which it cannot see", () => {
    expect(saidOf({ recordings: [FILED] })).toEqual([PUT, DELETE_FIRST, TO_BE_DELETED]);
    expect(offeredBy({ recordings: [FILED] })).toEqual(["first-copy-deleted"]);
    const bySize = { ...FILED, filed: { ...FILED.filed, checked: "size" } } as const;
    expect(saidOf({ recordings: [bySize], firstCopy: NOTED }, DAY_BEFORE)).toEqual([
      "Put into “Zoom Sessions” on 24 November 2026, 10:00: its size is that of the recording; SharePoint gave no checksum.",
      "Teams’ copy is deleted, noted on 24 November 2026, 10:00 by Miss Hart. Lesson Guard cannot see it.",
      TO_BE_DELETED,
    ]);
    expect(offeredBy({ recordings: [FILED], firstCopy: NOTED })).toEqual([]);
  });

  it.each([
    ["moved", /^It was moved out of “Zoom Sessions”, seen at 10:00\./],
    ["gone", /^No longer in “Zoom Sessions”, seen at 10:00\./],
  ] as const)("says of one that is %s since when, in the place of where it was put", (where, said) => {
    const away = { ...FILED, filed: { ...FILED.filed, where, whereAt: AT } };
    expect(saidOf({ recordings: [away] })[0]).toMatch(said);
    const back = { ...FILED, filed: { ...FILED.filed, where: "there", whereAt: AT } } as const;
    expect(saidOf({ recordings: [back, away] })).toEqual([
      `Recording 1: ${PUT}`,
      expect.stringMatching(`^Recording 2: ${said.source.slice(1)}`),
      DELETE_FIRST,
      TO_BE_DELETED,
    ]);
  });

  it.each([
    ["not shown", /^Microsoft does not show .* who can open “Zoom Sessions”\. Look in SharePoint/],
    [{ people: 0, groups: 0, links: 0 }, /^No one but the DSL and the headteacher .*, seen at 10:00\.$/],
    [{ people: 1, groups: 0, links: 0 }, /the headteacher can open “Zoom Sessions”: 1 person\. Change it/],
    [{ people: 0, groups: 2, links: 0 }, /the headteacher can open “Zoom Sessions”: 2 groups\. Change it/],
    [{ people: 0, groups: 0, links: 1 }, /the headteacher can open “Zoom Sessions”: 1 link\. Change it/],
    [
      { people: 2, groups: 1, links: 3 },
      /the headteacher can open “Zoom Sessions”: 2 people, 1 group, 3 links\. Change it/,
    ],
  ] as const)("says who else can open it: %j", (seen, said) => {
    const access = { at: AT, seen };
    expect(saidOf({ recordings: [FILED], access })).toEqual([
      PUT,
      expect.stringMatching(said),
      DELETE_FIRST,
      TO_BE_DELETED,
    ]);
    // Of a folder in which it has put nothing, it says nothing.
    expect(saidOf({ access })).toEqual(["Lesson Guard is looking for the recording."]);
    expect(saidOf({ access, byHand: BY_HAND }).join(" ")).not.toMatch(said);
  });

  it("says from its day on that it is to be deleted, and where, until it is", () => {
    const at = (where: "there" | "moved" | "gone") => [
      { ...FILED, filed: { ...FILED.filed, where, whereAt: AT } },
    ];
    const due = (filing: Partial<Filing>, now: string) =>
      saidOf({ firstCopy: NOTED, ...filing }, now).filter((line) => line.includes("to be deleted"));
    expect(due({ recordings: [FILED] }, DAY_BEFORE)).toEqual([]);
    for (const recordings of [[FILED], at("there")])
      expect(due({ recordings }, DAY)).toEqual([
        "It was to be deleted on 24 December 2026, and is still in the folder. Delete it there.",
      ]);
    expect(due({ recordings: at("moved") }, DAY)).toEqual([
      "It was to be deleted on 24 December 2026. Lesson Guard does not know where it is now.",
    ]);
    expect(due({ recordings: at("gone") }, DAY)).toEqual([]);
    // Of two, one is still there.
    expect(due({ recordings: [...at("gone"), { ...FILED, id: "v2" }] }, DAY)).toEqual([
      expect.stringMatching(/still in the folder/),
    ]);
  });
});

describe("put there by staff", () => {
  it("is their word, with who gave it, and to be deleted by their own hand", () => {
    expect(saidOf({ byHand: BY_HAND })).toEqual([
      "In “Zoom Sessions”, noted at 10:00 by Miss Hart. Lesson Guard has not looked.",
      DELETE_FIRST,
      TO_BE_DELETED,
    ]);
    expect(offeredBy({ byHand: BY_HAND })).toEqual(["first-copy-deleted", "recording-deleted"]);
    expect(saidOf({ byHand: BY_HAND, recordings: [FOUND] }, DAY).at(-1)).toBe(
      "It was to be deleted on 24 December 2026. Delete it, then press The recording is deleted.",
    );
    expect(saidOf({ byHand: { ...BY_HAND, by: "another" } })[0]).toContain("by a member of staff.");
  });

  it("is deleted once staff have said so, and nothing more is asked", () => {
    const filing = { byHand: BY_HAND, firstCopy: NOTED, deleted: NOTED };
    for (const now of [AT, DAY])
      expect(saidOf(filing, now).at(-1)).toMatch(/^Deleted, noted .* by Miss Hart\.$/);
    expect(saidOf(filing)).toHaveLength(3);
    expect(offeredBy(filing)).toEqual([]);
  });
});
