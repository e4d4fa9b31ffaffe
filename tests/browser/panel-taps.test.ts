import type { Locator } from "playwright-core";
import type { Opened } from "../panel/support/browser.ts";
import { panelStage } from "../panel/support/stage.ts";
import { stopClock } from "../panel/support/stop-clock.ts";
import { soon } from "../support/soon.ts";

const stage = panelStage();

const open = (): Promise<Opened> => stage.openSettled();

/** Where *Pause* was stands *Resume*, as soon as the press is answered. */
const pausesAtOnce = (): void => {
  stage.server.streams = false;
  stage.server.route = ({ path }) => {
    if (!path.endsWith("/press")) return undefined;
    stage.server.view = {
      ...stage.server.view,
      version: 11,
      phase: "paused",
      presses: [{ press: "resume", title: "Resume", where: "first" }],
    };
    return { body: { say: "Paused. Mics and cameras are asked to go off.", view: stage.server.view } };
  };
};

describe("a finger", () => {
  it("sees what the answer says without waiting for the live stream", async () => {
    pausesAtOnce();
    const { page, panel } = await open();
    const clockAt = await stopClock(panel);
    const place = await panel.getByRole("button", { name: "Pause" }).boundingBox();
    const { x, y } = await comeDownOn(page, panel, "Pause");
    await page.mouse.up();
    await panel.getByText("Paused. Mics").waitFor();
    const resume = panel.getByRole("button", { name: "Resume" });
    expect(await resume.boundingBox()).toEqual(place);
    // A frightened person taps twice: the second tap was not meant for Undo.
    await page.mouse.click(x, y);
    await panel.getByText("Not sent: Pause was pressed just now. Press again if you mean it.").waitFor();
    // The page has seen what stands there now.
    await panel.waitForTimeout(250);
    await clockAt(1_400);
    await resume.click();
    await panel.waitForTimeout(200);
    expect(stage.server.presses()).toEqual([{ press: "pause" }]);
    await clockAt(1_500);
    await resume.click();
    await soon(() => expect(stage.server.presses()).toHaveLength(2));
    expect(stage.server.presses()).toEqual([{ press: "pause" }, { press: "resume" }]);
  });

  it("presses, once, when the page moves under it; not when it slides off, or the button goes", async () => {
    const { page, panel } = await open();
    const fine = panel.getByRole("button", { name: "All others fine" });
    await fine.scrollIntoViewIfNeeded();
    const from = await comeDownOn(page, panel, "All others fine");
    await putAt(fine, { x: from.x, y: from.y - 80 });
    expect((await fine.boundingBox())?.y).toBeLessThan(from.y - 80);
    await page.mouse.up();
    await panel.getByText("Noted.").waitFor();

    const end = await comeDownOn(page, panel, "End for all");
    await page.mouse.move(end.x, end.y - 150, { steps: 3 });
    await page.mouse.up();
    await comeDownOn(page, panel, "End for all");
    await panel.getByRole("button", { name: "End for all" }).evaluate((button) => button.replaceWith("gone"));
    await page.mouse.up();
    await panel.waitForTimeout(200);
    expect(stage.server.presses()).toEqual([{ press: "all-others-fine" }]);
  });

  it("presses nothing that came to where it rests a moment ago, however long after the first tap", async () => {
    const { page, panel } = await open();
    const clockAt = await stopClock(panel);
    const first = await comeDownOn(page, panel, "Pause");
    await page.mouse.up();
    await panel.getByText("Noted.").waitFor();
    await panel.waitForTimeout(250);
    await clockAt(1_500);
    // The list comes to rest, and this is what it puts there.
    await putAt(panel.getByRole("button", { name: "All others fine" }), first);
    await panel.waitForTimeout(250);
    await clockAt(2_200);
    await page.mouse.click(first.x, first.y);
    await panel.getByText("Not sent: Pause was pressed just now. Press again if you mean it.").waitFor();
    expect(stage.server.presses()).toEqual([{ press: "pause" }]);
    await clockAt(2_300);
    await page.mouse.click(first.x, first.y);
    await soon(() => expect(stage.server.presses()).toHaveLength(2));
  });

  it("presses nothing with a second tap, even if the page moves under it", async () => {
    const { page, panel } = await open();
    await stopClock(panel);
    const first = await comeDownOn(page, panel, "Pause");
    await page.mouse.up();
    await panel.getByText("Noted.").waitFor();
    const other = panel.getByRole("button", { name: "All others fine" });
    await putAt(other, first);
    await page.mouse.down();
    await putAt(other, { x: first.x, y: first.y - 200 });
    await page.mouse.up();
    await panel.getByText("Not sent: Pause was pressed just now. Press again if you mean it.").waitFor();
    expect(stage.server.presses()).toEqual([{ press: "pause" }]);
  });
});

describe("a key", () => {
  it("is held by what its own button has become, not by what a list that moves puts in its place", async () => {
    pausesAtOnce();
    const { page, panel } = await open();
    const clockAt = await stopClock(panel);
    const pause = panel.getByRole("button", { name: "Pause" });
    const box = await pause.boundingBox();
    if (box === null) throw new Error("Pause has no place.");
    await pause.focus();
    await page.keyboard.press("Space");
    await panel.getByText("Paused. Mics").waitFor();
    await panel.waitForTimeout(250);
    await clockAt(1_400);
    const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await putAt(panel.getByRole("button", { name: "All others fine" }), place);
    await panel.waitForTimeout(250);
    await page.keyboard.press("Space");
    await panel.getByText("Not sent: Pause was pressed just now. Press again if you mean it.").waitFor();
    await clockAt(1_600);
    await page.keyboard.press("Space");
    await soon(() => expect(stage.server.presses()).toHaveLength(2));
    expect(stage.server.presses()).toEqual([{ press: "pause" }, { press: "resume" }]);
  });
});

/** @returns where the mouse came down, in pixels of the page */
const comeDownOn = async (
  page: Opened["page"],
  panel: Opened["panel"],
  name: string,
): Promise<{ x: number; y: number }> => {
  const box = await panel.getByRole("button", { name }).boundingBox();
  if (box === null) throw new Error(`${name} has no place`);
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  return at;
};

/** Moves the middle of a button to a place on the page, as a redraw may. */
const putAt = async (
  button: Locator,
  { x, y }: { readonly x: number; readonly y: number },
): Promise<void> => {
  const box = await button.boundingBox();
  if (box === null) throw new Error("The button has no place");
  await button.evaluate(
    ({ style }, [left, top]) => {
      Object.assign(style, { position: "fixed", zIndex: "9", left: `${left}px`, top: `${top}px` });
    },
    [x - box.width / 2, y - box.height / 2] as const,
  );
};
