import type { ClassView } from "../../src/protocol/screen/families-view.ts";
import type { LessonView } from "../../src/protocol/screen/view.ts";
import { PANEL } from "../gallery/panel-scenes.ts";
import { show } from "../gallery/show.ts";
import { axeFinds, oneAtATime } from "../panel/support/axe.ts";
import type { Opened } from "../panel/support/browser.ts";
import { sideways, wordless } from "../panel/support/looks.ts";
import { OAKFIELD } from "../panel/support/settings.ts";
import { panelStage } from "../panel/support/stage.ts";
import { arrivalView, concernView } from "../panel/support/views.ts";
import { busy } from "../support/busy.ts";
import { soon } from "../support/soon.ts";

const THEMES = ["default", "dark", "contrast"] as const;
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const WIDTHS = [280, 320] as const;
const themesOf = oneAtATime(THEMES);

const stage = panelStage();

/** One family with two adults: one link is good, and seems to have been passed on. */
const familiesView = (): ClassView => {
  const link = { madeAt: AT, expiresAt: "2027-08-31T23:00:00.000Z", wording: "2026-11-30", opened: [AT, AT] };
  return {
    class: "c1",
    name: "4 Willow, autumn",
    meets: false,
    weekly: false,
    families: [
      {
        family: "f1",
        ref: "F1",
        child: "Amara Osei",
        permission: "withdrawn",
        adults: [
          {
            adult: "a1",
            name: "Mrs Osei",
            permission: "given",
            since: AT,
            toAsk: false,
            link: { ...link, state: "works", sent: { at: AT, how: "ClassDojo" }, twoPlaces: true },
          },
          {
            adult: "a2",
            name: "Mr Osei",
            permission: "withdrawn",
            since: AT,
            toAsk: true,
            link: { ...link, state: "revoked", revokedAt: AT },
          },
        ],
        askAgainOn: "2027-09-01",
      },
      { family: "f2", ref: "F2", child: "Maya Singh", permission: "not asked", adults: [] },
    ],
  };
};

const AT = "2026-11-24T10:42:00.000Z";

const shut = (): LessonView => ({
  ...arrivalView(),
  phase: "shut",
  presses: [],
  end: {
    undoUntil: AT,
    began: true,
    title: "Ending for all",
    counted: "Ending for all and telling the DSL",
    instruction: "In Teams press the arrow beside Leave, then End meeting.",
    steps: [
      {
        step: "doors",
        title: "Doors",
        proof: { state: "proven", sentence: "Nobody else comes in.", at: AT },
      },
      { step: "removal", title: "Families", proof: { state: "not proven", sentence: "Not confirmed yet." } },
      {
        step: "leave",
        title: "You",
        proof: { state: "refused", sentence: "press the arrow beside Leave, then End meeting." },
      },
    ],
  },
});

/** Nothing scrolls sideways at either width in any theme, and nothing breaks a rule that axe knows. */
const checkEverywhere = async ({ page, panel }: Opened): Promise<void> => {
  const themes = themesOf();
  for (const theme of THEMES) {
    await page.evaluate(
      (next) => (window as unknown as { setTheme: (theme: string) => void }).setTheme(next),
      theme,
    );
    await panel.locator(`html[data-theme=${theme}]`).waitFor();
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 720 });
      expect({ theme, width, sideways: await sideways(panel) }).toEqual({ theme, width, sideways: 0 });
      expect({ width, wordless: await wordless(panel) }).toEqual({ width, wordless: [] });
    }
    if (!themes.includes(theme)) continue;
    // Only colours differ between the themes, and not with the width: each is looked at once.
    const found = await axeFinds(panel, theme === themes[0] ? RULES : ["color-contrast"]);
    expect({ theme, found }).toEqual({ theme, found: [] });
  }
};

describe("axe finds nothing, and nothing scrolls sideways", () => {
  it("in arrival, with rows open", async () => {
    const opened = await stage.open();
    await opened.panel.getByRole("button", { name: "Someone else…" }).click();
    await opened.panel.getByRole("button", { name: "Stranger" }).nth(1).click();
    await opened.panel.locator(".row-button[data-name='Amira Ahmed']").click();
    await opened.panel.getByRole("button", { name: "More" }).click();
    // Far down the list a cue lies over whatever row is scrolled beneath it, which axe takes for a small row.
    await opened.panel.locator(".middle").evaluate((area) => {
      area.scrollTop = 0;
    });
    await checkEverywhere(opened);
  });

  it("in the panel before the lesson", async () => {
    stage.server.view = {
      ...arrivalView(),
      phase: "planned",
      presses: [{ press: "choose-kind", title: "Choose", where: "first" }],
    };
    const opened = await stage.open();
    await opened.panel.getByRole("button", { name: "From a CSV file" }).click();
    await checkEverywhere(opened);
  });

  it("while the lesson is ended for all, without a server", async () => {
    stage.server.view = shut();
    const opened = await stage.open();
    await opened.panel.getByText("Nobody else comes in.").waitFor();
    await stage.server.stop();
    await opened.panel.getByText("Lesson Guard has not answered since.").waitFor({ timeout: 8_000 * busy() });
    await checkEverywhere(opened);
  });

  it("on the screen of a concern", async () => {
    stage.server.route = ({ path }) =>
      path.startsWith("/api/concerns") ? { body: { say: "Told.", concern: concernView() } } : undefined;
    const opened = await stage.open();
    await opened.panel.getByRole("button", { name: "Tell the DSL now" }).click();
    await opened.panel.getByText("Who: choose pupils").click();
    await checkEverywhere(opened);
  });

  it("for a person without a part in the lesson", async () => {
    stage.server.route = () => ({ status: 403, body: {} });
    const opened = await stage.open();
    await opened.panel.getByText("This panel is for staff of the lesson").waitFor();
    await checkEverywhere(opened);
  });

  it("on the record page", async () => {
    const concern = concernView({
      you: "recipient",
      details: [{ at: AT, by: "Tom Hughes", who: "Isla Ahmed", words: "She said she was cold." }],
    });
    stage.server.route = () => ({ body: { concerns: [concern] } });
    const opened = await stage.open({ path: "/record", hash: "#K7Q2" });
    await opened.panel.getByText("Close this concern").click();
    await opened.panel.getByText("Text for CPOMS").click();
    await checkEverywhere(opened);
  });

  it("on the settings page", async () => {
    stage.server.route = () => ({ body: { settings: OAKFIELD, channels: [], waiting: [] } });
    const opened = await stage.open({ path: "/settings" });
    await opened.panel.getByLabel("Name", { exact: true }).fill("");
    await opened.panel.getByRole("button", { name: "Save" }).click();
    await checkEverywhere(opened);
  });

  it("on the families page, with a link just made", async () => {
    const note = "Oakfield: live lessons\n\nThis is your own link: https://guard.example/family#token";
    const pressed: unknown[] = [];
    stage.server.route = ({ path, method, body }) => {
      if (path === "/api/me")
        return { body: { name: "Ms Okafor", roles: ["staff"], school: "s", schools: [] } };
      if (path === "/api/classes" && method === "GET") return { body: { classes: [] } };
      if (path === "/api/lessons") return { body: { lessons: [{ lesson: "l1", familiesCome: true }] } };
      if (method === "POST") pressed.push(body);
      const notes = [
        { family: "f1", adult: "a1", link: "https://guard.example/family#token", text: note, madeAt: AT },
      ];
      return { body: { say: "The link is made.", view: familiesView(), notes } };
    };
    const opened = await stage.open({ path: "/families" });
    const { panel } = opened;
    await panel.getByLabel("Class and term").fill("4 Willow");
    await panel.getByLabel(/^One line for each child/).fill("Amara Osei, Mrs Osei, Mr Osei\n\nMaya Singh");
    await panel.getByRole("button", { name: "Save the list of 2 children" }).click();
    await panel.getByText("Amara Osei:").click();
    // One that works ends only after it was said whose, and by another press.
    const again = panel.getByRole("button", { name: "Make a new link" }).first();
    await again.click();
    await panel.getByText("The link that Mrs Osei has now ends.").waitFor();
    await panel.getByRole("button", { name: "Leave it as it is" }).click();
    expect(await again.evaluate((one) => one === document.activeElement)).toBe(true);
    await again.click();
    await panel.getByRole("button", { name: "End the link of Mrs Osei, and make a new one" }).click();
    await panel.getByLabel("The text to send").waitFor();
    await panel.getByText("Note what they told the school").first().click();
    expect(await panel.getByText("used from two places at about the same time").count()).toBe(1);
    await checkEverywhere(opened);
    await panel.getByRole("button", { name: "They told us no" }).first().click();
    await soon(() => expect(pressed).toHaveLength(3));
    expect(pressed).toEqual([
      {
        name: "4 Willow",
        pupils: [
          { name: "Amara Osei", adults: ["Mrs Osei", "Mr Osei"] },
          { name: "Maya Singh", adults: [] },
        ],
      },
      { do: "make-link", family: "f1", adult: "a1", instead: AT },
      { do: "note-answer", family: "f1", adult: "a1", answer: "refused" },
    ]);
  });
});

/** A few of the gallery's scenes; all of them by night (tests/browser/gallery). */
const SAMPLE = ["names", "paused", "parent-cannot-stay", "end-refused"] as const;

describe("a sample of the gallery", () => {
  it.each(SAMPLE)("“%s” can be read and pressed at each width", async (name) => {
    await checkEverywhere(await show(stage, PANEL[name]));
  });
});

describe("by keyboard alone", () => {
  it("a pupil is noted and the lesson paused, and focus is always in sight", async () => {
    const { page, panel } = await stage.open();
    await panel.getByText("28 of 30 here").waitFor();
    const focused = (): Promise<{ text: string; top: number; bottom: number; inBar: boolean }> =>
      panel.evaluate(() => {
        const element = document.activeElement ?? document.body;
        const { top, bottom } = element.getBoundingClientRect();
        // As it is read aloud: initials and icons are not.
        const aloud = element.cloneNode(true) as Element;
        for (const hidden of aloud.querySelectorAll("[aria-hidden=true]")) hidden.remove();
        const text = element.getAttribute("aria-label") ?? aloud.textContent ?? "";
        return { text, top, bottom, inBar: element.closest(".bar") !== null };
      });
    const barTop = (await panel.locator(".bar").boundingBox())?.y ?? 0;
    const tabTo = async (text: string): Promise<void> => {
      for (let tabs = 0; tabs < 60; tabs += 1) {
        await page.keyboard.press("Tab");
        const now = await focused();
        if (!now.inBar) {
          expect(now.bottom).toBeLessThanOrEqual(barTop + 1);
          expect(now.top).toBeGreaterThanOrEqual(0);
        }
        if (now.text.startsWith(text)) {
          return;
        }
      }
      throw new Error(`No way by keyboard to ${text}.`);
    };
    await panel.locator("body").click({ position: { x: 2, y: 300 } });
    await tabTo("Amira Ahmed");
    await page.keyboard.press("ArrowRight");
    expect((await focused()).text).toBe("No adult seen: Amira Ahmed");
    await page.keyboard.press("Space");
    await panel.getByText("Noted.").waitFor();
    await tabTo("Pause");
    await page.keyboard.press("Enter");
    // The word of the first press still stands.
    await soon(() => expect(stage.server.presses()).toHaveLength(2));
    expect(stage.server.presses()).toEqual([
      { press: "note-exception", pupil: "p1", reason: "no adult seen" },
      { press: "pause" },
    ]);
  });

  it("everything is as large as a finger", async () => {
    const { panel } = await stage.open();
    await panel.getByRole("button", { name: "More" }).click();
    const heights = await panel
      .locator("button:visible, summary:visible")
      .evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().height));
    expect(heights.length).toBeGreaterThan(10);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
  });

  it("at 200 % zoom the bar stays and nothing scrolls sideways", async () => {
    const { panel } = await stage.open({ width: 160, height: 400 });
    await panel.getByText("28 of 30 here").waitFor();
    expect(await sideways(panel)).toBe(0);
    for (const name of ["Pause", "End for all", "Tell the DSL now"]) {
      const box = await panel.getByRole("button", { name }).boundingBox();
      expect((box?.y ?? 999) + (box?.height ?? 0)).toBeLessThanOrEqual(400);
    }
  });
});
