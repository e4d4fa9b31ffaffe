import type { ConcernCommand } from "../../../src/protocol/concern/commands.ts";
import { decideConcern } from "../../../src/protocol/concern/decide.ts";
import type { ConcernEvent } from "../../../src/protocol/concern/events.ts";
import { type Concern, evolveConcern, NO_CONCERN } from "../../../src/protocol/concern/state.ts";
import type { Decision } from "../../../src/protocol/decision.ts";
import type { LessonCommand, Report, StaffCommand } from "../../../src/protocol/lesson/commands.ts";
import { decide } from "../../../src/protocol/lesson/decide.ts";
import type { LessonEvent } from "../../../src/protocol/lesson/events.ts";
import { evolve } from "../../../src/protocol/lesson/evolve.ts";
import { type Lesson, NO_LESSON } from "../../../src/protocol/lesson/state.ts";
import type { RuleId } from "../../../src/protocol/rules/rule.ts";
import { RULES } from "../../../src/protocol/rules/rules.ts";
import { TEACHER } from "../lesson/story.ts";

/** What has happened so far, and the time: a Story or a ConcernStory. */
type Past<Event> = { readonly events: readonly Event[]; readonly now: string };

/** An event by its type alone, or with what it has to hold. */
type Expected = string | { readonly type: string; readonly data?: object };

type Known = { readonly type: string; readonly data: object };

type Then<State, Event extends Known> = {
  /** These events and no others, in this order. */
  readonly thenFacts: (...facts: readonly Expected[]) => Then<State, Event>;
  /** This event among them. */
  readonly thenAmong: (fact: Expected) => Then<State, Event>;
  /** Answered, and nothing is recorded. */
  readonly thenNothing: () => Then<State, Event>;
  readonly thenRefused: (code: string) => Then<State, Event>;
  /** What the person reads. */
  readonly thenSays: (words: RegExp) => Then<State, Event>;
  /** What is so afterwards: the events evolved once more. */
  readonly thenState: (check: (state: State) => void) => Then<State, Event>;
};

const shaped = (expected: Expected) =>
  expect.objectContaining(
    typeof expected === "string"
      ? { type: expected }
      : {
          type: expected.type,
          ...(expected.data === undefined ? {} : { data: expect.objectContaining(expected.data) }),
        },
  );

const thenOf = <State, Event extends Known>(
  decision: Decision<Event>,
  state: State,
  step: (state: State, event: Event) => State,
): Then<State, Event> => {
  const events = "refused" in decision ? [] : decision.events;
  const told: Then<State, Event> = {
    thenFacts: (...facts) => {
      expect(decision).not.toHaveProperty("refused");
      expect(events.map(({ type }) => type)).toEqual(
        facts.map((fact) => (typeof fact === "string" ? fact : fact.type)),
      );
      expect(events).toEqual(facts.map(shaped));
      return told;
    },
    thenAmong: (fact) => {
      expect(events).toContainEqual(shaped(fact));
      return told;
    },
    thenNothing: () => told.thenFacts(),
    thenRefused: (code) => {
      expect(decision).toHaveProperty("refused", code);
      return told;
    },
    thenSays: (words) => {
      expect(decision.say).toMatch(words);
      return told;
    },
    thenState: (check) => {
      check(events.reduce(step, state));
      return told;
    },
  };
  return told;
};

/** A rule over decide and evolve: given what happened, when this comes, then these events. */
const specification =
  <State, Command, Event extends Known>(
    decided: (state: State, command: Command, now: string) => Decision<Event>,
    step: (state: State, event: Event) => State,
    initial: State,
  ) =>
  (past: Past<Event> = { events: [], now: "2026-11-24T10:00:00.000Z" }) => {
    const state = past.events.reduce(step, initial);
    return { when: (command: Command) => thenOf(decided(state, command, past.now), state, step) };
  };

/** Given a lesson, when staff press or Teams reports, then. */
export const givenLesson = specification<Lesson, LessonCommand, LessonEvent>(
  (lesson, command, now) => {
    let ids = 0;
    const fresh = (): string => `FRESH${++ids}`;
    return decide(lesson, command, {
      now,
      timeZone: "Europe/London",
      undoSeconds: 4,
      id: fresh,
      reference: fresh,
    });
  },
  evolve,
  NO_LESSON,
);

/** Given a concern, when a person or a timer does this, then. */
export const givenConcern = specification<Concern, ConcernCommand, ConcernEvent>(
  decideConcern,
  evolveConcern,
  NO_CONCERN,
);

export const pressed = (staff: StaffCommand, by = TEACHER): LessonCommand => ({ by, staff });
export const reported = (report: Report): LessonCommand => ({ report });

/** The heading of a rule's own test: its id and its sentence. */
export const rule = (id: RuleId): string => `${id}: ${RULES[id].says}`;
