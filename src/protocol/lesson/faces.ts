import isEqual from "fast-deep-equal";
import type { ExceptionReason } from "../words.ts";
import { isListComing, isListCurrent } from "./call-list.ts";
import type { Report } from "./commands.ts";
import { isBeyondReach } from "./doors.ts";
import type { LessonEvent } from "./events.ts";
import type { RosterPerson } from "./person.ts";
import type { Lesson } from "./state.ts";

type Seen = Extract<Report, { report: "roster-seen" }>;

/** Families and other guests inside, by this list. */
export const othersInside = (lesson: Lesson, seen: Seen): readonly RosterPerson[] =>
  seen.people.filter(
    ({ id, place, userId }) =>
      place === "in" &&
      lesson.people[id]?.staff !== true &&
      (userId === undefined || !seen.staff.includes(userId)),
  );

/** Whose camera came on or went off, by the call's own whole list (S1). */
export const faceEvents = (lesson: Lesson, seen: Seen, at: string): readonly LessonEvent[] => {
  if (seen.source !== "call" || !seen.whole || lesson.call.state !== "in") return [];
  const on = othersInside(lesson, seen)
    .filter(({ cameraOn, identity }) => cameraOn === true && identity !== "application")
    .map(({ id }) => id)
    .toSorted();
  return isEqual(on, lesson.faces ?? [])
    ? []
    : [{ type: "CamerasSeen", at, data: { on: on.length > 0, people: on } }];
};

/** Cameras may be on; in a meeting whose cameras we do not control, only staff can tell. */
export const isLookingPossible = (lesson: Lesson): boolean =>
  (lesson.phase === "arrival" || lesson.phase === "live") && (lesson.opened.cameras || isBeyondReach(lesson));

/** One of these devices has its camera on, by the call's own list. */
const isFaceSeen = ({ faces = [] }: Lesson, people: readonly string[]): boolean =>
  people.some((one) => faces.includes(one));

/**
 * Whether a grown-up or a room of this family can have been seen, so that a check may count for them (S1, B5): while
 * the call's own list is shown, one of their cameras has to be on in it. Where Teams does not show that list, only
 * staff can tell; while the first one is on its way, it is waited for.
 * @param people roster ids of their devices
 */
export const canSeeFamily = (lesson: Lesson, people: readonly string[]): boolean =>
  isLookingPossible(lesson) &&
  !isListComing(lesson) &&
  (!isListCurrent(lesson) || isFaceSeen(lesson, people));

/** Their camera is off and could be on: staff can ask for it. */
export const isCameraOff = (lesson: Lesson, people: readonly string[]): boolean =>
  isLookingPossible(lesson) && isListCurrent(lesson) && !isFaceSeen(lesson, people);

/** What only a camera shows: staff who cannot look cannot say that it is put right (S1, B1, B5). A name needs none. */
const WANTS_CAMERA: { readonly [Reason in ExceptionReason]: boolean } = {
  "no adult seen": true,
  "not a family room": true,
  "name not shown": false,
  dress: true,
  language: false,
  "adult spoke to others": false,
  screenshot: false,
};

/** @param canSee whether the family can be seen (`canSeeFamily`) @param people roster ids of their devices */
export const mayBeRight = (canSee: boolean, people: readonly string[], reason: ExceptionReason): boolean =>
  canSee || (!WANTS_CAMERA[reason] && !(reason === "name not shown" && people.length === 0));

export const maySeeRight = (lesson: Lesson, people: readonly string[], reason: ExceptionReason): boolean =>
  mayBeRight(canSeeFamily(lesson, people), people, reason);
