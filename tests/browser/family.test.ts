import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { axeFinds } from "../panel/support/axe.ts";
import { type OwnBrowser, openBrowser } from "../panel/support/browser.ts";
import { buildAll } from "../support/built.ts";
import { address, familyServer, links, typesOf, WAY } from "../web/family/family-server.ts";

const PAGES = resolve(import.meta.dirname, "../../dist/panel");
const KB = 1000;
/** As Chromium's own developer tools have it; bytes a second. */
const SLOW_3G = { latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };

let browser: OwnBrowser;
beforeAll(async () => {
  buildAll();
  browser = await openBrowser();
});
afterAll(() => browser.close());
familyServer(() => PAGES);

const phone = async (script: boolean, colorScheme: "light" | "dark" = "light"): Promise<Page> =>
  (
    await browser.newContext({
      viewport: { width: 320, height: 640 },
      javaScriptEnabled: script,
      colorScheme,
      serviceWorkers: "block",
    })
  ).newPage();

const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** What a keyboard reaches next, as it is read aloud. */
const tabbed = async (page: Page): Promise<string> => {
  await page.keyboard.press("Tab");
  return page.evaluate(() => {
    const at = document.activeElement;
    return at instanceof HTMLInputElement ? at.id : (at?.textContent ?? "");
  });
};

const reach = async (page: Page, wanted: string): Promise<void> => {
  for (let n = 0; n < 20; n += 1) if ((await tabbed(page)) === wanted) return;
  throw new Error(`The keyboard does not reach “${wanted}”.`);
};

describe("the page for families at 320 px", () => {
  it("without script, by keyboard alone: the link pasted, the question answered, on to the lesson", async () => {
    const page = await phone(false);
    await page.goto(`${address}/family#${links.mum}`);
    expect(await page.locator("main").textContent()).not.toContain("Maya");
    await reach(page, "link");
    await page.keyboard.insertText(`${address}/family#${links.mum}`);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Live lessons for Maya Singh" }).waitFor();
    expect(page.url()).toBe(`${address}/family`);
    await reach(page, "Yes, they may");
    await page.keyboard.press("Enter");
    await page.getByText("You said yes.").waitFor();
    await reach(page, "Show the way to the lesson");
    await page.keyboard.press("Enter");
    expect(await page.getByRole("link", { name: "Go to the lesson in Teams" }).getAttribute("href")).toBe(
      WAY,
    );
    expect((await typesOf("Maya Singh")).slice(-3)).toEqual([
      "LinkOpened",
      "PermissionAnswered",
      "JoinShown",
    ]);
  });

  it("with script, opens by one press, in Welsh too, and the link is in no address that is asked for", async () => {
    const page = await phone(true);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(`${address}/family#${links.mum}`);
    expect(await page.getByLabel("Your link").isVisible()).toBe(false);
    await page.getByRole("link", { name: "Cymraeg" }).click();
    await page.getByRole("button", { name: "Agor fy nhudalen" }).click();
    await page.getByRole("heading", { name: "Gwersi byw: Maya Singh" }).waitFor();
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { name: "Live lessons for Maya Singh" }).waitFor();
    expect(asked.length).toBeGreaterThan(3);
    // What the browser shows behind "#" is sent to no one.
    expect(asked.map((url) => url.split("#")[0]).filter((url) => url?.includes(links.mum))).toEqual([]);
  });

  it("nothing breaks a rule that axe knows, nothing scrolls sideways, in light and dark", async () => {
    for (const scheme of ["light", "dark"] as const) {
      const page = await phone(true, scheme);
      const check = async (): Promise<void> => {
        expect({ scheme, found: await axeFinds(page.mainFrame()) }).toEqual({ scheme, found: [] });
        expect(await sideways(page)).toBe(0);
      };
      await page.goto(`${address}/family`);
      await check();
      await page.goto(`${address}/family#${links.dad}`);
      await page.getByRole("button", { name: "Open my page" }).click();
      await page.getByRole("heading", { name: "Live lessons for Maya Singh" }).waitFor();
      await page.getByText("Write to the school", { exact: true }).click();
      await page.getByText("Add to what you wrote", { exact: true }).click();
      await check();
      await page.getByLabel("About a child").check();
      await page.getByLabel("What happened?").fill("Another adult in the picture");
      await page.getByRole("button", { name: "Send", exact: true }).click();
      await page.getByText("under the reference").first().waitFor();
      await check();
      await page.goto(`${address}/family#nonsense`);
      await page.getByRole("button", { name: "Open my page" }).click();
      await page.getByRole("heading", { name: "This link does not open" }).waitFor();
      await check();
    }
  });

  it("on slow 3G and a processor six times as slow, by keyboard alone: at most 50 kB, and three requests", async () => {
    const page = await phone(true);
    const devTools = await page.context().newCDPSession(page);
    await devTools.send("Network.enable");
    await devTools.send("Network.emulateNetworkConditions", {
      offline: false,
      ...SLOW_3G,
      connectionType: "cellular3g",
    });
    await devTools.send("Emulation.setCPUThrottlingRate", { rate: 6 });
    let bytes = 0;
    let requests = 0;
    devTools.on("Network.responseReceived", () => (requests += 1));
    devTools.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
    const began = Date.now();
    const shown: Record<string, { ms: number; kB: number; requests: number }> = {};
    const note = (what: string) =>
      (shown[what] = { ms: Date.now() - began, kB: Math.ceil(bytes / KB), requests });
    await page.goto(`${address}/family#${links.other}`);
    note("page");
    await reach(page, "Open my page");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Live lessons for Oliver Bennett" }).waitFor();
    await page.waitForLoadState();
    note("own page");
    await reach(page, "Yes, they may");
    await page.keyboard.press("Enter");
    await page.getByText("You said yes.").waitFor();
    note("answered");
    console.log(`slow 3G (400 ms, 400 kbit/s), processor ÷ 6: ${JSON.stringify(shown)}`);
    const { page: first, "own page": own } = shown;
    expect(first?.requests).toBeLessThanOrEqual(3);
    expect(first?.kB).toBeGreaterThan(1);
    expect(first?.kB).toBeLessThanOrEqual(50);
    // What was loaded for the first page is there for the second.
    expect((own?.kB ?? 0) - (first?.kB ?? 0)).toBeLessThanOrEqual(50);
    // It really was slow: an answer takes 400 ms at least.
    expect(first?.ms).toBeGreaterThan(400);
  });

  it("is at most 50 kB with all that it needs, not packed: an old phone has it in seconds on slow 3G", async () => {
    const { pathname } = new URL(`${address}/family`);
    const page = await (await fetch(`${address}${pathname}`)).text();
    const own = [...page.matchAll(/assets\/[^"]+/g)].map(([file]) => readFileSync(join(PAGES, file)).length);
    expect(own.length).toBeGreaterThan(1);
    expect(own.reduce((sum, size) => sum + size, Buffer.byteLength(page))).toBeLessThanOrEqual(50 * KB);
  });
});
