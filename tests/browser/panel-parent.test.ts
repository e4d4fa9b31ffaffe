import type { Frame } from "playwright-core";
import type { StaffCommand } from "../../src/protocol/lesson/commands.ts";
import { alone, type Played, panelOf } from "../gallery/played.ts";
import { panelStage } from "../panel/support/stage.ts";
import { soon } from "../support/soon.ts";

const stage = panelStage();

const STAYS = "The parent stays";
const CANNOT = "The parent cannot stay";
const LEFT = "The parent has left";

/** The panel of this lesson; a press is decided as in the program. */
const serve = (story: Played): void => {
  stage.server.view = panelOf(story);
  stage.server.route = ({ path, body }) => {
    if (!path.endsWith("/press")) return { body: { view: panelOf(story) } };
    const { turn: _turn, ...press } = body as StaffCommand & { readonly turn?: number };
    const { say } = story.press(press);
    story.confirmed();
    return { body: { say, view: panelOf(story) } };
  };
};

/** Wholly inside what scrolls and under nothing, without a scroll. */
const isInSight = (element: Element): boolean => {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return [top + 2, (top + bottom) / 2, bottom - 2].every((y) => {
    const at = document.elementFromPoint((left + right) / 2, y);
    return at !== null && element.contains(at);
  });
};

const isBegun = (element: Element): boolean => {
  const { left, right, top } = element.getBoundingClientRect();
  const at = document.elementFromPoint((left + right) / 2, top + 12);
  return at !== null && element.contains(at);
};

const buttonAt = (panel: Frame, at: { readonly x: number; readonly y: number }): Promise<string | null> =>
  panel.evaluate(
    ([x, y]) => document.elementFromPoint(x, y)?.closest("button")?.getAttribute("aria-label") ?? null,
    [at.x, at.y] as const,
  );

describe.each([
  [280, 720],
  [280, 560],
  [320, 640],
  [820, 1180],
  [1280, 800],
])("in a one-to-one, %d × %d", (width, height) => {
  it("the three answers are in sight from far down the list, each in its place, and none comes under the pointer", async () => {
    const story = alone();
    serve(story);
    const { page, panel } = await stage.openSettled({ width, height });
    const button = (name: string) => panel.getByRole("button", { name, exact: true });
    await button(STAYS).waitFor();
    const app = await page.locator("iframe").boundingBox();
    const places = async () =>
      Promise.all(
        [STAYS, CANNOT, LEFT].map((name) =>
          button(name).evaluate((one) => JSON.stringify(one.getBoundingClientRect())),
        ),
      );
    const before = await places();
    for (const [press, answer] of [
      [STAYS, "The parent stays, noted at"],
      [LEFT, "The parent left, noted at"],
      [CANNOT, "The parent cannot stay, noted at"],
    ] as const) {
      await panel.locator(".middle").evaluate((middle) => {
        middle.scrollTop = middle.scrollHeight;
      });
      const box = await button(press).boundingBox();
      if (box === null) throw new Error(`${press} has no place`);
      expect([press, await button(press).evaluate(isInSight)]).toEqual([press, true]);
      const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      await page.mouse.click(at.x, at.y);
      const line = panel.locator(".bar-parent legend").filter({ hasText: answer });
      await line.waitFor();
      expect([answer, await line.evaluate(isInSight)]).toEqual([answer, true]);
      const inside = { x: at.x - (app?.x ?? 0), y: at.y - (app?.y ?? 0) };
      expect(await buttonAt(panel, inside)).toBe(press);
      await page.mouse.move(0, 0);
      await page.waitForTimeout(900);
    }
    expect(await places()).toEqual(before);
    // In the smallest window the answer to the press leaves room for the first lines alone.
    const words = panel.getByText("Because you cannot stay");
    const seen = height > 600 ? isInSight : isBegun;
    await soon(async () => expect(await words.evaluate(seen)).toBe(true));
    expect(story.events.filter(({ type }) => type === "ParentAnswered")).toHaveLength(3);
  });
});

it("a class has none of the three, and a blanked panel says nothing of the parent", async () => {
  const story = alone();
  story.press({ press: "parent-stays" });
  serve(story);
  const { panel } = await stage.openSettled({ width: 280, height: 720 });
  await panel.getByText("The parent stays, noted at").waitFor();
  await panel.getByRole("button", { name: "Blank this panel" }).click();
  await panel.getByRole("button", { name: LEFT, exact: true }).waitFor();
  expect(await panel.getByText("noted at").count()).toBe(0);
});
