import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { StaffCommand } from "../../src/protocol/lesson/commands.ts";
import { alone, type Played, panelOf } from "../gallery/played.ts";
import { panelStage } from "../panel/support/stage.ts";
import { brokenLines } from "../panel/support/whole-lines.ts";
import { soon } from "../support/soon.ts";

// S4, S5 at 280 pixels: what staff read when a child is without a parent, before and after they are told of it.

const stage = panelStage();
const SHOTS = process.env["SCREENSHOTS"];

/** @param dueIn after how many seconds Lesson Guard looks */
const played = (dueIn: number, ...presses: readonly StaffCommand[]): Played => {
  const story = alone();
  for (const press of presses) story.press(press);
  story.confirmed();
  return dueIn === 0 ? story : story.wait(dueIn * 1000).after({ report: "unrecorded-due" });
};

const CANNOT = { press: "parent-cannot-stay" } as const;
const TOLD = { press: "parent-told", reason: "at work" } as const;
const STATES: readonly (readonly [state: string, of: () => Played, says: RegExp])[] = [
  ["cannot stay", () => played(0, CANNOT), /Say to the parent:/],
  ["not told", () => played(60, CANNOT), /it is not recorded\. Tell them now/],
  ["told", () => played(0, CANNOT, TOLD), /Teams shows no recording yet\. Start it in Teams/],
  ["not recorded", () => played(60, CANNOT, TOLD), /Not recorded yet\. Start it in Teams/],
  [
    "left",
    () => played(60, { press: "parent-stays" }, { press: "parent-left" }),
    /The parent left, noted at/,
  ],
  [
    "postponed",
    () => played(0, CANNOT, { press: "parent-not-told", why: "not reached" }),
    /the lesson is postponed\. Say goodbye, then press End lesson/,
  ],
  [
    "postponed, and still on",
    () => played(60, CANNOT, { press: "parent-not-told", why: "objects" }),
    /the lesson is postponed\. Say goodbye, then press End lesson/,
  ],
];

describe.each([
  [280, 560],
  [280, 720],
])("at %d × %d", (width, height) => {
  it.each(STATES)("%s: what to do is whole, and the answers are in sight", async (state, of, says) => {
    stage.server.view = panelOf(of());
    const { page, panel } = await stage.openSettled({ width, height });
    await panel.getByText(says).first().waitFor();
    if (SHOTS !== undefined) {
      mkdirSync(SHOTS, { recursive: true });
      await page.screenshot({ path: join(SHOTS, `parent-${state}-${height}.png`) });
    }
    await soon(async () => expect(await brokenLines(panel, ".alarms p, .bar-row .press, .head")).toEqual([]));
    const answers = panel.locator(".bar-parent .press");
    expect(await answers.count()).toBe(3);
    for (const answer of await answers.all()) {
      const box = await answer.boundingBox();
      expect(box === null ? undefined : box.y >= 0 && box.y + box.height <= height).toBe(true);
    }
    if (!state.startsWith("postponed")) return;
    expect(await panel.getByText("Lesson done?").count()).toBe(0);
    // How it is ended is in sight, wherever the list was.
    const said = await panel.getByText(says).first().boundingBox();
    const bar = await panel.locator(".bar-parent").boundingBox();
    expect((said?.y ?? height) + (said?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
  });
});
