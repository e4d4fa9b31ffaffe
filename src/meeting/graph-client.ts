import {
  AuthenticationHandler,
  AuthenticationHandlerOptions,
  Client,
  type Context,
  type Middleware,
  TelemetryHandler,
} from "@microsoft/microsoft-graph-client";
import { z } from "zod";
import type { Config } from "../config.ts";
import {
  type Call,
  CloudError,
  errorFromAnswer,
  errorFromFailure,
  type Heard,
  heardBy,
} from "./cloud-error.ts";
import { type Credentials, SCOPES } from "./credentials.ts";
import type { Counted, Limiter } from "./limiter.ts";

export type GraphRequest<T> = {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Path below the version, with ids already encoded; or a full `@odata.nextLink`. */
  readonly path: string;
  /** Our own name of the operation, for errors: no ids. */
  readonly operation: string;
  /** Values already encoded: the SDK puts them into the URL as they are. */
  readonly query?: Readonly<Record<string, string | number>> | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** The documented limits it counts against, where it is one that a school could reach. */
  readonly counts?: readonly Counted[];
  /** False where a second request acts twice; default: every method but POST is repeatable. */
  readonly repeatable?: boolean;
  /** What the answer must look like; an answer that does not is a `refused` error with code `unexpected-answer`. */
  readonly answer: z.ZodType<T, z.ZodTypeDef, unknown>;
};

export type GraphClient = {
  /** @throws CloudError */
  readonly request: <T>(request: GraphRequest<T>) => Promise<T>;
};

type Dependencies = Pick<Config, "graphEndpoint"> & {
  readonly credentials: Credentials;
  readonly limiter: Limiter;
  readonly heard?: Heard;
  readonly fetch?: typeof fetch;
  /** Milliseconds; design: 5 s. */
  readonly timeout?: number;
};

/** Carries what the SDK's own error would lose: why a request ended without an answer, or its headers. */
class Outcome {
  failure: unknown;
  response: Response | undefined;
}

/**
 * The Graph SDK with a chain that never retries and never follows redirects: whether to try again is
 * decided by `duty/`, which knows what a second request would do. One exception: after a 401 the
 * request, which was not acted on, is sent once more with a fresh token.
 */
export function createGraphClient(dependencies: Dependencies): GraphClient {
  const client = Client.initWithMiddleware({
    baseUrl: `${dependencies.graphEndpoint}/`,
    customHosts: new Set([new URL(dependencies.graphEndpoint).hostname]),
    middleware: [
      new AuthenticationHandler({ getAccessToken: () => dependencies.credentials.accessToken(SCOPES.graph) }),
      new TelemetryHandler(),
      lastOfChain(dependencies.fetch ?? fetch),
    ],
  });

  const { heard = () => undefined } = dependencies;

  function once<T>(request: GraphRequest<T>, call: Call, fresh: boolean): Promise<unknown> {
    return heardBy(heard, "graph", ask(request, call, fresh));
  }

  async function ask<T>(request: GraphRequest<T>, call: Call, fresh: boolean): Promise<unknown> {
    // Fetched before the SDK is called, so that a failure to sign in keeps its own kind.
    const token = await dependencies.credentials.accessToken(SCOPES.graph, fresh);
    const { counts = [] } = request;
    if (counts.length > 0) await dependencies.limiter.leave(call, counts);
    const outcome = new Outcome();
    const api = client
      .api(request.path)
      .headers({ ...request.headers })
      .query({ ...request.query })
      .option("signal", AbortSignal.timeout(dependencies.timeout ?? 5000))
      .option("redirect", "error")
      .middlewareOptions([outcome, new AuthenticationHandlerOptions({ getAccessToken: async () => token })]);
    try {
      if (request.method === "GET") return await api.get();
      if (request.method === "DELETE") return await api.delete();
      return await api[request.method === "POST" ? "post" : "patch"](request.body ?? {});
    } catch (error) {
      const failure = cloudError(call, error, outcome);
      const [first] = counts;
      if (failure.kind === "throttled" && first !== undefined)
        await dependencies.limiter.refused(first, failure.retryAfterMs);
      throw failure;
    }
  }

  return {
    request: async (request) => {
      const repeatable = request.repeatable ?? request.method !== "POST";
      const call: Call = { service: "graph", operation: request.operation, repeatable };
      const answer = await once(request, call, false).catch((error: unknown) => {
        if (error instanceof CloudError && error.service === "graph" && error.status === 401) {
          return once(request, call, true);
        }
        throw error;
      });
      const read = request.answer.safeParse(answer);
      if (read.success) return read.data;
      throw new CloudError({ ...call, kind: "refused", code: "unexpected-answer" });
    },
  };
}

/** Accepted, with nothing to read: the SDK would take that for an answer that broke off. */
async function readable(response: Response): Promise<Response> {
  if (response.status !== 202) return response;
  const text = await response.text();
  return text === "" ? new Response(null, { status: 204 }) : new Response(text, response);
}

function lastOfChain(send: typeof fetch): Middleware {
  return {
    execute: async (context: Context) => {
      const found: unknown = context.middlewareControl?.getMiddlewareOptions(Outcome);
      const outcome = found instanceof Outcome ? found : new Outcome();
      try {
        context.response = await readable(await send(context.request, context.options));
        outcome.response = context.response;
      } catch (failure) {
        outcome.failure = failure;
        throw failure;
      }
    },
  };
}

function cloudError(call: Call, error: unknown, { failure, response }: Outcome): CloudError {
  // No answer, or one that broke off: what the SDK says then is not more than that.
  if (response === undefined || response.ok) return errorFromFailure(call, failure ?? error);
  const { code } = Object(error) as { code?: unknown };
  return errorFromAnswer(call, {
    status: response.status,
    code: typeof code === "string" ? code : undefined,
    retryAfter: response.headers.get("retry-after"),
    date: response.headers.get("date"),
  });
}

/** An id as one segment of a path. */
export function segment(id: string): string {
  return encodeURIComponent(id);
}

const Page = <T>(item: z.ZodType<T, z.ZodTypeDef, unknown>) =>
  z.object({ value: z.array(item), "@odata.nextLink": z.string().optional() });

/**
 * Reads every page of a list.
 * @throws CloudError; with code `too-many-pages` after `maxPages`, since a list that never ends is not believed
 */
export async function readPages<T>(
  graph: GraphClient,
  request: Omit<GraphRequest<T>, "method" | "answer"> & { readonly item: GraphRequest<T>["answer"] },
  maxPages = 50,
): Promise<readonly T[]> {
  const { item, path, query, ...common } = request;
  const all: T[] = [];
  let next: Pick<GraphRequest<T>, "path" | "query"> = { path, query };
  for (let page = 0; page < maxPages; page++) {
    const answer = await graph.request({ ...common, ...next, method: "GET", answer: Page(item) });
    all.push(...answer.value);
    const link = answer["@odata.nextLink"];
    if (link === undefined) return all;
    next = { path: link };
  }
  throw new CloudError({
    service: "graph",
    operation: request.operation,
    kind: "refused",
    code: "too-many-pages",
  });
}
