import type { Lesson } from "../../protocol/lesson/state.ts";
import { type Card, card, heading, line, open } from "./build.ts";
import type { Links } from "./links.ts";

/**
 * What is left to do about a recorded one-to-one, each day until it is done (S6, S7). No pupil is named.
 * @param of the lesson, as "one to one, Tuesday 10:00"
 * @param ask the member of staff whose task it is, where the reader is the DSL
 */
export const recordingReminderCard = (
  { label, tasks, ask }: { readonly label: string; readonly tasks: readonly string[]; readonly ask?: string },
  { lesson, links }: { readonly lesson: Pick<Lesson, "id" | "chatId">; readonly links: Links },
): Card => {
  const title = "A recorded one-to-one: still to do";
  return card(
    title,
    [
      heading(title),
      line(`${label}.`),
      ...tasks.map(line),
      ...(ask === undefined ? [] : [line(`Ask ${ask}: it is for the staff of the lesson to do.`)]),
    ],
    ask === undefined ? [open(links.panel(lesson.chatId, lesson.id), "Open the panel")] : [],
  );
};
