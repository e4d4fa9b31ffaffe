import type { LessonView, PressButton } from "../../src/protocol/screen/view.ts";
import { panelStage } from "../panel/support/stage.ts";
import { arrivalView, counted } from "../panel/support/views.ts";
import { soon } from "../support/soon.ts";

const stage = panelStage();

const ASK: readonly PressButton[] = [
  { press: "parent-stays", title: "The parent stays", where: "first" },
  { press: "parent-cannot-stay", title: "The parent cannot stay", where: "first" },
];

/** A one-to-one on arrival, with one pupil. */
const oneToOne = (): LessonView => {
  const view = arrivalView();
  return counted({ ...view, kind: "one-to-one", unknown: [], pupils: view.pupils.slice(0, 1) });
};

/** Whether the middle of it can be pressed, without a scroll. */
const isInSight = (element: Element): boolean => {
  const { left, top, width, height } = element.getBoundingClientRect();
  const at = document.elementFromPoint(left + width / 2, top + height / 2);
  return at !== null && element.contains(at);
};

describe.each([280, 320])("in a one-to-one, %d px wide", (width) => {
  it("the question to the parent comes into sight when it has its turn, and the words to say after the answer", async () => {
    stage.server.view = oneToOne();
    const { page, panel } = await stage.openSettled({ width, height: 720 });
    while (stage.server.streamCount === 0) await page.waitForTimeout(20);
    await panel.locator(".card button").first().waitFor();
    await panel.locator(".middle").evaluate((middle) => {
      middle.scrollTop = middle.scrollHeight;
    });
    stage.server.change({ ...oneToOne(), version: 20, presses: [...oneToOne().presses, ...ASK] });
    const stays = panel.getByRole("button", { name: "The parent stays", exact: true });
    await stays.waitFor();
    for (const { title } of ASK) {
      const button = panel.getByRole("button", { name: title, exact: true });
      await soon(async () => expect([title, await button.evaluate(isInSight)]).toEqual([title, true]));
    }
    expect(await panel.locator(".card").getByText("The parent stays").count()).toBe(0);
    await panel.locator(".middle").evaluate((middle) => {
      middle.scrollTop = middle.scrollHeight;
    });
    const parent = {
      sentence: "The parent cannot stay, noted at 10:42. Nothing may be recorded yet.",
      words: "Because you cannot stay.",
    };
    stage.server.change({ ...oneToOne(), version: 21, parent });
    const words = panel.getByText("Because you cannot stay.");
    await words.waitFor();
    await soon(async () => expect(await words.evaluate(isInSight)).toBe(true));
    expect(await panel.getByRole("button", { name: "Told: at work" }).evaluate(isInSight)).toBe(true);
  });
});
