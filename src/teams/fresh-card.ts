import type { ConcernDesk } from "../desk/concern-desk.ts";
import type { School } from "../desk/school.ts";
import type { Lesson } from "../protocol/lesson/state.ts";
import {
  askFace,
  type CardFace,
  checklistFace,
  type FaceContext,
  progressFace,
  undoneFace,
} from "../protocol/screen/card-faces.ts";
import { type CardOf, lessonCard } from "./cards/lesson-card.ts";
import type { Links } from "./cards/links.ts";
import { toldBefore } from "./told-before.ts";

type Dependencies = {
  readonly concerns: Pick<ConcernDesk, "read" | "preview">;
  readonly school: Pick<School, "settings">;
  readonly links: Links;
  readonly now: () => string;
};

/**
 * The pressed card, as it is now: this is the answer to a press, whatever the press did.
 * @param reader Entra id of the presser, in their own chat
 */
export const freshCard = async (
  dependencies: Dependencies,
  lesson: Lesson,
  card: CardOf,
  { say, reader }: { readonly say: string; readonly reader: string },
): Promise<{ readonly card: object }> => {
  const { concerns, school, links, now } = dependencies;
  const { timeZone, phone = "" } = school.settings();
  const told = card === "checklist" ? await toldBefore(concerns, reader, lesson) : undefined;
  const face = await faceOf(dependencies, lesson, card, { now: now(), timeZone, phone, told });
  const place = { lesson: lesson.id, card, panelUrl: links.panel(lesson.chatId) };
  return { card: lessonCard(face, place, say).card };
};

const faceOf = async (
  { concerns }: { readonly concerns: Pick<ConcernDesk, "read"> },
  lesson: Lesson,
  card: CardOf,
  around: FaceContext,
): Promise<CardFace> => {
  if (card === "ask") return askFace(lesson, around, lesson.title);
  if (card === "checklist") return checklistFace(lesson, around);
  const { end, undone } = lesson;
  if (end === undefined)
    return undone === undefined ? checklistFace(lesson, around) : undoneFace(lesson, around);
  return progressFace(lesson, end.alert === undefined ? undefined : await concerns.read(end.alert), around);
};
