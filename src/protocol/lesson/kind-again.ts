import isEqual from "fast-deep-equal";
import { DEVICES_OF_ONE } from "../rules/s5-recorded-if-alone.ts";
import { addMs } from "../time/clock-time.ts";
import { cameInside } from "./came-inside.ts";
import type { KindDoubt } from "./conduct-words.ts";
import { outsidersInside } from "./kind.ts";
import { isOneToOne } from "./one-to-one.ts";
import { plannedStartOf } from "./planned-time.ts";
import { pupilRows, unknownPeople } from "./presence.ts";
import { isRunning } from "./running.ts";
import type { Lesson } from "./state.ts";

/** Families come in good time or a little late: a child who is alone until then is only the first. */
const FIRST_MS = 5 * 60_000;

/** Pupils inside, by id. */
export const pupilsInside = (lesson: Lesson): readonly string[] =>
  pupilRows(lesson)
    .filter(({ place }) => place === "in")
    .map(({ pupil }) => pupil)
    .toSorted();

/** The one child whom staff have chosen, while the register has them. */
export const chosenChild = ({
  conduct,
  register,
}: Pick<Lesson, "conduct" | "register">): string | undefined =>
  register.find(({ id }) => id === conduct.child?.pupil)?.id;

/** From when a single child in a class or a group is more than the first to come. */
const lateFrom = (lesson: Lesson): string | undefined => {
  const { startedAt } = lesson;
  if (startedAt === undefined) return undefined;
  const planned = plannedStartOf(lesson) ?? startedAt;
  return addMs(planned > startedAt ? planned : startedAt, FIRST_MS);
};

const isKept = ({ kind, conduct: { kindKept } }: Lesson, inside: readonly string[]): boolean =>
  kindKept?.kind === kind && isEqual(kindKept?.inside, inside);

const isEachKnown = (lesson: Lesson): boolean => !unknownPeople(lesson).some(({ place }) => place === "in");

/** One child inside, of all who are expected, and no one else's device there. */
const isOneAlone = (lesson: Lesson, inside: readonly string[]): boolean =>
  !isOneToOne(lesson) &&
  isRunning(lesson) &&
  inside.length === 1 &&
  !isKept(lesson, inside) &&
  isEachKnown(lesson);

/** The child who is inside alone and known by name: whom staff mean when they say then that it is a one-to-one. */
export const childAlone = (lesson: Lesson): string | undefined => {
  const [child, another] = pupilsInside(lesson);
  return isRunning(lesson) && another === undefined && isEachKnown(lesson) ? child : undefined;
};

const hasShrunk = (lesson: Lesson): boolean => cameInside(lesson).size > 1;

/** Without a register no child is known by name: a class was one while more devices were inside than one child has. */
const isOneDevice = (lesson: Lesson): boolean =>
  !isOneToOne(lesson) &&
  isRunning(lesson) &&
  lesson.register.length === 0 &&
  outsidersInside(lesson) === 1 &&
  !isKept(lesson, []);

/** How many have been inside at some time who are not staff: the highest count of any source. */
const outsidersEver = ({ people }: Lesson): number => {
  const counts = new Map<string, number>();
  for (const { cameIn, staff, identity, source } of Object.values(people))
    if (cameIn === true && !staff && identity !== "application")
      counts.set(source, (counts.get(source) ?? 0) + 1);
  return Math.max(0, ...counts.values());
};

/** Whether staff are to be asked what kind it is now, and why; undefined where they are not. */
export const kindDoubt = (lesson: Lesson, now: string): KindDoubt | undefined => {
  if (!isRunning(lesson)) return undefined;
  const inside = pupilsInside(lesson);
  if (isOneToOne(lesson)) {
    if (isKept(lesson, inside)) return undefined;
    if (inside.length > 1 || outsidersInside(lesson) > DEVICES_OF_ONE) return "several children";
    const child = chosenChild(lesson);
    return child !== undefined && inside.length === 1 && inside[0] !== child ? "another child" : undefined;
  }
  const late = lateFrom(lesson);
  const isLate = late !== undefined && now >= late;
  const asks =
    lesson.register.length === 0
      ? isOneDevice(lesson) && (outsidersEver(lesson) > DEVICES_OF_ONE || isLate)
      : isOneAlone(lesson, inside) && (hasShrunk(lesson) || isLate);
  return asks ? "one child" : undefined;
};

/** When time alone will make staff be asked; undefined where it will not. */
export const kindDoubtFrom = (lesson: Lesson, now: string): string | undefined => {
  const late = lateFrom(lesson);
  return late !== undefined && late > now && (isOneAlone(lesson, pupilsInside(lesson)) || isOneDevice(lesson))
    ? late
    : undefined;
};
