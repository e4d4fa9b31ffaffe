import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { findChromium, NO_CHROMIUM } from "../tests/chromium.ts";

// Draws the two icons of the app package from their SVG sources, after a change to those:
// node appPackage/draw-icons.ts

const ICONS = { color: 192, outline: 32 } as const;
const folder = import.meta.dirname;
const executablePath = findChromium();
if (!executablePath) {
  throw new Error(NO_CHROMIUM);
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
for (const [name, size] of Object.entries(ICONS)) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const svg = await readFile(join(folder, `icons/${name}.svg`), "utf8");
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
  await writeFile(join(folder, `${name}.png`), await page.screenshot({ omitBackground: true }));
}
await browser.close();
