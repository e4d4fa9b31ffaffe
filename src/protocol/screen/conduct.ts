import { defined } from "../defined.ts";
import type { KindDoubt } from "../lesson/conduct-words.ts";
import { isLessonKind } from "../lesson/kind.ts";
import { chosenChild, kindDoubt, pupilsInside } from "../lesson/kind-again.ts";
import { isOneToOne } from "../lesson/one-to-one.ts";
import { recheckAt } from "../lesson/recheck.ts";
import { isEnded } from "../lesson/running.ts";
import type { Lesson } from "../lesson/state.ts";
import { RECHECK_MINUTES } from "../lesson/usual-times.ts";
import { isPostponed } from "../rules/s5-recorded-if-alone.ts";
import { momentsIn } from "../time/moments.ts";
import { KINDS } from "../words.ts";
import type { ConductView } from "./conduct-view.ts";

const ASKED: { readonly [Why in KindDoubt]: { readonly title: string; readonly sentence: string } } = {
  "one child": {
    title: "One child is inside",
    sentence:
      "Is this a one-to-one now? It stays as it is until you say so. In a one-to-one the parent is asked to stay.",
  },
  "several children": {
    title: "More than one child may be inside",
    sentence: "This is a one-to-one. Nothing may be recorded while a second child is inside. What is it now?",
  },
  "another child": {
    title: "Another child is inside",
    sentence: "This one-to-one was to be with another child. Who is it with?",
  },
};

/** "2026-12-24" → "24 December 2026" */
const dayOn = (day: string): string => momentsIn("UTC").day(`${day}T12:00:00Z`);

/** The screenshots that staff of the lesson have noted, each with its day of deletion (B6). */
export const screenshotLines = ({ conduct, staffNames }: Lesson): ConductView["screenshots"] =>
  conduct.screenshots.map(({ at, by, purpose, place, deleteOn, over }) => ({
    of: at,
    open: over === undefined,
    words: `${staffNames[by] ?? "Staff"}: ${purpose}. Kept in: ${place}. ${
      over === undefined
        ? `To be deleted on ${dayOn(deleteOn)}.`
        : over.how === "deleted"
          ? "Deleted."
          : "Not taken."
    }`,
  }));

type Around = {
  readonly now: string;
  readonly reader?: string | undefined;
  readonly recheckMinutes?: number | undefined;
};

const asks = (lesson: Lesson, now: string): ConductView["asks"] => {
  const why = kindDoubt(lesson, now);
  return why === undefined
    ? undefined
    : { why, ...ASKED[why], ...(why === "another child" ? defined({ children: twoChildren(lesson) }) : {}) };
};

const twoChildren = (lesson: Lesson): NonNullable<ConductView["asks"]>["children"] => {
  const named = (id: string | undefined) => lesson.register.find((pupil) => pupil.id === id);
  const [inside, chosen] = [named(pupilsInside(lesson)[0]), named(chosenChild(lesson))];
  return inside === undefined || chosen === undefined
    ? undefined
    : { inside: { pupil: inside.id, name: inside.name }, chosen: chosen.name };
};

const oneToOne = ({ conduct: { purpose, child }, register }: Lesson): ConductView["oneToOne"] => ({
  ...defined({ purpose: purpose?.purpose, child: child?.pupil }),
  children: register.length < 2 ? [] : register.map(({ id: pupil, name }) => ({ pupil, name })),
});

const recheck = (lesson: Lesson, now: string, minutes: number): string | undefined => {
  const at = recheckAt(lesson, minutes);
  return at !== undefined && at <= now
    ? "Look at each picture again: is a grown-up still there? Note who is not, then press the button."
    : undefined;
};

/** What the panel asks of the reader, or lets them say; undefined for a meeting that is no lesson. */
export const conductView = (
  lesson: Lesson,
  { now, reader, recheckMinutes = RECHECK_MINUTES }: Around,
): ConductView | undefined => {
  if (!isLessonKind(lesson)) return undefined;
  const screenshots = screenshotLines(lesson);
  if (isEnded(lesson)) return screenshots.length === 0 ? undefined : { screenshots };
  const checkedAt = reader === undefined ? undefined : lesson.conduct.backgrounds[reader];
  return {
    kinds: KINDS.filter((kind) => kind !== "not a lesson" && kind !== lesson.kind) as ConductView["kinds"] &
      object,
    screenshots,
    background: defined({ checkedAt }),
    ...defined({
      asks: asks(lesson, now),
      // Of one that is postponed there is only its end to press.
      oneToOne: isOneToOne(lesson) && !isPostponed(lesson) ? oneToOne(lesson) : undefined,
      recheck: recheck(lesson, now, recheckMinutes),
    }),
  };
};
