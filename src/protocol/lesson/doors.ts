import { notShownSince } from "./call-list.ts";
import { differences, isNoWider } from "./options.ts";
import type { Doors, Lesson } from "./state.ts";

/**
 * What Teams has shown since the present asking. A reading that was begun before it, though it came after, belongs to
 * the asking before.
 */
export const seenSinceAsked = ({ asked, seen }: Doors): Doors["seen"] =>
  asked !== undefined && seen !== undefined && (seen.askedAt ?? seen.at) >= asked.at ? seen : undefined;

/** Whether Graph's answer, read after we asked, equals what we asked for. */
export const areDoorsAsAsked = ({ doors }: Lesson): boolean => {
  const [asked, seen] = [doors.asked, seenSinceAsked(doors)];
  return asked !== undefined && seen !== undefined && differences(asked.options, seen.options).length === 0;
};

/**
 * More was to be allowed to families, and Teams showed last that it allows less: the doors are no wider than asked,
 * and nothing is to be locked for that (C7).
 */
export const isHeldBack = ({ phase, doors: { asked, seen } }: Lesson): boolean => {
  if (asked === undefined || seen === undefined) return false;
  const { mic, camera } = asked.options;
  const isOpening = phase === "live" || (phase === "arrival" && (mic || camera));
  return (
    isOpening &&
    (seen.coOrganisers?.notStaff ?? 0) === 0 &&
    seen.recordAutomatically !== true &&
    isNoWider(asked.options, seen.options)
  );
};

/** Lesson Guard cannot reach the meeting: not its options, not the people in it. */
export const isBeyondReach = ({ protectable, notFound }: Lesson): boolean =>
  !protectable || notFound !== undefined;

/** Why nothing that is pressed reaches Teams, where that is known already; undefined where it does. */
export const whyNotAsked = (lesson: Lesson): string | undefined => {
  if (isBeyondReach(lesson)) return "This meeting is not protected.";
  return lesson.graphId === undefined ? "Teams does not show Lesson Guard this meeting yet." : undefined;
};

export const END_BY_HAND = "In Teams press the arrow beside Leave, then End meeting.";
/** The same of a lesson that Lesson Guard does not end just then. */
export const TO_END_BY_HAND = "To end it: in Teams press the arrow beside Leave, then End meeting.";

/** Why no one can be removed, where that is known already; undefined where people can be. */
export const whyNoRemoval = (lesson: Lesson): string | undefined => {
  if (isBeyondReach(lesson))
    return "This meeting is not protected. Lesson Guard cannot shut its doors or remove anyone.";
  if (lesson.graphId === undefined)
    return "Teams does not show Lesson Guard this meeting yet. Lesson Guard cannot shut its doors or remove anyone.";
  switch (lesson.call.state) {
    case "in":
      return notShownSince(lesson) === undefined
        ? undefined
        : "Teams does not show Lesson Guard the call now. It may not be able to remove anyone.";
    case "waiting":
      return "Lesson Guard is waiting in the lobby and cannot remove anyone.";
    case "none":
    case "asked":
    case "not joined":
    case "lost":
      return "Lesson Guard is not in the call and cannot remove anyone.";
  }
};
