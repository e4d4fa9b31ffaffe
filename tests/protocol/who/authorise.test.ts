import { type Lesson, NO_LESSON } from "../../../src/protocol/lesson/state.ts";
import {
  isNotKnownYet,
  keepsProtecting,
  mayInLesson,
  mayInSchool,
  partIn,
} from "../../../src/protocol/who/authorise.ts";
import type { Caller } from "../../../src/protocol/who/caller.ts";
import type { LessonRight, SchoolRight } from "../../../src/protocol/who/rights.ts";
import type { Role } from "../../../src/protocol/words.ts";
import { caller, everybody, named, ROLES } from "./callers.ts";

// The rules of the protocol (X1–X3) written down a second time, by hand: the table of rights is compared with them.

const SCHOOL = named<SchoolRight>("school");
const IN_LESSON = named<LessonRight>("lesson");

/** Rights that keep children safe, and are used with the role last known. */
const PROTECTIVE = [
  "pause",
  "end-for-all",
  "end-lesson",
  "undo-end",
  "cameras-off",
  "mics-off",
  "remove",
  "put-option-back",
  "tell-dsl",
  "about-adult",
];

describe("in the school", () => {
  const EXPECTED: { readonly [Name in SchoolRight]: readonly Role[] } = {
    "know-oneself": ROLES,
    "hear-changes": ROLES,
    "list-lessons": ["staff"],
    "plan-lesson": ["staff"],
    // Of these only one's own lists: tests/desk/families/classes.test.ts.
    "keep-families": ["staff"],
    "find-meeting": ["staff"],
    "list-concerns": ROLES,
    // Teachers export nothing; administrators see no content.
    "count-unanswered": ["dsl", "headteacher"],
    "list-recordings": ["dsl", "headteacher"],
    "count-recordings": ["headteacher"],
    "see-lessons-now": ["dsl", "headteacher"],
    "export-terms": ["headteacher"],
    "find-lessons": ["dsl", "headteacher"],
    "list-exports": ["dsl", "headteacher"],
    "keep-record": ["dsl", "headteacher"],
    "export-lesson": ["dsl", "headteacher"],
    "export-child": ["dsl", "headteacher"],
    "export-sample": ["dsl", "headteacher"],
    "export-record": ["dsl", "headteacher"],
    "read-settings": ["administrator"],
    "see-set-up": ["administrator"],
    "lead-rehearsal": ["administrator"],
    "attest-set-up": ["administrator"],
    "see-rehearsal": ["dsl"],
    "change-settings": ["administrator"],
    // Which of them, and when an administrator of all schools: tests/protocol/holders/holders.test.ts.
    "read-proposals": ["dsl", "headteacher"],
    "answer-proposal": ["dsl", "headteacher"],
    "cover-oneself": ["dsl", "headteacher"],
    "sign-people-out": ["headteacher"],
    "choose-school": ["staff"],
    // No role of a school reaches beyond it.
    "list-schools": [],
    "add-school": [],
  };

  it("each right belongs to its roles alone, and one's name to an old role too", () => {
    const wrong = everybody(["anybody"]).flatMap((who) =>
      SCHOOL.filter((right) => {
        const held = who.roles.some((role) => EXPECTED[right].includes(role));
        return mayInSchool(who, right) !== (held && (who.fresh || right === "know-oneself"));
      }).map((right) => ({ right, who })),
    );
    expect(wrong).toEqual([]);
  });
});

it("the schools of the tenant are for a person who administers all of them, by a fresh answer only", () => {
  const over = (fresh: boolean): readonly SchoolRight[] => {
    const who: Caller = { ...caller("khan", [], fresh), overAll: true };
    return SCHOOL.filter((right) => mayInSchool(who, right));
  };
  expect(over(true)).toEqual(["read-proposals", "answer-proposal", "list-schools", "add-school"]);
  expect(over(false)).toEqual([]);
});

describe("in a lesson", () => {
  const LESSON: Lesson = {
    ...NO_LESSON,
    version: 3,
    organiser: "organiser",
    staff: [
      { person: "organiser", part: "organiser" },
      { person: "co", part: "co-organiser" },
      { person: "member", part: "member" },
    ],
  };
  const people = everybody(["organiser", "co", "member", "outsider"]);

  it("staff with a part in it, and no one else; by an old role only what protects children", () => {
    const wrong = people.flatMap((who) =>
      IN_LESSON.filter((right) => {
        const part = who.roles.includes("staff") && who.id !== "outsider";
        return mayInLesson(who, right, LESSON) !== (part && (who.fresh || PROTECTIVE.includes(right)));
      }).map((right) => ({ right, who })),
    );
    expect(wrong).toEqual([]);
    expect(IN_LESSON).toEqual(expect.arrayContaining(PROTECTIVE));
  });

  it("who was known as its staff keeps Pause, End for all and the alerts while it is on, whatever role they hold now", () => {
    const running: Lesson = {
      ...LESSON,
      startedAt: "2026-11-24T10:00:00.000Z",
      phase: "live",
      formerStaff: ["former"],
    };
    const kept = ["pause", "end-for-all", "tell-dsl", "about-adult"];
    const without = everybody(["organiser", "co", "member", "former", "outsider"]).filter(
      ({ roles }) => !roles.includes("staff"),
    );
    const wrong = without.flatMap((who) =>
      IN_LESSON.filter(
        (right) =>
          mayInLesson(who, right, running) !== (who.id !== "outsider" && kept.includes(right)) ||
          mayInLesson(who, right, { ...running, phase: "over" }),
      ).map((right) => ({ right, who })),
    );
    expect(wrong).toEqual([]);
    // Only their own end can be taken back.
    const ended = (by: string): Lesson => ({
      ...running,
      phase: "shut",
      end: { askedAt: "", by, undoUntil: "", stay: [], before: "live", progressSent: false },
    });
    expect(
      without.filter((who) => mayInLesson(who, "undo-end", ended("member"))).map(({ id }) => id),
    ).toEqual(without.filter(({ id }) => id === "member").map(({ id }) => id));
    expect(without.filter((who) => mayInLesson(who, "undo-end", ended("outsider")))).toEqual([]);
    // With the role they are staff of other lessons: here they have no part any more.
    expect(mayInLesson(caller("former", ["staff"]), "pause", running)).toBe(false);
  });

  it("whether a lesson is theirs cannot be said to staff while Teams has shown no one of it; to others it can", () => {
    const unseen: Lesson = { ...NO_LESSON, version: 2 };
    const known = [
      LESSON,
      { ...unseen, organiser: "organiser" },
      { ...unseen, notFound: "refused" },
      { ...unseen, phase: "over" as const },
      NO_LESSON,
    ];
    for (const who of people) {
      expect([who, isNotKnownYet(who, unseen)]).toEqual([who, who.roles.includes("staff")]);
      expect(known.filter((lesson) => isNotKnownYet(who, lesson))).toEqual([]);
      expect(IN_LESSON.filter((right) => mayInLesson(who, right, unseen))).toEqual([]);
    }
  });

  it("an organiser who is not staff has no part", () => {
    const pupils: Lesson = {
      ...LESSON,
      staff: [],
      startedAt: "2026-11-24T10:00:00.000Z",
      phase: "live",
    };
    expect(IN_LESSON.filter((right) => mayInLesson(caller("organiser", []), right, pupils))).toEqual([]);
  });

  it("a person who is signed out, or whose account is disabled, has no right, whatever lesson is on", () => {
    const on: Lesson = { ...LESSON, startedAt: "2026-11-24T10:00:00.000Z", phase: "live" };
    const barred = people.flatMap((who): readonly Caller[] => [
      { ...who, barred: true },
      { ...who, roles: [], barred: true },
    ]);
    for (const who of barred) {
      expect(IN_LESSON.filter((right) => mayInLesson(who, right, on))).toEqual([]);
      expect(SCHOOL.filter((right) => mayInSchool(who, right))).toEqual([]);
      expect(keepsProtecting(who, on)).toBe(false);
    }
  });

  it("no one in a lesson that does not exist", () => {
    const none = people.filter((who) => IN_LESSON.some((right) => mayInLesson(who, right, NO_LESSON)));
    expect(none).toEqual([]);
  });

  it("the organiser has a part even before Graph named the staff", () => {
    const organiser = caller("organiser", ["staff"]);
    expect(partIn(organiser, { ...LESSON, staff: [] })).toBe("organiser");
    expect(mayInLesson(organiser, "end-for-all", { ...LESSON, staff: [] })).toBe(true);
    expect(partIn(caller("outsider", ["staff"]), LESSON)).toBeUndefined();
  });
});
