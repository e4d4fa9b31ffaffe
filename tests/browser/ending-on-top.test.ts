import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { LessonView } from "../../src/protocol/screen/view.ts";
import { allSizes } from "../chaos/support/amounts.ts";
import { oneAtATime } from "../panel/support/axe.ts";
import type { Opened } from "../panel/support/browser.ts";
import { coveredInFocus, FIRST, outOfSight } from "../panel/support/in-sight.ts";
import { panelStage } from "../panel/support/stage.ts";
import { concernView } from "../panel/support/views.ts";
import { END_NOT_DONE, LEAVE, NOT_SENT, ROUTE, wronged } from "../panel/support/worst.ts";
import { soon } from "../support/soon.ts";

const stage = panelStage();
const SHOTS = process.env["SCREENSHOTS"];

const SIZES = [
  [280, 560],
  [320, 640],
  [820, 1100],
  [1280, 800],
] as const;

/** The worst that can be shown: the bot in the lobby, Teams silent, nothing told. */
const troubled = (): LessonView => ({
  ...stage.server.view,
  version: 30,
  phase: "shut",
  standing: { state: "not done", words: "Doors not confirmed" },
  presses: [{ press: "tell-dsl", title: "Tell the DSL now", where: "first" }],
  end: END_NOT_DONE,
});

const shot = async ({ page }: Opened, name: string): Promise<void> => {
  if (SHOTS === undefined) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `ending-${name}.png`) });
};

/** Wholly inside the window, and nothing drawn over its middle. */
const inSight = async ({ page, panel }: Opened, selector: string): Promise<boolean> => {
  const box = await panel.locator(selector).boundingBox();
  const size = page.viewportSize();
  if (box === null || size === null) return false;
  const inside =
    box.y >= 0 && box.y + box.height <= size.height && box.x >= 0 && box.x + box.width <= size.width;
  return (
    inside &&
    (await panel.locator(selector).evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const at = document.elementFromPoint(left + width / 2, top + height / 2);
      return at !== null && (element.contains(at) || at.contains(element));
    }))
  );
};

const BUTTONS = ["Tell the DSL now", "Pause", "End for all and tell the DSL"];

describe.each(SIZES)("an end under way at %i × %i", (width, height) => {
  const begin = async (): Promise<Opened> => {
    stage.server.route = ({ path, method }) => {
      if (path.endsWith("/press")) {
        stage.server.view = troubled();
        return { body: { say: "Ending.", view: stage.server.view } };
      }
      return path.startsWith("/api/concerns") && method === "POST"
        ? { body: { say: "Recorded as K7Q2. Telling the DSL now.", concern: concernView() } }
        : undefined;
    };
    return stage.openSettled({ width, height });
  };
  const expectOnTop = async (opened: Opened): Promise<void> => {
    expect(await inSight(opened, ".ending-press")).toBe(true);
    expect(await inSight(opened, "#ending-title")).toBe(true);
    for (const name of BUTTONS) {
      const box = await opened.panel.getByRole("button", { name, exact: true }).boundingBox();
      expect([name, (box?.y ?? height) + (box?.height ?? 0) <= height]).toEqual([name, true]);
    }
  };
  const end = (opened: Opened): Promise<void> =>
    opened.panel.getByRole("button", { name: "End for all" }).click();

  const above: Readonly<Record<string, () => Promise<void>>> = {
    "the list, however far it is scrolled, and takes the focus once": async () => {
      const opened = await begin();
      await end(opened);
      await opened.panel.getByText(LEAVE).waitFor();
      const focused = (): Promise<string | undefined> =>
        opened.panel.evaluate(() => document.activeElement?.id);
      await soon(async () => expect(await focused()).toBe("ending-title"));
      await opened.panel.locator("main").evaluate((main) => {
        main.scrollTop = 10_000;
      });
      await expectOnTop(opened);
      await shot(opened, `${width}-scrolled`);
      await opened.panel.getByRole("button", { name: "Tell the DSL now" }).focus();
      stage.server.view = { ...troubled(), version: 31 };
      stage.server.tell("lesson:lesson-1");
      await opened.panel.waitForTimeout(300);
      expect(await focused()).not.toBe("ending-title");
    },

    "a concern that is open": async () => {
      const opened = await begin();
      await opened.panel.getByRole("button", { name: "Tell the DSL now" }).click();
      await opened.panel.getByText("Reference K7Q2").waitFor();
      await end(opened);
      await opened.panel.getByText(LEAVE).waitFor();
      await expectOnTop(opened);
      expect(await opened.panel.getByText("Reference K7Q2").count()).toBe(1);
      await shot(opened, `${width}-concern`);
    },

    "the blanked panel, and gives one instruction": async () => {
      const opened = await begin();
      await opened.panel.locator(".head .press").click();
      stage.server.view = { ...troubled(), notSent: "Teams has not answered Lesson Guard for 5 seconds." };
      stage.server.tell("lesson:lesson-1");
      await opened.panel.getByText(LEAVE).waitFor();
      await expectOnTop(opened);
      const text = await opened.panel.locator(".top").innerText();
      expect(text.match(/press /gi)).toHaveLength(1);
      expect(text).toContain("Doors not confirmed");
      expect(await opened.panel.locator(".ending [role=alert]").count()).toBe(1);
    },
  };
  /** By day each size has one of the three, each in its turn. */
  const turn = SIZES.findIndex(([one]) => one === width) % Object.keys(above).length;

  it.each(Object.keys(above).filter((_, n) => allSizes || n === turn))("is above %s", async (what) => {
    await above[what]?.();
  });
});

it("with the server silent too, the end still says the one thing to press", async () => {
  stage.server.view = troubled();
  const opened = await stage.openSettled({ width: 320, height: 640 });
  stage.server.route = () => ({ status: 503, body: { error: { code: "down", say: "The record is away." } } });
  stage.server.tell("lesson:lesson-1");
  await opened.panel.getByText("has not been able to show the lesson since").waitFor();
  const text = await opened.panel.locator(".top").innerText();
  expect(text).toContain(LEAVE);
  expect(text).not.toContain("Lock the meeting");
  await shot(opened, "320-silent");
});

describe("however much is wrong, buttons, state and phone are in sight and no word is cut off", () => {
  const ROOMS = [
    [280, 560],
    [280, 720],
    [320, 560],
    [320, 800],
    [820, 1180],
    [1280, 560],
    [1280, 800],
  ] as const;

  const roomsInTurn = oneAtATime(ROOMS);

  /** At every size (by day at one, each in its turn), with letters twice as large, and zoomed to twice the size. */
  const expectRoom = async (opened: Opened, state: string): Promise<void> => {
    const { page, panel } = opened;
    const found: string[] = [];
    const look = async (width: number, height: number, letters: number): Promise<void> => {
      await page.setViewportSize({ width, height });
      await panel.evaluate((percent) => {
        document.documentElement.style.fontSize = `${percent}%`;
      }, letters);
      const what = letters > 100 || width < 280 ? FIRST : undefined;
      for (const one of await outOfSight(panel, what))
        found.push(`${width} × ${height}, ${letters} %: ${one}`);
      await shot(opened, `${state}-${width}-${height}-${letters}`);
    };
    for (const [width, height] of roomsInTurn()) await look(width, height, 87.5);
    await look(320, 800, 175);
    await look(160, 400, 87.5);
    await look(280, 560, 87.5);
    for (const one of await coveredInFocus(panel)) found.push(`covered in focus: ${one}`);
    expect(found).toEqual([]);
  };
  const raised = concernView({ state: "not told", notSent: NOT_SENT });
  const open = async (change: (view: LessonView) => LessonView, concern = raised): Promise<Opened> => {
    stage.server.view = change(stage.server.view);
    stage.server.route = ({ path, method }) => {
      if (path.endsWith("/route")) return { body: ROUTE };
      return path.startsWith("/api/concerns") && method === "POST"
        ? { body: { say: "Recorded as K7Q2. Telling the DSL and the headteacher now.", concern } }
        : undefined;
    };
    const opened = await stage.openSettled({ width: 320, height: 800 });
    await opened.panel.locator(".told-line").first().waitFor();
    return opened;
  };
  const press = ({ panel }: Opened, name: string): Promise<void> =>
    panel.getByRole("button", { name, exact: true }).click();

  it("in a pause that is not confirmed, folded and unfolded", async () => {
    const opened = await open(wronged);
    await expectRoom(opened, "wronged");
    await opened.panel.getByRole("button", { name: /^4 more notices/ }).click();
    await expectRoom(opened, "unfolded");
  });

  it("with a concern open, and what is pressed seldom", async () => {
    const opened = await open(wronged);
    await press(opened, "Tell the DSL now");
    await opened.panel.getByText("Reference K7Q2").waitFor();
    await expectRoom(opened, "concern");
    await press(opened, "More");
    await opened.panel.getByRole("button", { name: "Leave out Dr M Evans" }).first().waitFor();
    await expectRoom(opened, "more");
  });

  it("while telling the headteacher can be undone: in the very place of the press", async () => {
    const undoUntil = new Date(Date.now() + 60_000).toISOString();
    const opened = await open(wronged, concernView({ about: "adult", undoUntil }));
    const tell = opened.panel.getByRole("button", {
      name: "Tell the headteacher now about an adult: Dr M Evans, Ms S Bell and Mr A Papadopoulos",
    });
    const place = await tell.boundingBox();
    await tell.click();
    const undo = opened.panel.getByRole("button", { name: /^Undo Telling .+ in \d+$/ });
    await undo.waitFor();
    expect(await undo.boundingBox()).toEqual(place);
    await expectRoom(opened, "undo");
  });

  it("while an end is under way, with a server that shows nothing new", async () => {
    const opened = await open((view) => ({ ...wronged(view), ...troubled() }));
    await press(opened, "Tell the DSL now");
    await opened.panel.getByText("Reference K7Q2").waitFor();
    await expectRoom(opened, "end");
    stage.server.route = () => ({
      status: 503,
      body: { error: { code: "down", say: "The record is away." } },
    });
    stage.server.tell("lesson:lesson-1");
    await opened.panel.getByText("The record is away.").waitFor({ state: "attached" });
    await expectRoom(opened, "end-silent");
  });
});
