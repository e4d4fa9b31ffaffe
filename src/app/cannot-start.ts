import { faultOf, reasonOf } from "../meeting/fault.ts";

/** Why the program does not start: what could not be done, by which setting, and the cause. No value of a setting. */
export class CannotStart extends Error {
  override readonly name = "CannotStart";
}

/** Errors that say themselves which setting to look at. */
const SAYS_ITSELF: ReadonlySet<unknown> = new Set([
  "bad-configuration",
  "RECORD_ACCOUNT",
  "RECORD_COPY",
  "RECORD_DAMAGED",
  "RECORD_IN_USE",
  "RECORD_ROLES",
  "RECORD_SERVER",
  "RECORD_TOO_NEW",
  "SEAL_KEY",
  "SECURITY_LOG",
]);

/** What a cause means: Node's codes, PostgreSQL's (Appendix A of its manual), SQLite's, and ours (`SAID`). */
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
  "42P07": "the database holds tables that are not Lesson Guard's",
  "25006": "the database can only be read",
  SQLITE_READONLY: "it can only be read",
  SQLITE_CANTOPEN: "a file in it cannot be opened",
  SQLITE_FULL: "no room is left on the disk",
  SQLITE_IOERR: "its disk does not answer as it should",
  NO_TLS: "the database server does not speak TLS",
  NO_POSTGRESQL: "what answers there is not PostgreSQL, or ended the connection",
  NO_PASSWORD: "it names no password",
  NO_TOKEN: "the managed identity in DATABASE_IDENTITY gives no token",
};

/** What the driver of PostgreSQL says without a code, and our code for it. */
const SAID: readonly (readonly [RegExp, string])[] = [
  [/^(timeout e|Connection terminated due to connection timeout)/, "ETIMEDOUT"],
  [/^The server does not support SSL/, "NO_TLS"],
  [/^(Connection terminated|Received unexpected|There was an error establishing an SSL)/, "NO_POSTGRESQL"],
  [/^SASL: .*password must be/, "NO_PASSWORD"],
];

/** The innermost code: a record that is away has what happened as its cause. */
const codeOf = (error: unknown): string => {
  const { cause, code, message } = Object(error) as Readonly<Record<"cause" | "code" | "message", unknown>>;
  if (cause !== undefined && code !== "NO_TOKEN") return codeOf(cause);
  if (typeof code === "string") return code;
  return SAID.find(([words]) => words.test(String(message)))?.[1] ?? "";
};

/** "it is not there (ENOENT)": never the error's own message, which may hold an address or a secret. */
const causeOf = (error: unknown): string => {
  const code = codeOf(error);
  const why = MEANS[code];
  return why === undefined ? `the cause is ${code === "" ? reasonOf(error) : code}` : `${why} (${code})`;
};

/**
 * What could not be done, by which setting, and why.
 * @param what the sentence's beginning, such as "The record cannot be opened"
 * @param setting to look at, by its name in the environment
 */
export const sentenceOf = (what: string, setting: string, error: unknown): string =>
  `${what}. Look at ${setting}: ${causeOf(error)}.`;

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
    throw new CannotStart(sentenceOf(what, setting, error), { cause: error });
  }
};

/** The record may go away at any step of the start. @param setting that says where it is */
export const asStartError = (error: unknown, setting: string): unknown =>
  (Object(error) as { code?: unknown }).code === "storage-away"
    ? new CannotStart(sentenceOf("The record cannot be read", setting, error), { cause: error })
    : error;

/**
 * What a start, or a command, that failed prints. For a fault that no setting explains, a second line says where it
 * was; no line holds an error's own message.
 */
export const failureWords = (error: unknown, what = "Lesson Guard cannot start"): string => {
  if (saysItself(error)) return (error as Error).message;
  const code = codeOf(error);
  if (code in MEANS) return sentenceOf(what, "DATABASE_URL and DATA_DIR", error);
  return (
    `${what}, and it is not known which setting is the cause: ${reasonOf(error)}. ` +
    `The next line is for the people who look after the program.\n${JSON.stringify(faultOf(error))}`
  );
};
