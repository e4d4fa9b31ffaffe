import { reasonOf } from "../meeting/fault.ts";

/** Why the program does not start: what could not be done, by which setting, and the cause. No value of a setting. */
export class CannotStart extends Error {
  override readonly name = "CannotStart";
}

/** Errors that say themselves which setting to look at. */
const SAYS_ITSELF: ReadonlySet<unknown> = new Set([
  "bad-configuration",
  "RECORD_DAMAGED",
  "RECORD_IN_USE",
  "RECORD_ROLES",
  "RECORD_TOO_NEW",
  "SEAL_KEY",
  "SECURITY_LOG",
]);

/** What a cause means: Node's codes, then PostgreSQL's (Appendix A of its manual). */
const MEANS: Readonly<Record<string, string>> = {
  ENOENT: "it is not there",
  EACCES: "the account that runs Lesson Guard is not allowed to",
  EPERM: "the account that runs Lesson Guard is not allowed to",
  EEXIST: "it is a file, not a folder",
  ENOTDIR: "part of the path is a file, not a folder",
  EISDIR: "it is a folder, not a file",
  EROFS: "it can only be read",
  ENOSPC: "no room is left on the disk",
  EADDRINUSE: "another program listens there already",
  EADDRNOTAVAIL: "this machine has no such address",
  ENOTFOUND: "no machine of this name is known",
  EAI_AGAIN: "the name of the machine could not be looked up",
  ECONNREFUSED: "nothing answers there",
  ETIMEDOUT: "nothing answers there",
  ECONNRESET: "the connection was cut",
  ERR_TLS_CERT_ALTNAME_INVALID: "the server's certificate is for another name",
  SELF_SIGNED_CERT_IN_CHAIN: "the server's certificate is not one that this machine trusts",
  DEPTH_ZERO_SELF_SIGNED_CERT: "the server's certificate is not one that this machine trusts",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "the server's certificate is not one that this machine trusts",
  "28P01": "the user or the password is wrong",
  "28000": "the database does not let this user sign in",
  "3D000": "there is no database of this name",
  "42501": "the user is not allowed to",
  "53300": "the database has no connection left",
  "57P03": "the database is starting",
};

/** The innermost code: a record that is away has what happened as its cause. */
const codeOf = (error: unknown): string => {
  const { cause, code } = Object(error) as { cause?: unknown; code?: unknown };
  if (cause !== undefined) return codeOf(cause);
  return typeof code === "string" ? code : "";
};

/** @returns whether the error says by itself what to do */
export const saysItself = (error: unknown): boolean =>
  error instanceof CannotStart || SAYS_ITSELF.has((Object(error) as { code?: unknown }).code);

/**
 * One step of the start.
 * @param what the sentence's beginning, such as "The record cannot be opened"
 * @param setting to look at, by its name in the environment
 * @throws CannotStart where the step fails, and its error does not say itself what to do
 */
export const startStep = async <Found>(
  what: string,
  setting: string,
  step: () => Found | Promise<Found>,
): Promise<Found> => {
  try {
    return await step();
  } catch (error) {
    if (saysItself(error)) throw error;
    const code = codeOf(error);
    const why = MEANS[code];
    const named = code === "" ? reasonOf(error) : code;
    throw new CannotStart(
      `${what}. Look at ${setting}: ${why === undefined ? `the cause is ${named}` : `${why} (${named})`}.`,
      { cause: error },
    );
  }
};
