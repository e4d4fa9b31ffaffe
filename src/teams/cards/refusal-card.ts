import { type Card, card, facts, heading, line, open } from "./build.ts";

type Said = {
  readonly answer: "refused" | "withdrawn";
  /** What the page Families calls the family. */
  readonly ref: string;
  /** "30 November 2026, 10:42". */
  readonly at: string;
};

/** Why it goes to the headteacher: the family is on no list now, those who keep the list are not staff any more, or Teams let none of them be told. */
export type NotKeeper = { readonly not: "no list" | "staff" | "reached" };

const TITLES = {
  refused: "A parent refused permission for live lessons",
  withdrawn: "A parent withdrew permission for live lessons",
} as const;

/**
 * An answer that came through a parent's own link, in private: no child and no parent is named (P1).
 * @param reader where the family is open on the page Families, for those who keep its list
 */
export const refusalCard = ({ answer, ref, at }: Said, reader: string | NotKeeper): Card => {
  const title = TITLES[answer];
  const [sentences, actions] =
    typeof reader === "string" ? [KEPT, [open(reader, "Open Families")]] : [NOT_KEPT[reader.not], []];
  return card(
    `${title}. Ref ${ref}`,
    [
      heading(title),
      facts([
        ["Reference", ref],
        ["Answered", `${at}, through their own link`],
      ]),
      ...sentences.map(line),
    ],
    actions,
  );
};

const KEPT = [
  "The page Families shows which child. Until it is a yes again, no adult of this child is shown the way to a lesson.",
  "Please talk to the family, and tell the school office.",
];

const IN_A_LESSON = "If the family comes to a lesson, the panel tells its staff that permission was refused.";

const NOT_KEPT = {
  "no list": [
    "The family is on no list any more, so no one can open it on the page Families. Its links still work.",
    IN_A_LESSON,
  ],
  staff: [
    "The family’s list is kept by a member of staff who is not in the staff group any more, so no one can open it.",
    IN_A_LESSON,
  ],
  reached: [
    "Lesson Guard could not reach the member of staff who keeps the family’s list in Teams. Please ask the class teachers to open their page Families.",
    IN_A_LESSON,
  ],
} as const;
