import type { Report } from "../../../src/protocol/lesson/commands.ts";
import type { Lesson } from "../../../src/protocol/lesson/state.ts";
import { calledTomorrow, startOn, whyNotProtected } from "../../../src/protocol/screen/tomorrow.ts";
import { AT, FOUND, MET, planned, REGISTER, Story, TEACHER } from "../lesson/story.ts";

const ZONE = "Europe/London";
const EVE = "2026-11-23T18:00:00.000Z";
const AROUND = { now: EVE, timeZone: ZONE };
const DAY = "2026-11-24";
const WEEK_ON = "2026-12-01";

describe("a lesson is on a day", () => {
  const { lesson } = planned();
  const start = (known: Lesson, day: string, weekly = false, now = EVE) =>
    startOn(known, weekly, day, { now, timeZone: ZONE });

  it("on which Teams says it starts, and, of each week, on the same day of the next", () => {
    expect(start(lesson, DAY)).toBe(AT);
    expect(start(lesson, WEEK_ON)).toBeUndefined();
    const after = "2026-11-30T18:00:00.000Z";
    expect(start(lesson, WEEK_ON, false, after)).toBeUndefined();
    expect(start(lesson, WEEK_ON, true, after)).toBe("2026-12-01T10:00:00.000Z");
    const { startsAt: _unknown, ...without } = lesson;
    expect(start(without as Lesson, DAY)).toBeUndefined();
  });

  it("until the last day of its series, which says that it is one", () => {
    const until = { ...lesson, weeklyUntil: WEEK_ON };
    expect(start(until, WEEK_ON, false, "2026-11-30T18:00:00.000Z")).toBe("2026-12-01T10:00:00.000Z");
    expect(start(until, "2026-12-08", true, "2026-12-07T18:00:00.000Z")).toBeUndefined();
  });

  it("in the school's own days", () => {
    const late = { ...lesson, startsAt: "2026-07-01T23:30:00.000Z", endsAt: "2026-07-02T00:30:00.000Z" };
    const now = "2026-07-01T17:00:00.000Z";
    expect([start(late, "2026-07-01", false, now), start(late, "2026-07-02", false, now)]).toEqual([
      undefined,
      late.startsAt,
    ]);
  });

  it("unless it is no lesson, or another has taken its place", () => {
    expect(start({ ...lesson, kind: "not a lesson" }, DAY)).toBeUndefined();
    expect(start({ ...lesson, replacedBy: "l2" }, DAY)).toBeUndefined();
  });
});

/** Its options are asked for; Teams has shown the same, or with this changed. */
const shown = (story: Story, changed: object = {}): Story => {
  const { asked } = story.lesson.doors;
  if (asked === undefined) throw new Error("nothing was asked");
  return story.after({
    report: "options-seen",
    asked: asked.options,
    seen: { ...asked.options, ...changed },
    coOrganisersSet: true,
  });
};
const PLANNED: Report = {
  report: "lesson-planned",
  lesson: "l1",
  by: TEACHER.id,
  byName: TEACHER.name,
  kind: "class",
  title: "Phonics",
  startsAt: AT,
  endsAt: "2026-11-24T11:00:00.000Z",
  staff: [],
  register: REGISTER,
};

describe("the evening before", () => {
  const why = (story: Story | Lesson, read = true) =>
    whyNotProtected(story instanceof Story ? story.lesson : story, read, AROUND);

  it("nothing is said of a lesson that is protected, nor of one whose organiser is not staff", () => {
    expect(why(shown(planned()))).toBeUndefined();
    expect(why({ ...planned().lesson, organiserStaff: false })).toBeUndefined();
  });

  it.each<[string, () => Story | Lesson, RegExp]>([
    [
      "of another sort",
      () => ({ ...planned().lesson, protectable: false }),
      /cannot protect this sort of meeting/,
    ],
    [
      "not found",
      () => new Story().after(MET, { report: "meeting-not-found", reason: "404" }),
      /this sort of meeting/,
    ],
    ["not said to be a lesson", () => new Story().after(MET, FOUND), /whether it is a lesson with pupils/],
    ["planned, and not made yet", () => new Story().after(PLANNED), /The page Plan a lesson says why\.$/],
    [
      "planned and made, and not shown",
      () => new Story().after(PLANNED, MET),
      /Open the meeting’s chat in Teams/,
    ],
    [
      "not shown",
      () => ({ ...planned().lesson, graphId: undefined }) as never,
      /Open the meeting’s chat in Teams/,
    ],
    [
      "never asked for its options",
      () => ({ ...planned().lesson, doors: {} }),
      /are not set yet\. .* keeps trying\.$/,
    ],
    ["without an answer to them", planned, /^Teams has not accepted its meeting options\. Set who waits/],
    [
      "refused them after it had shown them",
      () => shown(planned(), { mic: true }).after({ report: "options-not-set", reason: "403" }),
      /^Teams has not accepted its meeting options\./,
    ],
    [
      "with others",
      () => shown(planned(), { mic: true, lobbyScope: "everyone" }),
      /^Teams shows another setting for who waits in the lobby, mics\. Open the meeting options in Teams and change it there\.$/,
    ],
  ])("what to do is said of a meeting %s", (_what, story, words) => {
    expect(why(story())).toMatch(words);
  });

  it("a lesson whose options Teams did not show this evening is not called protected", () => {
    expect(why(shown(planned()), false)).toMatch(/^Teams did not show its meeting options this evening\./);
  });

  it("a lesson that Teams would record by itself is not called protected", () => {
    const { lesson } = shown(planned());
    const { seen } = lesson.doors;
    const doors = { ...lesson.doors, seen: { ...seen, recordAutomatically: true } } as Lesson["doors"];
    expect(why({ ...lesson, doors })).toMatch(/record this lesson by itself/);
  });
});

it.each([
  ["class", "The 10:00 class lesson"],
  ["one-to-one", "The 10:00 one-to-one lesson"],
  ["not a lesson", "The 10:00 meeting"],
  [undefined, "The 10:00 meeting"],
] as const)("a lesson of kind %s is called without its title", (kind, words) => {
  expect(calledTomorrow({ ...planned().lesson, kind } as Lesson, AT, ZONE)).toBe(words);
});
