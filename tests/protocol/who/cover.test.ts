import { wentTo } from "../../../src/protocol/screen/route-words.ts";
import { type Cover, isOutOfHours, withCover } from "../../../src/protocol/who/cover.ts";
import type { Holders } from "../../../src/protocol/who/route.ts";
import { routeFor } from "../../../src/protocol/who/route.ts";
import { ConcernStory, HEAD, raising } from "../concern/story.ts";
import { TEACHER } from "../lesson/story.ts";

const LONDON = "Europe/London";
const HOLDERS: Holders = { dsl: ["lowe", "grant"], headteacher: ["evans", "bell"], first: "dsl-first" };
const HOURS = { days: [1, 2, 3, 4, 5], opens: "08:00", closes: "17:00", contacts: ["bell", "grant"] };
const LEAVE: Cover = { stints: [{ away: "lowe", by: "grant", from: "2026-03-27", until: "2026-03-29" }] };

const told = (cover: Cover, now: string, about: "child" | "adult" = "child", more: object = {}) =>
  routeFor(
    { about, reporter: "teacher", lessonStaff: [], channel: false, ...more },
    withCover(HOLDERS, cover, now, LONDON),
  ).targets.map((one) => (one.to === "channel" ? "channel" : one.person));

describe("a holder of a role is away, and another covers", () => {
  it.each([
    ["2026-03-26T23:59:59.000Z", ["lowe", "grant"]],
    ["2026-03-27T00:00:00.000Z", ["grant"]],
    // The day on which clocks go forward is 23 hours long: it ends an hour earlier in UTC.
    ["2026-03-29T22:59:59.000Z", ["grant"]],
    ["2026-03-29T23:00:00.000Z", ["lowe", "grant"]],
  ])("by the school's own days: %s", (now, people) => {
    expect(told(LEAVE, now)).toEqual(people);
  });

  it("cover by a person without the role counts for nothing: no one gets a right, no one is left out", () => {
    const cover: Cover = {
      stints: [{ away: "lowe", by: "visitor", from: "2026-01-01", until: "2026-12-31" }],
    };
    expect(told(cover, "2026-05-01T10:00:00.000Z")).toEqual(["lowe", "grant"]);
  });

  it("always leaves someone to ask: where all are away, or the one who covers is a party, all are asked", () => {
    const both: Cover = {
      stints: [
        { away: "lowe", by: "grant", from: "2026-01-01", until: "2026-12-31" },
        { away: "grant", by: "lowe", from: "2026-01-01", until: "2026-12-31" },
      ],
    };
    // The headteachers are there: they are told at once too.
    expect(told(both, "2026-05-01T10:00:00.000Z")).toEqual(["lowe", "grant", "evans", "bell"]);
    const head: Cover = { stints: [{ away: "evans", by: "bell", from: "2026-01-01", until: "2026-12-31" }] };
    expect(told(head, "2026-05-01T10:00:00.000Z", "adult", { subjects: ["bell"] })).toEqual(["evans"]);
  });
});

describe("a headteacher stands in for the only DSL", () => {
  const small: Holders = { dsl: ["lowe"], headteacher: ["evans"], first: "dsl-first" };
  const route = (cover: Cover, now: string, channel: boolean) =>
    routeFor(
      { about: "child", reporter: "teacher", lessonStaff: [], channel },
      withCover(small, cover, now, LONDON),
    );
  const leave: Cover = { stints: [{ away: "lowe", by: "evans", from: "2026-01-01", until: "2026-12-31" }] };
  const hours: Cover = { hours: { ...HOURS, contacts: ["evans"] } };
  const evans = { to: "person", person: "evans", as: "headteacher" };

  it.each([
    ["while the DSL is away", leave, "2026-05-01T10:00:00.000Z"],
    ["out of hours, as the one who is asked then", hours, "2026-07-05T11:00:00.000Z"],
  ])("%s they are told at once, and not in place of the DSL", (_, cover, now) => {
    expect(route(cover, now, true).targets).toEqual([{ to: "channel" }, evans]);
    expect(route(cover, now, false).targets).toEqual([{ to: "person", person: "lowe", as: "dsl" }, evans]);
    expect(route(cover, now, true).reaches).toBe("dsl");
    expect(wentTo(route(cover, now, true), "child", "")).toBe(
      "Goes to the DSL channel and the headteacher. Only you and they can see that it exists.",
    );
  });

  it("and while the DSL is there, only if no one takes it", () => {
    expect(route(leave, "2027-05-01T10:00:00.000Z", true).targets).toEqual([{ to: "channel" }]);
  });
});

describe("out of hours", () => {
  const cover: Cover = { hours: HOURS };

  it.each([
    ["a Monday before eight, in winter", "2026-01-12T07:59:00.000Z", true],
    ["a Monday at eight, in winter", "2026-01-12T08:00:00.000Z", false],
    ["a Monday before eight, in summer", "2026-07-06T06:59:00.000Z", true],
    ["a Monday at eight, in summer", "2026-07-06T07:00:00.000Z", false],
    ["a Monday at five, in summer", "2026-07-06T16:00:00.000Z", true],
    ["a Sunday at noon", "2026-07-05T11:00:00.000Z", true],
  ])("%s (%s) counts as out of hours: %s", (_, now, out) => {
    expect(isOutOfHours(cover, now, LONDON)).toBe(out);
  });

  it("the contacts are asked, each by the role that they hold", () => {
    expect(told(cover, "2026-07-05T11:00:00.000Z")).toEqual(["grant"]);
    expect(told(cover, "2026-07-05T11:00:00.000Z", "adult")).toEqual(["bell"]);
    expect(told(cover, "2026-07-06T11:00:00.000Z")).toEqual(["lowe", "grant"]);
  });
});

it("the steps ask those who are there first, and everyone in the rounds", () => {
  const holders: Holders = {
    dsl: ["lowe", "grant"],
    headteacher: [HEAD.id],
    away: ["lowe"],
    first: "dsl-first",
  };
  const due = (step: number) =>
    ({ do: "escalate", step, holders, lessonStaff: [TEACHER.id], afterMs: 1000 }) as const;
  const story = new ConcernStory(raising("child", { holders }), due(2), due(3), due(4));
  const askedAt = (step: number) =>
    story.concern.deliveries.flatMap((one) =>
      one.step === step && one.target.to === "person" ? [one.target.person] : [],
    );
  expect(askedAt(2)).toEqual(["grant"]);
  expect(askedAt(3)).toEqual([HEAD.id]);
  expect(askedAt(4)).toEqual(["lowe", "grant", HEAD.id]);
});
