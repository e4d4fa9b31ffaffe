import type { Lesson } from "../../../src/protocol/lesson/state.ts";
import { NO_LESSON } from "../../../src/protocol/lesson/state.ts";
import { recordedCounts } from "../../../src/protocol/rules/s8-exception.ts";
import { holdersOf } from "../../../src/protocol/who/rights.ts";
import { rule } from "./given.ts";

const ZONE = "Europe/London";

const recorded = (by: string, at: string): Lesson => ({
  ...NO_LESSON,
  kind: "one-to-one",
  staffNames: { hart: "Miss Hart", bell: "Mr Bell" },
  asTold: { at, told: { at, by, reason: "at work", words: "" } },
});

const told = (...lessons: readonly Lesson[]): readonly string[] =>
  recordedCounts(lessons, ZONE).map(
    ({ term, name, count, rising }) => `${term} ${name} ${count}${rising ? " rising" : ""}`,
  );

describe(rule("S8"), () => {
  it("counts those that were recorded, by member of staff and term, the newest and the most first", () => {
    expect(
      told(
        recorded("hart", "2026-05-04T10:00:00.000Z"),
        recorded("bell", "2026-11-03T10:00:00.000Z"),
        recorded("hart", "2026-11-03T10:00:00.000Z"),
        recorded("hart", "2026-11-24T10:00:00.000Z"),
        { ...NO_LESSON, kind: "one-to-one" },
      ),
    ).toEqual([
      "Autumn 2026 Miss Hart 2 rising",
      "Autumn 2026 Mr Bell 1 rising",
      "Summer 2026 Miss Hart 1 rising",
    ]);
  });

  it("compares with the term before, over the new year and without a gap", () => {
    const autumn = recorded("hart", "2026-11-24T10:00:00.000Z");
    const spring = recorded("hart", "2027-01-12T10:00:00.000Z");
    expect(told(autumn, autumn, spring)[0]).toBe("Spring 2027 Miss Hart 1");
    expect(told(autumn, spring, spring)[0]).toBe("Spring 2027 Miss Hart 2 rising");
    expect(told(autumn, recorded("hart", "2027-05-12T10:00:00.000Z"))[0]).toBe(
      "Summer 2027 Miss Hart 1 rising",
    );
  });

  it("goes by the school's own calendar: the first hour of a term belongs to it", () => {
    expect(told(recorded("hart", "2026-08-31T23:30:00.000Z"))[0]).toBe("Autumn 2026 Miss Hart 1 rising");
  });

  it("is for the headteacher alone", () => {
    expect(holdersOf("count-recordings")).toEqual(["headteacher"]);
  });
});
