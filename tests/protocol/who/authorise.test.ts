import { type Concern, NO_CONCERN } from "../../../src/protocol/concern/state.ts";
import { type Lesson, NO_LESSON } from "../../../src/protocol/lesson/state.ts";
import {
  isNotKnownYet,
  mayInLesson,
  mayInSchool,
  mayOnConcern,
  partIn,
  sideOf,
} from "../../../src/protocol/who/authorise.ts";
import type { Caller } from "../../../src/protocol/who/caller.ts";
import {
  type ConcernRight,
  type LessonRight,
  RIGHTS,
  type RightName,
  type SchoolRight,
} from "../../../src/protocol/who/rights.ts";
import type { About } from "../../../src/protocol/who/route.ts";
import type { Role } from "../../../src/protocol/words.ts";
import type { Target } from "../../../src/protocol/work/duty.ts";

// The rules of the protocol (X1–X3) once more, by hand: the table of rights is held against them.

const ROLES: readonly Role[] = ["staff", "dsl", "headteacher", "administrator"];
const KINDS: readonly About[] = ["child", "adult", "ended"];

const subsets = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: 2 ** all.length }, (_, n) => all.filter((_one, bit) => (n >> bit) % 2 === 1));

const named = <Name extends RightName>(on: "school" | "lesson" | "concern"): readonly Name[] =>
  (Object.keys(RIGHTS) as RightName[]).filter((name): name is Name => RIGHTS[name].on === on);

const SCHOOL = named<SchoolRight>("school");
const IN_LESSON = named<LessonRight>("lesson");
const ON_CONCERN = named<ConcernRight>("concern");

const caller = (id: string, roles: readonly Role[], fresh = true): Caller => ({ id, name: "", roles, fresh });

const everybody = (ids: readonly string[]): readonly Caller[] =>
  ids.flatMap((id) =>
    subsets(ROLES).flatMap((roles) => [true, false].map((fresh) => caller(id, roles, fresh))),
  );

/** What keeps children safe, and so is taken with the role last known. */
const PROTECTIVE = [
  "pause",
  "end-for-all",
  "undo-end",
  "cameras-off",
  "mics-off",
  "remove",
  "tell-dsl",
  "about-adult",
];

describe("in the school", () => {
  const EXPECTED: { readonly [Name in SchoolRight]: readonly Role[] } = {
    "know-oneself": ROLES,
    "hear-changes": ROLES,
    "list-lessons": ["staff"],
    "find-meeting": ["staff"],
    "list-concerns": ROLES,
    // Teachers take nothing out; administrators see no content.
    "find-lessons": ["dsl", "headteacher"],
    "list-exports": ["dsl", "headteacher"],
    "keep-record": ["dsl", "headteacher"],
    "export-lesson": ["dsl", "headteacher"],
    "export-child": ["dsl", "headteacher"],
    "export-sample": ["dsl", "headteacher"],
    "export-record": ["dsl", "headteacher"],
    "read-settings": ["administrator"],
    "change-settings": ["administrator"],
    // Which of them, and when an administrator of all schools: tests/protocol/holders/holders.test.ts.
    "read-proposals": ["dsl", "headteacher"],
    "answer-proposal": ["dsl", "headteacher"],
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

it("the schools of the tenant are for whoever administers all of them, by a fresh answer only", () => {
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

  it("staff with a part in it, and nobody else; by an old role only what protects children", () => {
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

  it("nobody in a lesson that does not exist", () => {
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

describe("of a concern", () => {
  const person = (as: "dsl" | "headteacher"): Target => ({ to: "person", person: "told", as });
  const concerns: readonly Concern[] = KINDS.flatMap((about) =>
    subsets<Target>([{ to: "channel" }, person("dsl"), person("headteacher")]).flatMap((targets) =>
      (["dsl", "headteacher", "nobody"] as const).map((reaches) => ({
        ...NO_CONCERN,
        version: 1,
        ref: "ABC234",
        about,
        reaches,
        raisedBy: "raiser",
        subjects: ["subject"],
        deliveries: targets.map((target) => ({ target, step: 1, state: "told" as const, at: "" })),
      })),
    ),
  );
  const people = everybody(["raiser", "subject", "told", "other"]);

  const NOBODY: readonly string[] = [];
  const IS = {
    open: {},
    taken: { acknowledged: [{ by: "told", at: "" }] },
    closed: { closed: { at: "", by: "told", decision: "d", reason: "r" } },
    ended: { escalationEndedAt: "later" },
  } as const satisfies { readonly [state: string]: Partial<Concern> };

  /** The raiser their receipt; whoever was told, in the role they were told in; a DSL never of an adult's. */
  const allowed = (who: Caller, right: ConcernRight, { about, reaches, deliveries }: Concern): boolean => {
    // There are seconds only: it does not wait for the directory.
    if (right === "take-back") return about === "adult" && who.id === "raiser" && who.roles.length > 0;
    if (!who.fresh || who.roles.length === 0) return false;
    if (who.id === "subject") return false;
    if (who.id === "raiser") return right === "read-concern" || right === "add-detail";
    const as = (role: Role): boolean =>
      who.id === "told" &&
      who.roles.includes(role) &&
      deliveries.some(({ target }) => target.to === "person" && target.as === role);
    if (about === "adult") return as("headteacher");
    return as("headteacher") || as("dsl") || (reaches === "dsl" && who.roles.includes("dsl"));
  };

  it("each right belongs to its raiser and to those who were told, as the protocol says", () => {
    const wrong = concerns.flatMap((concern) =>
      people.flatMap((who) =>
        ON_CONCERN.filter(
          (right) => mayOnConcern(who, right, concern, NOBODY) !== allowed(who, right, concern),
        ).map((right) => ({ right, who, concern })),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it("the raiser is shown the raiser's side, whoever else they are", () => {
    const all = concerns.flatMap((concern) => people.map((who) => [who, concern] as const));
    const wrong = all.filter(([who, concern]) => {
      const reads = allowed(who, "read-concern", concern);
      return (
        sideOf(who, concern, NOBODY) !== (reads ? (who.id === "raiser" ? "raiser" : "recipient") : undefined)
      );
    });
    expect(wrong).toEqual([]);
  });

  it("somebody told under two roles keeps it with either", () => {
    const twice: Concern = {
      ...NO_CONCERN,
      version: 2,
      raisedBy: "raiser",
      reaches: "headteacher",
      deliveries: [person("dsl"), person("headteacher")].map((target) => ({
        target,
        step: 1,
        state: "told",
        at: "",
      })),
    };
    for (const role of ["dsl", "headteacher"] as const)
      expect(mayOnConcern(caller("told", [role]), "have-it", twice, NOBODY)).toBe(true);
    expect(mayOnConcern(caller("told", ["staff"]), "have-it", twice, NOBODY)).toBe(false);
  });

  describe("a headteacher who was not told, once nobody is looked for any more", () => {
    // Adults: named or not. Whoever had a part in the lesson then or has one now may be whom it is about.
    const later: readonly Concern[] = concerns.flatMap((concern) =>
      [["subject"], []].flatMap((subjects) =>
        Object.values(IS).map((is) => ({ ...concern, ...is, subjects, lessonStaff: ["then"] })),
      ),
    );
    const others = everybody(["raiser", "subject", "then", "now", "other"]);
    const LESSON_STAFF = ["now"];

    const stands = (who: Caller, { about, reaches, subjects, ...is }: Concern): boolean =>
      who.fresh &&
      who.roles.includes("headteacher") &&
      (about === "adult" || reaches !== "dsl") &&
      (is.acknowledged.length > 0 || is.closed !== undefined || is.escalationEndedAt !== undefined) &&
      who.id !== "raiser" &&
      !subjects.includes(who.id) &&
      !(about === "adult" && subjects.length === 0 && (who.id === "then" || who.id === "now"));

    it("has the rights of one who was, unless it is or may be about them, and nobody else has", () => {
      const wrong = later.flatMap((concern) =>
        others.flatMap((who) =>
          ON_CONCERN.filter((right) => {
            // It is its raiser's alone.
            if (right === "take-back") return false;
            const before = allowed(who, right, concern) && !concern.subjects.includes(who.id);
            // Where nobody is named, "subject" is anybody.
            const subject = who.id === "subject" && !concern.subjects.includes("subject");
            const asAnybody = subject && allowed({ ...who, id: "other" }, right, concern);
            return (
              mayOnConcern(who, right, concern, LESSON_STAFF) !==
              (before || asAnybody || stands(who, concern))
            );
          }).map((right) => ({ right, who, concern })),
        ),
      );
      expect(wrong).toEqual([]);
    });

    it("reads the recipient's side", () => {
      const wrong = later.filter((concern) => {
        const side = sideOf(caller("other", ["headteacher"]), concern, LESSON_STAFF);
        return side !== (stands(caller("other", ["headteacher"]), concern) ? "recipient" : undefined);
      });
      expect(wrong).toEqual([]);
    });

    const UNNAMED: Concern = {
      ...NO_CONCERN,
      version: 3,
      about: "adult",
      reaches: "headteacher",
      raisedBy: "raiser",
      lessonStaff: ["then"],
      ...IS.closed,
    };
    const reads = (id: string, concern: Concern): boolean =>
      mayOnConcern(caller(id, ["headteacher"]), "read-concern", concern, NOBODY);

    it("whoever came into the lesson later is kept out after it has expired, too", () => {
      const keeping = { ...UNNAMED.keeping, lessonKeptAt: "later", lessonStaff: ["came later"] };
      expect(reads("came later", { ...UNNAMED, keeping })).toBe(false);
      expect(reads("then", { ...UNNAMED, keeping })).toBe(false);
      expect(reads("other", { ...UNNAMED, keeping })).toBe(true);
    });

    it("where nobody knows any more who had a part in it, nobody stands by the role", () => {
      const keeping = { ...UNNAMED.keeping, lessonKeptAt: "later" };
      expect(reads("other", { ...UNNAMED, keeping })).toBe(false);
      expect(reads("other", { ...UNNAMED, keeping, subjects: ["subject"] })).toBe(true);
      expect(reads("other", { ...UNNAMED, keeping, about: "child" })).toBe(true);
    });
  });

  it("nobody of one that does not exist", () => {
    const none = everybody(["", "raiser"]).filter((who) =>
      mayOnConcern(who, "read-concern", NO_CONCERN, NOBODY),
    );
    expect(none).toEqual([]);
  });
});
