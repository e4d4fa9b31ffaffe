import type { LessonView } from "../protocol/screen/view.ts";

/** An end, from the press until the meeting is over: it is on top of every screen. */
export const endUnderWay = ({ end, phase }: Pick<LessonView, "end" | "phase">): LessonView["end"] =>
  phase === "over" ? undefined : end;
