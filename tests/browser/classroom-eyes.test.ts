import manifest from "../../appPackage/manifest.json" with { type: "json" };
import { axeFinds, oneAtATime } from "../panel/support/axe.ts";
import { busy } from "../support/busy.ts";
import { ClassroomPage } from "./support/classroom-page.ts";

// What each pair of eyes sees, what the awkward moments do, and what happens when something is down.

const themesOf = oneAtATime(["Light", "Dark", "Contrast"]);

const personalTabs = manifest.staticTabs
  .filter(({ scopes }) => scopes.includes("personal"))
  .map(({ name }) => name);

let room: ClassroomPage;

beforeAll(async () => {
  room = await ClassroomPage.open();
  await room.saysItIsAClass();
});
afterAll(() => room.close());

const waiting = (name: string | RegExp) =>
  room.page
    .getByRole("region", { name: /^Lobby/ })
    .getByRole("listitem")
    .filter({ hasText: name });

describe("the classroom through other eyes", () => {
  it("gives the administrator the settings", async () => {
    await room.lookThrough("Administrator");
    await room.app.getByRole("heading", { level: 1 }).waitFor();
    expect(await room.page.locator("iframe").getAttribute("src")).toBe("/settings");
    const tabs = await room.page.locator(".side-tab").allTextContents();
    expect(tabs).toEqual(personalTabs);
    await room.shootEverywhere("20-settings");
  });

  it("gives the DSL the record, and a colleague of another lesson no panel", async () => {
    await room.lookThrough("DSL");
    await room.app.getByRole("heading").first().waitFor();
    expect(await room.page.locator("iframe").getAttribute("src")).toBe("/record");
    await room.lookThrough("A colleague");
    expect(await room.page.locator("iframe").count()).toBe(0);
    await room.lookThrough("Teacher");
  });

  it("lets the awkward ones knock, and the teacher turn one away", async () => {
    await room.happens("Start the lesson");
    await room.happens("Another Lesson Guard knocks");
    await waiting("Lesson Guard (Guest)").waitFor();
    await waiting("Lesson Guard (Bot)").waitFor();
    // Card and panel both tell the teacher which of the two is the real one.
    await room.app.getByText("Teams labels the real one as a bot or an app.").first().waitFor();
    await room.chat.getByText("Teams labels the real one as a bot or an app.").last().waitFor();
    await room.shoot("21-two-lesson-guards");
    await room.happens("Let Lesson Guard in");
    await room.app.getByText("shows Lesson Guard's name but is not Lesson Guard").waitFor();
    await waiting("Lesson Guard").locator(".people-mark").getByText("(Guest)").waitFor();
    await room.press("Deny Lesson Guard");
    await waiting("Lesson Guard").waitFor({ state: "detached" });
    for (const moment of [
      "A stranger knocks",
      "A person calls in by phone",
      "An iPad joins",
      "An impostor shows the teacher's name",
      "A note-taker bot joins",
    ]) {
      await room.happens(moment);
    }
    for (const name of ["xx_dark_xx", "+44 7700", "iPad", "Ms A Okafor", "NoteFox"]) {
      await waiting(name).waitFor();
    }
    await room.shoot("21-awkward");
    await room.press("Deny xx_dark_xx");
    await waiting("xx_dark_xx").waitFor({ state: "detached" });
  });

  it("lets a person who was removed knock again", async () => {
    const { practice } = room;
    const before = (await practice.ledger()).at(-1)?.seq ?? 0;
    await room.happens("A removed person comes back");
    // It knocks, is let in and is removed first: a knock that is seen before that is not the one to be seen.
    await practice.until("it has left", async () =>
      (await practice.ledger(before)).some(({ operation }) => operation === "teams.meetingParticipantLeave"),
    );
    await waiting(/^guest /).waitFor();
  });

  it("shows the impostor nothing of ours", async () => {
    await room.lookThrough("A family");
    await room.page.getByLabel("Which one").selectOption({ label: "Ms A Okafor, an impostor" });
    await room.page.getByText("You are in the lobby.").waitFor();
    expect(await room.page.locator("iframe").count()).toBe(0);
    await room.lookThrough("Teacher");
  });

  it("opens the panel from the card's link", async () => {
    await room.page.getByRole("complementary").getByRole("button", { name: "Record" }).click();
    await room.page.locator("iframe[src^='/record']").waitFor();
    await room.chat.getByRole("button", { name: "More options" }).last().click();
    await room.page.getByText("Open the panel", { exact: true }).click();
    await room.page.locator("iframe[src='/panel']").waitFor();
    await room.app.locator("header").getByText("Arrival").waitFor();
  });

  it.each([
    { width: 1280, height: 900 },
    { width: 1024, height: 768 },
    { width: 820, height: 1180 },
  ])(
    "leaves the panel room at $width × $height: what protects is in sight without scrolling",
    async (size) => {
      const before = room.page.viewportSize() ?? { width: 1280, height: 800 };
      await room.page.setViewportSize(size);
      await room.page.evaluate(() => scrollTo(0, 0));
      const panel = await room.page.locator("iframe[src='/panel']").boundingBox();
      expect(panel?.height).toBeGreaterThan(0.62 * size.height);
      for (const name of [/^Tell the DSL now/, /^Tell the headteacher now/, /^Pause/, /^End for all/]) {
        const box = await room.app.getByRole("button", { name }).boundingBox();
        expect({ name, lowest: (box?.y ?? 9_999) + (box?.height ?? 0) <= size.height }).toEqual({
          name,
          lowest: true,
        });
      }
      await room.shoot(`23-room-${size.width}`);
      await room.page.setViewportSize(before);
    },
  );

  it("breaks no rule that axe knows, in any theme", async () => {
    for (const theme of themesOf()) {
      await room.press(theme);
      const rules = theme === "Light" ? undefined : ["color-contrast"];
      const broken = await axeFinds(room.page.mainFrame(), rules, "iframe");
      expect({ theme, broken }).toEqual({ theme, broken: [] });
    }
  });
});

describe("the classroom when something is down", () => {
  it("says that Teams is slow, out, and well again", async () => {
    await room.happens("Teams is slow");
    await room.page.getByText("Teams is slow: each answer takes 3 seconds.").waitFor();
    await room.happens("Teams is out");
    await room.page.getByText("Teams is out: it answers nothing to apps.").waitFor();
    await room.happens("Teams is well again");
    await room.page.getByText("Teams is out: it answers nothing to apps.").waitFor({ state: "detached" });
  });

  it("says that Lesson Guard is down, and finds it again", async () => {
    await room.happens("Lesson Guard crashes now");
    await room.page.getByText("Lesson Guard is down.").waitFor();
    await room.shoot("22-down");
    await room.lookThrough("DSL");
    await room.page.getByText("This page opens once it is back.").waitFor();
    await room.press("Start it again");
    await room.app
      .getByRole("heading")
      .first()
      .waitFor({ timeout: 45_000 * busy() });
    expect(await room.page.getByText("Lesson Guard is down.").count()).toBe(0);
  });
});
