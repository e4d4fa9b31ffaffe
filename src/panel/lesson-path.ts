import type { LessonView } from "../protocol/screen/view.ts";

type Of = Pick<LessonView, "lesson" | "phase">;

const pathOf = ({ lesson }: Of): string => `/api/lessons/${encodeURIComponent(lesson)}`;

/** @param blank asks for an answer without names */
const asked = (path: string, blank: boolean): string =>
  blank ? `${path}${path.includes("?") ? "&" : "?"}blank=1` : path;

export const pressPath = (of: Of, blank: boolean): string => asked(`${pathOf(of)}/press`, blank);

export const registerPath = (of: Of): string => `${pathOf(of)}/register`;

/** A lesson that is over may have been followed by the next one in its series. */
export const viewPath = (of: Of, chat: string | undefined, blank: boolean): string =>
  asked(
    of.phase === "over" && chat !== undefined ? `/api/meetings?chat=${encodeURIComponent(chat)}` : pathOf(of),
    blank,
  );
