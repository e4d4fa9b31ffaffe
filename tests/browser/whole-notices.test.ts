import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Frame } from "playwright-core";
import type { LessonView, Notice } from "../../src/protocol/screen/view.ts";
import { allSizes } from "../chaos/support/amounts.ts";
import { PANEL } from "../gallery/panel-scenes.ts";
import type { Scene } from "../gallery/scene.ts";
import { show } from "../gallery/show.ts";
import type { Opened } from "../panel/support/browser.ts";
import { panelStage } from "../panel/support/stage.ts";
import { brokenLines, READ } from "../panel/support/whole-lines.ts";
import { NOT_SENT, NOTICES, ROUTE, wronged } from "../panel/support/worst.ts";
import { soon } from "../support/soon.ts";

// In the narrow panel beside a meeting, and in a small window, no line of what cannot wait, of who is told, or of the lesson's
// state is cut: what to press is whole at once, and the rest is whole or one press away.

const stage = panelStage();
const SHOTS = process.env["SCREENSHOTS"];

const SIZES = [262, 280, 320].flatMap((width) => [540, 700].map((height) => ({ width, height })));

/** In the next frame, what has no room is folded. */
const settledLines = async (panel: Frame, height: number): Promise<readonly string[]> => {
  // With the three answers to the parent, the smallest room has none left for all of who is told: that scrolls.
  const isTight = height < 600 && (await panel.locator(".bar-parent").count()) > 0;
  const read = READ.filter((one) => !isTight || one !== ".told-line").join();
  let broken = await brokenLines(panel, read);
  for (let look = 0; look < 20 && broken.length > 0; look += 1) {
    await panel.waitForTimeout(50);
    broken = await brokenLines(panel, read);
  }
  return broken;
};

const expectWhole = async ({ page, panel }: Opened, name: string): Promise<void> => {
  const found: string[] = [];
  for (const size of SIZES) {
    await page.setViewportSize(size);
    const where = `${size.width} × ${size.height}`;
    if (SHOTS !== undefined) {
      mkdirSync(SHOTS, { recursive: true });
      await page.screenshot({ path: join(SHOTS, `whole-${name}-${size.width}-${size.height}.png`) });
    }
    found.push(...(await settledLines(panel, size.height)).map((one) => `${where}: ${one}`));
  }
  expect(found).toEqual([]);
};

const open = async (change: (view: LessonView) => LessonView): Promise<Opened> => {
  stage.server.view = change(stage.server.view);
  stage.server.route = ({ path }) => (path.endsWith("/route") ? { body: ROUTE } : undefined);
  const opened = await stage.openSettled({ width: 280, height: 700 });
  await opened.panel.locator(".told-line").first().waitFor();
  return opened;
};

const withNotices =
  (notices: readonly Notice[]) =>
  (view: LessonView): LessonView => {
    const { notSent: _notSent, ...rest } = wronged(view);
    return { ...rest, notices };
  };

describe("what cannot wait is read whole at every size", () => {
  it.each(NOTICES.map((notice) => ({ about: `${notice.about}: ${notice.title}`, notice })))(
    "$about, in each room",
    async ({ notice }) => {
      const opened = await open(withNotices([notice]));
      await expectWhole(opened, `${notice.about}-${notice.title.length}`);
    },
  );

  it("all of it together, and that Teams is silent", async () => {
    await expectWhole(await open(wronged), "all");
  });

  it("that Teams is silent", async () => {
    const only = (view: LessonView): LessonView => ({ ...wronged(view), notices: [], notSent: NOT_SENT });
    await expectWhole(await open(only), "silent");
  });

  it("and read on in one press, where there was no room for the rest", async () => {
    const [alone] = NOTICES;
    const { page, panel } = await open(withNotices(alone === undefined ? [] : [alone]));
    await page.setViewportSize({ width: 262, height: 470 });
    await panel.getByRole("button", { name: "Read on" }).click();
    await panel.getByText("The alert of 10:31 covers this too.").scrollIntoViewIfNeeded();
    await soon(async () => expect(await brokenLines(panel, ".bar-row .press, .head")).toEqual([]));
    await panel.getByRole("button", { name: "Show less" }).click();
    await panel.getByRole("button", { name: "Read on" }).waitFor();
  });
});

describe("every scene of the panel's gallery with something that cannot wait; by night each scene", () => {
  const scenes = Object.entries<Scene>(PANEL).filter(
    ([, { view }]) => allSizes || (view?.notices ?? []).length > 0 || view?.end !== undefined,
  );

  it.each(scenes.map(([name, scene]) => ({ name, scene })))("$name in each room", async ({ name, scene }) => {
    await expectWhole(await show(stage, scene), `scene-${name}`);
  });
});
