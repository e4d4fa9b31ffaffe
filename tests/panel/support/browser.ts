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

/** A real Chromium that talks to nobody but the test. */
export async function openBrowser(): Promise<Browser> {
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
    ],
  });
}

/** Opens one of our pages inside the stand-in for Teams. */
export async function openPanel(context: BrowserContext, address: string, look: Look = {}): Promise<Opened> {
  const { path = "/panel", width = 280, height = 720, query = {}, hash = "" } = look;
  const viewport = { width, height };
  const page = await context.newPage();
  await page.setViewportSize(viewport);
  await page.route("https://res.cdn.office.net/**", (route) => route.abort());
  const search = new URLSearchParams({ page: path, ...query });
  await page.goto(`${address}/host?${search.toString()}${hash}`);
  const panel = page.frame({ name: "panel" });
  if (panel === null) {
    throw new Error("The host page has no frame.");
  }
  return { page, panel };
}
