import type { ExceptionReason } from "../protocol/words.ts";

/** What this person has noted last, here: of whom, and what. */
export type Noted = { readonly pupil: string; readonly reason: ExceptionReason };

/**
 * Whether staff act on it at once, in Teams or with this family. Of the other two several are noted one after the
 * other, and the families asked then: their rows go up to what is to be sorted out, and the answer says what to ask.
 */
export const isDoneNow = (reason: ExceptionReason): boolean =>
  reason !== "no adult seen" && reason !== "name not shown";

/** Whose row stays where it was pressed: what to do now is read there. */
export const stayingOf = (noted: Noted | undefined): string | undefined =>
  noted !== undefined && isDoneNow(noted.reason) ? noted.pupil : undefined;
