import type { ConcernCommand } from "../../../src/protocol/concern/commands.ts";
import { decideConcern } from "../../../src/protocol/concern/decide.ts";
import { concernDutiesOf, concernDutiesUndoneBy } from "../../../src/protocol/concern/duties.ts";
import { isEscalating, isWanted, missingDuties, stepOf } from "../../../src/protocol/concern/escalation.ts";
import { type Concern, evolveConcern, NO_CONCERN } from "../../../src/protocol/concern/state.ts";
import { addMs } from "../../../src/protocol/time/clock-time.ts";
import type { About, Holders } from "../../../src/protocol/who/route.ts";
import type { DutyWork } from "../../../src/protocol/work/duty.ts";
import { fc, runs } from "../../support/properties.ts";
import { AT } from "../lesson/story.ts";
import { raising } from "./story.ts";

/** The teacher who raises it also holds both roles: never told of their own. */
const PEOPLE = ["teacher", "dsl", "deputy", "head", "deputy head", "assistant"];
const person = fc.constantFrom(...PEOPLE);
const actor = person.map((id) => ({ id, name: `Name of ${id}` }));
const some = (most: number) => fc.uniqueArray(person, { maxLength: most });
const holders: fc.Arbitrary<Holders> = fc.record({ dsl: some(3), headteacher: some(3) });
const lessonStaff = fc.constantFrom(["teacher"], ["teacher", "deputy head"], []);

type Step =
  | { readonly wait: number }
  /** Runs a timer or a telling of the queue: the oldest, or one that was called off or ran before. */
  | { readonly run: "due" | "stale"; readonly holders: Holders; readonly staff: readonly string[] }
  | { readonly tell: "told" | "not told"; readonly which: number; readonly holders: Holders }
  | { readonly command: ConcernCommand };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom(1_000, 60_000, 3_600_000).map((wait) => ({ wait })),
  fc.record({
    run: fc.constantFrom("due" as const, "due" as const, "stale" as const),
    holders,
    staff: lessonStaff,
  }),
  fc.record({ tell: fc.constantFrom("told", "not told"), which: fc.nat(9), holders }),
  fc.record({ by: actor, holders, staff: lessonStaff }).map(({ by, staff, ...rest }) => ({
    command: { do: "hand-on" as const, by, lessonStaff: staff, afterMs: 180_000, ...rest },
  })),
  fc.record({ by: actor, subject: person, holders, lessonStaff }).map((one) => ({
    command: { do: "add-detail" as const, ...one },
  })),
);
const settling: fc.Arbitrary<Step> = actor.chain((by) =>
  fc.constantFrom<Step>(
    { command: { do: "have-it", by } },
    { command: { do: "close", by, decision: "Spoke to home", reason: "Child is safe" } },
  ),
);
const steps = fc.array(fc.oneof({ weight: 12, arbitrary: step }, { weight: 1, arbitrary: settling }), {
  maxLength: 40,
});

type Timer = Extract<DutyWork, { kind: "escalate" }>;

/** A concern and the queue of its work, changed together as the record changes them. */
class World {
  concern: Concern = NO_CONCERN;
  now = AT;
  readonly types: string[] = [];
  readonly ran: Timer[] = [];
  open: DutyWork[] = [];

  take(command: ConcernCommand): void {
    const decision = decideConcern(this.concern, command, this.now);
    if ("refused" in decision) return;
    const before = this.concern;
    this.concern = decision.events.reduce(evolveConcern, before);
    for (const event of decision.events) {
      const undone = concernDutiesUndoneBy(event);
      this.ran.push(
        ...(this.open.filter((work) => work.kind === "escalate" && undone.includes(work.kind)) as Timer[]),
      );
      this.open = this.open.filter((work) => !undone.includes(work.kind));
      this.types.push(event.type);
    }
    this.open.push(
      ...concernDutiesOf(before, this.concern, decision.events)
        .flat()
        .map(({ work }) => work)
        .filter(({ kind }) => kind === "escalate" || kind === "tell"),
    );
  }

  run(one: Step): void {
    if ("wait" in one) this.now = addMs(this.now, one.wait);
    else if ("command" in one) this.take(one.command);
    else if ("run" in one) {
      const timer =
        one.run === "stale" ? this.ran[0] : (this.open.find(({ kind }) => kind === "escalate") as Timer);
      if (timer === undefined) return;
      const nobody = one.holders.dsl.length === 0 && one.holders.headteacher.length === 0;
      const before = this.concern.version;
      this.take({
        do: "escalate",
        step: timer.step,
        holders: one.holders,
        lessonStaff: one.staff,
        afterMs: 180_000,
      });
      // Unknown holders: the duty waits and is tried again.
      if (nobody && this.concern.version === before) return;
    } else {
      const tell = this.open.filter(({ kind }) => kind === "tell")[one.which];
      if (tell?.kind !== "tell") return;
      const { target, step: at = 1 } = tell;
      // Refused, it is tried again.
      if (one.tell === "told" || !isWanted(this.concern, { target, step: at }))
        this.open = this.open.filter((other) => other !== tell);
      if (!isWanted(this.concern, { target, step: at })) return;
      const about = { target, step: at };
      this.take(
        one.tell === "told"
          ? { do: "told", ...about }
          : { do: "not-told", ...about, reason: "403", final: true, holders: one.holders },
      );
    }
  }
}

const play = (about: About, all: readonly Step[], before: Holders, check: (world: World) => void): World => {
  const world = new World();
  world.take(raising(about, { holders: before, lessonStaff: ["teacher", "assistant"] }));
  for (const one of all) {
    world.run(one);
    check(world);
  }
  return world;
};

const about = fc.constantFrom<About>("child", "adult", "ended");

describe("whatever is pressed, told or falls due, in whatever order", () => {
  it("a concern that no one has taken is never forgotten: its next step waits, and each telling", () => {
    fc.assert(
      fc.property(about, steps, holders, (kind, all, before) => {
        play(kind, all, before, ({ concern, open, now }) => {
          expect(missingDuties(concern, open, now)).toEqual([]);
          const timers = open.filter((work) => work.kind === "escalate");
          // A step that Teams refused for everyone has a second timer, which is due at once.
          expect([...new Set(timers.map((work) => work.step))]).toEqual(
            isEscalating(concern) ? [stepOf(concern) + 1] : [],
          );
        });
      }),
      runs(150),
    );
  });

  it("once taken or closed it goes no further and is not opened again; steps count one by one", () => {
    fc.assert(
      fc.property(about, steps, holders, (kind, all, before) => {
        const { types, concern } = play(kind, all, before, () => undefined);
        const settled = types.findIndex((type) => type === "Acknowledged" || type === "ConcernClosed");
        const after = settled === -1 ? [] : types.slice(settled);
        expect(after.filter((type) => type === "Escalated" || type === "HandedOn")).toEqual([]);
        expect(types.filter((type) => type === "ConcernClosed").length).toBeLessThanOrEqual(1);
        expect(concern.steps.map((one) => one.step)).toEqual(concern.steps.map((_, n) => n + 2));
      }),
      runs(150),
    );
  });

  it("its raiser and the person it is about are never asked; about an adult, no DSL and none of the lesson is", () => {
    fc.assert(
      fc.property(about, steps, holders, (kind, all, before) => {
        let known = 0;
        play(kind, all, before, ({ concern }) => {
          for (const { target } of concern.deliveries.slice(known)) {
            if (target.to === "channel") {
              expect(kind).not.toBe("adult");
              continue;
            }
            expect(target.person).not.toBe("teacher");
            expect(concern.subjects).not.toContain(target.person);
            if (kind === "adult") expect(target.as).toBe("headteacher");
            if (kind === "adult" && concern.subjects.length === 0)
              expect(target.person).not.toBe("assistant");
          }
          known = concern.deliveries.length;
        });
      }),
      runs(150),
    );
  });
});
