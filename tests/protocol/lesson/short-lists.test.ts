import { guest, planned, roster, type Story, TEACHER, user } from "./story.ts";

const HART = user("r-teacher", TEACHER);
const familiesOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => `r-${n + 1}`);

const list = (ids: readonly string[], sequence?: number) => ({
  ...roster(HART, ...ids.map((id) => ({ ...guest(id, `Family ${id}`), ...numbered(sequence) }))),
  ...numbered(sequence),
});
const numbered = (sequence?: number) => (sequence === undefined ? {} : { sequence });

/** So many families inside with the teacher, as the call's own list has shown them. */
const inside = (count: number): Story =>
  planned().after(
    { report: "meeting-started", source: "event" },
    { report: "call-entered", call: "call1" },
    list(familiesOf(count)),
  );

const there = ({ lesson }: Story): readonly string[] =>
  Object.values(lesson.people).flatMap(({ id, place }) => (id !== HART.id && place === "in" ? [id] : []));

/** Which departures the record calls unsure: a list alone says so. */
const left = ({ events }: Story): readonly (readonly [string, boolean])[] =>
  events.flatMap((one) =>
    one.type === "PersonMoved" && one.data.place === "out"
      ? [[one.data.person, one.data.unsure === true] as const]
      : [],
  );

describe("how many are missing from one list decides whether it is believed at once", () => {
  it.each([
    ["two of six are", 6, 2],
    ["the only family is, beside the teacher", 1, 1],
  ])("%s: they have left", (_, count, missing) => {
    const story = inside(count).after(list(familiesOf(count).slice(missing)));
    expect(there(story)).toHaveLength(count - missing);
    expect(left(story)).toEqual(familiesOf(missing).map((id) => [id, false]));
  });

  it("three of six are: they are still counted as inside, until lists have said so for five seconds", () => {
    const story = inside(6).after(list(familiesOf(6).slice(3)));
    expect(there(story)).toHaveLength(6);
    story.wait(4999).report(list(familiesOf(6).slice(3)));
    expect(there(story)).toHaveLength(6);
    story.wait(1).report(list(familiesOf(6).slice(3)));
    expect(left(story)).toEqual(familiesOf(3).map((id) => [id, true]));
  });

  it("everyone is, though they are only two: a list with no one in it is asked for again", () => {
    const story = inside(1).after({ ...roster(), whole: true });
    expect(there(story)).toEqual(["r-1"]);
    story.wait(5000).report({ ...roster(), whole: true });
    expect(there(story)).toEqual([]);
  });

  it("the only person in the call is: they have left", () => {
    const alone = { ...roster(guest("r-1", "Family r-1")), whole: true };
    const story = planned().after(
      { report: "meeting-started", source: "event" },
      { report: "call-entered", call: "call1" },
      alone,
      { ...roster(), whole: true },
    );
    expect(left(story)).toEqual([["r-1", false]]);
  });

  it("by another source than the call, whole lists are believed at once", () => {
    const story = planned().after(
      { report: "meeting-started", source: "event" },
      { ...list(familiesOf(6)), source: "events" },
      { ...list([]), source: "events" },
    );
    expect(there(story)).toEqual([]);
    expect(left(story)).toHaveLength(6);
    expect(left(story).every(([, unsure]) => !unsure)).toBe(true);
  });
});

describe("a list that contradicts what is known is believed later", () => {
  it("older than the word that one is inside: after fifteen seconds, not five", () => {
    const word = (place: "lobby" | "in", sequence: number) => ({
      ...roster({ ...guest("r-1", "Family r-1", place), sequence }),
      whole: false,
    });
    const story = inside(2).after(word("lobby", 7), word("in", 9));
    story.report(list(["r-2"], 8));
    story.wait(14_999).report(list(["r-2"], 8));
    expect(there(story)).toEqual(["r-1", "r-2"]);
    story.wait(1).report(list(["r-2"], 8));
    expect(left(story)).toEqual([["r-1", true]]);
  });

  it("whom Teams was asked to remove one by one is out by the next list; at the end only by an answer or in time", () => {
    const one = inside(2);
    one.press({ press: "remove", person: "r-1" });
    one.report(list(["r-2"]));
    expect(left(one)).toEqual([["r-1", false]]);

    const all = inside(2);
    all.press({ press: "end-for-all" });
    all.wait(4000).after({ report: "end-window-passed" }, list(["r-2"]));
    expect(there(all)).toEqual(["r-1", "r-2"]);
    all.report({ report: "removal-accepted", person: "r-1" });
    all.report(list(["r-2"]));
    expect(left(all)).toEqual([["r-1", false]]);
  });

  it("who was doubted once stays so until a list shows them, though fewer are missing by then", () => {
    const story = inside(6).after(list(familiesOf(6).slice(3)));
    story.wait(1000).report(list(familiesOf(6).slice(1)));
    expect(there(story)).toHaveLength(6);
    story.wait(1000).report(list(familiesOf(6)));
    story.wait(1000).report(list(familiesOf(6).slice(1)));
    expect(left(story)).toEqual([["r-1", false]]);
  });
});

describe("the first list of a call says who is in it", () => {
  it("who was inside an earlier call and is not in it has left, however many they are", () => {
    const story = inside(6).after({ report: "call-lost", call: "call1", code: 500, subcode: 0 });
    story.wait(60_000).after({ report: "call-entered", call: "call2" }, list([]));
    expect(there(story)).toEqual([]);
  });
});
