import { nextLesson } from "../../../src/protocol/families/next-lesson.ts";

type Known = Parameters<typeof nextLesson>[0];

const ZONE = "Europe/London";
/** A Tuesday, 10:00 to 11:00 in London, in winter. */
const PLANNED: Known = {
  phase: "planned",
  startsAt: "2026-11-24T10:00:00.000Z",
  endsAt: "2026-11-24T11:00:00.000Z",
};
const at = (clock: string, day = "2026-11-24"): string => `${day}T${clock}:00.000Z`;
const ONCE = false;
const WEEKLY = true;
const next = (known: Partial<Known>, now: string, weekly = ONCE) =>
  nextLesson({ ...PLANNED, ...known }, weekly, now, ZONE);

describe("the way to a family's next lesson", () => {
  it.each([
    [at("09:54"), "to come"],
    [at("09:55"), "open"],
    [at("10:59"), "open"],
    [at("11:00"), "none"],
  ] as const)("is, at %s, %s", (now, state) => {
    expect(next({}, now).state).toBe(state);
  });

  it("says when the lesson is, and between which two times they join", () => {
    expect(next({}, at("08:00"))).toEqual({
      state: "to come",
      startsAt: at("10:00"),
      from: at("09:55"),
      by: at("09:58"),
    });
  });

  it.each(["arrival", "live", "paused"] as const)("is open in phase %s, whatever the clock says", (phase) => {
    expect(next({ phase }, at("13:00"))).toEqual({ state: "open", startsAt: at("10:00") });
  });

  it.each(["arrival", "shut"] as const)("says of a weekly one in phase %s which week it is", (phase) => {
    const why: "concern" | "ordinary" = phase === "shut" ? "concern" : "ordinary";
    const end = { why, askedAt: at("10:20", "2026-12-08") } as NonNullable<Known["end"]>;
    const week = { phase, end };
    expect(next(week, at("10:30", "2026-12-08"), WEEKLY)).toEqual({
      state: phase === "shut" ? "ended" : "open",
      startsAt: at("10:00", "2026-12-08"),
    });
    // Begun early, and on for longer than planned.
    for (const clock of ["09:50", "11:30"])
      expect(next({ phase: "live" }, at(clock, "2026-12-08"), WEEKLY).startsAt).toBe(
        at("10:00", "2026-12-08"),
      );
  });

  it("is not known where Teams has not said when the lesson is", () => {
    expect(nextLesson({ phase: "planned" }, WEEKLY, at("09:56"), ZONE)).toEqual({ state: "none" });
  });

  it.each([
    ["without an end", {}],
    ["with an end before its start", { endsAt: at("09:00") }],
    ["with an end at its start", { endsAt: at("10:00") }],
    ["with an end on another day", { endsAt: at("10:00", "2026-11-25") }],
  ])("is taken to last four hours: %s", (_how, { endsAt }: { readonly endsAt?: string }) => {
    const { phase, startsAt } = PLANNED;
    const known = { phase, startsAt, ...(endsAt === undefined ? {} : { endsAt }) } as Known;
    const states = [at("13:59"), at("14:00")].map((now) => nextLesson(known, ONCE, now, ZONE).state);
    expect(states).toEqual(["open", "none"]);
  });

  it("may last four hours as planned", () => {
    expect(next({ endsAt: at("14:00") }, at("13:59")).state).toBe("open");
  });
});

describe("after a lesson", () => {
  const ended = (why: "concern" | "ordinary", askedAt = at("10:20")): Partial<Known> => ({
    phase: "shut",
    end: { why, askedAt } as NonNullable<Known["end"]>,
  });

  it("that the school ended for safety, the family is told so on that day alone", () => {
    expect(next(ended("concern"), at("10:21"))).toEqual({ state: "ended", startsAt: at("10:00") });
    expect(next({ ...ended("concern"), overAt: at("10:40") }, at("23:00")).state).toBe("ended");
    expect(next(ended("concern"), at("10:21", "2026-11-25"))).toEqual({ state: "none" });
    // It was asked for on the day before, and over on this one.
    expect(
      next({ ...ended("concern", at("23:59", "2026-11-23")), overAt: at("00:01") }, at("09:00")).state,
    ).toBe("ended");
  });

  it("that ended as planned, none is said to be ended for safety", () => {
    expect(next({ ...ended("ordinary"), overAt: at("10:50") }, at("10:55"))).toEqual({ state: "none" });
    expect(next({ phase: "over", overAt: at("10:50") }, at("10:55"))).toEqual({ state: "none" });
  });

  it("of each week, the next is at the same clock time, also once summer time has begun", () => {
    expect(next({}, at("11:00"), WEEKLY)).toMatchObject({ startsAt: at("10:00", "2026-12-01") });
    // Within the lesson it is still this one.
    expect(next({}, at("10:59"), WEEKLY)).toMatchObject({ state: "open", startsAt: at("10:00") });
    expect(next({}, at("08:00", "2026-11-17"), WEEKLY)).toMatchObject({ startsAt: at("10:00") });
    expect(next({}, at("12:00", "2027-03-25"), WEEKLY)).toMatchObject({
      startsAt: at("09:00", "2027-03-30"),
    });
  });

  it("of each week that ended before its time, the next is a week from it", () => {
    for (const over of [{ ...ended("ordinary"), overAt: at("10:15") }, { phase: "over" } as const])
      expect(next(over, at("10:20"), WEEKLY)).toEqual({
        state: "to come",
        startsAt: at("10:00", "2026-12-01"),
        from: at("09:55", "2026-12-01"),
        by: at("09:58", "2026-12-01"),
      });
    const opens = next({ phase: "over", overAt: at("10:50") }, at("09:55", "2026-12-08"), WEEKLY);
    expect(opens).toMatchObject({ state: "open", startsAt: at("10:00", "2026-12-08") });
  });
});
