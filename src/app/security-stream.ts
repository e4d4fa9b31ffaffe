import { appendFileSync } from "node:fs";
import pino from "pino";
import type { Config } from "../config.ts";
import type { SecurityLine } from "../web/security-lines.ts";
import type { SecurityLevel } from "../web/security-log.ts";
import { sentenceOf } from "./cannot-start.ts";

/** The file in SECURITY_LOG_FILE cannot be written: the program does not start without a security log. */
export class SecurityLogError extends Error {
  readonly code = "SECURITY_LOG";

  constructor(cause: unknown) {
    super(sentenceOf("The security log cannot be written", "SECURITY_LOG_FILE", cause), { cause });
    this.name = "SecurityLogError";
  }
}

/**
 * JSON lines marked `"log":"security"`: in their own file, or among the others on standard output.
 *
 * @throws SecurityLogError
 */
export const openSecurityStream = (
  { securityLogFile: file }: Pick<Config, "securityLogFile">,
  failed: (error: unknown) => void,
): ((level: SecurityLevel, line: SecurityLine) => void) => {
  const marked = { base: { log: "security" } };
  const log = file === undefined ? pino(marked) : pino(marked, createAppender(file, failed));
  return (level, line) => log[level](line);
};

/**
 * Opens the file for each line: if a program moves it away, the next line goes into a new one. A full disk
 * stops no lesson: the other log says so once, until a line goes through again.
 */
const createAppender = (file: string, failed: (error: unknown) => void) => {
  const append = (text: string): void => appendFileSync(file, text, { mode: 0o600 });
  try {
    append("");
  } catch (error) {
    throw new SecurityLogError(error);
  }
  let works = true;
  return {
    write: (text: string): void => {
      try {
        append(text);
        works = true;
      } catch (error) {
        if (works) failed(new SecurityLogError(error));
        works = false;
      }
    },
  };
};
