import type { IncomingHttpHeaders } from "node:http";
import type { Answer } from "./answer.ts";
import type { Claims } from "./tokens/jwt.ts";

export type CloudRequest = {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON or form; `undefined` when there was none. */
  readonly body: unknown;
  /** Of the bearer token, once checked; empty where none is asked for. */
  readonly claims: Claims;
};

export type Route = {
  /** The name used in faults, ledger and tests, such as `graph.onlineMeeting.patch`. */
  readonly operation: string;
  readonly method: string;
  /** Segments; `:name` takes one segment. */
  readonly path: string;
  readonly handle: (request: CloudRequest) => Answer | Promise<Answer>;
};

/** The first route for this method and path, with its parameters decoded. */
export const matchRoute = (
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; params: Record<string, string> } | undefined => {
  const segments = path.split("/").filter((segment) => segment !== "");
  for (const route of routes) {
    if (route.method !== method) continue;
    const params = matchPath(route.path, segments);
    if (params) return { route, params };
  }
  return undefined;
};

const matchPath = (pattern: string, segments: readonly string[]): Record<string, string> | undefined => {
  const wanted = pattern.split("/").filter((segment) => segment !== "");
  if (wanted.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const given = decode(segments[index] ?? "");
    if (part.startsWith(":")) params[part.slice(1)] = given;
    else if (part.toLowerCase() !== given.toLowerCase()) return undefined;
  }
  return params;
};

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    if (error instanceof URIError) return segment;
    throw error;
  }
};
