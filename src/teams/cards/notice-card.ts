import type { Lesson } from "../../protocol/lesson/state.ts";
import { isInZoom } from "../../protocol/lesson/zoom.ts";
import type { CardFace } from "../../protocol/screen/card-faces.ts";
import { type Card, card, heading, line, open, press, quiet } from "./build.ts";
import type { Links } from "./links.ts";

/** News for a member of the lesson's staff, in their own chat. No name: a lock screen shows it. */
export const noticeCard = (face: CardFace, lesson: Lesson, links: Links): Card =>
  card(
    face.title,
    [heading(face.title), ...(face.day === undefined ? [] : [quiet(face.day)]), ...face.lines.map(line)],
    [
      ...face.buttons.flatMap((one) =>
        one.press === "resume" ? [press("resume", one.title, { lesson: lesson.id })] : [],
      ),
      isInZoom(lesson)
        ? open(links.byHand(lesson.id), "Open By hand")
        : open(links.panel(lesson.chatId), "Open the panel"),
    ],
  );
