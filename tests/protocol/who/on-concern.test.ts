import { type Concern, NO_CONCERN } from "../../../src/protocol/concern/state.ts";
import { mayOnConcern, sideOf } from "../../../src/protocol/who/authorise.ts";
import type { Caller } from "../../../src/protocol/who/caller.ts";
import type { ConcernRight } from "../../../src/protocol/who/rights.ts";
import type { About } from "../../../src/protocol/who/route.ts";
import type { Role } from "../../../src/protocol/words.ts";
import type { Target } from "../../../src/protocol/work/duty.ts";
import { caller, everybody, named, subsets } from "./callers.ts";

// The rules of the protocol (X1–X3) written down a second time, by hand, as in authorise.test.ts.

const KINDS: readonly About[] = ["child", "adult", "ended"];
const ON_CONCERN = named<ConcernRight>("concern");

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

  /** The raiser: their receipt; people who were told: in the role they were told in; about an adult: never a DSL. */
  const allowed = (who: Caller, right: ConcernRight, { about, reaches, deliveries }: Concern): boolean => {
    // There are seconds only: it does not wait for the directory.
    if (right === "take-back") return about === "adult" && who.id === "raiser" && who.roles.length > 0;
    if (!who.fresh || who.roles.length === 0) return false;
    // No family's number stands beside a staff matter.
    if (right === "see-home" && about === "adult") return false;
    if (who.id === "subject") return false;
    if (who.id === "raiser") return ["read-concern", "add-detail", "keep-draft"].includes(right);
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

  it("the raiser is shown the raiser's side, whatever role they hold", () => {
    const all = concerns.flatMap((concern) => people.map((who) => [who, concern] as const));
    const wrong = all.filter(([who, concern]) => {
      const reads = allowed(who, "read-concern", concern);
      return (
        sideOf(who, concern, NOBODY) !== (reads ? (who.id === "raiser" ? "raiser" : "recipient") : undefined)
      );
    });
    expect(wrong).toEqual([]);
  });

  it("a person told under two roles keeps it with either", () => {
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

  describe("a headteacher who was not told, once no one more is asked", () => {
    // Adults: named or not. It may be about anyone who had a part in the lesson then, or has one now.
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

    it("has the rights of one who was, unless it is or may be about them, and no one else has", () => {
      const wrong = later.flatMap((concern) =>
        others.flatMap((who) =>
          ON_CONCERN.filter((right) => {
            // Only its raiser has it.
            if (right === "take-back") return false;
            // No one has it.
            if (right === "see-home" && concern.about === "adult")
              return mayOnConcern(who, right, concern, LESSON_STAFF);
            const before = allowed(who, right, concern) && !concern.subjects.includes(who.id);
            // Where no one is named, "subject" is a person like any other.
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

    it("a person who came into the lesson later is kept out after it has expired, too", () => {
      const keeping = { ...UNNAMED.keeping, lessonKeptAt: "later", lessonStaff: ["came later"] };
      expect(reads("came later", { ...UNNAMED, keeping })).toBe(false);
      expect(reads("then", { ...UNNAMED, keeping })).toBe(false);
      expect(reads("other", { ...UNNAMED, keeping })).toBe(true);
    });

    it("where no one knows any more who had a part in it, no one has a right by the role alone", () => {
      const keeping = { ...UNNAMED.keeping, lessonKeptAt: "later" };
      expect(reads("other", { ...UNNAMED, keeping })).toBe(false);
      expect(reads("other", { ...UNNAMED, keeping, subjects: ["subject"] })).toBe(true);
      expect(reads("other", { ...UNNAMED, keeping, about: "child" })).toBe(true);
    });
  });

  it("no one for a concern that does not exist", () => {
    const none = everybody(["", "raiser"]).filter((who) =>
      mayOnConcern(who, "read-concern", NO_CONCERN, NOBODY),
    );
    expect(none).toEqual([]);
  });
});
