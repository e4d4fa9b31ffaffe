import { createHash, randomBytes } from "node:crypto";
import { FIRST_SCHOOL } from "../record/scope.ts";

/** Letters and digits that no one mistakes for each other when they are read out on the telephone. */
const READABLE = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

/** A concern's reference: random, so that a gap between two of them tells nothing. */
export const newReference = (): string => readable(randomBytes(6));

/** A letter or digit for each byte. */
export const readable = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => READABLE[byte % READABLE.length]).join("");

/**
 * An id for a call that cannot be guessed and says which school it is for: Microsoft's call-backs find the school
 * without a search through all of them. The first school's ids stay plain, as in older versions.
 */
export const callbackId = (school: string): string => {
  const id = randomBytes(16).toString("hex");
  return school === FIRST_SCHOOL ? id : `${school}.${id}`;
};

/** The school that a call-back id was made for, whatever a stranger may write there. */
export const schoolOfCallback = (callback: string): string => {
  const [school = "", id] = callback.split(".");
  return id === undefined ? FIRST_SCHOOL : school;
};

/**
 * The id of the nth occurrence in a meeting chat. Two instances that meet the same start make the
 * same id, so the record takes only one of them.
 */
export const occurrenceId = (chatId: string, nth: number): string =>
  createHash("sha256").update(`${chatId}#${nth}`).digest("hex").slice(0, 20);

/** The id of a lesson that this person planned: the same for each press of one form. */
export const plannedId = (person: string, request: string): string =>
  createHash("sha256").update(`planned#${person}#${request}`).digest("hex").slice(0, 20);
