import type { ConcernCommand } from "../../../src/protocol/concern/commands.ts";
import { decideConcern } from "../../../src/protocol/concern/decide.ts";
import { concernDutiesOf } from "../../../src/protocol/concern/duties.ts";
import type { ConcernEvent } from "../../../src/protocol/concern/events.ts";
import { type Concern, evolveConcern, NO_CONCERN } from "../../../src/protocol/concern/state.ts";
import type { Decision } from "../../../src/protocol/decision.ts";
import type { Actor } from "../../../src/protocol/lesson/commands.ts";
import { addMs } from "../../../src/protocol/time/clock-time.ts";
import type { About, Holders } from "../../../src/protocol/who/route.ts";
import type { Duty } from "../../../src/protocol/work/duty.ts";
import { AT, TEACHER } from "../lesson/story.ts";

export const DSL: Actor = { id: "dsl", name: "Mrs Dale" };
export const DEPUTY: Actor = { id: "deputy", name: "Mr Shah" };
export const HEAD: Actor = { id: "head", name: "Mrs Lowe" };
export const HOLDERS: Holders = {
  dsl: [DSL.id, DEPUTY.id],
  headteacher: [HEAD.id],
  first: "dsl-first",
};
/** The usual rule: DSL and headteacher side by side (X3). */
export const SIDE_BY_SIDE: Holders = { ...HOLDERS, first: "both" };
export const CHANNEL = { to: "channel" } as const;

export const raising = (
  about: About,
  more: Partial<Extract<ConcernCommand, { do: "raise" }>> = {},
): ConcernCommand => ({
  do: "raise",
  ref: "ABC234",
  about,
  lesson: "l1",
  label: "the 10:00 class lesson",
  lessonStaff: [TEACHER.id],
  channel: true,
  holders: HOLDERS,
  by: TEACHER,
  ...more,
});

/** One concern, built command by command, one second apart. */
export class ConcernStory {
  #concern: Concern = NO_CONCERN;
  #now = AT;
  readonly #events: ConcernEvent[] = [];
  #duties: readonly Duty[] = [];

  constructor(...commands: readonly ConcernCommand[]) {
    for (const command of commands) this.take(command);
  }

  get concern(): Concern {
    return this.#concern;
  }

  get events(): readonly ConcernEvent[] {
    return this.#events;
  }

  get now(): string {
    return this.#now;
  }

  /** The outgoing work that the last command called for. */
  get duties(): readonly Duty[] {
    return this.#duties;
  }

  wait(ms: number): void {
    this.#now = addMs(this.#now, ms);
  }

  take(command: ConcernCommand): Decision<ConcernEvent> {
    this.#now = addMs(this.#now, 1000);
    const before = this.#concern;
    const decision = decideConcern(before, command, this.#now);
    this.#duties = [];
    if ("refused" in decision) return decision;
    this.#events.push(...decision.events);
    this.#concern = decision.events.reduce(evolveConcern, before);
    this.#duties = concernDutiesOf(before, this.#concern, decision.events).flat();
    return decision;
  }
}

export const outcomeOf = (decision: Decision<ConcernEvent>): string =>
  "refused" in decision
    ? `refused: ${decision.refused}`
    : decision.events.map((event) => event.type).join(", ");
