import { CloudError } from "../meeting/cloud-error.ts";
import { type Credentials, SCOPES } from "../meeting/credentials.ts";
import { reasonOf } from "../meeting/fault.ts";
import { daysLeft, type SignInEnd } from "../meeting/sign-in-end.ts";

type Fields = { readonly [field: string]: string | number };

export type SignInWatch = {
  readonly credentials: Pick<Credentials, "accessToken">;
  /** When the secret or the certificate ends, where that is known. */
  readonly end: SignInEnd | undefined;
  readonly now: () => string;
  readonly log: {
    readonly info: (fields: Fields, message: string) => void;
    readonly warn: (fields: Fields, message: string) => void;
    readonly error: (fields: Fields, message: string) => void;
  };
  readonly everyMs?: number;
};

const DAY_MS = 24 * 60 * 60_000;
const SOON_DAYS = 30;

/**
 * Signs in to Microsoft 365 at the start and once a day, though there may be nothing to send: a secret that is wrong
 * or has run out is known before the lesson that needs it. A refusal is logged, and counts as failing, where all
 * refusals do (`sign-in-standing.ts`); here the rest is said.
 *
 * @returns how to stop it
 */
export const watchSignIn = ({ credentials, end, now, log, everyMs = DAY_MS }: SignInWatch): (() => void) => {
  const look = async (fresh: boolean): Promise<void> => {
    const fields = end === undefined ? {} : { endsOn: end.at.slice(0, 10), daysLeft: daysLeft(end, now()) };
    try {
      await credentials.accessToken(SCOPES.graph, fresh);
      log.info(fields, "Lesson Guard can sign in to Microsoft 365");
    } catch (error) {
      if (!(error instanceof CloudError && error.kind === "not-signed-in"))
        log.warn({ error: reasonOf(error) }, "Microsoft 365 has not answered a sign-in");
    }
    if (end === undefined) return;
    const left = daysLeft(end, now());
    const of = end.of === "secret" ? "client secret" : "certificate";
    if (left < 0) log.error(fields, `the ${of} has ended, by its date: make a new one`);
    else if (left < SOON_DAYS) log.warn(fields, `the ${of} ends soon: make a new one`);
  };
  // Shared with the first request of the program, if that comes meanwhile.
  void look(false);
  const timer = setInterval(() => void look(true), everyMs);
  timer.unref();
  return () => clearInterval(timer);
};
