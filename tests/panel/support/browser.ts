import { type Browser, type BrowserContext, chromium, type Frame, type Page } from "playwright-core";
import { findChromium, NO_CHROMIUM } from "../../chromium.ts";

export type Opened = { readonly page: Page; readonly panel: Frame };

export type Look = {
  readonly path?: string;
  readonly width?: number;
  readonly height?: number;
  readonly query?: Readonly<Record<string, string>>;
  readonly hash?: string;
};

/** What one test file has of the browser: its own contexts, which alone it sees and closes. */
export type OwnBrowser = Pick<Browser, "newContext" | "contexts" | "close">;

/** A worker's browser outlives the modules of its files (tests/native). */
const OF_WORKER = Symbol.for("Chromium of this worker");
const worker = globalThis as unknown as { [OF_WORKER]?: Promise<Browser> };

/**
 * A page has loaded once its frame has, with all that it runs: on a machine at twenty times its load that took more than
 * the usual half minute. What a test waits for has its own limit.
 */
const NAVIGATION_MS = 150_000;

/** The Chromium of this process: to start one costs as much as all that many a file does with it. It ends with the process. */
export const openBrowser = async (): Promise<OwnBrowser> => {
  worker[OF_WORKER] ??= startBrowser();
  const browser = await worker[OF_WORKER];
  if (!browser.isConnected()) {
    delete worker[OF_WORKER];
    return openBrowser();
  }
  const own = new Set<BrowserContext>();
  return {
    newContext: async (options) => {
      const context = await browser.newContext(options);
      context.setDefaultNavigationTimeout(NAVIGATION_MS);
      own.add(context);
      context.once("close", () => own.delete(context));
      return context;
    },
    contexts: () => [...own],
    close: async () => {
      await Promise.all([...own].map((context) => context.close()));
    },
  };
};

/** A real Chromium that talks only to the test. */
export const startBrowser = async (): Promise<Browser> => {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error(NO_CHROMIUM);
  }
  return chromium.launch({
    executablePath,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--no-first-run",
      "--disable-component-update",
      "--disable-sync",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  });
};

/** Opens one of ours inside the stand-in for Teams, in this page. */
export const openPanel = async (page: Page, address: string, look: Look = {}): Promise<Opened> => {
  const { path = "/panel", width = 280, height = 720, query = {}, hash = "" } = look;
  await page.setViewportSize({ width, height });
  const search = new URLSearchParams({ page: path, ...query });
  await page.goto(`${address}/host?${search.toString()}${hash}`);
  const panel = page.frame({ name: "panel" });
  if (panel === null) {
    throw new Error("The host page has no frame.");
  }
  return { page, panel };
};
