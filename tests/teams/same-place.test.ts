import type { Concern } from "../../src/protocol/concern/state.ts";
import { defined } from "../../src/protocol/defined.ts";
import { cardsOf } from "../../src/protocol/lesson/card-duties.ts";
import type { StaffCommand } from "../../src/protocol/lesson/commands.ts";
import { decide } from "../../src/protocol/lesson/decide.ts";
import { disarms } from "../../src/protocol/lesson/disarming.ts";
import { evolve } from "../../src/protocol/lesson/evolve.ts";
import { carriedBy } from "../../src/protocol/lesson/presses.ts";
import type { Lesson } from "../../src/protocol/lesson/state.ts";
import type { CardButton, CardFace } from "../../src/protocol/screen/card-faces.ts";
import { addMs } from "../../src/protocol/time/clock-time.ts";
import { alertCard, raisedCard } from "../../src/teams/cards/alert-card.ts";
import { togetherCard } from "../../src/teams/cards/together-card.ts";
import { ConcernStory, DSL, raising } from "../protocol/concern/story.ts";
import { steps, take } from "../protocol/lesson/steps.ts";
import { arrival, planned, type Story, TEACHER, withCameras } from "../protocol/lesson/story.ts";
import { fc, runs } from "../support/properties.ts";

// A second tap meets what stands where the first one was: on no card may that be another thing that tells, ends,
// opens, joins or calls. A card has no guard of its own, as the panel has.

/** How long after a press its answer is on the screen, and a finger may still be on its way. */
const SECOND_TAP_MS = 700;

const TELLS: readonly CardButton["press"][] = ["tell-dsl", "about-adult", "end-for-all", "end-lesson"];

const oneToOne = (): Story => {
  const story = arrival();
  story.press({ press: "choose-kind", kind: "one-to-one" });
  return withCameras(story);
};

const inPlaces = ({ buttons }: CardFace): readonly CardButton[][] =>
  (["first", "more"] as const).map((where) => buttons.filter((one) => one.where === where));

const commandOf = ({ press, kind }: CardButton): StaffCommand | undefined => {
  if (carriedBy(press) === "kind") return kind === undefined ? undefined : { press: "choose-kind", kind };
  return carriedBy(press) === "nothing" ? ({ press } as StaffCommand) : undefined;
};

type Look = { readonly lesson: Lesson; readonly face: CardFace };

const pressOn = (
  story: Story,
  { lesson, face }: Look,
  button: CardButton,
  afterMs = 0,
): ReturnType<typeof decide> | undefined => {
  const staff = commandOf(button);
  if (staff === undefined) return undefined;
  const { toCheck, unsorted } = button;
  const drawnFrom = { turn: face.turn, card: true as const, ...defined({ toCheck, unsorted }) };
  const around = { ...story.around, now: addMs(story.now, afterMs) };
  return decide(lesson, { by: TEACHER, staff, drawnFrom }, around);
};

/** What a second tap in the same place would do wrongly, for each button of each card of the lesson as it is. */
const wrongAfter = (story: Story): readonly string[] => {
  const { lesson, now } = story;
  return [...cardsOf(lesson, now)].flatMap(([key, { face }]) =>
    inPlaces(face).flatMap((row, where) =>
      row.flatMap((button, place) => {
        const answer = pressOn(story, { lesson, face }, button);
        if (answer === undefined || "refused" in answer) return [];
        const after = answer.events.reduce(evolve, lesson);
        const shown = cardsOf(after, now).get(key)?.face;
        const there = shown === undefined ? undefined : inPlaces(shown)[where]?.[place];
        if (shown === undefined || there === undefined || there.press === button.press) return [];
        const words = `${key}: ${there.press} where ${button.press} was`;
        if (TELLS.includes(there.press)) return [words];
        if (!disarms(there.press)) return [];
        const second = pressOn(story, { lesson: after, face: shown }, there, SECOND_TAP_MS);
        return second !== undefined && "refused" in second ? [] : [words];
      }),
    ),
  );
};

const paused = (): Story => {
  const story = withCameras(arrival());
  story.press({ press: "pause" });
  return story;
};

const ending = (): Story => {
  const story = withCameras(arrival());
  story.press({ press: "end-for-all" });
  return story;
};

describe("a second tap on a card about a lesson", () => {
  it("tells, ends and opens nothing that was not pressed, whatever happened before", () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(
        fc.constantFrom(planned, arrival, () => withCameras(arrival()), oneToOne, paused, ending),
        steps,
        (start, given) => {
          const story = start();
          for (const staff of [TEACHER.id, "assistant"]) story.report({ report: "checklist-sent", staff });
          for (const one of given) {
            expect(wrongAfter(story)).toEqual([]);
            take(story, one);
          }
          expect(wrongAfter(story)).toEqual([]);
          for (const { face } of cardsOf(story.lesson, story.now).values())
            for (const { press } of face.buttons) met.add(press);
        },
      ),
      runs(150),
    );
    expect([...met]).toEqual(
      expect.arrayContaining(["pause", "resume", "undo-end", "undo-kind", "let-mics-on", "all-others-fine"]),
    );
  });

  it("is not done, and says so: Resume where Pause was; a little later it is what was meant", () => {
    const story = arrival();
    story.press({ press: "pause" });
    const tap = (ms: number) => {
      const { lesson } = story;
      const face = [...cardsOf(lesson, story.now).values()][0]?.face;
      const resume = face?.buttons.find(({ press }) => press === "resume");
      if (face === undefined || resume === undefined) throw new Error("There is no Resume.");
      return pressOn(story, { lesson, face }, resume, ms);
    };
    expect(tap(700)).toMatchObject({ refused: "behind", say: expect.stringMatching(/^Nothing was done/) });
    expect(tap(2000)).toMatchObject({
      events: expect.arrayContaining([expect.objectContaining({ type: "Resumed" })]),
    });
  });

  it("keeps what stops a lesson and what tells in the same places, as long as it is on", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(arrival, () => withCameras(arrival()), oneToOne),
        steps,
        (start, given) => {
          const story = start();
          for (const one of given) {
            take(story, one);
            const { lesson, now } = story;
            if (!["arrival", "live", "paused"].includes(lesson.phase) || lesson.kind === "not a lesson")
              continue;
            const face = [...cardsOf(lesson, now).values()][0]?.face;
            const first = (face === undefined ? [] : (inPlaces(face)[0] ?? [])).map(({ press }) => press);
            if (!first.includes("end-for-all") || first.length < 3 || lesson.laterFacts === true) continue;
            const held = lesson.phase === "paused" && !first.includes("resume") ? 0 : 1;
            expect(first.slice(held, held + 2)).toEqual(["end-for-all", "tell-dsl"]);
          }
        },
      ),
      runs(60),
    );
  });
});

type Drawn = { readonly type: string; readonly verb?: string; readonly title?: string };

/** The rows of buttons of a card, from the top. */
const rowsOf = (card: unknown): readonly (readonly Drawn[])[] => {
  if (Array.isArray(card)) return card.flatMap(rowsOf);
  if (typeof card !== "object" || card === null) return [];
  const one = card as { readonly type?: string; readonly actions?: readonly Drawn[] };
  if (one.actions !== undefined && one.type === "ActionSet") return [one.actions];
  const inner = Object.entries(one).flatMap(([key, value]) => (key === "actions" ? [] : rowsOf(value)));
  return one.actions === undefined ? inner : [...inner, one.actions];
};

const URL = "https://teams.example/record";
const AROUND = {
  timeZone: "Europe/London",
  phone: "01234 567890",
  recordUrl: URL,
  lesson: { state: "on", since: [], at: "2026-11-24T10:00:00.000Z" },
  joinUrl: "https://teams.example/join",
  call: { name: "Miss Hart", url: "https://teams.example/call" },
} as const;

/** What stands in the place of each verb that was pressed: only a page may be opened there, or nothing. */
const inItsPlace = (before: object, after: object, verb: string): readonly (string | undefined)[] =>
  rowsOf(before).flatMap((row, at) =>
    row.flatMap((one, place) => (one.verb === verb ? [rowsOf(after)[at]?.[place]?.title] : [])),
  );

describe("a second tap on the card of an alert", () => {
  const taken = (about: "child" | "adult" | "ended" | "alone"): readonly [Concern, Concern] => {
    const story = new ConcernStory(raising(about));
    const before = story.concern;
    story.take({ do: "have-it", by: DSL });
    return [before, story.concern];
  };

  it.each(["child", "adult", "ended", "alone"] as const)(
    "opens the record at most, where “I have it” was (%s)",
    (about) => {
      const [before, after] = taken(about);
      for (const reader of [DSL.id, undefined]) {
        const there = inItsPlace(
          alertCard(before, AROUND, reader).card,
          alertCard(after, { ...AROUND, say: "Thank you." }, reader).card,
          "have-it",
        );
        expect(there).toEqual(["Open the record"]);
      }
    },
  );

  it("opens the record at most, on a message with several", () => {
    const [before, after] = taken("child");
    const around = { timeZone: "Europe/London", recordUrl: () => URL };
    const draw = (shown: readonly Concern[], open: number) =>
      togetherCard({ shown, many: shown.length, open, newestOpen: "ABC234" }, around, DSL.id).card;
    const one = inItsPlace(draw([before, before], 2), draw([after, before], 1), "have-it");
    for (const there of [
      ...one,
      ...inItsPlace(draw([before, before], 2), draw([after, after], 0), "have-it"),
    ])
      expect([undefined, "Open", "Open the record", "I have it"]).toContain(there);
  });

  it("opens the record at most, where Undo was", () => {
    const story = new ConcernStory(raising("adult", { undoMs: 4000 }));
    const held = raisedCard(story.concern, "Telling the headteacher.", URL).card;
    story.take({ do: "take-back", by: TEACHER });
    const free = raisedCard(story.concern, "Undone.", URL).card;
    expect(inItsPlace(held, free, "take-back")).toEqual(["Open the record"]);
  });
});
