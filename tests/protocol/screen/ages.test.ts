import type { LessonEvent } from "../../../src/protocol/lesson/events.ts";
import { evolve } from "../../../src/protocol/lesson/evolve.ts";
import type { Lesson } from "../../../src/protocol/lesson/state.ts";
import { fc, hasMet, runs } from "../../support/properties.ts";
import { inRoom } from "../lesson/drawn.ts";
import { type Step, steps, take } from "../lesson/steps.ts";
import { arrival, guest, MET, roster, Story } from "../lesson/story.ts";
import { surfaces, textsOf } from "./surfaces.ts";

const FAMILIES = [guest("r-amara", "Amara Okafor (Guest)"), guest("r-ben", "Ben's mum (Guest)")];

const leftAlone = (): Story =>
  arrival()
    .after(roster(...FAMILIES))
    .wait(20_000)
    .after({ report: "alone-due" });

type Surfaces = ReturnType<typeof surfaces>;

/** Sentences about the present that can only have been read from the call. */
const BY_CALL =
  /are off\. Seen|has been in the call since|comes from the call itself|have left: the list|has left: the list|All three are checked|will be removed|is removed at|are in the lesson without|is in the lesson without|has been in the lesson since|has been in it again|Staff are back|It is empty now|is being removed|still on|No pupil is inside yet/;

/** From the events alone: since when Teams has shown neither, if it has not. */
const unread = (events: readonly LessonEvent[]) => {
  let [call, options] = [false, false];
  for (const { type } of events) {
    if (type === "CallNotRead") call = true;
    if (["CallListSeen", "CallEntered", "CallAsked", "CallLost", "CallLeft"].includes(type)) call = false;
    if (type === "OptionsNotRead") options = true;
    if (type === "OptionsSeen") options = false;
  }
  return { call, options };
};

const wrongByCall = ({ view, card, ...rest }: Surfaces): readonly string[] => [
  ...(view.call.state === "proven" ? ["the call is proven"] : []),
  ...(view.roster.state === "proven" ? ["the list is proven"] : []),
  ...(view.quiet?.state === "proven" ? ["silence is proven"] : []),
  ...(view.end?.steps.find(({ step }) => step === "removal")?.proof.state === "proven"
    ? ["removal is proven"]
    : []),
  ...view.items.filter(({ state }) => state === "done").map(({ check }) => `${check} is done`),
  ...(card.facts.some(([name]) => name === "Here") && view.counts.asOf !== undefined
    ? ["counted without its time"]
    : []),
  ...textsOf({ view, card, ...rest }).filter((text) => BY_CALL.test(text)),
];

const wrongByOptions = ({ view, card }: Surfaces): readonly string[] => [
  ...(view.doors.state === "proven" ? ["the doors are proven"] : []),
  ...(view.standing.state === "done" &&
  !["planned", "over"].includes(view.phase) &&
  view.kind !== "not a lesson"
    ? [`${view.standing.words} is done`]
    : []),
  ...textsOf({ view, card }).filter((text) =>
    /Paused \d|Doors shut \d|Confirmed \d|Shutting it again/.test(text),
  ),
];

/** Teams' answer to such an event; if nothing else has changed it tells nothing new. */
const answered = (lesson: Lesson, type: "CallNotRead" | "OptionsNotRead", at: string): Lesson => {
  const asked = lesson.doors.asked?.options;
  const seen = lesson.doors.seen;
  const facts: readonly LessonEvent[] =
    type === "CallNotRead"
      ? [
          { type, at, data: { call: lesson.call.call ?? "" } },
          { type: "CallListSeen", at, data: {} },
        ]
      : asked === undefined || seen === undefined
        ? []
        : [
            { type, at, data: {} },
            // As it was last read, with the time of that reading.
            { type: "OptionsSeen", at: seen.at, data: { asked, seen: seen.options, coOrganisersSet: false } },
          ];
  return facts.reduce(evolve, lesson);
};

const withoutVersion = (shown: Surfaces) => ({ ...shown, view: { ...shown.view, version: 0 } });

describe("whatever Teams showed before, nothing is proven by it once Teams has not answered", () => {
  const met = { call: 0, options: 0, alone: 0, back: 0 };
  const look = (all: readonly Step[], begin: () => Story): void => {
    const story = begin();
    for (const one of all) {
      take(story, one);
      const { lesson, now, events } = story;
      const shown = surfaces(lesson, now);
      const not = unread(events);
      if (not.call && lesson.phase !== "over") {
        met.call += 1;
        met.alone += lesson.alone?.told === undefined ? 0 : 1;
        expect(wrongByCall(shown)).toEqual([]);
      }
      if (not.options && lesson.phase !== "over" && lesson.kind !== "not a lesson") {
        met.options += 1;
        expect(wrongByOptions(shown)).toEqual([]);
      }
      if (
        lesson.call.state === "in" &&
        lesson.call.listSeenAt !== undefined &&
        !not.call &&
        lesson.call.doubt === undefined &&
        lesson.end === undefined
      ) {
        met.back += 1;
        const after = surfaces(answered(lesson, "CallNotRead", now), now);
        expect(withoutVersion(after)).toEqual(withoutVersion(shown));
      }
      if (!not.options && lesson.drift === undefined && lesson.doors.notSet === undefined) {
        const after = surfaces(answered(lesson, "OptionsNotRead", now), now);
        expect(withoutVersion(after)).toEqual(withoutVersion(shown));
      }
    }
  };

  it("on no surface, in whatever order it comes about; and with the answer all is as it was", () => {
    fc.assert(
      fc.property(steps, (all) => look(all, () => new Story().after(MET))),
      runs(150),
    );
    for (const begin of [arrival, leftAlone])
      fc.assert(
        fc.property(fc.array(inRoom, { maxLength: 20, size: "max" }), (all) => look(all, begin)),
        runs(60),
      );
    hasMet(() => {
      for (const count of Object.values(met)) expect(count).toBeGreaterThan(20);
    });
  });
});
