import type { ExceptionReason } from "../words.ts";
import { hasCallList } from "./call-list.ts";
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

/** When a family's camera came on, and when none was on any more, by the call's own whole list (S1). */
export const faceEvents = (lesson: Lesson, seen: Seen, at: string): readonly LessonEvent[] => {
  if (seen.source !== "call" || !seen.whole || lesson.call.state !== "in") return [];
  const on = othersInside(lesson, seen).some(
    ({ cameraOn, identity }) => cameraOn === true && identity !== "application",
  );
  return on === (lesson.facesOn ?? false) ? [] : [{ type: "CamerasSeen", at, data: { on } }];
};

/**
 * Whether a grown-up or a room can have been seen, so that a check may stand for them (S1, B5): cameras were let on,
 * and where the call's own list is known, a family's camera is on in it. Without that list, and of a meeting whose
 * cameras are not ours to let on, staff alone can tell.
 */
export const canSeeFamilies = (lesson: Lesson): boolean =>
  (lesson.phase === "arrival" || lesson.phase === "live") &&
  (lesson.opened.cameras || isBeyondReach(lesson)) &&
  (!hasCallList(lesson) || lesson.facesOn === true);

/** What only a camera shows: nobody who cannot look can say that it is right again (S1, B1, B5). */
const WANTS_CAMERA: ReadonlySet<ExceptionReason> = new Set(["no adult seen", "not a family room", "dress"]);

export const maySeeRight = (lesson: Lesson, reason: ExceptionReason): boolean =>
  canSeeFamilies(lesson) || !WANTS_CAMERA.has(reason);
