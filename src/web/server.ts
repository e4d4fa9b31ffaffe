import restify, { type Request, type Response, type Server } from "restify";
import type { Schools } from "../desk/schools.ts";
import type { RecordStore } from "../record/record-store.ts";
import { answer, Refusal, refuse } from "./answers.ts";
import { type CallRouteDependencies, callRoutes } from "./call-routes.ts";
import { signedIn } from "./caller.ts";
import { type ConcernRouteDependencies, concernRoutes } from "./concern-routes.ts";
import { brokeOff, limitConnections } from "./connections.ts";
import { coverRoutes } from "./cover-routes.ts";
import { exportRoutes } from "./export-routes.ts";
import { classRoutes } from "./family/class-routes.ts";
import { type FamilyRouteDependencies, familyRoutes } from "./family/family-routes.ts";
import { type ListSources, sourceRoutes } from "./family/source-routes.ts";
import { type HomeRouteDependencies, homeRoutes } from "./home-routes.ts";
import { jsonBody } from "./json-body.ts";
import { keepingRoutes } from "./keeping-routes.ts";
import { type LessonRouteDependencies, lessonRoutes } from "./lesson-routes.ts";
import { openLive } from "./live.ts";
import { measureRequests, measureRoutes } from "./measure-routes.ts";
import type { Measures } from "./measures.ts";
import { type NowDependencies, nowRoutes } from "./now-routes.ts";
import { pageRoutes } from "./page-routes.ts";
import { peopleRoutes } from "./people-routes.ts";
import { planRoutes } from "./plan-routes.ts";
import { type ProposalRouteDependencies, proposalRoutes } from "./proposal-routes.ts";
import { recordingRoutes } from "./recording-routes.ts";
import { routesOf } from "./routes.ts";
import { schoolRoutes } from "./school-routes.ts";
import { sendSecurityHeaders } from "./security-headers.ts";
import { type SetUpRouteDependencies, setUpRoutes } from "./set-up-routes.ts";
import { settingsRoutes } from "./settings-routes.ts";
import type { createSignIn } from "./sign-in.ts";
import type { Watch } from "./watch.ts";
import { whereaboutsOf } from "./whereabouts.ts";

type Dependencies = LessonRouteDependencies &
  NowDependencies &
  Pick<FamilyRouteDependencies, "links" | "joinAddress" | "mailer"> &
  ConcernRouteDependencies &
  HomeRouteDependencies &
  Pick<ProposalRouteDependencies, "readersOf"> &
  SetUpRouteDependencies & {
    readonly records: RecordStore;
    readonly schools: Schools;
    readonly signIn: ReturnType<typeof createSignIn>;
    readonly calls: Pick<CallRouteDependencies, "guard" | "tenantId" | "rosterSeen" | "testCall">;
    /** `POST /api/messages`, which reads its own body. */
    readonly receive: (request: Request, response: Response) => Promise<void>;
    readonly measures: Measures;
    readonly metricsToken: string | undefined;
    readonly pages: string;
    readonly version: string;
    readonly publicUrl: string;
    readonly sources: ListSources;
    /** @param request its id in the security log, where it is one */
    readonly failed: (error: unknown, request?: string) => void;
    readonly watch: Watch;
  };

export type Web = {
  readonly server: Server;
  /** Still answers, but tells clients to ask another server: health is down, streams end. */
  readonly leave: () => void;
  /** Takes no more requests, and waits for those it has. */
  readonly close: () => Promise<void>;
};

/** Requests that came before the end are answered within this time. */
const ANSWERED_WITHIN_MS = 5_000;

/** Every HTTP route of Lesson Guard (docs/api.md). */
export const createWeb = (dependencies: Dependencies): Web => {
  const { records, failed } = dependencies;
  const server = restify.createServer({ name: "lesson-guard", ignoreTrailingSlash: false });
  sendSecurityHeaders(server);
  limitConnections(server, failed);
  const routes = routesOf(server);
  const live = openLive(dependencies);
  const readBody = jsonBody();
  const signed = signedIn({ ...dependencies, readBody, whereabouts: whereaboutsOf(dependencies) });
  let leaving = false;
  measureRequests(server, dependencies.measures);

  server.pre((_request: Request, response: Response, next: () => void) => {
    // Another server is to answer the next request on this connection.
    if (leaving) response.setHeader("connection", "close");
    next();
  });
  routes.get("/health", async (_request: Request, response: Response) => {
    const up = await records.beat().then(
      () => true,
      (error: unknown) => {
        dependencies.watch.failed(error);
        return false;
      },
    );
    if (leaving) answer(response, 503, { up: false });
    else answer(response, up ? 200 : 503, up ? { up, version: dependencies.version } : { up });
  });
  routes.post("/api/messages", async (request: Request, response: Response) =>
    dependencies.receive(request, response),
  );
  measureRoutes(routes, dependencies);
  callRoutes(routes, { ...dependencies, ...dependencies.calls, readBody });
  settingsRoutes(routes, signed, dependencies);
  setUpRoutes(routes, signed, dependencies);
  proposalRoutes(routes, signed, dependencies);
  peopleRoutes(routes, signed, dependencies);
  coverRoutes(routes, signed, dependencies);
  recordingRoutes(routes, signed, dependencies);
  nowRoutes(routes, signed, dependencies);
  schoolRoutes(routes, signed, dependencies);
  lessonRoutes(routes, signed, dependencies);
  concernRoutes(routes, signed, dependencies);
  homeRoutes(routes, signed, dependencies);
  exportRoutes(routes, signed, dependencies);
  keepingRoutes(routes, signed, dependencies);
  routes.get("/api/live", signed(live.route));
  planRoutes(routes, signed, dependencies);
  classRoutes(routes, signed, dependencies);
  sourceRoutes(routes, signed, dependencies);
  familyRoutes(routes, dependencies);
  pageRoutes(routes, dependencies.pages, () => {
    const [only, another] = dependencies.schools.all();
    return another === undefined ? only?.school.settings().phone : undefined;
  });

  server.on(
    "restifyError",
    (request: Request, response: Response, error: { statusCode?: number }, callback: () => void) => {
      if (brokeOff(request)) {
        callback();
        return;
      }
      if (error instanceof Refusal) {
        refuse(response, error);
        callback();
        return;
      }
      const status = error.statusCode ?? 500;
      if (status >= 500) failed(error);
      const say =
        status === 404 ? "There is nothing here." : "Lesson Guard could not read that. Nothing was changed.";
      answer(response, status, { error: { code: status === 404 ? "not-found" : "bad-request", say } });
      callback();
    },
  );

  return {
    server,
    leave: () => {
      leaving = true;
      live.close();
    },
    close: async () => {
      // Close right after Node has taken up the connections that wait: those still waiting then are reset.
      await new Promise((after) => setImmediate(after));
      const closed = new Promise<void>((resolve) => {
        server.close(resolve);
      });
      const impatient = setTimeout(() => server.server.closeAllConnections(), ANSWERED_WITHIN_MS);
      await closed;
      clearTimeout(impatient);
    },
  };
};
