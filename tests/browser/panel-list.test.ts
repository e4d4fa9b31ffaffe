import type { Frame } from "playwright-core";
import type { Device, PupilRow } from "../../src/protocol/screen/view.ts";
import type { Opened } from "../panel/support/browser.ts";
import { panelStage } from "../panel/support/stage.ts";
import { counted, IMPOSTOR, IPAD } from "../panel/support/views.ts";
import { busy } from "../support/busy.ts";

const LATE = {
  person: "x9",
  shown: "Galaxy Tab",
  place: "lobby",
  offers: ["pupil", "stranger"],
  suggestions: [],
} as const;

const stage = panelStage();

const open = async (): Promise<Opened> => {
  const opened = await stage.openSettled();
  while (stage.server.streamCount === 0) {
    await opened.page.waitForTimeout(20);
  }
  return opened;
};

const somebodyJoins = (): void =>
  stage.server.change(counted({ ...stage.server.view, unknown: [LATE, ...stage.server.view.unknown] }));

const expectPress = async (press: unknown): Promise<void> => {
  const until = Date.now() + 3_000 * busy();
  while (stage.server.presses().length === 0 && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(stage.server.presses()).toEqual([press]);
};

const topOf = async (panel: Frame, text: string): Promise<number> =>
  (await panel.getByText(text).boundingBox())?.y ?? Number.NaN;

/** How the row stands as soon as it is settled: it goes again by itself, however slowly a test looks. */
const settledRow = ({ x, y }: { readonly x: number; readonly y: number }) =>
  new Promise<{ readonly words: string; readonly top: number; readonly under: string }>((seen) => {
    new MutationObserver(() => {
      const row = document.querySelector(".row-settled p");
      const under = document.elementFromPoint(x, y)?.closest("button")?.textContent ?? "";
      if (row !== null) seen({ words: row.textContent, top: row.getBoundingClientRect().top, under });
    }).observe(document.body, { childList: true, subtree: true });
  });

describe("the checklist never moves under a finger", () => {
  it("shows a newcomer within a second while no one touches it", async () => {
    const { panel } = await open();
    const before = Date.now();
    somebodyJoins();
    await panel.getByText("“Galaxy Tab”").waitFor();
    expect(Date.now() - before).toBeLessThan(1_000 * busy());
  });

  it("keeps still while a pointer is down and says how much waits", async () => {
    const { page, panel } = await open();
    await panel.getByText("“iPad”").hover();
    await page.mouse.down();
    const before = await topOf(panel, "“Mrs Evans”");
    somebodyJoins();
    await panel.getByText("1 change – show").waitFor();
    expect(await topOf(panel, "“Mrs Evans”")).toBeCloseTo(before, 0);
    await page.waitForTimeout(2_000);
    expect(await panel.getByText("“Galaxy Tab”").count()).toBe(0);
    await page.mouse.up();
    await panel.getByText("“Galaxy Tab”").waitFor({ timeout: 3_000 * busy() });
    expect(await panel.getByText("change – show").count()).toBe(0);
  });

  it("keeps the place of a row just settled, so that the next press does not meet another one", async () => {
    stage.server.route = ({ path }) => {
      if (!path.endsWith("/press")) {
        return undefined;
      }
      const pupils = stage.server.view.pupils.map((row) =>
        row.pupil === "p3" ? { ...row, place: "in" as const, people: ["x1"], shown: ["iPad"] } : row,
      );
      stage.server.view = {
        ...counted({ ...stage.server.view, pupils, unknown: [IMPOSTOR] }),
        version: 11,
      };
      return { body: { say: "Noted.", view: stage.server.view } };
    };
    const { panel } = await open();
    const button = panel.getByRole("button", { name: "Chloe Ahmed", exact: true });
    await panel.locator(".card button").first().waitFor();
    await button.scrollIntoViewIfNeeded();
    const before = await topOf(panel, "“iPad”");
    const pressedAt = await button.evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    });
    const settled = panel.evaluate(settledRow, pressedAt);
    await button.click();
    const { words, top, under } = await settled;
    expect(words).toBe("“iPad” is Chloe Ahmed.");
    // Less than half of what a finger needs; and where it was pressed there is nothing to press.
    expect(Math.abs(top - before)).toBeLessThan(22);
    expect(under).toBe("");
    await panel.getByText(words).waitFor({ state: "detached", timeout: 3_000 * busy() });
  });

  it("waits while keyboard focus is inside, until the changes are asked for", async () => {
    const { page, panel } = await open();
    await panel.getByRole("button", { name: "Let mics on" }).focus();
    await page.keyboard.press("Tab");
    somebodyJoins();
    await panel.getByText("1 change – show").waitFor();
    await page.waitForTimeout(2_000);
    expect(await panel.getByText("“Galaxy Tab”").count()).toBe(0);
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    await panel.getByText("“Galaxy Tab”").waitFor();
  });

  it("says in sight that a name is to be sorted out, however far down the list one is, and leads to it", async () => {
    const { panel } = await open();
    const cue = panel.getByRole("button", { name: /^\d names? to sort out – show$/ });
    await panel.locator(".card button").first().waitFor();
    expect(await cue.count()).toBe(0);
    await panel.locator(".middle").evaluate((area) => area.scrollTo(0, area.scrollHeight));
    await cue.waitFor();
    const before = await panel.locator(".middle").evaluate((area) => area.scrollTop);
    const [place, top] = await Promise.all([cue.boundingBox(), panel.locator(".middle").boundingBox()]);
    expect(Math.abs((place?.y ?? 0) - (top?.y ?? 99))).toBeLessThan(12);
    await cue.click();
    await cue.waitFor({ state: "detached" });
    expect(await panel.locator(".row-unknown:focus").count()).toBe(1);
    expect(await panel.locator(".middle").evaluate((area) => area.scrollTop)).toBeLessThan(before);
  });

  it("waits while a row is open for choosing", async () => {
    const { page, panel } = await open();
    await panel.getByRole("button", { name: "Someone else…" }).click();
    somebodyJoins();
    await page.waitForTimeout(2_000);
    expect(await panel.getByText("“Galaxy Tab”").count()).toBe(0);
    await panel.getByText("1 change – show").click();
    await panel.getByText("“Galaxy Tab”").waitFor();
    expect(await panel.getByText("Find a pupil").isVisible()).toBe(true);
  });

  it("makes up for what appears above it", async () => {
    const { page, panel } = await open();
    await panel.getByText("“Mrs Evans”").hover();
    await page.mouse.down();
    const before = await topOf(panel, "“Mrs Evans”");
    stage.server.change({
      doors: { state: "not proven", sentence: "Teams has not confirmed yet. ".repeat(4) },
    });
    await panel.getByText("Teams has not confirmed yet.").waitFor();
    expect(Math.abs((await topOf(panel, "“Mrs Evans”")) - before)).toBeLessThan(2);
    await page.mouse.up();
  });

  it("puts who is odd first and folds who is fine", async () => {
    const at = new Date().toISOString();
    stage.server.view = counted({
      ...stage.server.view,
      unknown: [IPAD],
      pupils: stage.server.view.pupils.map((pupil) =>
        pupil.place === "in" && pupil.exceptions.length === 0
          ? { ...pupil, checked: { at, how: "sweep" } }
          : pupil,
      ),
    });
    const { panel } = await open();
    await panel.getByText("27 others fine").waitFor();
    expect(
      await panel
        .locator(".checklist > .group h2, .checklist > .group > summary > span:first-child")
        .allTextContents(),
    ).toEqual(["1 name and 1 pupil to sort out", "2 not here", "27 others fine"]);
    expect(await panel.getByRole("button", { name: /^Amira Ahmed/ }).isVisible()).toBe(false);
    await panel.getByText("27 others fine").click();
    await panel.getByRole("button", { name: /^Amira Ahmed checked together/ }).waitFor();
  });
});

describe("a further device of a pupil who is fine", () => {
  const at = new Date().toISOString();
  const further = (...more: readonly Device[]): void =>
    stage.server.change(
      counted({
        ...stage.server.view,
        unknown: [],
        pupils: stage.server.view.pupils.map((pupil): PupilRow => {
          const swept = { ...pupil, checked: { at, how: "sweep" as const } };
          const own = { person: "d1", shown: "Amira Ahmed", place: "in", settled: true } as const;
          return pupil.pupil === "p1" && more.length > 0 ? { ...swept, devices: [own, ...more] } : swept;
        }),
      }),
    );

  it("is named where staff look, and checked in one press", async () => {
    const { panel } = await open();
    further();
    await panel.getByText("27 others fine").waitFor();
    await panel.getByRole("heading", { name: "1 to sort out" }).waitFor();
    further({ person: "d99", shown: "Amira Brown", place: "in", settled: false });
    await panel.getByRole("heading", { name: "2 to sort out" }).waitFor();
    await panel.getByText("2 devices: Amira Ahmed, Amira Brown", { exact: true }).waitFor();
    await panel.getByRole("button", { name: "Checked: Amira Ahmed" }).click();
    await expectPress({ press: "check-pupil", pupil: "p1" });
  });

  it("is named while it waits in the lobby, and can be said not to be theirs", async () => {
    const { panel } = await open();
    further({ person: "d99", shown: "Amira Brown", place: "lobby", settled: false });
    await panel.getByText(/^checked together .*, 1 waiting in the lobby as Amira Brown$/).waitFor();
    await panel.getByRole("button", { name: /^Amira Ahmed/ }).click();
    await panel.getByRole("button", { name: "“Amira Brown” is not theirs" }).click();
    await expectPress({ press: "recognise", person: "d99", as: "stranger" });
  });
});

describe("what was to be done before families came", () => {
  const conduct = { kinds: ["group", "one-to-one"], screenshots: [], background: {} } as const;

  it("stands open while no one is there, and is folded once they are: names come first", async () => {
    const { panel } = await open();
    const button = panel.getByRole("button", { name: "My background is checked" });
    const { view } = stage.server;
    const away = view.pupils.map((pupil) => ({
      ...pupil,
      place: "not here" as const,
      people: [],
      shown: [],
    }));
    stage.server.change(counted({ ...view, conduct, unknown: [], pupils: away }));
    await button.waitFor();
    stage.server.change({ ...view, conduct });
    await button.waitFor({ state: "hidden" });
    await panel.getByText("Your background; kind: Class lesson").click();
    await button.click();
    await expectPress({ press: "background-checked" });
  });
});

describe("Hide", () => {
  const BLANK = "This panel is blank. Press to show it.";

  it("blanks the panel by button or key, and one press brings it back", async () => {
    const { page, panel } = await open();
    await panel.getByRole("button", { name: "Blank this panel" }).click();
    await panel.getByText(BLANK).click();
    await panel.getByText("Year 4 maths").waitFor();
    await page.keyboard.press("h");
    await panel.getByText(BLANK).waitFor();
    await page.keyboard.press("h");
    await panel.getByText("Year 4 maths").waitFor();
  });

  it("leaves nothing of the lesson on the page, is sent no name, and keeps the buttons that protect", async () => {
    const { page, panel } = await open();
    await panel
      .getByRole("button", { name: /^Amira Ahmed/ })
      .first()
      .waitFor();
    await panel.getByRole("button", { name: "Blank this panel" }).click();
    await panel.getByText(BLANK).waitFor();
    stage.server.sentNames = false;
    // Not hidden, but gone: a page that only covers its names still has them.
    const left = await panel.locator("body").evaluate((body) => body.innerHTML);
    for (const name of ["Amira", "Year 4 maths", "iPad", "Mrs"]) expect(left).not.toContain(name);
    expect(await panel.getByRole("button").allInnerTexts()).toEqual([
      BLANK,
      "Tell the DSL now",
      expect.stringMatching(/^Tell the headteacher now\s+about an adult/),
      "Pause",
      expect.stringMatching(/^End for all/),
    ]);
    stage.server.change({ phase: "live" });
    await panel.getByRole("button", { name: "Pause" }).focus();
    await page.keyboard.press("Enter");
    await panel.getByText("Noted. Show the panel to see how far it is.").waitFor();
    expect(stage.server.presses()).toEqual([{ press: "pause" }]);
    expect(stage.server.sentNames).toBe(false);
  });

  it("leaves the letter to a person who is writing", async () => {
    const { page, panel } = await open();
    await panel.getByRole("button", { name: "Someone else…" }).click();
    await panel.getByLabel("Find a pupil").click();
    await page.keyboard.type("har");
    expect(await panel.getByLabel("Find a pupil").inputValue()).toBe("har");
    expect(await panel.locator(".picker-list li").count()).toBe(3);
  });
});
