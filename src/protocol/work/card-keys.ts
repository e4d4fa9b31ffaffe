import { type StaffNews, type Target, targetKey } from "./duty.ts";

/** The key of a card that was sent: it names the lesson or concern that the card is about, and nothing else. */

export const checklistKey = (lesson: string, staff: string): string => `checklist:${lesson}:${staff}`;
export const askKey = (lesson: string): string => `ask:${lesson}`;
/** One card for each end: a later press sends a new one, below what has been said since. */
export const progressKey = (lesson: string, askedAt: string): string => `progress:${lesson}:${askedAt}`;
/** News for one member of staff: a message each time, known by when it began. */
export const noticeKey = (about: StaffNews, lesson: string, at: string, staff: string): string =>
  `notice:${about}:${lesson}:${at}:${staff}`;

/** What is left to do about a recorded lesson: one message a day for each person. */
export const reminderKey = (lesson: string, day: string, person: string): string =>
  `reminder:${lesson}:${day}:${person}`;

/** The same of a concern. */
export const concernReminderKey = (ref: string, day: string, person: string): string =>
  `concern-reminder:${ref}:${day}:${person}`;
export const handedOverKey = (ref: string, at: string, person: string): string =>
  `handed-over:${ref}:${at}:${person}`;
export const moreWrittenKey = (ref: string, at: string, person: string): string =>
  `more-written:${ref}:${at}:${person}`;

/** An adult's no, for one person who is told of it. */
export const refusalKey = (family: string, adult: string, at: string, person: string): string =>
  `refusal:${family}:${adult}:${at}:${person}`;

/** An alert in a message of its own. @param target where it went, and at which step */
export const alertKey = (ref: string, target: Target, step: number): string =>
  `alert:${ref}:${targetKey(target)}${atStep(step)}`;
/** An alert in a message that it shares with others of the same person. */
export const togetherKey = (ref: string, target: Target, step: number): string =>
  `together:${ref}:${targetKey(target)}${atStep(step)}`;
/** The message that the alerts of one person share there, and when it rang. */
export const ringKey = (burst: string, target: Target): string => `ring:${burst}:${targetKey(target)}`;

const atStep = (step: number): string => (step === 1 ? "" : `:${step}`);

/** What a card is about. */
export type CardSubject =
  | { readonly card: "checklist" | "progress" | "ask"; readonly lesson: string }
  | { readonly card: "alert" | "together" | "raiser"; readonly ref: string };

const OF_LESSON = new Set(["checklist", "progress", "ask"]);

/** @returns undefined for a card without presses of its own, or of an unknown kind */
export const subjectOf = (key: string): CardSubject | undefined => {
  const [card = "", id = ""] = key.split(":");
  if (id === "") return undefined;
  if (card === "alert" || card === "together" || card === "raiser") return { card, ref: id };
  return OF_LESSON.has(card) ? { card: card as "checklist" | "progress" | "ask", lesson: id } : undefined;
};
