/** What a card that was sent is known by: it names the lesson or concern that it is about, and nothing else. */

export const checklistKey = (lesson: string, staff: string): string => `checklist:${lesson}:${staff}`;
export const askKey = (lesson: string): string => `ask:${lesson}`;
/** One card an end: a later press sends a new one, below what has been said since. */
export const progressKey = (lesson: string, askedAt: string): string => `progress:${lesson}:${askedAt}`;

/** What a card is about. */
export type CardSubject =
  | { readonly card: "checklist" | "progress" | "ask"; readonly lesson: string }
  | { readonly card: "alert" | "raiser"; readonly ref: string };

const OF_LESSON = new Set(["checklist", "progress", "ask"]);

/** @returns undefined for a card without presses of its own, or of an unknown kind */
export const subjectOf = (key: string): CardSubject | undefined => {
  const [card = "", id = ""] = key.split(":");
  if (id === "") return undefined;
  if (card === "alert" || card === "raiser") return { card, ref: id };
  return OF_LESSON.has(card) ? { card: card as "checklist" | "progress" | "ask", lesson: id } : undefined;
};
