import type { ConcernKeepingEvent } from "../../../src/protocol/concern/keeping-events.ts";
import {
  type ConcernKeeping,
  evolveConcernKeeping,
  KEPT_AS_RAISED,
} from "../../../src/protocol/concern/keeping-state.ts";

const AT = "2026-11-24T10:00:00.000Z";
const LATER = "2026-11-25T10:00:00.000Z";
const ERASED = "(erased)";

const kept = (...events: readonly object[]): ConcernKeeping =>
  (events as readonly ConcernKeepingEvent[]).reduce(evolveConcernKeeping, KEPT_AS_RAISED);
const exported = { type: "ConcernExported", at: AT, data: { by: "dsl", form: "pdf", purpose: "other" } };
const held = { type: "ConcernHeld", at: AT, data: { by: "dsl" } };
const lifted = { type: "ConcernHoldLifted", at: LATER, data: { by: "head" } };
const reviewed = (outcome: "keep" | "erase", more: object = {}) => ({
  type: "ConcernReviewed",
  at: LATER,
  data: { by: "dsl", outcome, ...more },
});

describe("how the record of a concern has been kept", () => {
  it("every export stays: who, when, in what form and what for", () => {
    const { exports } = kept(
      { ...exported, personal: { words: "For the LADO" } },
      { ...exported, at: LATER },
    );
    expect(exports).toStrictEqual([
      { at: AT, by: "dsl", form: "pdf", purpose: "other", words: "For the LADO" },
      { at: LATER, by: "dsl", form: "pdf", purpose: "other" },
    ]);
  });

  it("a hold is whose it is and why, until it is lifted; that it was lifted stays", () => {
    const why = { personal: { reason: "A court asked for it" } };
    expect(kept({ ...held, ...why }).hold).toEqual({ at: AT, by: "dsl", reason: "A court asked for it" });
    expect(kept(held).hold).toMatchObject({ reason: ERASED });
    const { hold, lifted: since } = kept({ ...held, ...why }, lifted, held, lifted);
    expect(hold).toBeUndefined();
    expect(since).toEqual([
      { at: LATER, by: "head" },
      { at: LATER, by: "head" },
    ]);
  });

  it("every review stays with its reason, and the newest names the day until which it is kept", () => {
    const why = { personal: { reason: "Still open with the council" } };
    const { reviews, until } = kept(
      { ...reviewed("keep", { until: "2030-01-01" }), ...why },
      reviewed("keep", { until: "2031-01-01" }),
      reviewed("erase"),
    );
    expect(reviews).toEqual([
      { at: LATER, by: "dsl", outcome: "keep", reason: "Still open with the council" },
      { at: LATER, by: "dsl", outcome: "keep", reason: ERASED },
      { at: LATER, by: "dsl", outcome: "erase", reason: ERASED },
    ]);
    expect(until).toBe("2031-01-01");
  });

  it("once its lesson has expired, what was recorded of it stands here, with those who had a part in it", () => {
    const document = { title: "Lesson record", intro: [], sections: [] };
    const expired = { type: "LessonKept", at: LATER, data: { staff: ["teacher"] } };
    expect(kept({ ...expired, personal: { document } })).toEqual({
      ...KEPT_AS_RAISED,
      lessonKeptAt: LATER,
      lessonStaff: ["teacher"],
      lesson: document,
    });
    const bare = kept(exported, { ...expired, data: {} });
    expect(bare).toMatchObject({ lessonKeptAt: LATER, exports: [{ by: "dsl" }] });
    for (const field of ["lesson", "lessonStaff"]) expect(bare).not.toHaveProperty(field);
  });

  it("erased, it says when, and that it is held no more", () => {
    const { erasedAt, ...rest } = kept(exported, held, { type: "PersonalErased", at: LATER, data: {} });
    expect(erasedAt).toBe(LATER);
    expect(rest).not.toHaveProperty("hold");
    expect(rest.exports).toHaveLength(1);
  });
});
