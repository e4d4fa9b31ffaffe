import { createHash, randomBytes } from "node:crypto";
import { FIRST_SCHOOL } from "../record/scope.ts";

/** Letters and digits that nobody mistakes for each other when read out on the telephone. */
const READABLE = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

/** A concern's reference: random, so that nothing can be read from a gap between two of them. */
export const newReference = (): string =>
  Array.from(randomBytes(6), (byte) => READABLE[byte % READABLE.length]).join("");

/**
 * An unguessable id for a call, which says whose it is: what Microsoft calls back under finds the school
 * without looking into any. The first school's are plain, as they were.
 */
export const callbackId = (school: string): string => {
  const id = randomBytes(16).toString("hex");
  return school === FIRST_SCHOOL ? id : `${school}.${id}`;
};

/** The school that a callback id was made for, whatever somebody wrote there. */
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
