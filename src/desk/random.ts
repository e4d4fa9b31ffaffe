import { createHash, randomBytes } from "node:crypto";

/** Letters and digits that nobody mistakes for each other when read out on the telephone. */
const READABLE = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

/** A concern's reference: random, so that nothing can be read from a gap between two of them. */
export const newReference = (): string =>
  Array.from(randomBytes(6), (byte) => READABLE[byte % READABLE.length]).join("");

/** An unguessable id. */
export const newId = (): string => randomBytes(16).toString("hex");

/**
 * The id of the nth occurrence in a meeting chat. Two instances that meet the same start make the
 * same id, so the record takes only one of them.
 */
export const occurrenceId = (chatId: string, nth: number): string =>
  createHash("sha256").update(`${chatId}#${nth}`).digest("hex").slice(0, 20);
