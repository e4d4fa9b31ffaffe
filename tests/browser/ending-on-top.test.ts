import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { LessonView } from "../../src/protocol/screen/view.ts";
import type { Opened } from "../panel/support/browser.ts";
import { panelStage } from "../panel/support/stage.ts";
import { concernView } from "../panel/support/views.ts";

const stage = panelStage();
const SHOTS = process.env["SCREENSHOTS"];

const SIZES = [
  [280, 560],
  [320, 640],
  [820, 1100],
  [1280, 800],
] as const;

const LEAVE = "In Teams press Leave, then End meeting.";

/** The worst that can be shown: the bot in the lobby, Teams silent, nothing told. */
const troubled = (): LessonView => ({
  ...stage.server.view,
  version: 30,
  phase: "shut",
  standing: { state: "not done", words: "Doors not confirmed" },
  presses: [{ press: "tell-dsl", title: "Tell the DSL now", where: "first" }],
  end: {
    undoUntil: "2026-11-24T10:42:04.000Z",
    began: true,
    instruction: `Lesson Guard is waiting in the lobby and cannot remove anyone. ${LEAVE} Then phone the school office on 01234 567890.`,
    steps: [
      {
        step: "doors",
        title: "Doors and microphones",
        proof: { state: "not proven", sentence: "Asked at 10:45. Teams has not confirmed this yet." },
      },
      {
        step: "removal",
        title: "Everyone out",
        proof: {
          state: "not proven",
          sentence: "Lesson Guard is waiting in the lobby and cannot remove anyone.",
        },
      },
      {
        step: "alert",
        title: "DSL",
        proof: {
          state: "refused",
          sentence: "Teams did not accept the message. Phone the school office on 01234 567890.",
        },
      },
      {
        step: "leave",
        title: "Your part in Teams",
        proof: { state: "your turn", sentence: "Only End meeting in Teams ends it for certain." },
      },
    ],
  },
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

const BUTTONS = ["Tell the DSL now", "Pause", "End for all"];

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

  it("is above the list, however far it is scrolled, and takes the focus once", async () => {
    const opened = await begin();
    await end(opened);
    await opened.panel.getByText(LEAVE).waitFor();
    const focused = (): Promise<string | undefined> =>
      opened.panel.evaluate(() => document.activeElement?.id);
    expect(await focused()).toBe("ending-title");
    await opened.panel.locator("main").evaluate((main) => {
      main.scrollTop = 10_000;
    });
    await expectOnTop(opened);
    await shot(opened, `${width}-scrolled`);
    await opened.panel.getByRole("button", { name: "More" }).focus();
    stage.server.view = { ...troubled(), version: 31 };
    stage.server.tell("lesson:lesson-1");
    await opened.panel.waitForTimeout(300);
    expect(await focused()).not.toBe("ending-title");
  });

  it("is above a concern that is open", async () => {
    const opened = await begin();
    await opened.panel.getByRole("button", { name: "Tell the DSL now" }).click();
    await opened.panel.getByText("Reference K7Q2").waitFor();
    await end(opened);
    await opened.panel.getByText(LEAVE).waitFor();
    await expectOnTop(opened);
    expect(await opened.panel.getByText("Reference K7Q2").count()).toBe(1);
    await shot(opened, `${width}-concern`);
  });

  it("is above the blanked panel, and gives one instruction", async () => {
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
