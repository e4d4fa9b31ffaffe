import { type Card, card, heading, line } from "./build.ts";

export type OrganiserNews =
  | {
      readonly ready: false;
      /** Such as "24 November 2026, 09:00". */
      readonly lessons: readonly string[];
      readonly bad: readonly { readonly name: string; readonly says: string; readonly means?: string }[];
    }
  | { readonly ready: true };

/** A card is read, not studied: the administrators have all of it. */
const MOST_LESSONS = 3;
const MOST_LINES = 3;

/** To the organiser of a lesson of today or tomorrow, once the administrators know what is not right; and when it is right again. */
export const organiserCard = (news: OrganiserNews): Card => {
  if (news.ready) {
    const title = "Lesson Guard is ready for your lessons again";
    return card(title, [heading(title), line("What was not right has been mended. There is nothing to do.")]);
  }
  const title = "Lesson Guard is not ready for your lesson";
  const { lessons, bad } = news;
  return card(title, [
    heading(title),
    line(`Your lesson: ${lessons.slice(0, MOST_LESSONS).join("; ")}.`),
    ...bad
      .slice(0, MOST_LINES)
      .map(({ name, says, means }) => line(`${name}: ${says}. ${means ?? ""}`.trim())),
    line(
      "The administrators have been told. Until you read here that it is right again, do not rely on Lesson Guard in that lesson: hold people in the lobby by hand, or move the lesson.",
    ),
  ]);
};
