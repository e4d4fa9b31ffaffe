import type { Lesson } from "./state.ts";
import type { ZoomStep } from "./zoom-events.ts";

/** Whether Lesson Guard can neither see nor set anything in it (C1). */
export const isInZoom = (lesson: Pick<Lesson, "zoom">): boolean => lesson.zoom !== undefined;

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
