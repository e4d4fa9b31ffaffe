import type { Lesson } from "./state.ts";
import type { ZoomStep } from "./zoom-events.ts";

/** Whether Lesson Guard can neither see nor set anything in it (C1). */
export const isInZoom = (lesson: Pick<Lesson, "zoom">): boolean => lesson.zoom !== undefined;

/** A lesson is begun shortly before its time, and not weeks ahead by mistake. */
const BEGINS_BEFORE_MS = 60 * 60_000;

/** From then on it can be begun by hand, if that is still to come. */
export const beginsFrom = ({ startsAt }: Pick<Lesson, "startsAt">, now: string): string | undefined => {
  const from = Date.parse(startsAt ?? "") - BEGINS_BEFORE_MS;
  return from > Date.parse(now) ? new Date(from).toISOString() : undefined;
};

/**
 * Whether *It does not take place* is what is taken back, and not *It is over*: it was never on, or cannot be yet. Then
 * it is planned again; it is begun by a press of its own.
 */
export const takesPlaceAgain = (
  lesson: Pick<Lesson, "phase" | "startsAt" | "startedAt">,
  now: string,
): boolean =>
  lesson.phase === "over" && (lesson.startedAt === undefined || beginsFrom(lesson, now) !== undefined);

const DAY_MS = 24 * 60 * 60_000;

/** A day after its planned end, or after it was said to be over where that is later: it may have been a mistake. */
export const forgetsWayAt = ({ endsAt, overAt }: Pick<Lesson, "endsAt" | "overAt">, now: string): string => {
  const moments = [endsAt, overAt].flatMap((at) => (at === undefined ? [] : [Date.parse(at)]));
  return moments.length === 0 ? now : new Date(Math.max(...moments) + DAY_MS).toISOString();
};

/** As the record names it. */
export const platformName = (lesson: Pick<Lesson, "zoom">): "Zoom" | "Microsoft Teams" =>
  isInZoom(lesson) ? "Zoom" : "Microsoft Teams";

/** What the links of families lead to: the meeting's chat, or, as a lesson in Zoom has none, the lesson itself. */
export const placeOf = ({ id, chatId, zoom }: Pick<Lesson, "id" | "chatId" | "zoom">): string =>
  zoom === undefined ? chatId : `zoom:${id}`;

/** Whether it is a chat of Teams, and not the place of a lesson that has none. */
export const isChat = (place: string | null): boolean =>
  place !== null && place !== "" && !place.startsWith("zoom:");

/** What staff last said that they did: a pause ends with a resume. */
export const lastSaid = ({ zoom }: Pick<Lesson, "zoom">, steps: readonly ZoomStep[]) =>
  zoom?.done.findLast(({ step }) => steps.includes(step));
