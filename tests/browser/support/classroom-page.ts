import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { timeOf } from "../../../src/practice/classroom/clock-words.ts";
import { type PracticeClient, type PracticeStart, startPractice } from "../../e2e/support/practice.ts";
import { oneAtATime } from "../../panel/support/axe.ts";
import { type OwnBrowser, openBrowser } from "../../panel/support/browser.ts";
import { buildAll } from "../../support/built.ts";

const WIDTHS = [
  [280, 760],
  [320, 760],
  [768, 1024],
  [1024, 768],
  [1280, 800],
] as const;

const THEMES = ["Dark", "Contrast", "Light"] as const;

/** A person's hands on the classroom page of a practice school of its own. */
export class ClassroomPage {
  readonly practice: PracticeClient;
  readonly page: Page;
  /** Lesson Guard's page in its frame. */
  readonly app: FrameLocator;
  readonly #browser: OwnBrowser;
  /** Where pictures are wanted: to draw them is a third of the work, and only a person sees what is on them. */
  readonly #shots = process.env["SCREENSHOTS"];
  readonly #themes = oneAtATime(THEMES);

  private constructor(practice: PracticeClient, browser: OwnBrowser, page: Page) {
    this.practice = practice;
    this.#browser = browser;
    this.page = page;
    this.app = page.frameLocator("iframe");
  }

  static async open(start: PracticeStart = {}): Promise<ClassroomPage> {
    buildAll();
    const [practice, browser] = await Promise.all([startPractice(start), openBrowser()]);
    const viewport = { width: 1280, height: 800 };
    const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
    const page = await context.newPage();
    page.setDefaultTimeout(45_000);
    await page.goto(practice.running.gateway);
    return new ClassroomPage(practice, browser, page);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.practice.stop();
  }

  get chat(): Locator {
    return this.page.getByRole("region", { name: "Chat" });
  }

  /** Presses a button of the classroom itself, by its whole name. */
  press(name: string): Promise<void> {
    return this.page.getByRole("button", { name, exact: true }).click();
  }

  inApp(name: string): Locator {
    return this.app.getByRole("button", { name, exact: true });
  }

  /** Its title says how many inside are not sorted out. */
  letOn(what: "cameras" | "mics"): Locator {
    return this.app.getByRole("button", { name: new RegExp(`^Let ${what} on(, \\d+ not sorted out)?$`) });
  }

  tab(eyes: string): Locator {
    const name = new RegExp(`^${eyes}( ?\\d+ new)?$`);
    return this.page.getByRole("navigation", { name: "You are" }).getByRole("button", { name });
  }

  async lookThrough(eyes: string): Promise<void> {
    const tab = this.tab(eyes);
    if ((await tab.count()) === 0) await this.page.locator(".eye-more").click();
    await tab.click();
  }

  /** The guide at the top has come to this step of its walk, or to its end. */
  walkSays(words: string | RegExp): Promise<void> {
    return this.page.getByRole("region", { name: "First steps" }).getByText(words).waitFor();
  }

  happens(moment: string): Promise<void> {
    return this.page
      .getByRole("region", { name: "What happens next" })
      .getByRole("button", { name: moment, disabled: false })
      .click();
  }

  /** Answers the question about the maths lesson in the teacher's own chat. */
  async saysItIsAClass(): Promise<void> {
    const { startsAt } = await this.practice.meeting("maths");
    const asked = this.chat.getByRole("listitem").filter({ hasText: `, ${timeOf(startsAt)}.` });
    await asked.getByRole("button", { name: "Class lesson" }).click();
    await this.inApp("From a class")
      .waitFor()
      .catch(async (late: unknown) => {
        const [chat, panel] = await Promise.all([
          this.chat.innerText(),
          this.app.locator("body").innerText(),
        ]);
        throw new Error(`The chat says: ${chat}\nThe panel says: ${panel}`, { cause: late });
      });
  }

  async shoot(what: string, fullPage = false): Promise<void> {
    if (this.#shots === undefined) return;
    mkdirSync(this.#shots, { recursive: true });
    await this.page.screenshot({ path: join(this.#shots, `${what}.png`), fullPage });
  }

  /**
   * The whole page at every width in every theme (by day in one, each in its turn); at none of them does it scroll
   * sideways.
   */
  async shootEverywhere(what: string): Promise<void> {
    for (const theme of this.#shots === undefined ? this.#themes() : THEMES) {
      await this.press(theme);
      for (const [width, height] of WIDTHS) {
        await this.page.setViewportSize({ width, height });
        const wider = await this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (wider > 0) throw new Error(`${what} scrolls sideways at ${width} px, by ${wider} px`);
        await this.shoot(`${what}-${width}-${theme.toLowerCase()}`, true);
      }
    }
  }
}
