import type { PressButton } from "../../src/protocol/screen/view.ts";
import { checklistPart } from "../../src/teams/cards/lesson-card.ts";
import type { Opened } from "../panel/support/browser.ts";
import { panelStage } from "../panel/support/stage.ts";
import { stopClock } from "../panel/support/stop-clock.ts";
import { arrivalView } from "../panel/support/views.ts";
import { busy } from "../support/busy.ts";

const stage = panelStage();

const open = (): Promise<Opened> => stage.openSettled();

/** The card as the server would send it with these buttons. */
const cardWith = (...buttons: readonly PressButton[]): object => {
  const face = { title: "", facts: [], quiet: [], lines: [], turn: 1, lead: "Next.", checks: [], buttons };
  return checklistPart(face, { lesson: "lesson-1", card: "checklist", panelUrl: "" }) ?? {};
};

const FINE: PressButton = {
  press: "all-others-fine",
  title: "All others fine",
  where: "first",
  primary: true,
};
const CAMERAS: PressButton = { press: "let-cameras-on", title: "Let cameras on", where: "first" };
const MICS: PressButton = { press: "let-mics-on", title: "Let mics on", where: "first" };

const pressed = async (many: number): Promise<readonly unknown[]> => {
  const until = Date.now() + 3_000 * busy();
  while (stage.server.presses().length < many && Date.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 20));
  return stage.server.presses();
};

describe("the checklist is the bot's card", () => {
  it("says the three checks by name with how far each is, and its presses go the panel's way", async () => {
    const { panel } = await open();
    const card = panel.getByRole("region", { name: "Checklist" });
    for (const { title, words } of arrivalView().items) {
      await card.getByText(title, { exact: true }).waitFor();
      await card.getByText(words, { exact: true }).first().waitFor();
    }
    await card.getByText("First let Lesson Guard in.").waitFor();
    await card.getByRole("button", { name: "Let cameras on", exact: true }).click();
    expect(await pressed(1)).toEqual([{ press: "let-cameras-on" }]);
  });

  it("is the same without Microsoft's library where that does not come", async () => {
    const context = await stage.context({ reducedMotion: "reduce" });
    await context.route(/card-face/, (route) => route.abort());
    const { panel } = await stage.openSettled({}, context);
    const list = panel.getByRole("region", { name: "Checklist" });
    for (const { title, words } of arrivalView().items) {
      await list.getByText(title, { exact: true }).waitFor();
      await list.getByText(words, { exact: true }).first().waitFor();
    }
    await panel.getByRole("button", { name: "All others fine", exact: true }).click();
    expect(await pressed(1)).toEqual([{ press: "all-others-fine" }]);
  });

  it("takes no tap on a button that has just moved under the finger, and keeps the focus on the same one", async () => {
    stage.server.change({ card: cardWith(CAMERAS, MICS) });
    const { panel } = await open();
    const mics = panel.locator(".card").getByRole("button", { name: "Let mics on", exact: true });
    await mics.focus();
    const clockAt = await stopClock(panel);
    stage.server.change({ card: cardWith(FINE, CAMERAS, MICS) });
    const fine = panel.locator(".card").getByRole("button", { name: "All others fine", exact: true });
    await fine.waitFor();
    expect(await mics.evaluate((button) => button === document.activeElement)).toBe(true);
    await fine.evaluate((button: HTMLElement) => button.click());
    await panel.getByText("Not sent: the buttons had just moved. Press again if you mean it.").waitFor();
    await clockAt(1_000);
    await fine.click();
    expect(await pressed(1)).toEqual([{ press: "all-others-fine" }]);
  });

  it("is not drawn anew under a finger that is down", async () => {
    const { page, panel } = await open();
    const cameras = panel.locator(".card").getByRole("button", { name: "Let cameras on", exact: true });
    await cameras.hover();
    await page.mouse.down();
    stage.server.change({ card: cardWith(CAMERAS), counts: { ...arrivalView().counts, here: 29 } });
    await panel.getByText("29 of 30 here.").waitFor();
    await page.mouse.up();
    expect(await pressed(1)).toEqual([{ press: "let-cameras-on" }]);
    await panel.locator(".card").getByText("Next.").waitFor();
  });
});
