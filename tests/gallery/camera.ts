import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { hostConfig } from "../../src/practice/classroom/cards/host-config.ts";
import type { Card } from "../../src/teams/cards/build.ts";

const ROOT = join(import.meta.dirname, "../..");
const STYLES = join(ROOT, "src/practice/classroom/styles");
const QUALITY = 30;
const TALL_PX = 1000;

/** Pictures side by side, in one small file. */
export const sideBySide = async (page: Page, pictures: readonly Buffer[]): Promise<Buffer> => {
  const images = pictures
    .map((one) => `<img src="data:image/png;base64,${one.toString("base64")}">`)
    .join("");
  await page.goto("about:blank");
  await page.setContent(
    `<!doctype html><body style="margin:0;display:flex;gap:8px;width:max-content;align-items:flex-start;background:#8a8a8a">${images}</body>`,
  );
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
  const size = await page.evaluate((tall) => {
    // A long page is read as a whole first: smaller, so that the gallery stays small.
    if (document.body.getBoundingClientRect().height > tall) document.body.style.zoom = "0.7";
    const { width, height } = document.body.getBoundingClientRect();
    return { width: Math.ceil(width), height: Math.ceil(height) };
  }, TALL_PX);
  await page.setViewportSize(size);
  return shoot(page);
};

type Clip = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** The page as it stands, or a part of it, as WebP. @param quality of 100: the lower, the smaller */
export const shoot = async (page: Page, clip?: Clip, quality = QUALITY): Promise<Buffer> => {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", {
    format: "webp",
    quality,
    ...(clip === undefined ? {} : { clip: { ...clip, scale: 1 } }),
  });
  await session.detach();
  return Buffer.from(data, "base64");
};

const styles = (...names: readonly string[]): string =>
  names
    .map((name) => readFileSync(join(STYLES, `${name}.css`), "utf8").replaceAll(/@import[^;]*;/g, ""))
    .join("\n");

export const CARD_THEMES = ["light", "dark", "contrast"] as const;

/** Draws these cards under each other, as practice draws them in a chat. */
export const drawCards = async (
  page: Page,
  cards: readonly Card[],
  theme: (typeof CARD_THEMES)[number],
  width: number,
): Promise<void> => {
  await page.goto("about:blank");
  await page.setViewportSize({ width, height: 600 });
  await page.setContent(
    `<!doctype html><html lang="en-GB" data-theme="${theme}"><head><title>Cards</title><style>${readFileSync(join(ROOT, "src/panel/styles/reset.css"), "utf8")}${styles("tokens", "base", "chat")}
    html, body { overflow: auto; height: auto; display: block } main { display: grid; gap: 12px; padding: 8px } </style></head><body><main></main></body></html>`,
  );
  await page.addScriptTag({ path: join(ROOT, "node_modules/adaptivecards/dist/adaptivecards.min.js") });
  await page.evaluate(
    ([faces, config]) => {
      const library = (window as unknown as { AdaptiveCards: typeof import("adaptivecards") }).AdaptiveCards;
      library.GlobalSettings.allowMoreThanMaxActionsInOverflowMenu = true;
      for (const one of faces) {
        const face = new library.AdaptiveCard();
        face.hostConfig = new library.HostConfig(config);
        face.parse(one);
        const message = document.createElement("div");
        message.className = "message";
        const place = document.createElement("div");
        place.className = "card";
        place.append(face.render() ?? "");
        message.append(place);
        document.querySelector("main")?.append(message);
      }
    },
    [cards.map(({ card }) => card), hostConfig] as const,
  );
  const height = await page.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
  await page.setViewportSize({ width, height });
};
