import { z } from "zod";
import {
  type Call,
  CloudError,
  errorFromAnswer,
  errorFromFailure,
  type Heard,
  heardBy,
} from "../meeting/cloud-error.ts";
import { type Credentials, SCOPES } from "../meeting/credentials.ts";
import type { Limiter } from "../meeting/limiter.ts";

export type ConnectorRequest<T> = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Path below the service address, ids already encoded. */
  readonly path: string;
  /** Our own name of the operation, for errors: no ids. */
  readonly operation: string;
  /** False where a second request acts twice (every send). */
  readonly repeatable: boolean;
  /** What it counts as, and in which conversation; everything counts for the tenant. */
  readonly counts?: { readonly limit: "send" | "create" | "read"; readonly of: string };
  readonly body?: object;
  readonly answer: z.ZodType<T, z.ZodTypeDef, unknown>;
};

/** Every request counts against it. */
const TENANT = { limit: "bot", of: "" } as const;

/** @throws CloudError of service `connector` */
export type Connector = <T>(request: ConnectorRequest<T>) => Promise<T>;

type Dependencies = {
  readonly credentials: Credentials;
  /** The newest address seen; undefined before Teams has spoken to us. */
  readonly serviceUrl: () => string | undefined | Promise<string | undefined>;
  readonly limiter: Limiter;
  readonly heard?: Heard;
  readonly fetch?: typeof fetch;
  /** Milliseconds; design: 5 s. */
  readonly timeout?: number;
};

const ErrorBody = z.object({
  error: z.object({ code: z.string().nullish(), subCode: z.string().nullish() }).nullish(),
  code: z.string().nullish(),
  subCode: z.string().nullish(),
});

/**
 * The Bot Connector's documented REST paths over Node's own fetch: kept-alive connections, one token
 * cache, one time limit. botbuilder's connector client builds an HTTP pipeline and fetches a token for
 * every turn, has no time limit, and hides whether a request left. Nothing is tried again here, except
 * once with a fresh token after a 401, which was not acted on.
 */
export function createConnector(dependencies: Dependencies): Connector {
  const send = dependencies.fetch ?? fetch;
  const { heard = () => undefined } = dependencies;
  const counted = <T>(request: Promise<T>) => heardBy(heard, "connector", request);

  async function once<T>(request: ConnectorRequest<T>, call: Call, fresh: boolean): Promise<T> {
    const address = await dependencies.serviceUrl();
    if (address === undefined)
      throw new CloudError({ ...call, kind: "temporary", code: "no-service-address" });
    const token = await dependencies.credentials.accessToken(SCOPES.connector, fresh);
    const { counts = TENANT } = request;
    await dependencies.limiter.leave(call, counts === TENANT ? [TENANT] : [counts, TENANT]);
    const answer = await ask(`${address.replace(/\/+$/, "")}${request.path}`, request, call, token);
    const body = answer.body;
    if (answer.status >= 400) {
      const error = errorFromAnswer(call, { ...answer, code: codeOf(body) });
      if (error.kind === "throttled") await dependencies.limiter.refused(counts, error.retryAfterMs);
      throw error;
    }
    const read = request.answer.safeParse(body);
    if (read.success) return read.data;
    throw new CloudError({ ...call, kind: "refused", status: answer.status, code: "unexpected-answer" });
  }

  async function ask(url: string, request: ConnectorRequest<unknown>, call: Call, token: string) {
    try {
      const response = await send(url, {
        method: request.method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        redirect: "error",
        signal: AbortSignal.timeout(dependencies.timeout ?? 5000),
      });
      const text = await response.text();
      const { status, headers } = response;
      return {
        status,
        retryAfter: headers.get("retry-after"),
        date: headers.get("date"),
        body: jsonOf(text),
      };
    } catch (failure) {
      throw errorFromFailure(call, failure);
    }
  }

  return async (request) => {
    const { operation, repeatable } = request;
    const call: Call = { service: "connector", operation, repeatable };
    try {
      return await counted(once(request, call, false));
    } catch (error) {
      const stale = error instanceof CloudError && error.service === "connector" && error.status === 401;
      if (!stale) throw error;
      return counted(once(request, call, true));
    }
  };
}

/** A body that is no JSON says nothing; the status does. */
function jsonOf(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The subcode says more than the code (`MessageWritesBlocked`). */
function codeOf(body: unknown): string | undefined {
  const { error, code, subCode } = ErrorBody.safeParse(body).data ?? {};
  return error?.subCode ?? subCode ?? error?.code ?? code ?? undefined;
}
