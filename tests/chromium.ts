import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const INSTALLED: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    "/usr/bin/chromium-headless-shell",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/snap/bin/chromium",
  ],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  ],
};

/** The one line for a machine without Chromium. */
export const NO_CHROMIUM =
  "The browser tests need Chromium: install it (Debian: apt install chromium-headless-shell; elsewhere: Google " +
  "Chrome, or npx playwright-core install chromium) or name it in CHROMIUM_PATH.";

/**
 * The Chromium that the browser tests drive: `CHROMIUM_PATH`, an installed Chromium or Chrome, or the one
 * that Playwright has downloaded. First the one without windows: the same pages cost it half the work.
 *
 * @returns path of the program, or nothing where there is none (or `CHROMIUM_PATH` names no file)
 */
export const findChromium = (env: NodeJS.ProcessEnv = process.env): string | undefined => {
  const named = env["CHROMIUM_PATH"];
  const candidates = named ? [named] : [...(INSTALLED[process.platform] ?? []), ...playwrightsOwn(env)];
  return candidates.find((path) => existsSync(path));
};

const playwrightsOwn = (env: NodeJS.ProcessEnv): string[] => {
  const caches: Partial<Record<NodeJS.Platform, string>> = {
    darwin: join(homedir(), "Library/Caches/ms-playwright"),
    win32: join(env["LOCALAPPDATA"] ?? homedir(), "ms-playwright"),
  };
  const cache =
    env["PLAYWRIGHT_BROWSERS_PATH"] ?? caches[process.platform] ?? join(homedir(), ".cache/ms-playwright");
  if (!existsSync(cache)) {
    return [];
  }
  return readdirSync(cache)
    .filter((name) => /^chromium(_headless_shell)?-/.test(name))
    .toSorted()
    .toReversed()
    .flatMap((name) => [
      join(cache, name, "chrome-headless-shell-linux64/chrome-headless-shell"),
      join(cache, name, "chrome-headless-shell-mac-arm64/chrome-headless-shell"),
      join(cache, name, "chrome-headless-shell-mac-x64/chrome-headless-shell"),
      join(cache, name, "chrome-headless-shell-win64/chrome-headless-shell.exe"),
      join(cache, name, "chrome-linux64/chrome"),
      join(cache, name, "chrome-linux/chrome"),
      join(cache, name, "chrome-mac/Chromium.app/Contents/MacOS/Chromium"),
      join(cache, name, "chrome-win64/chrome.exe"),
      join(cache, name, "chrome-win/chrome.exe"),
    ]);
};
