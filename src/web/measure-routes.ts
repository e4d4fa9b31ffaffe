import { createHash, timingSafeEqual } from "node:crypto";
import type { Request, Response, Server } from "restify";
import { answer, Refusal } from "./answers.ts";
import { guarded } from "./caller.ts";
import type { Measures } from "./measures.ts";
import type { Routes } from "./routes.ts";
import type { SetUp } from "./set-up-routes.ts";
import type { Watch } from "./watch.ts";

type Dependencies = {
  readonly measures: Measures;
  /** For each school, whether its lessons can be protected. */
  readonly setUp: Pick<SetUp, "ofAll" | "settings">;
  /** Unset: the routes do not exist. */
  readonly metricsToken: string | undefined;
  readonly failed: (error: unknown) => void;
  readonly watch: Pick<Watch, "signInRefused">;
};

/** `GET /metrics` and `GET /preflight` for the person who keeps Lesson Guard running, behind a token of its own. */
export const measureRoutes = (
  routes: Routes,
  { measures, setUp, metricsToken, failed, watch }: Dependencies,
): void => {
  if (metricsToken === undefined) return;
  const expected = digest(`Bearer ${metricsToken}`);
  const requireToken = (request: Request): void => {
    if (timingSafeEqual(digest(request.headers.authorization ?? ""), expected)) return;
    watch.signInRefused(request, "metrics-token");
    throw new Refusal("not-signed-in", "Send the token that is set in METRICS_TOKEN.");
  };
  routes.get(
    "/preflight",
    guarded(failed, async (request, response) => {
      requireToken(request);
      answer(response, 200, { settings: setUp.settings, schools: await setUp.ofAll() });
    }),
  );
  routes.get(
    "/metrics",
    guarded(failed, async (request, response) => {
      requireToken(request);
      const text = await measures.text();
      response.writeHead(200, {
        "content-type": "text/plain; version=0.0.4; charset=utf-8",
        "cache-control": "no-store",
      });
      response.end(text);
    }),
  );
};

/** The same length whatever was sent, so that comparing always takes the same time. */
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Counts every request by the template of its route. */
export const measureRequests = (server: Server, measures: Measures): void => {
  const began = new WeakMap<Request, number>();
  server.pre((request: Request, _response: Response, next: () => void) => {
    began.set(request, performance.now());
    next();
  });
  server.on("after", (request: Request, response: Response, route: unknown) => {
    const { method, path } = (Object(route) as { spec?: { method?: unknown; path?: unknown } }).spec ?? {};
    const template = typeof method === "string" && typeof path === "string" ? `${method} ${path}` : undefined;
    const ms = performance.now() - (began.get(request) ?? performance.now());
    measures.answered(template, response.statusCode, ms / 1000);
  });
};
