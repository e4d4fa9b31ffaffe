import type { LessonView } from "../protocol/screen/view.ts";

/** An end that is on top of every screen: from the press until the meeting is over. */
export const endUnderWay = ({ end, phase }: Pick<LessonView, "end" | "phase">): LessonView["end"] =>
  phase === "over" ? undefined : end;
