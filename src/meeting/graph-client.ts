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
import { type Call, CloudError, errorFromAnswer, errorFromFailure, notTheirs } from "./cloud-error.ts";
import { type CloudDependencies, type CloudRequest, createRoad, patience } from "./cloud-request.ts";
import { SCOPES } from "./credentials.ts";
import type { Counted } from "./limiter.ts";

/** `path` may be a full `@odata.nextLink` as well. */
export type GraphRequest<T> = CloudRequest<T> & {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Values already encoded: the SDK puts them into the URL as they are. */
  readonly query?: Readonly<Record<string, string | number>> | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** The documented limits it counts against, where it is one that a school could reach. */
  readonly counts?: readonly Counted[];
  /** False where a second request acts twice; default: every method but POST is repeatable. */
  readonly repeatable?: boolean;
};

export type GraphClient = {
  /** @throws CloudError */
  readonly request: <T>(request: GraphRequest<T>) => Promise<T>;
};

type Dependencies = Pick<Config, "graphEndpoint"> & CloudDependencies;

/** Carries what the SDK's own error would lose: why a request ended without an answer, or its headers. */
class Outcome {
  failure: unknown;
  response: Response | undefined;
}

/** The Graph SDK with a chain that never retries and never follows redirects. */
export const createGraphClient = (dependencies: Dependencies): GraphClient => {
  const client = Client.initWithMiddleware({
    baseUrl: `${dependencies.graphEndpoint}/`,
    customHosts: new Set([new URL(dependencies.graphEndpoint).hostname]),
    middleware: [
      new AuthenticationHandler({ getAccessToken: () => dependencies.credentials.accessToken(SCOPES.graph) }),
      new TelemetryHandler(),
      lastOfChain(dependencies.fetch ?? fetch),
    ],
  });
  const road = createRoad("graph", dependencies);

  const ask = async (request: GraphRequest<unknown>, call: Call, token: string): Promise<unknown> => {
    const outcome = new Outcome();
    const api = client
      .api(request.path)
      .headers({ ...request.headers })
      .query({ ...request.query })
      .option("signal", patience(dependencies))
      .option("redirect", "error")
      // Fetched before the SDK is called, so that a failure to sign in keeps its own kind.
      .middlewareOptions([outcome, new AuthenticationHandlerOptions({ getAccessToken: async () => token })]);
    try {
      if (request.method === "GET") return await api.get();
      if (request.method === "DELETE") return await api.delete();
      return await api[request.method === "POST" ? "post" : "patch"](request.body ?? {});
    } catch (error) {
      throw cloudError(call, error, outcome);
    }
  };

  return {
    request: (request) => {
      const { operation, repeatable = request.method !== "POST", counts = [], answer } = request;
      const call: Call = { service: "graph", operation, repeatable };
      return road({ call, counts, answer, send: (token) => ask(request, call, token) });
    },
  };
};

/**
 * Accepted, with nothing to read: the SDK would take an empty answer for one that broke off. What has words and is no
 * JSON, Graph did not write: the SDK would hand it on as a success.
 */
const readable = async (response: Response): Promise<Response> => {
  const type = response.headers.get("content-type") ?? "text";
  const isWords = response.ok && response.status !== 204 && /^text/i.test(type);
  if (response.status !== 202 && !isWords) return response;
  const text = await response.text();
  if (text === "") return new Response(null, { status: 204 });
  if (isWords) throw notTheirs();
  return new Response(text, response);
};

const lastOfChain = (send: typeof fetch): Middleware => ({
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
});

const cloudError = (call: Call, error: unknown, { failure, response }: Outcome): CloudError => {
  // No answer, or one that broke off: the SDK's error says no more than that.
  if (response === undefined || response.ok) return errorFromFailure(call, failure ?? error);
  const { code } = Object(error) as { code?: unknown };
  return errorFromAnswer(call, {
    status: response.status,
    code: typeof code === "string" ? code : undefined,
    retryAfter: response.headers.get("retry-after"),
    date: response.headers.get("date"),
  });
};

/** An id as one segment of a path. */
export const segment = (id: string): string => encodeURIComponent(id);

const Page = <T>(item: z.ZodType<T, z.ZodTypeDef, unknown>) =>
  z.object({ value: z.array(item), "@odata.nextLink": z.string().optional() });

/**
 * Reads every page of a list.
 * @throws CloudError; with code `too-many-pages` after `maxPages`, since a list that never ends is not believed
 */
export const readPages = async <T>(
  graph: GraphClient,
  request: Omit<GraphRequest<T>, "method" | "answer"> & { readonly item: GraphRequest<T>["answer"] },
  maxPages = 50,
): Promise<readonly T[]> => {
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
};
