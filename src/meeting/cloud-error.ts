import { HELD_BACK } from "../protocol/work/limits.ts";

/**
 * What went wrong on Microsoft's side, sorted by what the caller may do next:
 * - `throttled`, `temporary`: nothing was done; try again (after `retryAfterMs` where given);
 * - `refused`: Microsoft refused this request; the same again is refused again;
 * - `not-signed-in`: Microsoft does not accept our sign-in: a wrong or expired secret, certificate or clock. It says
 *   nothing of the request, and may be mended any minute: an outage of ours;
 * - `not-allowed`: a consent or a policy is missing; it may be given any minute;
 * - `gone`: what was addressed no longer exists;
 * - `unknown-outcome`: the request was sent and its answer did not arrive: it may have been done.
 */
export type CloudErrorKind =
  | "throttled"
  | "temporary"
  | "refused"
  | "not-signed-in"
  | "not-allowed"
  | "gone"
  | "unknown-outcome";

/** `smtp` is the school's own mail server, where it has named one. */
export type CloudService = "graph" | "connector" | "entra" | "smtp";

type Details = {
  readonly service: CloudService;
  /** Our own name of the operation, such as `remove participant`: never a path, which may hold ids. */
  readonly operation: string;
  readonly kind: CloudErrorKind;
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly retryAfterMs?: number | undefined;
};

/** One error for Graph, Bot Connector and Entra. Holds no text of theirs, which may name people. */
export class CloudError extends Error {
  readonly service: CloudService;
  readonly operation: string;
  readonly kind: CloudErrorKind;
  readonly status: number | undefined;
  /** Microsoft's own code or subcode, such as `BotNotInConversationRoster`; "" where there was none. */
  readonly code: string;
  readonly retryAfterMs: number | undefined;

  constructor(details: Details) {
    const code = plainCode(details.code);
    super(
      [details.service, `${details.operation}:`, details.kind, details.status, code]
        .filter(Boolean)
        .join(" "),
    );
    this.name = "CloudError";
    this.service = details.service;
    this.operation = details.operation;
    this.kind = details.kind;
    this.status = details.status;
    this.code = code;
    this.retryAfterMs = details.retryAfterMs;
  }
}

/** A code is a word; anything longer could be a sentence about a person. */
const plainCode = (code: string | undefined): string =>
  code !== undefined && /^[A-Za-z0-9_.-]{1,80}$/.test(code) ? code : "";

export type Call = {
  readonly service: CloudService;
  readonly operation: string;
  /** False for a request that, sent twice, acts twice (a message, a call). */
  readonly repeatable: boolean;
};

/** Sorts an answer that is not a success (facts: connector-errors, Graph common errors). */
export const errorFromAnswer = (
  call: Call,
  answer: {
    readonly status: number;
    readonly code?: string | undefined;
    readonly retryAfter?: string | null | undefined;
    /** When Microsoft sent it, by its own clock (the Date header). */
    readonly date?: string | null | undefined;
  },
): CloudError =>
  new CloudError({
    ...call,
    kind: kindOf(answer.status, call.repeatable),
    status: answer.status,
    code: answer.code,
    // A date is by Microsoft's clock, whatever time this machine has.
    retryAfterMs: retryAfterMs(answer.retryAfter, Date.parse(answer.date ?? "") || Date.now()),
  });

const kindOf = (status: number, repeatable: boolean): CloudErrorKind => {
  if (status === 429) return "throttled";
  if (status === 404 || status === 410) return "gone";
  if (status === 401) return "not-signed-in";
  if (status === 403) return "not-allowed";
  // A conflict is not a refusal: another request was at the same thing, and nothing of ours was done.
  if ([408, 409, 412, 423, 425, 503].includes(status)) return "temporary";
  // A gateway's 500, 502 or 504 says nothing about what the service behind it has done.
  if (status >= 500) return repeatable ? "temporary" : "unknown-outcome";
  return "refused";
};

/** Longer waits are cut to this: we then ask again, and are refused again if Microsoft does mean it. */
const LONGEST_WAIT_MS = 60 * 60_000;

/**
 * Reads Retry-After (RFC 9110 10.2.3): seconds, or a date in any of the forms of 5.6.7. Anything else counts as not
 * given, even where a lenient reader finds a date in it ("-5"). The longest of several counts.
 */
export const retryAfterMs = (header: string | null | undefined, now: number): number | undefined => {
  const waits = oneByOne(header ?? "").flatMap((one) => {
    const ms = /^\d+(\.\d+)?$/.test(one) ? Number(one) * 1000 : dateOf(one) - now;
    return Number.isNaN(ms) ? [] : [Math.round(ms)];
  });
  return waits.length === 0 ? undefined : Math.min(Math.max(0, ...waits), LONGEST_WAIT_MS);
};

/** A date without a zone ("Sun Nov  6 08:49:37 1994") is in UTC, whatever this machine's zone is. */
const dateOf = (text: string): number => {
  if (!/\d\d:\d\d:\d\d/.test(text)) return Number.NaN;
  return Date.parse(/(GMT|UTC|Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text} GMT`);
};

/** "7, 7" as a proxy joins two headers (RFC 9110 5.3); a date has a comma of its own. */
const oneByOne = (header: string): readonly string[] =>
  header
    .split(/,(?! \d\d[ -][A-Z])/i)
    .map((one) => one.trim())
    .filter((one) => one !== "");

/** Failures before there was a connection: the request cannot have been read. */
const NEVER_LEFT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "EPROTO",
]);

/** A connection that was never trusted: their certificate, ours, or a clock that is wrong. */
const NOT_TRUSTED = /^(CERT_|ERR_TLS_|ERR_SSL_|ERR_OSSL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_)/;

/** Sorts a request that ended without an answer: refused connection, reset, or our own time limit. */
export const errorFromFailure = (call: Call, failure: unknown): CloudError => {
  if (failure instanceof CloudError) return failure;
  const code = failureCode(failure);
  const harmless = call.repeatable || NEVER_LEFT.has(code) || NOT_TRUSTED.test(code);
  return new CloudError({ ...call, kind: harmless ? "temporary" : "unknown-outcome", code });
};

/** Whether a request that was not served may have been done all the same, now or later: nothing says that it was not. */
export const mayHaveBeenDone = ({ kind, status, code }: CloudError): boolean =>
  kind === "unknown-outcome" ||
  (kind === "temporary" &&
    (status === undefined ? !NEVER_LEFT.has(code) && !NOT_TRUSTED.test(code) : status >= 500));

/** No answer, or one that only says not now: what was asked about is as unknown as before. */
export const isUnanswered = ({ kind }: CloudError): boolean =>
  kind === "temporary" || kind === "throttled" || kind === "unknown-outcome";

/** There is nothing at this address, or no way to it. */
export const isUnreached = ({ code }: CloudError): boolean => NEVER_LEFT.has(code);

const failureCode = (failure: unknown): string => {
  const { name, code, cause } = Object(failure) as { name?: unknown; code?: unknown; cause?: unknown };
  if (typeof code === "string") return code;
  const inner = Object(cause) as { code?: unknown; errors?: unknown };
  if (typeof inner.code === "string") return inner.code;
  if (Array.isArray(inner.errors)) return failureCode(inner.errors[0]);
  return typeof name === "string" ? name : "";
};

/**
 * A success that Microsoft did not write: the page of a web filter or of a Wi-Fi's sign-in, with status 200. Nothing is
 * taken for done because of it.
 */
export const notTheirs = (): Error =>
  Object.assign(new Error("A page, not an answer."), { code: "NOT_THEIRS" });

/** Told how each request ended, for counting. `error`: where it was not served as asked. */
export type Heard = (service: CloudService, outcome: "ok" | CloudErrorKind, error?: CloudError) => void;

/** Passes what it is told on to each of these. */
export const heardByAll =
  (...all: readonly Heard[]): Heard =>
  (...heard) => {
    for (const one of all) one(...heard);
  };

/**
 * The same request, and the counter is told how it ended. Errors of another service do not count; nor does a request
 * held back because of Microsoft's limits, which was never sent: no one may learn how much there is to send.
 */
export const heardBy = async <T>(heard: Heard, service: CloudService, request: Promise<T>): Promise<T> => {
  try {
    const answer = await request;
    heard(service, "ok");
    return answer;
  } catch (error) {
    if (error instanceof CloudError && error.service === service && error.code !== HELD_BACK)
      heard(service, error.kind, error);
    throw error;
  }
};
