import { lessonDocument } from "../../../src/protocol/export/lesson-document.ts";
import { fullNames } from "../../../src/protocol/export/lesson-story.ts";
import { recordingRows } from "../../../src/protocol/export/recording-rows.ts";
import type { Filing } from "../../../src/protocol/lesson/filing-state.ts";
import type { Lesson } from "../../../src/protocol/lesson/state.ts";
import { momentsIn } from "../../../src/protocol/time/moments.ts";
import { filedAt, RULES } from "../lesson/filed.ts";
import { AT, arrival, guest, roster, type Story, TEACHER, user } from "../lesson/story.ts";

// What an inspector reads of a recording, long after: where, who can open it, until when, and no word of what to press.

const ZONE = "Europe/London";
const LATER = "2026-12-25T09:00:00.000Z";
const FILED = filedAt(AT, "2026-12-24");

const seen = (recording: boolean) =>
  roster(user("r-teacher", TEACHER), { ...guest("r-amara", "Amara Okafor (Guest)"), recording });

/** @param told whether the parent was told before a recording was seen */
const recorded = (told: boolean): Story => {
  const story = arrival().after(seen(false));
  story.press({ press: "choose-kind", kind: "one-to-one" });
  if (told) {
    story.press({ press: "parent-cannot-stay" });
    story.press({ press: "parent-told", reason: "at work" });
  }
  return story.after(seen(true), seen(false), { report: "meeting-ended" });
};

const rowsOf = (lesson: Lesson): Readonly<Record<string, string>> =>
  Object.fromEntries(recordingRows(lesson, fullNames(lesson), momentsIn(ZONE)));

const filing = (some: Partial<Filing>): Readonly<Record<string, string>> =>
  rowsOf({ ...recorded(true).lesson, filing: { at: AT, rules: RULES, recordings: [], ...some } });

const SINCE =
  "in “Zoom Sessions” since 24 November 2026, 10:00, compared with the recording by size and checksum";
const GONE = { ...FILED, filed: { ...FILED.filed, where: "gone", whereAt: LATER } } as const;
const MOVED = { ...FILED, filed: { ...FILED.filed, where: "moved", whereAt: LATER } } as const;
const BY_HAND = { at: AT, by: TEACHER.id, deleteOn: "2026-12-24" };

describe("of a recording that the parent was told of", () => {
  it.each<readonly [string, Partial<Filing>, string, string]>([
    ["is in the folder", { recordings: [FILED] }, SINCE, "not yet"],
    [
      "is gone from it",
      { recordings: [GONE] },
      `${SINCE}; no longer there, seen on 25 December 2026, 09:00`,
      "no longer in the folder, seen on 25 December 2026, 09:00",
    ],
    [
      "was moved out of it",
      { recordings: [MOVED] },
      `${SINCE}; moved out of it, seen on 25 December 2026, 09:00: who can open it there is not known`,
      "not yet",
    ],
    [
      "was put there by staff",
      { byHand: BY_HAND },
      "in “Zoom Sessions”, as Miss Hart noted on 24 November 2026, 10:00; Lesson Guard did not look",
      "not yet",
    ],
    [
      "is deleted by the word of staff",
      { byHand: BY_HAND, deleted: { at: LATER, by: TEACHER.id } },
      "in “Zoom Sessions”, as Miss Hart noted on 24 November 2026, 10:00; Lesson Guard did not look",
      "as Miss Hart noted on 25 December 2026, 09:00",
    ],
    [
      "was not let out by Microsoft",
      { trouble: { at: AT, why: "recordings not allowed" } },
      "not in “Zoom Sessions”: Microsoft did not let Lesson Guard have it",
      "not yet",
    ],
    [
      "is one of two, and the other is gone",
      { recordings: [GONE, { ...FILED, id: "v2" }] },
      `recording 1: ${SINCE}; no longer there, seen on 25 December 2026, 09:00; recording 2: ${SINCE}`,
      "not yet",
    ],
  ])("one that %s is told with where it is and whether it is deleted", (_what, some, where, deleted) => {
    const rows = filing(some);
    expect([rows["Where it is kept"], rows["Deleted"]]).toEqual([where, deleted]);
    for (const words of Object.values(rows)) expect(words).not.toMatch(/press|Delete it|Change it/);
  });

  it("says who can open the folder only as it was seen", () => {
    const access = (one: Filing["access"]) =>
      filing({ recordings: [FILED], ...(one === undefined ? {} : { access: one }) })["Who can open it there"];
    expect(access(undefined)).toBe("Lesson Guard did not look");
    expect(access({ at: AT, seen: "not shown" })).toMatch(/^Microsoft did not show/);
    expect(access({ at: AT, seen: { people: 0, groups: 0, links: 0 } })).toBe(
      "the DSL and the headteacher alone, seen on 24 November 2026, 10:00",
    );
    expect(access({ at: AT, seen: { people: 1, groups: 2, links: 0 } })).toMatch(
      /^more than .*: 1 person, 2 groups/,
    );
  });
});

it("does not say of a recording that the parent was not told of that nothing is kept", () => {
  const { lesson, events } = recorded(false);
  const [section] = lessonDocument(lesson, events, { now: LATER, timeZone: ZONE, school: "" }).sections;
  const rows = Object.fromEntries(section?.table?.rows ?? []) as Record<string, string>;
  expect(rows["Where it is kept"]).toMatch(/^where Teams puts it/);
  expect(rows["CPOMS"]).toBe("no reference was noted");
  expect(rows["When it was recorded"]).toMatch(
    /^on 24 November 2026: a Teams recording from .*, with no parent told of it$/,
  );
});
