import type { ConcernCommand } from "../../../src/protocol/concern/commands.ts";
import { concernDutiesOf } from "../../../src/protocol/concern/duties.ts";
import type { Concern, Delivery } from "../../../src/protocol/concern/state.ts";
import { concernLine } from "../../../src/protocol/screen/lesson-view.ts";
import { isMessage, targetKey } from "../../../src/protocol/work/duty.ts";
import { alertCard, raisedCard } from "../../../src/teams/cards/alert-card.ts";
import { fc, hasMet, runs } from "../../support/properties.ts";
import { ASSISTANT, TEACHER } from "../lesson/story.ts";
import { CHANNEL, ConcernStory, DEPUTY, DSL, HEAD, HOLDERS, raising, SIDE_BY_SIDE } from "./story.ts";

const AROUND = { timeZone: "Europe/London", phone: "01234 567890" };

const keyOf = ({ target, step }: Pick<Delivery, "target" | "step">): string => `${targetKey(target)} ${step}`;

/** Each card in Teams about it, as it would be drawn now: the real card, not the code that finds outdated ones. */
const drawn = (concern: Concern, now: string): ReadonlyMap<string, string> =>
  new Map([
    ...concern.deliveries
      .filter(({ state, target }) => state === "told" && isMessage(target))
      .map((one): [string, string] => {
        const reader = one.target.to === "person" ? one.target.person : undefined;
        return [keyOf(one), JSON.stringify(alertCard(concern, { ...AROUND, recordUrl: "" }, reader))];
      }),
    [
      "raiser",
      JSON.stringify(raisedCard(concern, concernLine(concern, { ...AROUND, now }).sentence, "")),
    ] as const,
  ]);

const chat = (person: string, as: "dsl" | "headteacher") => ({ to: "person", person, as }) as const;
const TARGETS = [
  CHANNEL,
  chat(DSL.id, "dsl"),
  chat(DEPUTY.id, "dsl"),
  chat(HEAD.id, "headteacher"),
  { ...chat(DSL.id, "dsl"), to: "mail" } as const,
];
const CLOSE = { decision: "Spoke to home", reason: "Child is safe" };
const around = { holders: HOLDERS, lessonStaff: [TEACHER.id], afterMs: 180_000, ways: ["feed"] as const };
const word = fc.constantFrom("x", "");

const command: fc.Arbitrary<ConcernCommand> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("told" as const),
      target: fc.constantFrom(...TARGETS),
      step: fc.integer({ min: 1, max: 3 }),
    }),
  },
  fc.record({
    do: fc.constant("not-told" as const),
    target: fc.constantFrom(...TARGETS),
    step: fc.integer({ min: 1, max: 3 }),
    reason: fc.constant("403"),
    final: fc.boolean(),
    holders: fc.constant(HOLDERS),
  }),
  fc.integer({ min: 1, max: 4 }).map((step) => ({ do: "escalate" as const, step, ...around })),
  fc.constantFrom(DSL, DEPUTY, HEAD).map((by) => ({ do: "hand-on" as const, by, ...around })),
  fc.constantFrom(DSL, DEPUTY, HEAD).map((by) => ({ do: "have-it" as const, by })),
  fc
    .constantFrom(DSL, HEAD)
    .map((by) => ({ do: "close" as const, by, ...CLOSE, notNeeded: "told at the gate" })),
  fc.constantFrom(DSL, HEAD).map((by) => ({ do: "note-cpoms" as const, by, reference: "C-1" })),
  fc
    .record({
      do: fc.constant("add-detail" as const),
      by: fc.constantFrom(TEACHER, DSL),
      words: word,
      subject: fc.constantFrom(undefined, ASSISTANT.id, HEAD.id),
      holders: fc.constant(HOLDERS),
      lessonStaff: fc.constant([TEACHER.id, ASSISTANT.id]),
    })
    .map(({ subject, ...one }) => (subject === undefined ? one : { ...one, subject })),
  fc.constant({ do: "take-back" as const, by: TEACHER }),
);

const begun = fc.constantFrom(
  raising("child"),
  raising("child", { holders: SIDE_BY_SIDE }),
  raising("child", { channel: false }),
  raising("adult", { lessonStaff: [TEACHER.id, ASSISTANT.id] }),
  raising("adult", { undoMs: 4000, lessonStaff: [] }),
  raising("ended"),
  raising("alone"),
);

it("whatever happens to a concern, each of its cards that would show something else is drawn again", () => {
  const changes = new Map<string, number>();
  fc.assert(
    fc.property(begun, fc.array(command, { maxLength: 14, size: "max" }), (first, commands) => {
      const story = new ConcernStory(first);
      for (const one of commands) {
        const { concern: before } = story;
        const known = story.events.length;
        story.take(one);
        const { concern: after, now } = story;
        const events = story.events.slice(known);
        const redrawn = concernDutiesOf(before, after, events)
          .flat()
          .flatMap(({ work }) =>
            work.kind === "redraw-alert"
              ? [keyOf({ target: work.target, step: work.step ?? 1 })]
              : work.kind === "tell-raiser" || work.kind === "send-progress"
                ? ["raiser"]
                : [],
          );
        const old = drawn(before, now);
        for (const [card, face] of drawn(after, now)) {
          const was = old.get(card);
          if (was === undefined || was === face) continue;
          for (const { type } of events) changes.set(type, (changes.get(type) ?? 0) + 1);
          expect([events.map(({ type }) => type), redrawn]).toEqual([
            expect.anything(),
            expect.arrayContaining([card]),
          ]);
        }
        for (const card of redrawn.filter((one) => one !== "raiser"))
          if (old.has(card)) expect(drawn(after, now).get(card)).not.toBe(old.get(card));
      }
    }),
    runs(600),
  );
  hasMet(() =>
    expect([...changes.keys()]).toEqual(
      expect.arrayContaining(["Acknowledged", "ConcernClosed", "HandedOn", "Escalated", "Told"]),
    ),
  );
});
