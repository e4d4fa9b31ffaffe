import type { RosterPerson } from "../../../src/protocol/lesson/person.ts";
import { endSteps } from "../../../src/protocol/screen/end-steps.ts";
import { fc, runs } from "../../support/properties.ts";
import { accepted, guest, planned, roster, type Story, TEACHER, user } from "./story.ts";

const FAMILIES = ["r-1", "r-2", "r-3", "r-4", "r-5", "r-6"];
const HART = user("r-teacher", TEACHER);

/** Six families inside, the calling bot in the call, its list read once. */
const inside = (): Story =>
  planned().after(
    { report: "meeting-started", source: "event" },
    { report: "call-entered", call: "call1" },
    list(FAMILIES),
  );

/** The call's list with our own leg in it. */
const list = (ids: readonly string[], sequence?: number) => ({
  ...roster(HART, ...ids.map((id) => ({ ...guest(id, `Family ${id}`), ...numbered(sequence) }))),
  ...numbered(sequence),
});
const numbered = (sequence?: number) => (sequence === undefined ? {} : { sequence });

/** A list that cannot be right: our own leg is not in it. */
const withoutUs = (ids: readonly string[] = []) => ({ ...list(ids), whole: false, doubtful: true });

const there = ({ lesson }: Story): readonly string[] =>
  FAMILIES.filter((id) => lesson.people[id]?.place === "in");

const removal = (story: Story) =>
  endSteps(story.lesson, undefined, story.now, "Europe/London", "").find((one) => one.step === "removal")
    ?.proof;

const endedWith = (story: Story): Story => {
  story.press({ press: "end-for-all" });
  return story.wait(4000).after({ report: "end-window-passed" });
};

describe("an empty or short list is no proof", () => {
  it.each([
    ["empty", withoutUs()],
    ["without our own leg", withoutUs(["r-1"])],
    ["our own leg alone", { ...roster(), whole: true }],
    ["half", list(FAMILIES.slice(3))],
    ["older than the word that they are inside", list(FAMILIES.slice(1), 3)],
  ])("a list that is %s, again and again: no one is out, nothing is proven, all are removed", (_, odd) => {
    const story = inside().after(list(FAMILIES, 0));
    for (const id of FAMILIES)
      story.report({
        report: "roster-seen",
        source: "call",
        people: [{ ...guest(id, `Family ${id}`, "lobby"), sequence: 4 }],
        staff: [],
        whole: false,
      });
    story.after(list(FAMILIES, 5));
    endedWith(story);
    const ordered = story.events.flatMap((one) => (one.type === "RemovalOrdered" ? one.data.people : []));
    expect(ordered).toEqual(expect.arrayContaining(FAMILIES));
    // Asked again at once, and by a Graph that is slow to answer the removals.
    for (const ms of [700, 700, 700, 6_000, 6_000]) {
      story.wait(ms).report(odd);
      expect(there(story)).toEqual(FAMILIES);
      expect(removal(story)?.state).not.toBe("proven");
      expect(removal(story)?.sentence).toMatch(/^The newest list from Teams may miss people\./);
    }
    story.after(...accepted(...FAMILIES), list([], 9));
    expect(there(story)).toEqual([]);
    expect(removal(story)?.state).toBe("proven");
  });

  it("what was proven is so no more once the newest list cannot be believed", () => {
    const story = endedWith(inside()).after(...accepted(...FAMILIES), list([]));
    expect(removal(story)?.state).toBe("proven");
    story.report(withoutUs());
    expect(removal(story)?.state).not.toBe("proven");
    story.report(list([]));
    expect(removal(story)?.state).toBe("proven");
  });

  it("lists that take turns, right and short, take no one out", () => {
    const story = inside();
    for (let n = 0; n < 12; n += 1) {
      story.wait(1000).report(n % 2 === 0 ? list([]) : list(FAMILIES));
      expect(there(story)).toEqual(FAMILIES);
    }
  });

  it("one who leaves is out at once; many, once the lists have gone on saying so", () => {
    const story = inside().after(list(FAMILIES.slice(1)));
    expect(there(story)).toEqual(FAMILIES.slice(1));
    for (let seconds = 0; seconds < 5; seconds += 1) {
      story.after(list([])).wait(1000);
      expect(there(story)).toEqual(FAMILIES.slice(1));
    }
    story.report(list([]));
    expect(there(story)).toEqual([]);
  });

  it("whom lists alone took out is removed all the same at the end: there it does no harm", () => {
    const story = inside();
    for (let seconds = 0; seconds <= 6; seconds += 1) story.after(list(FAMILIES.slice(3))).wait(1000);
    expect(there(story)).toEqual(FAMILIES.slice(3));
    endedWith(story);
    const ordered = story.events.flatMap((one) => (one.type === "RemovalOrdered" ? one.data.people : []));
    expect([...ordered].toSorted()).toEqual(FAMILIES);
  });
});

describe("words of one person that come out of order", () => {
  const word = (place: "in" | "out" | "lobby", sequence?: number) => ({
    ...roster({ ...guest("r-1", "Family r-1", place), ...numbered(sequence) }),
    whole: false,
  });
  const place = (story: Story): string | undefined => story.lesson.people["r-1"]?.place;

  it("the newest stands, by Teams' own number", () => {
    const story = inside().after(word("lobby", 5));
    expect(place(story)).toBe("lobby");
    expect(place(story.after(word("in", 4)))).toBe("lobby");
    expect(place(story.after(word("out", 4)))).toBe("lobby");
    expect(place(story.after(word("in", 6)))).toBe("in");
  });

  it("the same number is no older, and without one the later to come stands", () => {
    expect(place(inside().after(word("lobby", 5), word("in", 5)))).toBe("in");
    expect(place(inside().after(word("lobby", 5), word("in")))).toBe("in");
    expect(place(inside().after(word("lobby"), word("in", 1)))).toBe("in");
  });
});

describe("breakout rooms take people out of the list", () => {
  const seen = (story: Story, breakoutRooms: boolean | "not said") => {
    const asked = story.lesson.doors.asked?.options;
    if (asked === undefined) throw new Error("no options were asked for");
    return story.report({
      report: "options-seen",
      asked,
      seen: asked,
      coOrganisersSet: false,
      breakoutRooms,
    });
  };

  it.each([
    [true, "not proven"],
    ["not said", "not proven"],
    [false, "proven"],
  ] as const)("read back as %s, an empty main meeting is %s", (rooms, state) => {
    const story = endedWith(inside());
    seen(story, rooms);
    story.after(...accepted(...FAMILIES), list([]));
    expect(removal(story)?.state).toBe(state);
    if (state === "not proven")
      expect(removal(story)?.sentence).toBe(
        "No family is in the main meeting. Breakout rooms cannot be seen: close them in Teams.",
      );
  });

  it("that they were allowed again is a fact of its own", () => {
    const story = inside();
    seen(story, false);
    const before = story.count("OptionsSeen");
    seen(story, false);
    expect(story.count("OptionsSeen")).toBe(before);
    seen(story, true);
    expect(story.count("OptionsSeen")).toBe(before + 1);
  });
});

type Word =
  | { readonly wait: number }
  | { readonly list: readonly string[]; readonly ours: boolean }
  | { readonly one: string; readonly place: "in" | "out" };

const word: fc.Arbitrary<Word> = fc.oneof(
  fc.integer({ min: 0, max: 4000 }).map((wait) => ({ wait })),
  fc.record({ list: fc.subarray(FAMILIES), ours: fc.boolean() }),
  fc.record({ one: fc.constantFrom(...FAMILIES), place: fc.constantFrom("in" as const, "out" as const) }),
);

describe("whatever lists and notifications come, in whatever order", () => {
  it("a person who was last said to be inside is out only by lists that went on lacking them", () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        const story = inside();
        let sequence = 1;
        /** The newest news of each family; and since when every list with our own leg has lacked them. */
        const newest = new Map(FAMILIES.map((id) => [id, { place: "in", sequence: 0 }]));
        const lackedSince = new Map<string, number>();
        for (const one of words) {
          const now = Date.parse(story.now);
          sequence += 1;
          if ("wait" in one) story.wait(one.wait);
          else if ("one" in one) {
            const person: RosterPerson = { ...guest(one.one, `Family ${one.one}`, one.place), sequence };
            story.report({
              report: "roster-seen",
              source: "call",
              people: [person],
              staff: [],
              whole: false,
            });
            newest.set(one.one, { place: one.place, sequence });
            if (one.place === "in") lackedSince.delete(one.one);
          } else if (!one.ours) story.report(withoutUs(one.list));
          else {
            const before = there(story);
            story.report(list(one.list, sequence));
            const lacking = before.filter((id) => !one.list.includes(id));
            for (const id of FAMILIES) {
              if (one.list.includes(id)) {
                lackedSince.delete(id);
                newest.set(id, { place: "in", sequence });
              } else if (!lackedSince.has(id)) lackedSince.set(id, now);
            }
            for (const id of lacking) {
              const long = now - (lackedSince.get(id) ?? now) >= 5000;
              if (there(story).includes(id) || long || lacking.length < 3) continue;
              throw new Error(`${id} is out by one short list`);
            }
            for (const id of lacking)
              if (!there(story).includes(id)) newest.set(id, { place: "out", sequence });
          }
          if ("list" in one && !one.ours)
            for (const id of one.list) newest.set(id, { place: "in", sequence });
          for (const [id, { place }] of newest) if (place === "in") expect(there(story)).toContain(id);
        }
      }),
      runs(300),
    );
  });
});
