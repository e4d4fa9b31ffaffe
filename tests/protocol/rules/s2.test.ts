import { lessonDocument } from "../../../src/protocol/export/lesson-document.ts";
import type { StaffCommand } from "../../../src/protocol/lesson/commands.ts";
import { evolve } from "../../../src/protocol/lesson/evolve.ts";
import type { RosterPerson } from "../../../src/protocol/lesson/person.ts";
import { pupilRows, unknownPeople } from "../../../src/protocol/lesson/presence.ts";
import { type Lesson, NO_LESSON } from "../../../src/protocol/lesson/state.ts";
import { driftToPutRight, optionsFor } from "../../../src/protocol/lesson/wanted-options.ts";
import { NOT_RECORDED } from "../../../src/protocol/rules/s2-not-recorded.ts";
import { KINDS, type Phase } from "../../../src/protocol/words.ts";
import { fc, hasMet, runs } from "../../support/properties.ts";
import { type Step, steps, take } from "../lesson/steps.ts";
import { arrival, FOUND, guest, MET, roster, Story, TEACHER, user } from "../lesson/story.ts";
import { givenLesson, reported, rule } from "./given.ts";

const PHASES: readonly Phase[] = ["planned", "arrival", "live", "paused", "shut", "over"];
const LESSONS = KINDS.filter((kind) => kind !== "not a lesson");

const askedOf = () => {
  const asked = arrival().lesson.doors.asked?.options;
  if (asked === undefined) throw new Error("not asked");
  return asked;
};

describe(rule("S2"), () => {
  it.each(LESSONS)("is asked of Teams for a %s lesson in every phase, transcripts too", (kind) => {
    for (const phase of PHASES)
      for (const on of [true, false])
        expect(optionsFor({ kind, phase, opened: { cameras: on, mics: on } })).toMatchObject(NOT_RECORDED);
    expect(NOT_RECORDED).toEqual({ recording: false, transcription: false });
  });

  it("puts recording and transcript back where they were allowed by hand", () => {
    const asked = askedOf();
    for (const phase of PHASES)
      expect(driftToPutRight(asked, { ...asked, recording: true, transcription: true }, phase)).toMatchObject(
        NOT_RECORDED,
      );
  });

  it("lists an app that joins: it may be a note-taker", () => {
    const notes = {
      id: "r-notes",
      identity: "application",
      shown: "Read.ai notetaker",
      place: "in",
    } as const;
    givenLesson(arrival())
      .when(reported(roster(user("r-teacher", TEACHER), notes)))
      .thenAmong({ type: "PersonArrived", data: { person: "r-notes", identity: "application" } })
      .thenState((lesson) =>
        expect(unknownPeople(lesson).find(({ person }) => person === "r-notes")?.warning).toMatch(/note/),
      );
  });

  it("keeps what Teams read back, and the export says no more than that", () => {
    const asked = askedOf();
    const recordingIn = (story: ReturnType<typeof arrival>): string => {
      const around = { now: story.now, timeZone: "Europe/London", school: "Oakfield" };
      const [facts] = lessonDocument(story.lesson, story.events, around).sections;
      return facts?.table?.rows.find(([what]) => what === "Recording allowed")?.[1] ?? "";
    };
    const seen = (recording: boolean) =>
      arrival().after({
        report: "options-seen",
        asked,
        seen: { ...asked, recording },
        coOrganisersSet: true,
      });
    expect(recordingIn(arrival())).toMatch(/not confirmed/);
    expect(recordingIn(seen(false))).toMatch(/not allowed/);
    expect(recordingIn(seen(true))).toMatch(/^allowed/);
    for (const story of [arrival(), seen(false), seen(true)])
      expect(recordingIn(story)).not.toMatch(/not recorded/i);
  });

  /** Whether nothing but a one-to-one with one child, that is on, and whose parent was told, wants a recording. */
  const expectAllowedRightly = (lesson: Lesson): boolean => {
    const allows = [optionsFor(lesson), lesson.doors.asked?.options].some((one) => one?.recording === true);
    if (allows)
      expect({
        kind: lesson.kind,
        told: lesson.parent?.told !== undefined && lesson.parent.answer === "cannot stay",
        on: lesson.phase === "arrival" || lesson.phase === "live" || lesson.phase === "paused",
        children: pupilRows(lesson).filter(({ place }) => place === "in").length < 2,
      }).toEqual({ kind: "one-to-one", told: true, on: true, children: true });
    return allows;
  };

  /** A one-to-one that may be recorded, or any other beginning. */
  const begun = fc.constantFrom<() => Story>(
    () => new Story().after(MET),
    () => {
      const story = arrival().after(
        roster(user("r-teacher", TEACHER), guest("r-amara", "Amara Okafor (Guest)")),
      );
      for (const press of [
        { press: "choose-kind", kind: "one-to-one" },
        { press: "parent-cannot-stay" },
        { press: "parent-told", reason: "at work" },
      ] as const)
        story.press(press);
      return story;
    },
  );

  const press = (one: StaffCommand): Step => ({ press: one, by: TEACHER });
  const AMARA = guest("r-amara", "Amara Okafor (Guest)");
  const BEN = guest("r-ben", "Ben Price (Guest)");
  const inside = (...people: readonly RosterPerson[]): Step => ({
    report: roster(user("r-teacher", TEACHER), ...people),
  });
  /** What lets a recording begin, and what ends that again, close together. */
  const close = fc.array(
    fc.constantFrom<Step>(
      ...(
        ["parent-stays", "parent-cannot-stay", "parent-left", "pause", "resume", "end-lesson"] as const
      ).map((one) => press({ press: one })),
      press({ press: "parent-told", reason: "at work" }),
      press({ press: "parent-not-told", why: "objects" }),
      ...LESSONS.map((kind) => press({ press: "choose-kind", kind })),
      inside(AMARA),
      inside(AMARA, BEN),
      inside(BEN),
      inside({ ...AMARA, recording: true }),
      { report: { report: "meeting-ended" } },
      { report: { report: "meeting-started", source: "event" } },
      { wait: 60_000 },
    ),
    { maxLength: 15 },
  );

  it("is so of each one-to-one whose child came after the parent of another was told", () => {
    const met = { allowed: 0, other: 0 };
    const shownIn = ({ people }: Lesson): readonly string[] =>
      Object.values(people).flatMap((one) => (one.place === "in" && !one.staff ? [one.shown] : []));
    fc.assert(
      fc.property(begun, close, (begin, all) => {
        const story = begin();
        let toldTo = { at: story.lesson.parent?.told?.at, to: shownIn(story.lesson) };
        for (const one of all) {
          story.wait(1000);
          take(story, one);
          const { parent } = story.lesson;
          if (parent?.told !== undefined && parent.told.at !== toldTo.at)
            toldTo = { at: parent.told.at, to: shownIn(story.lesson) };
          const now = shownIn(story.lesson);
          const isAnother = now.length > 0 && !now.some((name) => toldTo.to.includes(name));
          if (isAnother) met.other += 1;
          if (!expectAllowedRightly(story.lesson)) continue;
          met.allowed += 1;
          expect([now, isAnother]).toEqual([now, false]);
        }
      }),
      runs(300),
    );
    hasMet(() => expect(Math.min(met.allowed, met.other)).toBeGreaterThan(25));
  });

  it("is so of each class and group, whatever is pressed and reported, replayed from the record, or next week", () => {
    const allowed = { played: 0, replayed: 0, kinds: new Set<unknown>() };
    fc.assert(
      fc.property(begun, fc.oneof(close, steps), fc.constantFrom(...LESSONS), (begin, all, kind) => {
        const story = begin();
        for (const one of all) {
          take(story, one);
          if (expectAllowedRightly(story.lesson)) allowed.played += 1;
          allowed.kinds.add(story.lesson.kind);
        }
        // Any other kind takes it back at once.
        story.press({ press: "choose-kind", kind });
        expectAllowedRightly(story.lesson);
        // After a crash the state is what the record gives, however far that was written.
        let again = NO_LESSON;
        for (const event of story.events) {
          again = evolve(again, event);
          // Between two facts of one decision what was asked may be the older one; what is sent is worked out anew.
          if (optionsFor(again)?.recording === true) {
            expectAllowedRightly({ ...again, doors: {} });
            allowed.replayed += 1;
          }
        }
        expect(again).toEqual(story.lesson);
        const next = new Story().after({ ...MET, lesson: "l2", previous: story.lesson }, FOUND);
        expect(expectAllowedRightly(next.lesson)).toBe(false);
      }),
      runs(150),
    );
    // It did meet lessons that may be recorded.
    hasMet(() => {
      expect(Math.min(allowed.played, allowed.replayed)).toBeGreaterThan(25);
      expect([...allowed.kinds]).toEqual(expect.arrayContaining([...LESSONS]));
    });
  });
});
