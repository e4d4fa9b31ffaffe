import type { Lesson } from "../../protocol/lesson/state.ts";
import { lessonLabel } from "../../protocol/screen/label.ts";
import type { Notice } from "../../protocol/screen/view.ts";
import { type Card, card, heading, line, open, press } from "./build.ts";
import type { Links } from "./links.ts";

/** News for a member of the lesson's staff, in their own chat. No name: a lock screen shows it. */
export const noticeCard = (lesson: Lesson, notice: Notice, timeZone: string, links: Links): Card => {
  const back = notice.about === "alone" && lesson.phase === "paused" && lesson.alone?.over?.why === "staff";
  return card(
    notice.title,
    [heading(notice.title), line(`${lessonLabel(lesson, timeZone)}. ${notice.sentence}`)],
    [
      ...(back ? [press("resume", "Resume", { lesson: lesson.id })] : []),
      open(links.panel(lesson.chatId), "Open the panel"),
    ],
  );
};
