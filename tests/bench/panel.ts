import { setTimeout as pause } from "node:timers/promises";
import type { Browser, CDPSession, Page } from "playwright-core";
import type { LessonView, PupilRow } from "../../src/protocol/screen/view.ts";
import { openPanel, startBrowser } from "../panel/support/browser.ts";
import { SchoolServer } from "../panel/support/school-server.ts";
import { arrivalView, counted } from "../panel/support/views.ts";
import { middle } from "./figures.ts";

/** How the panel does on an old device, in milliseconds. */
export type PanelFigures = {
  /** From the panel's first request until *Pause* can be pressed, with the processor four times as slow. */
  readonly pressable: number;
  /** Of the page's main thread, for a change of all thirty rows of the register. */
  readonly update: number;
};

const SLOWER = 4;
const CHANGES = 40;
const BETWEEN_MS = 100;
const LONGEST_MS = 60_000;

/** The panel in Chromium, against a server on this machine: what is measured is the device, not the line. */
export const panelFigures = async (rounds: number): Promise<PanelFigures> => {
  const server = new SchoolServer(arrivalView());
  const address = await server.start();
  const browser = await startBrowser();
  try {
    const opened: number[] = [];
    const updated: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      opened.push(await untilPressable(browser, address));
      updated.push(await anUpdate(browser, address, server));
    }
    return { pressable: middle(opened), update: middle(updated) };
  } finally {
    await browser.close();
    await server.stop();
  }
};

const untilPressable = async (browser: Browser, address: string): Promise<number> => {
  const { page, session } = await newPage(browser);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  const { panel } = await openPanel(page, address, { width: 320 });
  // The frame's own clock began with its own request.
  const at = await panel.waitForFunction(
    () => {
      const buttons = [...document.querySelectorAll("button")];
      const one = buttons.find((button) => button.textContent?.trim().startsWith("Pause"));
      return one !== undefined && !one.disabled && one.offsetHeight > 0 && performance.now();
    },
    undefined,
    { polling: "raf", timeout: LONGEST_MS },
  );
  const ms = Number(await at.jsonValue());
  await page.context().close();
  return ms;
};

const anUpdate = async (browser: Browser, address: string, server: SchoolServer): Promise<number> => {
  const { page, session } = await newPage(browser);
  const { panel } = await openPanel(page, address, { width: 320 });
  await panel.getByText("to sort out").first().waitFor({ timeout: LONGEST_MS });
  while (server.streamCount === 0) await pause(20);
  await pause(1_000);
  const idle = await busyDuring(session, async () => pause(CHANGES * BETWEEN_MS));
  const busy = await busyDuring(session, async () => {
    for (let n = 0; n < CHANGES; n += 1) {
      server.change(allChecked(server.view, n % 2 === 0));
      await pause(BETWEEN_MS);
    }
  });
  await page.context().close();
  return (busy - idle) / CHANGES;
};

const newPage = async (browser: Browser): Promise<{ page: Page; session: CDPSession }> => {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  return { page, session: await context.newCDPSession(page) };
};

/** Every row of the register changes its group. */
const allChecked = (view: LessonView, are: boolean): LessonView =>
  counted({
    ...view,
    pupils: view.pupils.map(
      ({ checked: _checked, ...pupil }): PupilRow =>
        are ? { ...pupil, checked: { at: view.now, how: "sweep" } } : pupil,
    ),
  });

/** Milliseconds that the page's main thread worked meanwhile: script, styles, layout and painting. */
const busyDuring = async (session: CDPSession, work: () => Promise<void>): Promise<number> => {
  await session.send("Performance.enable");
  const from = await taskMs(session);
  await work();
  return (await taskMs(session)) - from;
};

const taskMs = async (session: CDPSession): Promise<number> => {
  const { metrics } = await session.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1_000;
};
