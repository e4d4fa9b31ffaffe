import type { ConcernLine, LessonView } from "../../src/protocol/screen/view.ts";
import { PANEL } from "../gallery/panel-scenes.ts";
import { show } from "../gallery/show.ts";
import { outOfSight } from "../panel/support/in-sight.ts";
import { panelStage } from "../panel/support/stage.ts";
import { concernView } from "../panel/support/views.ts";
import { busy } from "../support/busy.ts";
import { soon } from "../support/soon.ts";

// What matters most stands where it is seen, and nothing of a colleague on a screen that others may see.

const stage = panelStage();

const ENDS = ["end-undo", "ending", "end-silent", "end-refused", "end-alone"] as const;
const SIZES = [
  [280, 653],
  [320, 653],
  [820, 1180],
  [1280, 800],
] as const;

describe("while a lesson is ended", () => {
  it.each(ENDS)("whether the DSL is told stands in sight at every size: %s", async (name) => {
    const { page, panel } = await show(stage, PANEL[name]);
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height });
      await panel.locator(".steps").evaluate((steps) => steps.scrollTo(0, 0));
      expect([width, await panel.locator(".steps > li").first().innerText()]).toEqual([
        width,
        expect.stringMatching(/DSL|Alert/),
      ]);
      expect([width, await outOfSight(panel, ".steps > li:first-child")]).toEqual([width, []]);
    }
  });
});

describe("after Pause", () => {
  const open = async () => {
    const opened = await show(stage, PANEL.checked, 280);
    await opened.page.setViewportSize({ width: 280, height: 653 });
    await opened.panel.locator(".middle").evaluate((list) => list.scrollTo(0, 400));
    return opened;
  };
  const pauses = () => {
    stage.server.route = ({ path }) =>
      path.endsWith("/route")
        ? undefined
        : { body: { say: "Pausing.", view: { ...PANEL.paused.view, version: 900 } } };
    stage.server.tell(`lesson:${PANEL.checked.view?.lesson ?? ""}`);
  };

  it("what to do comes into sight, however far the list is scrolled", async () => {
    const { page, panel } = await open();
    await page.mouse.move(100, 640);
    pauses();
    await panel
      .getByText(/^Paused/)
      .first()
      .waitFor();
    await soon(async () => expect(await panel.locator(".middle").evaluate((list) => list.scrollTop)).toBe(0));
  });

  it("nothing moves under a pointer that is in the list: a line over it leads there", async () => {
    const { page, panel } = await open();
    await page.mouse.move(100, 250);
    pauses();
    await panel.getByRole("button", { name: /^Paused.*: what to do – show$/ }).waitFor();
    expect(await panel.locator(".middle").evaluate((list) => list.scrollTop)).toBeGreaterThan(300);
    await panel.getByRole("button", { name: /what to do – show$/ }).click();
    expect(await panel.locator(".middle").evaluate((list) => list.scrollTop)).toBe(0);
  });
});

describe("before and after a press that tells", () => {
  const TOLD = {
    sentence:
      "Goes to Dr M Evans. If no one takes it: after 3 minutes Ms S Bell, then all of them again until one does.",
    now: "Dr M Evans",
    next: "; if not taken in 3 minutes, Ms S Bell",
    people: [],
  };

  it("who is told, and who if they do not take it, stands on the button", async () => {
    stage.server.route = ({ path }) => (path.endsWith("/route") ? { body: TOLD } : undefined);
    const { panel } = await stage.openSettled({ width: 280, height: 653 });
    const words = "about an adult: Dr M Evans; if not taken in 3 minutes, Ms S Bell";
    await panel.getByRole("button", { name: `Tell the headteacher now ${words}`, exact: true }).waitFor();
    await panel
      .getByText("Tell the DSL now goes to Dr M Evans; if not taken in 3 minutes, Ms S Bell.")
      .waitFor();
  });

  it("who is told is asked for again at once where it could not be had, and its lack is said", async () => {
    let isAway = true;
    stage.server.route = ({ path }) =>
      !path.endsWith("/route")
        ? undefined
        : isAway
          ? { status: 503, body: { error: { code: "down", say: "Away." } } }
          : { body: TOLD };
    const { panel } = await stage.openSettled();
    await panel.getByText("Tell the DSL now: who is told cannot be shown now.").waitFor();
    isAway = false;
    await panel.getByText(/^Tell the DSL now goes to Dr M Evans/).waitFor({ timeout: 10_000 * busy() });
  });

  it("of a concern about an adult the panel says no more than that a message was told", async () => {
    const line: ConcernLine = {
      ref: "K7Q2",
      about: "adult",
      sentence: "Told 10:42. Not seen yet.",
      state: "told",
    };
    const told = (view: LessonView): LessonView => ({ ...view, version: view.version + 1, concerns: [line] });
    stage.server.route = ({ path, method }) => {
      if (path.endsWith("/route")) return { body: TOLD };
      if (path.startsWith("/api/concerns") && method === "POST") {
        stage.server.view = told(stage.server.view);
        return { body: { say: "Recorded as K7Q2.", concern: concernView({ about: "adult" }) } };
      }
      return undefined;
    };
    const { panel } = await stage.openSettled();
    await panel.getByRole("button", { name: /^Tell the headteacher now/ }).click();
    await panel.getByRole("button", { name: "Your message K7Q2" }).waitFor();
    const lines = panel.getByRole("region", { name: "Your messages" });
    expect(await lines.innerText()).toBe("Your message K7Q2\nTold 10:42. Not seen yet.");
    expect(await panel.getByRole("heading", { name: "About an adult at school" }).count()).toBe(0);
  });
});

describe("the way back from a check", () => {
  const undo = { of: "a1", until: "2099-01-01T00:00:00.000Z", words: "Undo: 27 checked together" };

  it.each([
    { older: false, where: ".bar-said" },
    { older: true, where: ".more" },
  ])("stands where the press was only while it is the newest: $where", async ({ older, where }) => {
    stage.server.view = { ...stage.server.view, undo: older ? { ...undo, older: true } : undo };
    const { panel } = await stage.openSettled();
    const all = panel.getByRole("button", { name: undo.words });
    if (older) {
      await panel.getByRole("heading", { name: "Year 4 maths" }).waitFor();
      expect(await all.count()).toBe(0);
      await panel.getByRole("button", { name: "More", exact: true }).click();
    }
    await panel.locator(where).getByRole("button", { name: undo.words }).waitFor();
    expect(await all.count()).toBe(1);
  });
});
