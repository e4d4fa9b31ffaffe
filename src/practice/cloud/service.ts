import type { Answer } from "./answer.ts";
import type { CloudRequest, Route } from "./route.ts";
import type { Claims } from "./tokens/jwt.ts";

/** One of Microsoft's services, as far as the application uses it. */
export type CloudService = {
  readonly name: "entra" | "graph" | "connector";
  readonly routes: readonly Route[];
  /** Checks token and permission before the route runs; throws a refusal. */
  readonly authorise: (request: CloudRequest, route: Route) => Claims;
  /** The body in this service's own error shape. */
  readonly errorBody: (status: number, message: string) => unknown;
};

/** Kills the application at a chosen moment; see `CrashMoment`. */
export type Crash = {
  readonly kill: () => void;
  /** Halts it so that it cannot act on the answer that is about to be sent. */
  readonly freeze: () => void;
};

export type Conditions = {
  readonly latencyMs: (method: string, operation: string) => number;
  readonly crash: Crash;
  /** The `Date` of each answer, by Microsoft's clock. */
  readonly date: () => string;
};

export type Outcome = { readonly answer: Answer; readonly why?: string; readonly provoked?: boolean };
