import type { z } from "zod";
import { type Call, CloudError, type Heard, heardBy } from "./cloud-error.ts";
import { type Credentials, SCOPES } from "./credentials.ts";
import type { Counted, Limiter } from "./limiter.ts";

/** What every request says of itself, whichever service it goes to. */
export type CloudRequest<T> = {
  /** Path below the service's address, with ids already encoded. */
  readonly path: string;
  /** Our own name of the operation, for errors: no ids. */
  readonly operation: string;
  readonly body?: object;
  /** The shape of the answer; any other is a `refused` error with code `unexpected-answer`. */
  readonly answer: z.ZodType<T, z.ZodTypeDef, unknown>;
};

/** What every client of Microsoft's needs. */
export type CloudDependencies = {
  readonly credentials: Pick<Credentials, "accessToken">;
  readonly limiter: Limiter;
  readonly heard?: Heard;
  readonly fetch?: typeof fetch;
  /** Milliseconds; 5 s where not given. */
  readonly timeout?: number;
};

/** A request that outlasts this ends without an answer. */
export const patience = ({ timeout = 5000 }: CloudDependencies): AbortSignal => AbortSignal.timeout(timeout);

type Way<T> = {
  readonly call: Call;
  /** The documented limits it counts against; a 429 closes the first. */
  readonly counts: readonly Counted[];
  readonly answer: CloudRequest<T>["answer"];
  /** Sends it with this token, and gives the body of a success. @throws CloudError */
  readonly send: (token: string) => Promise<unknown>;
};

/** A permission that is missing for good costs one more token in this time, and no more. */
const RENEWED_EVERY_MS = 20_000;

/**
 * Whether a refused request, which was not acted on, may do better with a fresh token. After a 401 it may. After
 * Graph's 403, too: the permissions stand in the token, so one that was issued while a consent was missing is refused
 * for an hour after the consent was given.
 */
const createRenewal = (service: "graph" | "connector"): ((error: unknown) => boolean) => {
  let renewedAt = Number.NEGATIVE_INFINITY;
  return (error) => {
    if (!(error instanceof CloudError) || error.service !== service) return false;
    if (error.status === 401) return true;
    if (error.status !== 403 || service !== "graph") return false;
    const now = performance.now();
    if (now - renewedAt < RENEWED_EVERY_MS) return false;
    renewedAt = now;
    return true;
  };
};

/**
 * The path that each request takes, to Graph and to the Bot Connector alike: token, permission by the limits, the
 * request itself, and the shape of its answer. Nothing is tried again here, because only `duty/` knows what a second
 * request would do. One exception: where a fresh token may help, it is sent once more.
 */
export const createRoad = (
  service: "graph" | "connector",
  { credentials, limiter, heard = () => undefined }: CloudDependencies,
) => {
  const mayHelp = createRenewal(service);
  return async <T>({ call, counts, answer, send }: Way<T>): Promise<T> => {
    const once = async (fresh: boolean): Promise<T> => {
      const token = await credentials.accessToken(SCOPES[service], fresh);
      if (counts.length > 0) await limiter.leave(call, counts);
      const read = answer.safeParse(await heeded(send(token)));
      if (read.success) return read.data;
      throw new CloudError({ ...call, kind: "refused", code: "unexpected-answer" });
    };
    const heeded = (sending: Promise<unknown>): Promise<unknown> =>
      sending.catch(async (error: unknown) => {
        const [first] = counts;
        if (error instanceof CloudError && error.kind === "throttled" && first !== undefined)
          await limiter.refused(first, error.retryAfterMs);
        throw error;
      });
    return heardBy(heard, service, once(false)).catch((error: unknown) => {
      if (!mayHelp(error)) throw error;
      return heardBy(heard, service, once(true));
    });
  };
};
