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

/**
 * The path that each request takes, to Graph and to the Bot Connector alike: token, permission by the limits, the
 * request itself, and the shape of its answer. Nothing is tried again here, because only `duty/` knows what a second
 * request would do. One exception: after a 401 the request, which was not acted on, is sent once more with a fresh
 * token.
 */
export const createRoad =
  (service: "graph" | "connector", { credentials, limiter, heard = () => undefined }: CloudDependencies) =>
  async <T>({ call, counts, answer, send }: Way<T>): Promise<T> => {
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
      if (!(error instanceof CloudError) || error.service !== service || error.status !== 401) throw error;
      return heardBy(heard, service, once(true));
    });
  };
