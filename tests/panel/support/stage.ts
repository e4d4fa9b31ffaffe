import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { buildAll } from "../../support/built.ts";
import { type Look, type Opened, openBrowser, openPanel } from "./browser.ts";
import { SchoolServer } from "./school-server.ts";
import { arrivalView } from "./views.ts";

/** Where the pages of a test file are played: one browser, and for each test a school server of its own. */
export class Stage {
  server!: SchoolServer;
  address = "";
  #browser!: Browser;

  async raise(): Promise<void> {
    buildAll();
    this.#browser = await openBrowser();
  }

  async begin(port = "0"): Promise<void> {
    this.server = new SchoolServer(arrivalView());
    this.address = await this.server.start(Number(port));
  }

  async end(): Promise<void> {
    await Promise.all(this.#browser.contexts().map((context) => context.close()));
    await this.server.stop();
  }

  strike(): Promise<void> {
    return this.#browser.close();
  }

  /** Opens one of our pages inside the stand-in for Teams. */
  open(look: Look = {}, beside?: Page): Promise<Opened> {
    return openPanel(this.#browser, this.address, look, beside);
  }

  /** Opens the panel and waits until it has something to say. */
  async openSettled(look: Look = {}, beside?: Page): Promise<Opened> {
    const opened = await this.open(look, beside);
    await opened.panel.waitForSelector("h1");
    return opened;
  }

  context(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    return this.#browser.newContext(options);
  }
}

/** Sets the stage before each test of a file and clears it after. */
export function panelStage(): Stage {
  const stage = new Stage();
  beforeAll(() => stage.raise(), 60_000);
  afterAll(() => stage.strike());
  beforeEach(() => stage.begin());
  afterEach(() => stage.end());
  return stage;
}
