import { isForPresentHeadteacher } from "../concern/escalation.ts";
import type { Concern } from "../concern/state.ts";
import type { Lesson } from "../lesson/state.ts";
import { isAboutSomeOfLesson, isParty } from "../rules/x2-staff-conduct.ts";
import type { Part } from "../words.ts";
import type { Caller } from "./caller.ts";
import type { Capacity } from "./right.ts";
import {
  type ConcernRight,
  holdersOf,
  type LessonRight,
  protects,
  type RightName,
  type SchoolRight,
} from "./rights.ts";
import type { About } from "./route.ts";

/** A member of staff's part in this lesson; undefined for everyone else. */
export const partIn = (caller: Caller, lesson: Lesson): Part | undefined =>
  lesson.staff.find((one) => one.person === caller.id)?.part ??
  (lesson.organiser === caller.id ? "organiser" : undefined);

/** Those who have, or had, a part in this lesson: an adult who is not named yet may be any of them (X2). */
export const everInLesson = ({ staff, formerStaff, organiser }: Lesson): readonly string[] => [
  ...staff.map(({ person }) => person),
  ...formerStaff,
  ...(organiser === undefined ? [] : [organiser]),
];

const inSchool = ({ roles, overAll }: Caller): readonly Capacity[] => [
  ...(roles.length === 0 ? [] : (["person of the school", ...roles] as const)),
  ...(overAll === true ? (["administrator of all schools"] as const) : []),
];

/** Staff may command only a lesson they organise, co-organise or belong to. */
const inLesson = (caller: Caller, lesson: Lesson): readonly Capacity[] => {
  const part = lesson.version > 0 && caller.roles.includes("staff") ? partIn(caller, lesson) : undefined;
  return part === undefined ? [] : [part];
};

/** Its lesson has expired: who came into it after the concern was raised is no longer known. */
const isLessonForgotten = ({ keeping }: Concern): boolean =>
  keeping.lessonKeptAt !== undefined && keeping.lessonStaff === undefined;

/** Never a person it may be about: they were not told, on purpose (X2). */
const isPresentHeadteacher = (
  { id, roles }: Caller,
  concern: Concern,
  lessonStaff: readonly string[],
): boolean =>
  roles.includes("headteacher") &&
  isForPresentHeadteacher(concern) &&
  !isParty(concern, id, lessonStaff) &&
  !(isAboutSomeOfLesson(concern) && isLessonForgotten(concern));

/**
 * A person who was told under two roles has both capacities for as long as they hold both. The person it is about
 * has none (X2); its raiser is only that, whatever role they hold (role − subjects − reporter).
 */
const toConcern = (caller: Caller, concern: Concern, lessonStaff: readonly string[]): readonly Capacity[] => {
  const { id, roles } = caller;
  if (concern.version === 0 || roles.length === 0 || concern.subjects.includes(id)) return [];
  if (id === concern.raisedBy) return ["raiser"];
  // "Not this person", said the raiser.
  if (concern.leftOut.includes(id)) return [];
  const told = (role: "dsl" | "headteacher"): boolean =>
    roles.includes(role) &&
    concern.deliveries.some(
      ({ target }) => target.to === "person" && target.person === id && target.as === role,
    );
  // Everyone who reads the DSL channel holds the role now.
  const byChannel = concern.reaches === "dsl" && roles.includes("dsl");
  return [
    ...(told("dsl") || byChannel ? (["told as DSL"] as const) : []),
    ...(told("headteacher") ? (["told as headteacher"] as const) : []),
    ...(isPresentHeadteacher(caller, concern, lessonStaff) ? (["present headteacher"] as const) : []),
  ];
};

/** A role of the past lets no one read; what protects children goes by it. */
const allows = (caller: Caller, right: RightName, capacities: readonly Capacity[], kind?: About): boolean => {
  if (caller.barred === true || (!caller.fresh && !protects(right))) return false;
  const holders = holdersOf(right, kind);
  return capacities.some((one) => holders.includes(one));
};

export const mayInSchool = (caller: Caller, right: SchoolRight): boolean =>
  allows(caller, right, inSchool(caller));

/** What the staff of a lesson keep while it is on, whatever becomes of the groups that make them staff. */
export const KEPT: ReadonlySet<LessonRight> = new Set<LessonRight>([
  "pause",
  "end-for-all",
  "tell-dsl",
  "about-adult",
]);

/**
 * A setting, or a slip in the directory, may take the role from a teacher with thirty children on screen: anyone who
 * was known as staff of a lesson that is on can still protect those in it. To read it they need the role.
 */
export const keepsProtecting = (
  { id, roles, barred }: Caller,
  { staff, formerStaff, startedAt, phase }: Lesson,
): boolean =>
  barred !== true &&
  startedAt !== undefined &&
  phase !== "over" &&
  !roles.includes("staff") &&
  (formerStaff.includes(id) || staff.some(({ person }) => person === id));

/** A person may undo the end that they pressed, as the answer to the press offers; not an end of a colleague's. */
const isOwnUndo = ({ id }: Caller, right: LessonRight, { end }: Lesson): boolean =>
  right === "undo-end" && end?.by === id;

/** Teams has not shown yet who leads or joins it: no one can say whether it is this member of staff's lesson. */
export const isNotKnownYet = (
  { roles }: Caller,
  { version, organiser, staff, formerStaff, notFound, phase }: Lesson,
): boolean =>
  roles.includes("staff") &&
  version > 0 &&
  phase !== "over" &&
  organiser === undefined &&
  notFound === undefined &&
  staff.length + formerStaff.length === 0;

export const mayInLesson = (caller: Caller, right: LessonRight, lesson: Lesson): boolean =>
  allows(caller, right, inLesson(caller, lesson)) ||
  ((KEPT.has(right) || isOwnUndo(caller, right, lesson)) && keepsProtecting(caller, lesson));

/** @param lessonStaff those who have, or had, a part in its lesson, as far as is known now */
export const mayOnConcern = (
  caller: Caller,
  right: ConcernRight,
  concern: Concern,
  lessonStaff: readonly string[],
): boolean => allows(caller, right, toConcern(caller, concern, lessonStaff), concern.about);

/** How a person who may read a concern sees it; undefined for everyone else. */
export type Side = "raiser" | "recipient" | undefined;

/** @param lessonStaff as for mayOnConcern */
export const sideOf = (caller: Caller, concern: Concern, lessonStaff: readonly string[]): Side =>
  !mayOnConcern(caller, "read-concern", concern, lessonStaff)
    ? undefined
    : toConcern(caller, concern, lessonStaff).includes("raiser")
      ? "raiser"
      : "recipient";
