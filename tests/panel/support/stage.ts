import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { buildAll } from "../../support/built.ts";
import { type Look, type Opened, type OwnBrowser, openBrowser, openPanel } from "./browser.ts";
import { SchoolServer } from "./school-server.ts";
import { arrivalView } from "./views.ts";

/** Where the pages of a test file are played: one context, and for each test a school server of its own. */
export class Stage {
  server!: SchoolServer;
  address = "";
  #browser!: OwnBrowser;
  /** Where the pages stand side by side: a context of its own costs each page seconds. Ports keep their stores apart. */
  #shared!: BrowserContext;
  /** The first page of each test: a new one costs as much work as all that is done in it. */
  #page!: Page;
  #isTaken = false;

  async raise(): Promise<void> {
    buildAll();
    this.#browser = await openBrowser();
    this.#shared = await this.#browser.newContext({ reducedMotion: "reduce", locale: "en-GB" });
    this.#page = await this.#shared.newPage();
  }

  async begin(port = "0"): Promise<void> {
    this.server = new SchoolServer(arrivalView());
    this.address = await this.server.start(Number(port));
  }

  async end(): Promise<void> {
    const pages = this.#shared.pages().filter((page) => page !== this.#page);
    const others = this.#browser.contexts().filter((context) => context !== this.#shared);
    await Promise.all([...pages, ...others].map((one) => one.close()));
    if (this.#page.isClosed()) this.#page = await this.#shared.newPage();
    else await this.#page.goto("about:blank");
    this.#isTaken = false;
    await this.server.stop();
  }

  strike(): Promise<void> {
    return this.#browser.close();
  }

  /** Opens one of our pages inside the stand-in for Teams. */
  async open(look: Look = {}, context = this.#shared): Promise<Opened> {
    const isFirst = context === this.#shared && !this.#isTaken;
    if (isFirst) this.#isTaken = true;
    return openPanel(isFirst ? this.#page : await context.newPage(), this.address, look);
  }

  /** Opens the panel and waits until it has something to say. */
  async openSettled(look: Look = {}, context = this.#shared): Promise<Opened> {
    const opened = await this.open(look, context);
    await opened.panel.waitForSelector("h1");
    return opened;
  }

  context(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    return this.#browser.newContext(options);
  }
}

/** Sets the stage before each test of a file and clears it after. */
export const panelStage = (): Stage => {
  const stage = new Stage();
  beforeAll(() => stage.raise());
  afterAll(() => stage.strike());
  beforeEach(() => stage.begin());
  afterEach(() => stage.end());
  return stage;
};
