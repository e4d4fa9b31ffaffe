import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { timeOf } from "../../src/practice/classroom/clock-words.ts";
import { type PracticeClient, startPractice } from "../e2e/support/practice.ts";
import { openBrowser } from "../panel/support/browser.ts";

// One lesson from the first question to the summary, by pressing what a person presses in the classroom.

const shotFolder = process.env["SCREENSHOTS"] ?? mkdtempSync(join(tmpdir(), "classroom-"));
const widths = [
  [320, 760],
  [768, 1024],
  [1024, 768],
  [1280, 800],
] as const;

let browser: Browser;
let practice: PracticeClient;
let page: Page;
let app: FrameLocator;

beforeAll(async () => {
  mkdirSync(shotFolder, { recursive: true });
  buildEveryPage();
  browser = await openBrowser();
  practice = await startPractice();
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
  });
  page = await context.newPage();
  page.setDefaultTimeout(12_000);
  await page.route("https://res.cdn.office.net/**", (route) => route.abort());
  await page.goto(practice.running.gateway);
  app = page.frameLocator("iframe");
}, 120_000);

afterAll(async () => {
  await browser.close();
  await practice.stop();
});

const press = (name: string | RegExp) =>
  page.getByRole("button", { name, exact: typeof name === "string" }).click();
const lookThrough = (eyes: string) =>
  page.getByRole("navigation", { name: "You are" }).getByRole("button", { name: eyes }).first().click();
const happens = (moment: string) =>
  page
    .getByRole("region", { name: "What happens next" })
    .getByRole("button", { name: moment, disabled: false })
    .click();
const inApp = (name: string) => app.getByRole("button", { name, exact: true });
const chat = () => page.getByRole("region", { name: "Chat" });

describe("a practice lesson", () => {
  it("asks the teacher first, and draws the register from the class", async () => {
    await chat().getByText("Is this meeting a lesson with pupils?").first().waitFor();
    await look("1-question");
    const { startsAt } = await practice.meeting("maths");
    const asked = chat()
      .getByRole("listitem")
      .filter({ hasText: `at ${timeOf(startsAt)}.` });
    await asked.getByRole("button", { name: "Class lesson" }).click();
    await inApp("From a class").click();
    await app.getByRole("list").getByRole("button").first().click();
    await app.getByRole("region", { name: "Register" }).getByText("30 pupils on the register.").waitFor();
    await look("2-register");
  }, 60_000);

  it("starts: Lesson Guard knocks, the family card is in the meeting chat, the checklist is private", async () => {
    await happens("Start the lesson");
    await page.getByText("Ms A Okafor (you)").waitFor();
    await happens("Let Lesson Guard in");
    await page.getByRole("list").getByText("Lesson Guard", { exact: true }).first().waitFor();
    await chat().getByText("Lesson Guard leaves it alone").first().waitFor();
    await press("Meeting chat");
    await chat().getByText("A grown-up stays in the room for the whole lesson.").waitFor();
    await look("3-started");
    await press("Lesson Guard");
  }, 60_000);

  it("lets a family wait with nothing of ours on its screen", async () => {
    await happens("Families arrive");
    await page.getByText("Lobby: 30 waiting").waitFor();
    await look("4-lobby");
    await lookThrough("A family");
    await page.getByText("You are in the lobby.").waitFor();
    expect(await page.locator("iframe").count()).toBe(0);
    await look("5-family-waits");
    await lookThrough("Teacher");
    await press("Admit all");
    await page.getByText("Lobby: nobody waits").waitFor();
  }, 60_000);

  it("checks everybody with one press and opens cameras and mics", async () => {
    await app.getByText(/2\d of 30 here/).waitFor();
    await inApp("All others fine").click();
    await inApp("Let cameras on").click();
    await inApp("Let mics on").click();
    await look("6-checked");
    await happens("A child is in a bedroom");
    await page.getByRole("listitem").filter({ hasText: "Kowalski, mic off, camera on" }).waitFor();
    await lookThrough("A family");
    await press(/^Camera off$/);
    await page.getByRole("button", { name: "Camera on" }).waitFor();
    await press(/^Mic off$/);
    await page.getByRole("button", { name: "Mic on" }).waitFor();
    await look("7-family-in");
    await lookThrough("Teacher");
    await lookEverywhere("lesson");
  }, 90_000);

  it("pauses and goes on", async () => {
    await inApp("Pause").click();
    await inApp("Resume").click();
    await app.getByText("Live", { exact: true }).waitFor();
    await look("8-resumed");
  }, 60_000);

  it("tells the DSL, whose channel shows it at once, and tells the teacher that it was seen", async () => {
    await inApp("Tell the DSL now").click();
    await page
      .getByRole("button", { name: /^DSL channel/ })
      .getByText("1 new")
      .waitFor();
    await look("9-raised");
    await lookThrough("DSL channel");
    await chat().getByRole("button", { name: "I have it" }).click();
    await chat()
      .getByText(/^Taken at/)
      .waitFor();
    await chat().getByRole("link", { name: "Open the record" }).click();
    await app.getByRole("heading").first().waitFor();
    await lookEverywhere("channel");
    await lookThrough("Teacher");
    await app.getByText("Seen", { exact: false }).first().waitFor();
    await look("10-seen");
  }, 90_000);

  it("ends for all, then in Teams, and shows the summary", async () => {
    await inApp("End for all").click();
    await look("11-ending");
    await page.getByText("In the meeting: 2", { exact: true }).waitFor({ timeout: 20_000 });
    await look("12-ended");
    await press("End meeting");
    await app.getByText("Over", { exact: true }).first().waitFor();
    await app.getByRole("heading", { name: "Summary" }).waitFor();
    await look("13-summary");
    expect(await practice.violations()).toEqual([]);
  }, 90_000);

  it("says so when Lesson Guard is down, and finds it again", async () => {
    await happens("Lesson Guard crashes now");
    await page.getByText("Lesson Guard is down.").waitFor();
    await look("14-down");
    await press("Start it again");
    await page.getByText("Lesson Guard is down.").waitFor({ state: "hidden", timeout: 30_000 });
  }, 60_000);
});

async function look(what: string): Promise<void> {
  await page.screenshot({ path: join(shotFolder, `${what}.png`) });
}

/** The whole page at every width in every theme; at none of them does it scroll sideways. */
async function lookEverywhere(what: string): Promise<void> {
  for (const theme of ["Dark", "Contrast", "Light"]) {
    await press(theme);
    for (const [width, height] of widths) {
      await page.setViewportSize({ width, height });
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect({ what, theme, width, wider: Math.max(0, wider) }).toEqual({ what, theme, width, wider: 0 });
      await page.screenshot({
        path: join(shotFolder, `${what}-${width}-${theme.toLowerCase()}.png`),
        fullPage: true,
      });
    }
  }
}

function buildEveryPage(): void {
  const program = `
    import { buildPages } from "./src/pages.ts";
    await buildPages(process.cwd());`;
  const done = spawnSync(process.execPath, ["--input-type=module", "--eval", program], { encoding: "utf8" });
  if (done.status !== 0) throw new Error(`The pages do not build: ${done.stderr}`);
}
