import { checklistOf } from "../../protocol/lesson/checklist.ts";
import { ONE_TO_ONE_NOT_YET } from "../../protocol/lesson/one-to-one.ts";
import type { Lesson } from "../../protocol/lesson/state.ts";
import { endingOf } from "../../protocol/screen/ending.ts";
import { lessonLabel } from "../../protocol/screen/label.ts";
import { callProof, doorsProof } from "../../protocol/screen/proofs.ts";
import { quietProof } from "../../protocol/screen/quiet.ts";
import { standingOf } from "../../protocol/screen/standing.ts";
import type { Card } from "./build.ts";
import { checklistCard } from "./checklist-card.ts";
import type { Links } from "./links.ts";

/** The staff checklist card of a lesson as it stands; `say` answers the press that led to it. */
export const lessonCard = (
  lesson: Lesson,
  around: { readonly now: string; readonly timeZone: string; readonly links: Links },
  say?: string,
): Card => {
  const end = endingOf(lesson, undefined, { ...around, phone: "" });
  const quiet = quietProof(lesson, around.now, around.timeZone, false);
  return checklistCard({
    lesson: lesson.id,
    label: lessonLabel(lesson, around.timeZone),
    phase: lesson.phase,
    standing: standingOf(lesson, around.now, around.timeZone),
    checklist: checklistOf(lesson, around.now),
    doors: doorsProof(lesson, around.now, around.timeZone),
    ...(lesson.kind === "one-to-one" && lesson.phase !== "over" ? { notYet: ONE_TO_ONE_NOT_YET } : {}),
    ...(quiet === undefined ? {} : { quiet }),
    call: callProof(lesson, around.now, around.timeZone),
    ...(end === undefined || end.instruction === "" ? {} : { instruction: end.instruction }),
    panelUrl: around.links.panel(lesson.chatId),
    ...(say === undefined ? {} : { say }),
  });
};
