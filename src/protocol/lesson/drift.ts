import isEqual from "fast-deep-equal";
import type { Decision } from "../decision.ts";
import type { DecisionContext, Report } from "./commands.ts";
import type { LessonEvent } from "./events.ts";
import type { SeenOptions } from "./options.ts";
import type { Lesson } from "./state.ts";
import { driftToPutRight } from "./wanted-options.ts";

/**
 * Options that differ from what was asked are recorded before they are corrected: a later reader sees that the
 * lobby stood open, and since when. The same reading twice is one event.
 */
export const driftSeen = (
  lesson: Lesson,
  { asked, seen }: Extract<Report, { report: "options-drifted" }>,
  { now: at }: DecisionContext,
): Decision => {
  const options = Object.keys(driftToPutRight(asked, seen, lesson.phase)) as (keyof SeenOptions)[];
  const drifted: SeenOptions = Object.fromEntries(options.map((option) => [option, seen[option]]));
  const known = lesson.drift?.backAt === undefined && isEqual(lesson.drift?.seen, drifted);
  if (options.length === 0 || known) return { events: [], say: "" };
  const reading: LessonEvent = { type: "OptionsSeen", at, data: { asked, seen, coOrganisersSet: false } };
  return { events: [reading, { type: "DriftSeen", at, data: { seen: drifted } }], say: "" };
};
