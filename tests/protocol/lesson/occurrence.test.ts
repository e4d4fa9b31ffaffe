import { isSameOccurrence } from "../../../src/protocol/lesson/occurrence.ts";
import { addMs } from "../../../src/protocol/time/clock-time.ts";
import { AT, arrival, guest, planned, roster, type Story, TEACHER, user } from "./story.ts";

const MINUTE = 60_000;
const HOURS = 60 * MINUTE;

const later = (ms: number): string => addMs(AT, ms);

/** Begun at ten; no one is inside any more, and Lesson Guard is not in the call. */
const empty = (): Story => planned().after({ report: "meeting-started", source: "event" });

const over = (afterMs: number): Story => arrival().wait(afterMs).after({ report: "meeting-ended" });

describe("a series shares one chat: what is heard of it is of this lesson", () => {
  it("before it has begun, whenever that is", () => {
    expect(isSameOccurrence(planned().lesson, later(900 * HOURS), "start")).toBe(true);
  });

  it.each(["start", "join", "leave", "end"] as const)("%s within four hours of its start", (heard) => {
    expect(isSameOccurrence(empty().lesson, later(4 * HOURS - 1), heard)).toBe(true);
    expect(isSameOccurrence(over(MINUTE).lesson, later(4 * HOURS - 1), heard)).toBe(true);
  });

  it("when it has been over for less than a quarter of an hour", () => {
    const { lesson } = over(5 * HOURS);
    expect(isSameOccurrence(lesson, later(5 * HOURS + 15 * MINUTE - 1), "start")).toBe(true);
    expect(isSameOccurrence(lesson, later(5 * HOURS + 15 * MINUTE), "leave")).toBe(false);
    expect(isSameOccurrence(lesson, later(5 * HOURS + 16 * MINUTE), "end")).toBe(false);
  });

  it("an end of one that was not known to be over, however long it has been on", () => {
    expect(isSameOccurrence(empty().lesson, later(30 * HOURS), "end")).toBe(true);
  });

  it("as long as Lesson Guard is in its call", () => {
    const { lesson } = arrival();
    expect(lesson.call.state).toBe("in");
    expect(isSameOccurrence(lesson, later(9 * HOURS), "start")).toBe(true);
  });

  it("as long as people are inside, but for a new start", () => {
    const { lesson } = empty().after({
      ...roster(user("r-teacher", TEACHER), guest("r-amara", "Amara")),
      source: "events",
      whole: false,
    });
    expect(lesson.call.state).not.toBe("in");
    expect(isSameOccurrence(lesson, later(9 * HOURS), "join")).toBe(true);
    expect(isSameOccurrence(lesson, later(9 * HOURS))).toBe(true);
    expect(isSameOccurrence(lesson, later(9 * HOURS), "start")).toBe(false);
  });

  it("no more, four hours after its start, when it is empty", () => {
    expect(isSameOccurrence(empty().lesson, later(4 * HOURS), "join")).toBe(false);
    expect(isSameOccurrence(empty().lesson, later(4 * HOURS))).toBe(false);
  });
});
