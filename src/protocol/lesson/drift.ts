import isEqual from "fast-deep-equal";
import type { Decision } from "../decision.ts";
import { defined } from "../defined.ts";
import type { DecisionContext, Report } from "./commands.ts";
import type { LessonEvent } from "./events.ts";
import { askedSince, isNotedAsUnanswered, requestsToCome } from "./late-requests.ts";
import { differences, type MeetingOptions, type SeenOptions } from "./options.ts";
import type { Doors, Lesson } from "./state.ts";
import { driftToPutRight } from "./wanted-options.ts";

/**
 * Whether Teams may show this without a person having changed it: the option was never yet as asked, or what was asked
 * last is not in force yet, or an earlier request of which Teams said nothing has come late.
 */
const mayBeOurs = (doors: Doors, option: keyof SeenOptions, value: unknown, now: string): boolean => {
  const { asked, seen, held = {} } = doors;
  // What Teams does not say is no change.
  if (value === undefined || held[option] === undefined) return true;
  const isInForce = held[option] === asked?.options[option];
  if (!isInForce && (value === held[option] || value === seen?.options[option])) return true;
  return requestsToCome(doors, now).some((options) => options[option] === value);
};

/**
 * Options that differ from what was asked are recorded before they are corrected: a later reader sees that the
 * lobby stood open, and since when. The same reading twice is one event. That a person changed them is recorded only
 * where no request of ours can have done it.
 */
export const driftSeen = (
  lesson: Lesson,
  { asked, askedAt, seen }: Extract<Report, { report: "options-drifted" }>,
  { now: at }: DecisionContext,
): Decision => {
  const { doors, drift } = lesson;
  // Read before what is asked now: the options are read again.
  if (doors.asked === undefined || differences(doors.asked.options, asked).length > 0)
    return { events: [], say: "" };
  const options = Object.keys(driftToPutRight(asked, seen, lesson.phase)) as (keyof SeenOptions)[];
  const open = drift === undefined || drift.backAt !== undefined ? {} : drift.seen;
  const byHand = options.filter(
    (option) =>
      (open[option] !== undefined && open[option] === seen[option]) ||
      !mayBeOurs(doors, option, seen[option], at),
  );
  const drifted: SeenOptions = Object.fromEntries(byHand.map((option) => [option, seen[option]]));
  const known = byHand.length === 0 ? isEqual(doors.seen?.options, seen) : isEqual(open, drifted);
  if (options.length === 0 || known) return { events: [], say: "" };
  const data = { asked, seen, coOrganisersSet: false, ...defined({ askedAt }) };
  const reading: LessonEvent = { type: "OptionsSeen", at, data };
  return {
    events: byHand.length === 0 ? [reading] : [reading, { type: "DriftSeen", at, data: { seen: drifted } }],
    say: "",
  };
};

export const optionsNotAnswered = (
  { doors }: Lesson,
  { asked }: Extract<Report, { report: "options-not-answered" }>,
  { now }: DecisionContext,
): Decision => ({ events: unanswered(doors, [asked], now), say: "" });

/** The program ended, or was too slow, between sending and the answer: all that it may have sent may yet come. */
export const optionsCutOff = (
  { doors, phase }: Lesson,
  { since }: Extract<Report, { report: "options-cut-off" }>,
  { now }: DecisionContext,
): Decision => ({
  events: phase === "over" ? [] : unanswered(doors, askedSince(doors, since), now),
  say: "",
});

const unanswered = (doors: Doors, requests: readonly MeetingOptions[], at: string): LessonEvent[] =>
  requests
    .filter(
      (asked, n) =>
        !isNotedAsUnanswered(doors, asked, at) &&
        requests.findIndex((other) => differences(asked, other).length === 0) === n,
    )
    .map((asked) => ({ type: "OptionsNotAnswered", at, data: { asked } }));
