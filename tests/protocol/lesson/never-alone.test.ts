import { companyOf } from "../../../src/protocol/lesson/alone.ts";
import { checklistOf } from "../../../src/protocol/lesson/checklist.ts";
import { dutiesFor } from "../../../src/protocol/lesson/duties.ts";
import type { RosterPerson } from "../../../src/protocol/lesson/person.ts";
import type { Lesson } from "../../../src/protocol/lesson/state.ts";
import { noticesOf } from "../../../src/protocol/screen/notices.ts";
import { fc, runs } from "../../support/properties.ts";
import { ASSISTANT, arrival, guest, planned, roster, type Story, TEACHER, typesOf, user } from "./story.ts";

const FAMILIES = [guest("r-amara", "Amara Okafor (Guest)"), guest("r-ben", "Ben's mum (Guest)")];
const DUE = { report: "alone-due" } as const;
const END_DUE = { report: "alone-end-due" } as const;

/** The teacher has dropped out, and families stay. */
const left = (): Story => arrival().after(roster(...FAMILIES));
const paused = (): Story => left().wait(20_000).after(DUE);
const noticed = (story: Story): string => noticesOf(story.lesson, "Europe/London")[0]?.sentence ?? "";
const _offersResume = (story: Story): boolean =>
  checklistOf(story.lesson, story.now).presses.some(({ press }) => press === "resume");

describe("children are never alone together", () => {
  it.each(["class", "group", "one-to-one"] as const)("in a %s lesson", (kind) => {
    const story = left();
    story.press({ press: "choose-kind", kind });
    expect(typesOf(story.wait(20_000).report(DUE))).toContain("AloneActedOn");
  });

  it("also where staff never came", () => {
    const story = planned().after(
      { report: "meeting-started", source: "join" },
      { report: "call-entered", call: "call1" },
      roster(guest("r-amara", "Amara Okafor"), user("r-t", TEACHER, "lobby")),
    );
    expect(typesOf(story.wait(20_000).report(DUE))).toContain("Paused");
  });

  it("an app beside them counts as no one, and an app alone needs no one", () => {
    const app = { id: "r-app", identity: "application", shown: "Notes", place: "in" } as const;
    expect(companyOf(left().after(roster(...FAMILIES, app)).lesson)).toBe("alone");
    expect(companyOf(arrival().after(roster(app)).wait(20_000).after(roster(app)).lesson)).toBe("empty");
  });

  /** Plays who is inside from one moment to the next; each timer goes off in its time, older ones too. */
  const come = (steps: readonly { readonly people: readonly RosterPerson[]; readonly ms: number }[]) => {
    const story = arrival();
    const timers: { readonly at: number; readonly report: typeof DUE | typeof END_DUE }[] = [];
    const moments: { readonly from: number; readonly to: number; readonly lesson: Lesson }[] = [];
    let known = story.events.length;
    const ask = (): void => {
      const fresh = story.events.slice(known);
      known = story.events.length;
      for (const event of fresh)
        for (const { work, afterMs } of dutiesFor(story.lesson, event))
          if (work.kind === "remind" && (work.of === "alone" || work.of === "alone-end"))
            timers.push({
              at: Date.parse(event.at) + afterMs,
              report: work.of === "alone" ? DUE : END_DUE,
            });
    };
    const until = (end: number): void => {
      const next = timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
      const now = Date.parse(story.now);
      const to = Math.max(now, Math.min(end, next?.at ?? end));
      if (to > now) moments.push({ from: now, to, lesson: story.lesson });
      story.wait(to - now);
      if (next === undefined) return;
      timers.splice(timers.indexOf(next), 1);
      story.after(next.report);
      ask();
      until(end);
    };
    for (const { people, ms } of steps) {
      story.after(roster(...people));
      ask();
      until(Date.parse(story.now) + ms);
    }
    return { story, moments };
  };

  const someone = fc.constantFrom<RosterPerson>(
    user("r-teacher", TEACHER),
    user("r-assistant", ASSISTANT),
    user("r-lobby", ASSISTANT, "lobby"),
    ...FAMILIES,
    guest("r-new", "iPad"),
  );
  const step = fc.record({
    people: fc.uniqueArray(someone, { selector: ({ id }) => id }),
    ms: fc.oneof(fc.nat(40_000), fc.nat(3000)),
  });
  const blinks = fc
    .tuple(fc.integer({ min: 1, max: 39_999 }), fc.integer({ min: 1, max: 60_000 }))
    .map(([back, gone]) =>
      Array.from({ length: 12 }, (_, n) =>
        n % 2 === 0
          ? { people: FAMILIES, ms: gone }
          : { people: [user(`r-${n}`, TEACHER), ...FAMILIES], ms: back },
      ),
    );
  const comings = fc.oneof(fc.array(step, { maxLength: 24 }), blinks);

  /** How long pupils were without staff in what ends with `end`. */
  const without = (
    moments: readonly { readonly from: number; readonly to: number; readonly lesson: Lesson }[],
    from: number,
    end: number,
    counts: (lesson: Lesson) => boolean,
  ): number =>
    moments
      .filter(({ lesson }) => companyOf(lesson) === "alone" && counts(lesson))
      .reduce((sum, one) => sum + Math.max(0, Math.min(one.to, end) - Math.max(one.from, from)), 0);

  it("people come and go, however briefly: in no minute are they unpaused without staff for more than 20 s", () => {
    fc.assert(
      fc.property(comings, (steps) => {
        const { story, moments } = come(steps);
        for (const { to } of moments)
          expect(
            without(moments, to - 60_000, to, ({ phase }) => phase !== "paused" && phase !== "shut"),
          ).toBeLessThanOrEqual(20_000);
        const acted = story.lesson.alone?.told !== undefined;
        if (story.lesson.phase === "paused") expect(acted || story.count("AloneActedOn") > 0).toBe(true);
      }),
      runs(300),
    );
  });

  it("nor do they stay inside without staff for longer than five minutes and the time of a pause", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ people: fc.uniqueArray(someone, { selector: ({ id }) => id }), ms: fc.nat(200_000) }),
          {
            maxLength: 12,
          },
        ),
        (steps) => {
          const { moments } = come(steps);
          for (const { to } of moments)
            expect(without(moments, to - 340_000, to, ({ phase }) => phase !== "shut")).toBeLessThanOrEqual(
              320_000,
            );
        },
      ),
      runs(200),
    );
  });

  it("a teacher who is there for the most part is not paused", () => {
    const { story } = come(
      Array.from({ length: 20 }, (_, n) =>
        n % 2 === 0
          ? { people: FAMILIES, ms: 9000 }
          : { people: [user(`r-${n}`, TEACHER), ...FAMILIES], ms: 45_000 },
      ),
    );
    expect(story.count("AloneActedOn")).toBe(0);
  });

  it("a teacher who is back for a second every nineteen does not start the clock anew", () => {
    const { story } = come([
      { people: FAMILIES, ms: 19_000 },
      { people: [user("r-2", TEACHER), ...FAMILIES], ms: 1000 },
      { people: FAMILIES, ms: 1000 },
    ]);
    expect(story.lesson.phase).toBe("paused");
    expect(story.events.find(({ type }) => type === "Paused")?.at).toBe("2026-11-24T10:00:21.000Z");
    expect(noticed(story)).toContain("No member of staff has been in the lesson since 10:00.");
  });

  it("after Resume the clock starts anew: staff are there, and have pressed", () => {
    const story = paused().after(roster(user("r-2", TEACHER), ...FAMILIES));
    story.press({ press: "resume" });
    const event = story.after(roster(...FAMILIES)).events.findLast(({ type }) => type === "LeftAlone");
    expect(event && dutiesFor(story.lesson, event).map(({ afterMs }) => afterMs)).toEqual([20_000]);
  });

  it("and End, taken back, forgets none of it", () => {
    const story = left().wait(19_000);
    story.press({ press: "end-for-all" });
    story.wait(1000).press({ press: "undo-end" });
    const event = story.events.findLast(({ type }) => type === "LeftAlone");
    expect(event && dutiesFor(story.lesson, event).map(({ afterMs }) => afterMs)).toEqual([1000]);
  });
});
