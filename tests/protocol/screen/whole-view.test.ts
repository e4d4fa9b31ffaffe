import type { Concern } from "../../../src/protocol/concern/state.ts";
import { type LessonAlerts, lessonView } from "../../../src/protocol/screen/lesson-view.ts";
import { turnsLateAt } from "../../../src/protocol/screen/turns-late.ts";
import { addMs } from "../../../src/protocol/time/clock-time.ts";
import { CHANNEL, ConcernStory, raising } from "../concern/story.ts";
import {
  AT,
  arrival,
  FOUND,
  guest,
  MET,
  planned,
  REGISTER,
  roster,
  Story,
  TEACHER,
  user,
} from "../lesson/story.ts";

const view = (story: Story, alerts?: LessonAlerts, raised: readonly Concern[] = []) =>
  lessonView(story.lesson, "organiser", raised, alerts, {
    now: story.now,
    timeZone: "Europe/London",
    phone: "01234 567890",
  });

const ended = (): Story => {
  const story = arrival();
  story.press({ press: "end-for-all" });
  return story;
};
const begun = (): Story => ended().wait(4000).after({ report: "end-window-passed" });
const seen = (story: Story): Story => {
  const asked = story.lesson.doors.asked?.options;
  if (asked === undefined) throw new Error("nothing was asked");
  return story.wait(100).after({ report: "options-seen", asked, seen: asked, coOrganisersSet: false });
};

const CHECKS = [
  { check: "adult present", title: "A grown-up is with each child" },
  { check: "family room", title: "Each child is in a family room" },
  { check: "name shown", title: "Each name shown is one we know" },
] as const;
const ALWAYS = [
  { press: "tell-dsl", title: "Tell the DSL now", where: "first" },
  { press: "about-adult", title: "Tell the headteacher now", where: "more" },
  { press: "open-panel", title: "Open the panel", where: "more" },
];
const first = (press: string, title: string) => ({ press, title, where: "first" });

describe("the whole panel of a class", () => {
  it("that is planned: who is expected, and that nothing is confirmed yet", () => {
    const { version: _version, turn: _turn, ...shown } = view(planned());
    expect(shown).toStrictEqual({
      lesson: "l1",
      now: AT,
      phase: "planned",
      kind: "class",
      conduct: { kinds: ["group", "one-to-one"], background: {}, screenshots: [] },
      part: "organiser",
      phone: "01234 567890",
      startsAt: AT,
      protected: true,
      standing: { state: "done", words: "Planned" },
      counts: { expected: 3, here: 0, checked: 0, exceptions: 0, unknown: 0, waiting: 0 },
      presses: [first("pause", "Pause"), first("end-for-all", "End for all and tell the DSL"), ...ALWAYS],
      items: CHECKS.map((check) => ({
        ...check,
        state: "not yet",
        of: 0,
        done: 0,
        exceptions: 0,
        words: "no pupil inside yet",
      })),
      doors: {
        state: "asked",
        at: AT,
        sentence: "Asked at 10:00: Lobby on. Families' mics and cameras off. Waiting for Teams.",
      },
      call: { state: "none", sentence: "Lesson Guard joins when the lesson starts." },
      roster: { state: "none", sentence: "People are counted once the lesson starts." },
      familyCard: { state: "none", sentence: "The family checklist is posted when the lesson starts." },
      opened: { cameras: false, mics: false },
      unknown: [],
      mayCheck: false,
      pupils: REGISTER.map(({ id, name }) => ({
        pupil: id,
        name,
        place: "not here",
        shown: [],
        people: [],
        recognised: "no",
        exceptions: [],
      })),
      staffHere: [
        { person: "teacher", name: "Miss Hart", place: "out", part: "organiser" },
        { person: "assistant", name: "Staff", place: "out", part: "co-organiser" },
      ],
      concerns: [],
      // Teams has not answered about the options: five seconds after the asking that is said.
      dueAt: "2026-11-24T10:00:05.000Z",
    });
  });

  it("on arrival: who is here and who waits, what comes next, and what can be pressed", () => {
    const { version: _version, turn: _turn, pupils, ...shown } = view(arrival());
    expect(pupils.map(({ name, place, shown: as, recognised }) => [name, place, ...as, recognised])).toEqual([
      ["Amara Okafor", "in", "Amara Okafor (Guest)", "suggested"],
      ["Ben Price", "in", "Ben's mum (Guest)", "suggested"],
      ["Chidi Nwosu", "lobby", "Chidi (Guest)", "suggested"],
    ]);
    const [adult, room, name] = CHECKS;
    const unseen = { state: "not yet", of: 2, done: 0, exceptions: 0, words: "0 of 2 seen, cameras are off" };
    expect(shown).toStrictEqual({
      ...shown,
      phase: "arrival",
      startedAt: AT,
      standing: { state: "asked", words: "Arrival" },
      counts: { expected: 3, here: 2, checked: 0, exceptions: 0, unknown: 0, waiting: 1 },
      lead: "Now let cameras on: no grown-up can be seen yet.",
      presses: [
        first("pause", "Pause"),
        first("end-for-all", "End for all and tell the DSL"),
        ...ALWAYS.slice(0, 2),
        first("let-mics-on", "Let mics on"),
        { ...first("let-cameras-on", "Let cameras on"), primary: true },
        first("names-match", "Names match"),
        ...ALWAYS.slice(2),
      ],
      items: [
        { ...adult, ...unseen },
        { ...room, ...unseen },
        { ...name, ...unseen, state: "your turn", words: "0 of 2 checked" },
      ],
      call: { state: "proven", at: AT, sentence: "Lesson Guard has been in the call since 10:00." },
      roster: { state: "proven", sentence: "The list comes from the call itself." },
      familyCard: { state: "asked", at: AT, sentence: "Posting the family checklist." },
      mayCheck: true,
    });
    expect(shown.staffHere.map(({ name: who, place }) => [who, place])).toEqual([
      ["Miss Hart", "in"],
      ["Staff", "out"],
    ]);
    for (const field of ["notYet", "quiet", "end", "notices", "notSent", "summary", "overAt", "title"])
      expect(shown).not.toHaveProperty(field);
  });

  it("that is over: when it was, what it was called, and nothing left to wait for", () => {
    const story = new Story().after(MET, { ...FOUND, recognise: "all" });
    const { kind, title, startsAt } = view(story);
    expect({ kind, title, startsAt }).toEqual({ kind: "class", title: "Phonics", startsAt: AT });
    story
      .after({ report: "meeting-started", source: "event" })
      .wait(60_000)
      .after({ report: "meeting-ended" });
    expect(view(story)).toMatchObject({
      phase: "over",
      startedAt: AT,
      overAt: "2026-11-24T10:01:00.000Z",
      presses: [first("open-panel", "Open the panel"), ...ALWAYS.slice(0, 2)],
      standing: { state: "done", words: "Over 10:01" },
      roster: { state: "none", sentence: "The lesson is over." },
    });
    expect(view(story).dueAt).toBeUndefined();
  });

  it("of a meeting no one has called a lesson: nothing but that question", () => {
    const shown = view(new Story().after(MET));
    expect(shown.presses.map(({ press }) => press)).toEqual(["choose-kind"]);
    for (const field of ["kind", "title", "startsAt", "startedAt", "overAt", "lead", "dueAt"])
      expect(shown).not.toHaveProperty(field);
  });
});

describe("the panel says beforehand what a one-to-one asks of staff", () => {
  const oneToOne = (): Story => {
    const story = new Story().after(MET, FOUND);
    story.press({ press: "choose-kind", kind: "one-to-one" });
    return story;
  };

  it("until it begins, and of no other kind", () => {
    expect(view(oneToOne()).ahead).toMatch(/^At the start, ask the parent to stay in the room\./);
    const begun = oneToOne().after({ report: "meeting-started", source: "event" });
    expect(view(begun)).not.toHaveProperty("ahead");
    expect(view(begun)).not.toHaveProperty("parent");
    expect(view(planned())).not.toHaveProperty("ahead");
    expect(view(planned())).not.toHaveProperty("parent");
  });
});

describe("the panel waits for the next moment at which time alone changes what it says", () => {
  const due = (story: Story, alerts?: LessonAlerts, raised?: readonly Concern[]): string | undefined =>
    view(story, alerts, raised).dueAt;

  it("a lesson that is planned for later: half an hour before it, from when staff can begin it", () => {
    const later = { ...FOUND, startsAt: "2026-11-24T12:00:00.000Z" } as const;
    const story = seen(planned().after(later));
    expect(due(story)).toBe("2026-11-24T11:30:00.000Z");
    expect(due(story.wait(90 * 60_000 - 101))).toBe("2026-11-24T11:30:00.000Z");
    expect(due(story.wait(1))).toBeUndefined();
    expect(due(seen(arrival().after(later)))).toBeUndefined();
  });

  it("what was asked of Teams, until it is answered: five seconds after the asking", () => {
    expect(due(arrival())).toBe(addMs(AT, 5000));
    expect(due(seen(arrival()))).toBe(FOUND.endsAt);
    expect(due(arrival().wait(5000))).toBe(FOUND.endsAt);
  });

  it("a concern of this person that Teams takes no message about: after fifteen seconds, the earliest first", () => {
    const concern = new ConcernStory(raising("child"));
    expect(due(seen(arrival()), undefined, [concern.concern])).toBe(addMs(concern.now, 15_000));
    const other = new ConcernStory(raising("child"));
    other.take({ do: "told", target: CHANNEL });
    expect(due(seen(arrival()), undefined, [other.concern])).toBe(FOUND.endsAt);
  });

  it("the alert of pupils left alone counts, and that of an end once its undo window is over", () => {
    const { concern: alone, now } = new ConcernStory(raising("alone"));
    expect(due(seen(arrival()), { alone })).toBe(addMs(now, 15_000));
    const { concern: alert } = new ConcernStory(raising("ended"));
    expect(due(seen(ended()), { ended: alert })).toBeUndefined();
    const after = seen(begun()).wait(5000);
    expect(due(after, { ended: alert })).toBe(addMs(alert.raisedAt, 15_000));
    expect(due(after)).toBeUndefined();
  });

  it("and says at the top, from that moment on, that an alert could not be sent", () => {
    const silent = "Lesson Guard could not send a message for 15 seconds.";
    const { concern: alone } = new ConcernStory(raising("alone"));
    expect(view(seen(arrival()).wait(16_000), { alone }).notSent).toContain(silent);
    const { concern: alert } = new ConcernStory(raising("ended"));
    expect(view(seen(begun()).wait(16_000), { ended: alert }).notSent).toContain(silent);
    expect(view(seen(ended()).wait(16_000), { ended: alert }).notSent).toBeUndefined();
  });

  describe("and a card is drawn again", () => {
    const moments = ({ lesson }: Story): readonly string[] => turnsLateAt(lesson).toSorted();
    const LATE = [addMs(AT, 2000), addMs(AT, 5000)];

    it("two and five seconds after the options were asked for, until they are read back; then silence is looked at", () => {
      expect(moments(arrival())).toEqual([...LATE, FOUND.endsAt]);
      const story = seen(arrival());
      expect(moments(story)).toEqual([addMs(story.now, 2000), FOUND.endsAt]);
      expect(moments(seen(planned()))).toEqual([]);
    });

    it("two and five seconds after the start of a lesson whose meeting Teams does not show", () => {
      const story = new Story().after(MET);
      story.press({ press: "choose-kind", kind: "class" });
      story.after({ report: "meeting-started", source: "event" });
      expect(moments(story)).toEqual(LATE);
      expect(moments(story.after({ report: "meeting-ended" }))).toEqual([]);
    });

    it("ten seconds after Lesson Guard began to join the call", () => {
      const story = seen(planned()).after({ report: "meeting-started", source: "event" });
      expect(moments(story)).toContain(addMs(story.now, 10_000));
      story.after({ report: "call-waiting", call: "call1" });
      expect(moments(story)).not.toContain(addMs(story.now, 10_000));
    });

    it("when the undo window is over, and two and five seconds after the end began", () => {
      expect(moments(ended())).toContain(addMs(AT, 4000));
      expect(moments(begun())).toEqual(expect.arrayContaining([4000, 6000, 9000].map((ms) => addMs(AT, ms))));
      for (const ms of [4000, 6000, 9000])
        expect(moments(begun().after({ report: "meeting-ended" }))).not.toContain(addMs(AT, ms));
    });
  });
});

describe("the panel's counts", () => {
  it("names alone, pupils checked, and exceptions: each pupil once", () => {
    const story = arrival().after(
      roster(
        user("r-teacher", TEACHER),
        guest("r-amara", "Amara Okafor (Guest)"),
        guest("r-ben", "Ben's mum (Guest)"),
        guest("r-x", "iPad"),
        guest("r-y", "Chidi (Guest)", "lobby"),
      ),
    );
    story.press({ press: "names-match" });
    for (const reason of ["dress", "language"] as const)
      story.press({ press: "note-exception", pupil: "p-ben", reason });
    expect(view(story).counts).toEqual({
      namesOnly: 2,
      expected: 3,
      here: 2,
      checked: 0,
      exceptions: 1,
      unknown: 1,
      waiting: 1,
    });
  });
});
