import type { Kind } from "../words.ts";
import { LEAVABLE, LEFT_VALUES, type Leavable, type LeftValues, treatmentOf } from "./hand-changes.ts";
import type { MeetingOptions, SeenOptions } from "./options.ts";
import type { Lesson } from "./state.ts";

const OF_SEVERAL: ReadonlySet<Kind> = new Set<Kind>(["class", "group"]);

type Situation = Pick<Lesson, "phase" | "opened"> & { readonly kind?: Kind | undefined };

/** Whether staff can leave this option as it was changed now. */
export const mayBeLeft = ({ kind, phase, opened }: Situation, option: Leavable, value: unknown): boolean =>
  treatmentOf(option, phase) === "by name" &&
  value === LEFT_VALUES[option] &&
  (option !== "presenters" || (kind !== undefined && OF_SEVERAL.has(kind) && opened.mics && opened.cameras));

/** What staff have left and may be left just now: it is asked of Teams in the place of what the phase wants. */
export const leftNow = (lesson: Situation & Pick<Partial<Lesson>, "left">): Partial<LeftValues> =>
  Object.fromEntries(
    LEAVABLE.filter((option) => lesson.left?.[option] !== undefined)
      .filter((option) => mayBeLeft(lesson, option, LEFT_VALUES[option]))
      .map((option) => [option, LEFT_VALUES[option]]),
  );

/** Of the last change seen in Teams: the options that staff can leave so. */
export const offeredToLeave = (lesson: Lesson): readonly Leavable[] =>
  LEAVABLE.filter(
    (option) => lesson.left?.[option] === undefined && mayBeLeft(lesson, option, lesson.drift?.seen[option]),
  );

const keeping = (drift: Lesson["drift"], isKept: (option: keyof SeenOptions) => boolean): Lesson["drift"] => {
  if (drift === undefined) return undefined;
  const seen: SeenOptions = Object.fromEntries(
    Object.entries(drift.seen).filter(([option]) => isKept(option as keyof SeenOptions)),
  );
  return Object.keys(seen).length === 0 ? undefined : { ...drift, seen };
};

/** What was changed, without an option that is left now; undefined where nothing else was. */
export const withoutOption = (drift: Lesson["drift"], option: Leavable): Lesson["drift"] =>
  keeping(drift, (one) => one !== option);

/** What was changed, without what is now asked for as it was changed: a later press has overtaken it. */
export const withoutAsked = (drift: Lesson["drift"], asked: MeetingOptions): Lesson["drift"] =>
  keeping(drift, (option) => drift?.seen[option] !== asked[option]);
