import { KINDS, type Kind } from "../../protocol/words.ts";
import { type Card, card, heading, line, press, quiet } from "./build.ts";

const TITLES: Readonly<Record<Kind, string>> = {
  class: "Class lesson",
  group: "Group lesson",
  "one-to-one": "One-to-one",
  "not a lesson": "Not a lesson",
};

/** Asked once, of the organiser alone: is this meeting a lesson, and of which kind (S3). */
export const askKindCard = (lesson: string, when: string): Card =>
  card(
    "Is this meeting a lesson?",
    [
      heading("Is this meeting a lesson with pupils?"),
      line(`You organise a meeting ${when}. Lesson Guard leaves it alone until you say.`),
      quiet("For a lesson, the lobby is switched on, and mics and cameras start off."),
    ],
    KINDS.map((kind) => press("choose-kind", TITLES[kind], { lesson, kind })),
  );

export const kindChosenCard = (say: string): Card => card("Is this meeting a lesson?", [line(say)]);
