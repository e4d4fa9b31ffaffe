import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { shoot } from "../gallery/camera.ts";
import type { WalkStep } from "../gallery/family-walk.ts";
import { ClassroomPage } from "./support/classroom-page.ts";

// A lesson planned in the tab, families' links opened, arrival, names matched, permission refused by one of two parents,
// staff told: as people play it in the practice classroom. By night; with GALLERY=1 its pictures are taken.

const FOLDER = resolve(import.meta.dirname, "../../docs/gallery");
const DRAWS = process.env["GALLERY"] === "1";
/** The classroom is this wide in the pictures; Lesson Guard's own tabs are taken by themselves. */
const WIDTH = 820;

let room: ClassroomPage;

beforeAll(async () => {
  room = await ClassroomPage.open();
  await room.page.setViewportSize({ width: WIDTH, height: 1200 });
});
afterAll(() => room.close());

const taken = async (step: WalkStep, page: Page = room.page): Promise<void> => {
  if (!DRAWS) return;
  mkdirSync(FOLDER, { recursive: true });
  await page.mouse.move(0, 0);
  writeFileSync(join(FOLDER, `${step}.webp`), await shoot(page));
};

/** Lesson Guard's page as it stands beside the meeting. */
const takenOfTab = async (step: WalkStep): Promise<void> => {
  if (!DRAWS) return;
  const place = await room.page.getByRole("complementary").boundingBox();
  if (place === null) throw new Error("Lesson Guard is not in sight");
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${step}.webp`), await shoot(room.page, place));
};

const tab = (name: string): Promise<void> =>
  room.page.getByRole("complementary").getByRole("button", { name, exact: true }).click();

/** Day and time of the school's clock, as the form takes them. */
const inMinutes = (minutes: number): { readonly day: string; readonly time: string } => {
  const at = new Date(Date.now() + minutes * 60_000);
  const part = (how: Intl.DateTimeFormatOptions, locale: string): string =>
    new Intl.DateTimeFormat(locale, { timeZone: "Europe/London", ...how }).format(at);
  return {
    day: part({ year: "numeric", month: "2-digit", day: "2-digit" }, "sv-SE"),
    time: part({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, "en-GB"),
  };
};

/** The page for families on a phone, from the link as it was sent. */
const onAPhone = async (link: string): Promise<Page> => {
  const browser = room.page.context().browser();
  if (browser === null) throw new Error("no browser");
  const context = await browser.newContext({ viewport: { width: 390, height: 760 } });
  const page = await context.newPage();
  await page.goto(`${room.practice.running.gateway}/family#${link}`);
  await page.getByRole("button", { name: "Open my page" }).click();
  await page.getByRole("heading", { name: /^Live lessons for/ }).waitFor();
  return page;
};

/** A link for this adult, made and marked as sent on the page Families. */
const linkFor = async (child: string, adult: string): Promise<string> => {
  const family = room.app.locator("details").filter({ hasText: child }).first();
  const one = family.getByRole("region", { name: adult, exact: true });
  if (!(await one.isVisible())) await family.locator("summary").first().click();
  await one.getByRole("button", { name: "Make a link" }).click();
  const text = await one.getByLabel("The text to send").inputValue();
  await one.getByRole("button", { name: "Sent by ClassDojo" }).click();
  await one
    .getByText(/Sent by ClassDojo|sent by ClassDojo/)
    .first()
    .waitFor();
  return /\/family#(\S+)/.exec(text)?.[1] ?? "";
};

it("from the plan to the lobby, with a refusal by one of two parents", async () => {
  const { app, page, practice } = room;
  await tab("Families");
  await app.getByLabel("Class and term").fill("4 Willow");
  await app
    .getByLabel(/^One line for each child/)
    .fill("Amara Osei, Mrs Osei, Mr Osei\nOliver Bennett, Mr Bennett\nFreya Thompson, Mrs Thompson");
  await app
    .getByRole("button", { name: /^Save the list/ })
    .first()
    .click();
  await app.getByText("Amara Osei").first().waitFor();

  await tab("Plan a lesson");
  await app.getByRole("button", { name: "Plan this lesson" }).waitFor();
  const { day, time } = inMinutes(4);
  await app.getByLabel("What it is for").fill("Year 4 reading");
  await app.getByLabel("Families").selectOption({ label: "4 Willow" });
  await app.getByLabel("Day").fill(day);
  await app.getByLabel("Start").fill(time);
  await takenOfTab("walk-plan");
  await app.getByRole("button", { name: "Plan this lesson" }).click();
  // The teacher of practice has a lesson about now.
  const allTheSame = app.getByRole("button", { name: "Plan it all the same" });
  await allTheSame
    .or(app.getByText(/3 children are on the register/))
    .first()
    .waitFor();
  if (await allTheSame.isVisible()) await allTheSame.click();
  await app
    .getByText(/3 children are on the register/)
    .first()
    .waitFor();
  // The page looks again by itself until all of Microsoft's side is done; the families still wait for their links.
  await app.locator(".planned-lines").getByText("Done.").nth(3).waitFor();
  await app
    .getByText(/3 children are on the register/)
    .first()
    .scrollIntoViewIfNeeded();
  await takenOfTab("walk-planned");

  await tab("Families");
  const mum = await linkFor("Amara Osei", "Mrs Osei");
  const dad = await linkFor("Amara Osei", "Mr Osei");
  const other = await linkFor("Oliver Bennett", "Mr Bennett");
  expect(new Set([mum, dad, other]).size).toBe(3);
  await takenOfTab("walk-links");

  const mums = await onAPhone(mum);
  await mums.getByRole("button", { name: "Yes, they may" }).click();
  await mums.getByText("You said yes.").waitFor();
  const dads = await onAPhone(dad);
  await dads.getByRole("button", { name: /^No/ }).first().click();
  await dads.getByText("Your answer is kept: no.").waitFor();
  await taken("walk-refused", dads);
  const others = await onAPhone(other);
  await others.getByRole("button", { name: "Show the way to the lesson" }).click();
  await others.getByRole("link", { name: "Go to the lesson in Teams" }).waitFor();
  await taken("walk-way", others);
  // One no is enough: the other parent's page, opened before it, shows no way either.
  await mums.getByRole("button", { name: "Show the way to the lesson" }).click();
  await mums
    .getByText("You cannot join a lesson from this page at present, and the page does not say why.")
    .waitFor();
  await mums.close();

  const meeting = (await practice.state()).meetings.find(({ subject }) => subject === "Year 4 reading")?.id;
  if (meeting === undefined) throw new Error("no meeting was made");
  await page.getByRole("combobox").first().selectOption(meeting);
  await tab("Lesson Guard");
  await room.happens("Start the lesson");
  await room.happens("Let Lesson Guard in");
  await room.happens("Families arrive");
  await app.getByText("permission was refused", { exact: false }).first().waitFor();
  await room.chat.getByText("Permission was refused").last().waitFor();
  await page.getByRole("button", { name: /^Admit Oliver/ }).click();
  await page.getByRole("button", { name: /^Admit Freya/ }).click();
  // Two names are matched; the third family stays in the lobby, and stands on top with what to say.
  await app
    .getByText(/2 of 2 here/)
    .first()
    .waitFor();
  await app.getByText("Permission was refused. Leave them in the lobby").first().scrollIntoViewIfNeeded();
  await taken("walk-told");
  expect(await room.chat.innerText()).not.toContain("Osei");
}, 240_000);
