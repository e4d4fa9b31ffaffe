import { setTimeout as pause } from "node:timers/promises";
import { RecordAwayError } from "../away.ts";

/** Milliseconds before each further try: the presser still waits for an answer. */
const AWAY_PAUSES = [50, 150, 400];
const MOST_CONTENDED = 10;

/** Serialization failure, deadlock: nothing was done, and the database asks for another try. */
const CONTENDED = new Set(["40001", "40P01"]);

/** Connection classes of SQLSTATE; shutting down, starting up; no room; a standby that is not writable. */
const AWAY_STATE = /^(08...|57P0[1235]|53...|25006|25P03|57014|55P03)$/;
const AWAY_CODE = new Set([
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOENT",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
]);
/** The driver gives these no code. */
const AWAY_WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error|The server does not support SSL|Client was closed)/;

/** The code that the database or the socket gave, if any. */
export const codeOf = (error: unknown): string | undefined => {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === "string" ? code : undefined;
};

/** Whether the database could not be reached, or did not get to its work in time. */
export const isAway = (error: unknown): boolean => {
  if (error instanceof RecordAwayError) return true;
  const code = codeOf(error);
  if (code !== undefined) return AWAY_STATE.test(code) || AWAY_CODE.has(code);
  return error instanceof Error && AWAY_WORDS.test(error.message);
};

/**
 * Runs one operation, and runs it again if the database asked for it or was away for a moment. No one knows
 * whether an operation that was cut off has been done: each must allow being run again.
 *
 * @throws RecordAwayError
 */
export const steadily = async <T>(operation: () => Promise<T>): Promise<T> => {
  let away = 0;
  for (let contended = 0; ; ) {
    try {
      return await operation();
    } catch (error) {
      const code = codeOf(error);
      if (code !== undefined && CONTENDED.has(code) && contended < MOST_CONTENDED) {
        contended += 1;
        await pause(Math.random() * 10 * contended);
      } else if (isAway(error)) {
        const ms = AWAY_PAUSES[away];
        if (ms === undefined) throw error instanceof RecordAwayError ? error : new RecordAwayError(error);
        away += 1;
        await pause(ms);
      } else {
        throw error;
      }
    }
  }
};
