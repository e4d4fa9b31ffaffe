import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { CARD_THEMES, drawCards, shoot, sideBySide } from "../gallery/camera.ts";
import { CARD_SCENES } from "../gallery/card-scenes.ts";
import { SCENES } from "../gallery/index-page.ts";
import { playMoments } from "../gallery/moments.ts";
import type { Scene } from "../gallery/scene.ts";
import { HEIGHT, show } from "../gallery/show.ts";
import { axeFinds } from "../panel/support/axe.ts";
import type { Opened } from "../panel/support/browser.ts";
import { cutOff } from "../panel/support/in-sight.ts";
import { broken, sideways, small, touching, wordless } from "../panel/support/looks.ts";
import { panelStage } from "../panel/support/stage.ts";
import { ClassroomPage } from "./support/classroom-page.ts";

// The gallery's scenes, each looked at in every theme and width; with GALLERY=1 (`npm run gallery`) their pictures are
// taken instead.

const FOLDER = resolve(import.meta.dirname, "../../docs/gallery");
const DRAWS = process.env["GALLERY"] === "1";
/** A computer that has other things to do takes its time over six looks. */
const PATIENT_MS = 120_000;

const THEMES = ["default", "dark", "contrast"] as const;
const WIDTHS = [280, 320] as const;

const stage = panelStage();

const keep = (name: string, picture: Buffer): void => {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${name}.webp`), picture);
};

const wear = async ({ page, panel }: Opened, theme: (typeof THEMES)[number]): Promise<void> => {
  await page.evaluate(
    (next) => (window as unknown as { setTheme: (theme: string) => void }).setTheme(next),
    theme,
  );
  await panel.locator(`html[data-theme=${theme}]`).waitFor();
};

const draw = async (name: string, { height = HEIGHT }: Scene, opened: Opened): Promise<void> => {
  const pictures: Buffer[] = [];
  for (const [theme, width] of [
    ["default", 320],
    ["dark", 280],
    ["contrast", 320],
  ] as const) {
    await wear(opened, theme);
    await opened.page.setViewportSize({ width, height });
    pictures.push(await opened.page.screenshot({ animations: "disabled" }));
  }
  keep(name, await sideBySide(await opened.page.context().newPage(), pictures));
};

/** What a look finds wrong at each width in each theme, and zoomed to twice the size. */
const look = async ({ height = HEIGHT }: Scene, opened: Opened): Promise<readonly string[]> => {
  const { page, panel } = opened;
  const found: string[] = [];
  const note = (where: string, what: string, all: readonly string[]): void => {
    found.push(...all.map((one) => `${where}: ${what}: ${one}`));
  };
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height });
    note(`${width}`, "no word on it, or not all of it", await wordless(panel));
    note(`${width}`, "smaller than a finger", await small(panel));
    note(`${width}`, "cut", await cutOff(panel));
    note(`${width}`, "a word broken", await broken(panel));
    note(`${width}`, "buttons touch", await touching(panel));
    note(`${width}`, "scrolls sideways", [await sideways(panel)].filter((px) => px > 0).map(String));
    for (const theme of THEMES) {
      await wear(opened, theme);
      note(`${width} ${theme}`, "axe", await axeFinds(panel));
    }
  }
  await page.setViewportSize({ width: 160, height: 400 });
  note("200 %", "scrolls sideways", [await sideways(panel)].filter((px) => px > 0).map(String));
  return found;
};

describe("the gallery's scenes", () => {
  it.each(SCENES.map(([name, scene]) => ({ name, scene })))(
    "$name can be read, pressed and heard at each width in each theme",
    async ({ name, scene }) => {
      const opened = await show(stage, scene);
      if (DRAWS) await draw(name, scene, opened);
      else expect(await look(scene, opened)).toEqual([]);
    },
    PATIENT_MS,
  );
});

describe("the gallery's cards", () => {
  const page = async (): Promise<Page> => (await stage.context({ reducedMotion: "reduce" })).newPage();

  it.each(Object.entries(CARD_SCENES))(
    "%s can be read at each width in each theme",
    async (name, make) => {
      const at = await page();
      const pictures: Buffer[] = [];
      for (const theme of CARD_THEMES)
        for (const width of WIDTHS) {
          await drawCards(at, make(), theme, width);
          if (DRAWS && width === 320) pictures.push(await at.screenshot({ animations: "disabled" }));
          if (DRAWS) continue;
          const wider = await at.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          const found = await axeFinds(at.mainFrame(), ["color-contrast", "button-name", "link-name"]);
          expect({ theme, width, wider, found }).toEqual({ theme, width, wider: 0, found: [] });
        }
      if (DRAWS) keep(name, await sideBySide(at, pictures));
    },
    PATIENT_MS,
  );
});

(DRAWS ? describe : describe.skip)("the twelve moments", () => {
  it("are taken again in a practice lesson", async () => {
    const room = await ClassroomPage.open();
    try {
      await playMoments(room, async (moment) => keep(moment, await shoot(room.page)));
    } finally {
      await room.close();
    }
  }, 600_000);
});
