import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { blankView } from "../../../src/protocol/screen/blank-view.ts";
import type { LessonView } from "../../../src/protocol/screen/view.ts";
import { withPhone } from "../../../src/web/page-routes.ts";
import { HOST_SCRIPT, hostPage } from "./host-page.ts";
import { pageFile } from "./page-files.ts";

export type Arrived = { readonly method: string; readonly path: string; readonly body: unknown };
export type Answer = { readonly status?: number; readonly body: unknown };
/** @param request with the part after "?", as the page sent it */
type Route = (
  request: Arrived & { readonly search?: string },
) => Answer | undefined | Promise<Answer | undefined>;

/** What the application sends with its pages. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self' https://res.cdn.office.net",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join("; ");

/**
 * A small school over real HTTP, for the pages alone: it serves them as the application does, answers
 * what a test says, and keeps what was asked. Beside the pages it serves a stand-in for Teams.
 */
export class SchoolServer {
  readonly arrived: Arrived[] = [];
  view: LessonView;
  /** Tried first; what it leaves open is answered from `view`. */
  route: Route = () => undefined;
  /** Written into the pages, as the application does. */
  phone = "";
  /** Whether an answer since this was last false held a pupil's name. */
  sentNames = false;
  /** Whether `/api/live` is answered. */
  streams = true;
  /** How many streams there have ever been. */
  streamsBegun = 0;
  readonly #server: Server;
  readonly #live = new Set<ServerResponse>();

  constructor(view: LessonView) {
    this.view = view;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        if (response.headersSent) response.destroy();
        else json(response, 500, String(error));
      });
    });
  }

  async start(port = 0): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.listen(port, "127.0.0.1", resolve);
    await promise;
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    this.#server.closeAllConnections();
    await promise;
  }

  /** Something changed: every page with a stream hears the topic. */
  tell(topic: string): void {
    for (const response of this.#live) {
      response.write(`data: ${JSON.stringify({ topic })}\n\n`);
    }
  }

  change(view: Partial<LessonView>): void {
    this.view = { ...this.view, ...view, version: this.view.version + 1, now: new Date().toISOString() };
    this.tell(`lesson:${this.view.lesson}`);
  }

  get streamCount(): number {
    return this.#live.size;
  }

  dropStreams(): void {
    for (const response of this.#live) {
      response.destroy();
    }
  }

  /** Without the turn that each was drawn from. */
  presses(): unknown[] {
    return this.arrived
      .filter(({ path }) => path.endsWith("/press"))
      .map(({ body }) => {
        const {
          turn: _turn,
          blank: _blank,
          ...press
        } = body as {
          readonly turn?: unknown;
          readonly blank?: unknown;
        };
        return press;
      });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://school");
    const path = url.pathname;
    if (path === "/host") {
      response.setHeader("content-type", "text/html").end(hostPage(url.searchParams));
    } else if (path === "/host.js") {
      response.setHeader("content-type", "text/javascript").end(HOST_SCRIPT);
    } else if (path.startsWith("/api/")) {
      await this.#api(request, response, url);
    } else {
      const file = await pageFile(path);
      if (file === undefined) {
        json(response, 404, {});
        return;
      }
      response.writeHead(200, { "content-type": file.type, "content-security-policy": POLICY });
      const html = this.phone !== "" && file.type.startsWith("text/html");
      response.end(html ? withPhone(file.content.toString(), this.phone) : file.content);
    }
  }

  async #api(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const path = url.pathname;
    if (!(request.headers.authorization ?? "").startsWith("Bearer ey")) {
      json(response, 401, { error: { code: "no-token", say: "Sign in." } });
      return;
    }
    if (path === "/api/live") {
      this.#stream(response);
      return;
    }
    const asked = { method: request.method ?? "GET", path, body: await bodyOf(request) };
    const isBlank = request.url?.includes("blank=1") === true;
    this.arrived.push(asked);
    const { status = 200, body } = (await this.route({ ...asked, search: url.search })) ?? this.#usual(asked);
    const sent = isBlank ? blanked(body) : body;
    this.sentNames ||= this.view.pupils.some(({ name }) => JSON.stringify(sent).includes(name));
    json(response, status, sent);
  }

  #usual({ path }: Arrived): Answer {
    if (path.endsWith("/press")) {
      this.view = { ...this.view, version: this.view.version + 1 };
      return { body: { say: "Noted.", view: this.#now() } };
    }
    return { body: { view: this.#now() } };
  }

  #now(): LessonView {
    return { ...this.view, now: new Date().toISOString() };
  }

  #stream(response: ServerResponse): void {
    if (!this.streams) {
      json(response, 503, { error: { code: "down", say: "Not now." } });
      return;
    }
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(": beat\n\n");
    this.#live.add(response);
    this.streamsBegun += 1;
    response.on("close", () => this.#live.delete(response));
  }
}

/** As the application answers a blanked panel. */
const blanked = (body: unknown): unknown => {
  const { view } = body as { readonly view?: LessonView };
  return view === undefined ? body : { ...(body as object), view: blankView(view) };
};

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
};

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  const pieces: Buffer[] = [];
  for await (const piece of request) {
    pieces.push(piece as Buffer);
  }
  const text = Buffer.concat(pieces).toString("utf8");
  return text === "" ? undefined : (JSON.parse(text) as unknown);
};
