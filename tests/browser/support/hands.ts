import type { FrameLocator, Locator, Page } from "playwright-core";
import { busy } from "../../support/busy.ts";

/** What a person's hands did, and nothing that eyes do. */
export type Done = { readonly presses: number; readonly scrolls: number };

/** Presses what stands in the panel as a person does, and counts: what is not in sight has to be scrolled to first. */
export class Hands {
  readonly #page: Page;
  readonly #app: FrameLocator;
  readonly #by: "mouse" | "keyboard";
  readonly #rest: () => Promise<void>;
  #presses = 0;
  #scrolls = 0;

  /** @param rest before each press: what is to be pressed is there by then, has been read, and the list has come to rest */
  constructor(
    page: Page,
    app: FrameLocator,
    by: "mouse" | "keyboard",
    rest = () => page.waitForTimeout(2_000),
  ) {
    this.#page = page;
    this.#rest = rest;
    this.#app = app;
    this.#by = by;
  }

  /** What was done since the last count. */
  count(): Done {
    const done = { presses: this.#presses, scrolls: this.#scrolls };
    this.#presses = 0;
    this.#scrolls = 0;
    return done;
  }

  /** What a press has answered or opened is to be seen without a scroll. */
  async sees(what: Locator): Promise<void> {
    await what.waitFor({ timeout: 20_000 * busy() });
    if (!(await isInSight(what))) throw new Error(`Not in sight: ${await what.innerText()}`);
  }

  /** The keyboard goes on from here. */
  async isAt(what: Locator): Promise<void> {
    if (await what.evaluate((element) => element === document.activeElement)) return;
    const at = await what.evaluate(() => document.activeElement?.textContent ?? "");
    throw new Error(`The keyboard is not at ${await what.innerText()}, but at ${at.slice(0, 60)}`);
  }

  async press(name: string | RegExp, role: "button" | "checkbox" | "radio" = "button"): Promise<void> {
    await this.pressThat(
      this.#app.getByRole(role, typeof name === "string" ? { name, exact: true } : { name }).first(),
    );
  }

  async pressThat(what: Locator): Promise<void> {
    await what.waitFor({ timeout: 20_000 * busy() });
    await this.#rest();
    if (this.#by === "keyboard") await this.#reach(what);
    else if (!(await isInSight(what))) await this.#scrollTo(what);
    if (this.#by === "keyboard") await this.#page.keyboard.press("Space");
    else await this.#click(what);
    this.#presses += 1;
  }

  async #click(what: Locator): Promise<void> {
    const box = await what.boundingBox();
    if (box === null) throw new Error("It has no place.");
    await this.#page.mouse.click(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
  }

  /** One turn of the wheel brings it under the top of what scrolls; a list under the pointer takes one for itself. */
  async #scrollTo(what: Locator): Promise<void> {
    for (let turns = 0; turns < 3 && !(await isInSight(what)); turns += 1) await this.#turnTo(what);
    if (!(await isInSight(what)))
      throw new Error(`Not in sight after three turns: ${await what.innerText()}`);
  }

  async #turnTo(what: Locator): Promise<void> {
    const [box, area] = [await what.boundingBox(), await this.#app.locator(".middle").boundingBox()];
    if (box === null || area === null) throw new Error("It has no place.");
    await this.#page.mouse.move(area.x + area.width / 2, area.y + area.height / 2);
    await this.#page.mouse.wheel(0, box.y - area.y - 110);
    this.#scrolls += 1;
    await this.#page.waitForTimeout(400);
  }

  /** By Tab from wherever the keyboard is; a letter goes to a pupil. */
  async #reach(what: Locator): Promise<void> {
    const has = () => what.evaluate((element) => element === document.activeElement);
    const pupil = /: (\p{L})[^:]*$/u.exec((await what.getAttribute("aria-label")) ?? "")?.[1];
    for (let tries = 0; pupil !== undefined && tries < 6; tries += 1) {
      await this.#page.keyboard.press(pupil.toLowerCase());
      if (await what.evaluate((element) => element.closest("li")?.contains(document.activeElement) === true))
        break;
    }
    // The checks of a row are reached along it, so that Tab goes from pupil to pupil.
    const key = (await what.getAttribute("tabindex")) === "-1" ? "ArrowRight" : "Tab";
    for (let keys = 0; keys < 260 && !(await has()); keys += 1) await this.#page.keyboard.press(key);
    if (!(await has())) throw new Error(`The keyboard does not reach ${await what.innerText()}`);
  }
}

/** Wholly inside what scrolls and under nothing. */
const isInSight = (what: Locator): Promise<boolean> =>
  what.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const y = top + Math.min(height / 2, 20);
    const spots = [
      [left + 4, y],
      [left + width / 2, y],
      [left + width - 4, y],
    ] as const;
    return spots.every(([x, at]) => element.contains(document.elementFromPoint(x, at)));
  });
