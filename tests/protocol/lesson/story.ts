import type { Decision } from "../../../src/protocol/decision.ts";
import type { Actor, DecisionContext, Report, StaffCommand } from "../../../src/protocol/lesson/commands.ts";
import { decide } from "../../../src/protocol/lesson/decide.ts";
import { dutiesOf } from "../../../src/protocol/lesson/duties.ts";
import type { LessonEvent, LessonEventType } from "../../../src/protocol/lesson/events.ts";
import { evolve } from "../../../src/protocol/lesson/evolve.ts";
import type { RosterPerson } from "../../../src/protocol/lesson/person.ts";
import { type Lesson, NO_LESSON } from "../../../src/protocol/lesson/state.ts";
import type { Pupil } from "../../../src/protocol/names/register.ts";
import { addMs } from "../../../src/protocol/time/clock-time.ts";
import type { Duty } from "../../../src/protocol/work/duty.ts";

export const AT = "2026-11-24T10:00:00.000Z";

export const TEACHER: Actor = { id: "teacher", name: "Miss Hart" };
export const ASSISTANT: Actor = { id: "assistant", name: "Mr Bell" };

export const REGISTER: readonly Pupil[] = [
  { id: "p-amara", name: "Amara Okafor", also: [] },
  { id: "p-ben", name: "Ben Price", also: [] },
  { id: "p-chidi", name: "Chidi Nwosu", also: [] },
];

export const MET = { report: "meeting-met", lesson: "l1", meetingId: "m1", chatId: "chat1" } as const;

export const FOUND = {
  report: "meeting-found",
  organiser: TEACHER.id,
  graphId: "graph1",
  title: "Phonics",
  staffNames: {},
  startsAt: AT,
  endsAt: "2026-11-24T11:00:00.000Z",
  staff: [
    { person: TEACHER.id, part: "organiser" },
    { person: ASSISTANT.id, part: "co-organiser" },
  ],
  protectable: true,
  recognise: "ask",
  titles: [],
  defaultKind: "class",
} as const satisfies Report;

export const guest = (id: string, shown: string, place: "lobby" | "in" | "out" = "in"): RosterPerson => ({
  id,
  identity: "guest",
  shown,
  place,
});

export const user = (
  id: string,
  who: Actor,
  place: "lobby" | "in" | "out" = "in",
): RosterPerson & { readonly userId: string } => ({
  id,
  identity: "user",
  userId: who.id,
  shown: who.name,
  place,
});

/** What the calling bot sees at this moment; every signed-in person named here counts as staff. */
export const roster = (
  ...people: readonly RosterPerson[]
): Extract<Report, { readonly report: "roster-seen" }> => ({
  report: "roster-seen",
  source: "call",
  people,
  staff: people.flatMap((one) => (one.userId === undefined ? [] : [one.userId])),
  whole: true,
  sinceEnd: true,
});

/** Graph's answers to removals: Teams has accepted them. */
export const accepted = (...people: readonly string[]): readonly Report[] =>
  people.map((person) => ({ report: "removal-accepted", person }));

/** One lesson, built command by command, with a clock that only the test moves. */
export class Story {
  #lesson: Lesson = NO_LESSON;
  #now = AT;
  #ids = 0;
  #last: { readonly before: Lesson; readonly events: readonly LessonEvent[] } = {
    before: NO_LESSON,
    events: [],
  };
  readonly #events: LessonEvent[] = [];

  get lesson(): Lesson {
    return this.#lesson;
  }

  get events(): readonly LessonEvent[] {
    return this.#events;
  }

  get now(): string {
    return this.#now;
  }

  /** The outgoing work that the last decision called for. */
  get duties(): readonly Duty[] {
    return dutiesOf(this.#last.before, this.#lesson, this.#last.events).flat();
  }

  get around(): DecisionContext {
    return {
      now: this.#now,
      timeZone: "Europe/London",
      undoSeconds: 4,
      id: () => `id${++this.#ids}`,
      reference: () => `REF${++this.#ids}`,
    };
  }

  wait(ms: number): this {
    this.#now = addMs(this.#now, ms);
    return this;
  }

  press(command: StaffCommand, by: Actor = TEACHER): Decision {
    return this.#keep(decide(this.#lesson, { by, staff: command }, this.around));
  }

  report(report: Report): Decision {
    return this.#keep(decide(this.#lesson, { report }, this.around));
  }

  /** Goes on with each report in turn. */
  after(...reports: readonly Report[]): this {
    for (const report of reports) this.report(report);
    return this;
  }

  count(type: LessonEventType): number {
    return this.#events.filter((event) => event.type === type).length;
  }

  #keep(decision: Decision): Decision {
    const before = this.#lesson;
    const events = "refused" in decision ? [] : decision.events;
    this.#last = { before, events };
    this.#events.push(...events);
    this.#lesson = events.reduce(evolve, before);
    return decision;
  }
}

export const planned = (): Story => {
  const story = new Story().after(MET, FOUND);
  story.press({ press: "choose-kind", kind: "class" });
  story.press({ press: "set-register", source: "csv", register: REGISTER });
  return story;
};

export const typesOf = (decision: Decision): readonly string[] =>
  "refused" in decision ? [`refused: ${decision.refused}`] : decision.events.map((event) => event.type);

/** Teacher inside, the calling bot in the call, three families inside under names we know. */
export const arrival = (): Story =>
  planned().after(
    { report: "meeting-started", source: "event" },
    { report: "call-entered", call: "call1" },
    roster(
      user("r-teacher", TEACHER),
      guest("r-amara", "Amara Okafor (Guest)"),
      guest("r-ben", "Ben's mum (Guest)"),
      guest("r-chidi", "Chidi (Guest)", "lobby"),
    ),
  );

/** Cameras are let on, and the families inside have theirs on. */
export const withCameras = (story: Story): Story => {
  story.press({ press: "let-cameras-on" });
  const people = Object.values(story.lesson.people).filter(({ source }) => source === "call");
  return story.after(
    roster(...people.map((one) => ({ ...one, cameraOn: one.place === "in" && one.userId === undefined }))),
  );
};

/** The same with the assistant and a stranger inside, ended and past the undo window. */
export const ended = (): Story => {
  const story = arrival().after(
    roster(
      user("r-teacher", TEACHER),
      user("r-assistant", ASSISTANT),
      guest("r-amara", "Amara Okafor (Guest)"),
      guest("r-ben", "Ben's mum (Guest)"),
      guest("r-stranger", "iPad"),
    ),
  );
  story.press({ press: "end-for-all" });
  return story.wait(4000).after({ report: "end-window-passed" });
};
