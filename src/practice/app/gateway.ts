import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { control } from "../control/control.ts";
import { LoopbackServer } from "../loopback.ts";
import type { World } from "../world.ts";
import { servePage } from "./pages.ts";
import { forward } from "./proxy.ts";

/** Longer than any client keeps a connection: otherwise it could close here just as it is used again. */
const KEPT_MS = 60_000;

/**
 * The one address people open: classroom page, control API, and everything else of the
 * application, so that panel and classroom share an origin. Loopback only, and only under a
 * loopback name: a foreign page whose name was rebound to 127.0.0.1 gets nothing.
 */
export class Gateway extends LoopbackServer {
  readonly #world: World;
  readonly #pages: string;
  readonly #application: () => URL;

  constructor(world: World, pages: string, application: () => URL) {
    super(createServer({ keepAliveTimeout: KEPT_MS }), (request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        response.destroy(error instanceof Error ? error : undefined);
      });
    });
    this.#world = world;
    this.#pages = pages;
    this.#application = application;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!this.#ownName(request.headers.host ?? "") || this.#foreignOrigin(request)) {
      response.writeHead(421, { "content-type": "text/plain; charset=utf-8" });
      response.end("Practice answers only under its own loopback address.\n");
      return;
    }
    const path = URL.parse(request.url ?? "/", "http://practice.invalid")?.pathname;
    if (path === undefined) {
      response.writeHead(400, { "content-type": "text/plain; charset=utf-8" });
      response.end("That is no address.\n");
      return;
    }
    if (path.startsWith("/practice/") && (await control(request, response, this.#world))) return;
    if (request.method === "GET" && (await servePage(path, this.#pages, response))) return;
    const { ledger } = this.#world;
    // Neither query nor body: the panel's requests may hold names, and tests search what is kept here.
    const entry = ledger.received({
      way: "panel",
      operation: "panel.request",
      method: request.method ?? "GET",
      path,
      query: "",
      body: undefined,
    });
    forward(request, response, this.#application(), {}, (status) => {
      ledger.answered(entry, status, undefined);
      if (status < 300 && entry.method !== "GET") this.#notePressed(`${entry.method} ${pressedAt(path)}`);
    });
  }

  #notePressed(what: string): void {
    const { pressedOnPages, changes } = this.#world;
    if (pressedOnPages.has(what)) return;
    pressedOnPages.add(what);
    changes.mark();
  }

  #ownName(host: string): boolean {
    return [`127.0.0.1:${this.port}`, `localhost:${this.port}`].includes(host);
  }

  #foreignOrigin(request: IncomingMessage): boolean {
    const { origin } = request.headers;
    return origin !== undefined && !this.#ownName(origin.replace("http://", ""));
  }
}

/** The place alone: `/api/proposals` of whichever proposal. */
const pressedAt = (path: string): string =>
  path.startsWith("/api/set-up/") ? path : path.split("/").slice(0, 3).join("/");
