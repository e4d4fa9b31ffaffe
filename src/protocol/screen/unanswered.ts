import type { AdultView, ClassView, FamilyView } from "./families-view.ts";

/** What DSL and headteacher read of one list. */
export type UnansweredView = {
  readonly class: string;
  readonly name: string;
  /** Names of the staff who keep it: they have the names of the families. */
  readonly keptBy: readonly string[];
  readonly words: string;
  /** Of a list that the reader keeps: who has not answered, to copy. */
  readonly text?: string;
};

type Families = Pick<ClassView, "families">;

/** Children with an adult who is still to answer (P1), or with no adult to ask. */
export const unansweredIn = ({ families }: Families): readonly FamilyView[] =>
  families.filter(({ adults }) => adults.length === 0 || adults.some(({ toAsk }) => toAsk));

const isAnswer = ({ permission, toAsk }: AdultView): boolean =>
  !toAsk && permission !== "not asked" && permission !== "implied by joining";

const many = (number: number, one: string, more: string): string => `${number} ${number === 1 ? one : more}`;

/** "3 adults of 2 children have not answered yet. For 1 child no adult has answered." */
export const unansweredWords = (view: Families): string => {
  const open = unansweredIn(view);
  if (view.families.length === 0) return "No child is on this list.";
  if (open.length === 0) return "Every adult on this list has answered.";
  const asked = open.filter(({ adults }) => adults.length > 0);
  const adults = asked.flatMap((one) => one.adults.filter(({ toAsk }) => toAsk));
  const none = asked.filter(({ adults: all }) => !all.some(isAnswer)).length;
  const empty = open.length - asked.length;
  return [
    ...(adults.length === 0
      ? []
      : [
          `${many(adults.length, "adult", "adults")} of ${many(asked.length, "child", "children")} ${adults.length === 1 ? "has" : "have"} not answered yet.`,
          none === 0
            ? "For each of these children another adult has answered."
            : `For ${many(none, "child", "children")} no adult has answered.`,
        ]),
    ...(empty === 0
      ? []
      : [`${many(empty, "child has", "children have")} no adult on the list, so no one is asked.`]),
  ].join(" ");
};

const whyStill = ({ permission, link }: AdultView): string => {
  if (permission === "implied by joining") return " (joined, not answered)";
  if (permission !== "not asked") return " (asked again)";
  return link?.state === "works" ? "" : " (no link that works)";
};

/** A line for each child, for the office to phone by: no answer of any adult stands in it. */
export const unansweredText = (view: Pick<ClassView, "name" | "families">): string =>
  [
    `${view.name}: permission for live lessons, not answered yet`,
    ...unansweredIn(view).map(({ child, adults }) =>
      adults.length === 0
        ? `${child}: no adult on the list`
        : `${child}: ${adults.flatMap((one) => (one.toAsk ? [`${one.name}${whyStill(one)}`] : [])).join(", ")}`,
    ),
  ].join("\n");
