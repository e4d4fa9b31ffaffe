import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium, type Locator, type Page } from "playwright-core";
import { answerHelp } from "../../src/app/arguments.ts";
import { findChromium, NO_CHROMIUM } from "../chromium.ts";

// `npm run pictures`: takes the pictures of the README, docs/teachers.md, docs/dsl.md and docs/headteachers.md from the real
// screens, in a practice lesson that is played here. Look at them before they are committed.

const ROOT = join(import.meta.dirname, "../..");
const PICTURES = join(ROOT, "docs/pictures");
/** What came last into its place is not pressed at once: the product takes that for a second tap. */
const SETTLED_MS = 1_200;

answerHelp(
  "npm run pictures\nTakes the pictures of the pages for people again, in a practice lesson. Look at them before they are committed.",
);
const practice = spawn(process.execPath, [join(ROOT, "src/start.ts"), "--port", "0", "--at-once"], {
  env: { ...process.env, BOT_ID: "" },
  stdio: ["ignore", "pipe", "inherit"],
});

const addressOf = async (): Promise<string> => {
  for await (const line of createInterface({ input: practice.stdout })) {
    const [, address] = /^Lesson Guard practice: (\S+)$/.exec(line) ?? [];
    if (address !== undefined) return address;
  }
  throw new Error("Practice did not start.");
};

const play = async (page: Page): Promise<void> => {
  const app = page.frameLocator("iframe");
  const chat = page.getByRole("region", { name: "Chat" });
  const inApp = (name: string | RegExp): Locator =>
    app.getByRole("button", { name, exact: typeof name === "string" });
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  const happens = (moment: string) =>
    page
      .getByRole("region", { name: "What happens next" })
      .getByRole("button", { name: moment, disabled: false })
      .click();
  const lookThrough = (eyes: string) =>
    page
      .getByRole("navigation", { name: "You are" })
      .getByRole("button", { name: new RegExp(`^${eyes}( ?\\d+ new)?$`) })
      .click();
  const shoot = async (what: Locator, name: string): Promise<void> => {
    await page.mouse.move(0, 0);
    await page.waitForTimeout(SETTLED_MS);
    await what.screenshot({ path: join(PICTURES, `${name}.png`), animations: "disabled" });
    console.log(`docs/pictures/${name}.png`);
  };
  const panel = page.locator("iframe");
  const settled = () => page.waitForTimeout(SETTLED_MS);

  await chat.getByText("Is this meeting a lesson with pupils?").first().waitFor();
  const question = chat.getByRole("listitem").filter({ hasText: "Year 4 maths" }).first();
  await shoot(question, "teacher-question");
  await question.getByRole("button", { name: "Class lesson" }).click();
  await inApp("From a class").click();
  await app.getByRole("list").getByRole("button").first().click();
  await app.getByText("30 pupils on the register.").first().waitFor();
  await happens("Start the lesson");
  await happens("Let Lesson Guard in");
  await happens("Families arrive");
  await page.getByText("Lobby: 30 waiting").waitFor();
  await press("Admit all");
  await app
    .getByText(/2\d of 30 here/)
    .first()
    .waitFor();
  await shoot(panel, "teacher-arrival");
  await inApp(/^Let cameras on/).click();
  await inApp(/^Let cameras on/).waitFor({ state: "detached" });
  await settled();
  await inApp(/^Let mics on/).click();
  await happens("Cameras come on");
  await inApp(/^All others fine/).waitFor();
  await shoot(panel, "teacher-checks");
  await page.screenshot({ path: join(ROOT, "docs/practice-lesson.png"), animations: "disabled" });
  await inApp(/^All others fine/).click();
  await app
    .getByText(/pupils checked together\./)
    .first()
    .waitFor();

  await inApp("Tell the DSL now").click();
  await lookThrough("DSL channel");
  await chat.getByRole("button", { name: "I have it" }).waitFor();
  await shoot(chat.getByRole("listitem").last(), "dsl-card");
  await chat.getByRole("button", { name: "I have it" }).click();
  await chat
    .getByText(/^Taken at/)
    .first()
    .waitFor();
  await chat.getByRole("link", { name: "Open the record" }).last().click();
  await app.getByRole("heading", { name: "About a child" }).waitFor();
  await shoot(panel, "dsl-concern");

  await lookThrough("Teacher");
  await settled();
  await inApp(/^Tell the headteacher now/).click();
  await lookThrough("Headteacher");
  const card = chat
    .getByRole("listitem")
    .filter({ has: page.getByRole("button", { name: "I have it" }) })
    .last();
  await card.waitFor();
  await shoot(card, "headteacher-card");

  await lookThrough("Teacher");
  await settled();
  await inApp("End for all and tell the DSL").click();
  await shoot(panel, "teacher-ending");
};

mkdirSync(PICTURES, { recursive: true });
const executablePath = findChromium();
if (executablePath === undefined) throw new Error(NO_CHROMIUM);
const address = await addressOf();
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(address);
  await play(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(new URL("family", address).href);
  await page.getByRole("heading", { name: "Joining a live lesson" }).waitFor();
  await page.screenshot({ path: join(PICTURES, "families-page.png") });
} finally {
  await browser.close();
  practice.kill("SIGTERM");
}
