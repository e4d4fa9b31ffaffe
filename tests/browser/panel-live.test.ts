import type { BrowserContext } from "playwright-core";
import type { Opened } from "../panel/support/browser.ts";
import { panelStage } from "../panel/support/stage.ts";
import { busy } from "../support/busy.ts";
import { soon } from "../support/soon.ts";

const stage = panelStage();

const open = (oid = "teacher", context?: BrowserContext): Promise<Opened> =>
  stage.openSettled({ query: { oid } }, context);

const streams = async (many: number): Promise<void> => {
  await soon(() => expect(stage.server.streamCount).toBe(many));
};

/** The one that was there is gone, and there is another. */
const another = async (lose: () => unknown): Promise<void> => {
  const before = stage.server.streamsBegun;
  await lose();
  await soon(() => expect([stage.server.streamsBegun, stage.server.streamCount]).toEqual([before + 1, 1]));
};

describe("live updates", () => {
  it("share one stream among the panels of one person in one browser, and hand it on", async () => {
    const first = await open();
    await streams(1);
    const second = await open("teacher");
    await second.page.waitForTimeout(500);
    expect(stage.server.streamCount).toBe(1);
    stage.server.change({ title: "Year 4 reading" });
    await first.panel.getByText("Year 4 reading").waitFor({ timeout: 1_000 * busy() });
    await second.panel.getByText("Year 4 reading").waitFor({ timeout: 1_000 * busy() });
    await another(() => first.page.close());
    stage.server.change({ title: "Year 4 science" });
    await second.panel.getByText("Year 4 science").waitFor({ timeout: 2_000 * busy() });
  });

  it("never share a stream between two people", async () => {
    await open("teacher");
    await open("assistant");
    await streams(2);
  });

  it("work where the browser has neither locks nor channels", async () => {
    const context = await stage.context();
    await context.addInitScript(() => {
      Reflect.deleteProperty(Navigator.prototype, "locks");
      Reflect.deleteProperty(globalThis, "BroadcastChannel");
    });
    const { panel } = await open("teacher", context);
    await streams(1);
    stage.server.change({ title: "Year 4 reading" });
    await panel.getByText("Year 4 reading").waitFor({ timeout: 1_000 * busy() });
  });

  it("leave another lesson's topic alone", async () => {
    const { page } = await open();
    await streams(1);
    // A stream that has just begun may have missed something, so it asks once.
    let before = 0;
    while (before < 2 || before !== stage.server.arrived.length) {
      before = stage.server.arrived.length;
      await page.waitForTimeout(1_000);
    }
    stage.server.tell("lesson:another");
    await page.waitForTimeout(500);
    expect(stage.server.arrived.length).toBe(before);
  });
});

describe("a link to an earlier lesson of a series", () => {
  const opened = async (phase: "over" | "live"): Promise<Opened> => {
    const { view } = stage.server;
    stage.server.view = { ...view, title: "This week", phase };
    stage.server.route = ({ path }) =>
      path === "/api/lessons/earlier"
        ? { body: { view: { ...stage.server.view, lesson: "earlier", title: "Last week", phase: "over" } } }
        : undefined;
    return stage.open({ query: { sub: "earlier" } });
  };

  it("opens that one, in which something is left to do", async () => {
    const { panel } = await opened("over");
    await panel.getByText("Last week").waitFor();
  });

  it("but never in the place of a lesson that is on: its buttons are needed now", async () => {
    const { panel } = await opened("live");
    await panel.getByText("This week").waitFor();
    await panel.getByRole("button", { name: "Pause" }).waitFor();
  });
});

describe("a lost stream", () => {
  it("is said after three seconds, not before, while presses still work", async () => {
    const { panel } = await open();
    await streams(1);
    stage.server.streams = false;
    const lostAt = Date.now();
    stage.server.dropStreams();
    await panel
      .getByText(
        /^As of \d\d:\d\d\. This panel is not up to date: it asks again every few seconds\. The buttons still work\.$/,
      )
      .waitFor({ timeout: 4_000 * busy() });
    // However busy the machine is, it may not come sooner.
    expect(Date.now() - lostAt).toBeGreaterThan(2_900);
    await panel.getByRole("button", { name: "Pause" }).click();
    await panel.getByText("Noted.").waitFor();
    stage.server.streams = true;
    await panel.getByText("The buttons still work.").waitFor({ state: "detached", timeout: 20_000 * busy() });
  });

  it("is no news when it comes back at once", async () => {
    const { page, panel } = await open();
    await streams(1);
    let lostAt: number;
    do {
      lostAt = Date.now();
      await another(() => stage.server.dropStreams());
      // A machine that takes seconds for it has news to tell: then once more.
    } while (Date.now() - lostAt > 2_000);
    await page.waitForTimeout(3_500);
    expect(await panel.getByText("The buttons still work.").count()).toBe(0);
  });

  it("gives Teams' own presses and the phone when the server cannot be reached, and replays nothing", async () => {
    const { panel } = await open();
    await streams(1);
    const { port } = new URL(stage.address);
    await stage.server.stop();
    await panel.getByText("Lesson Guard has not answered since.").waitFor({ timeout: 8_000 * busy() });
    expect(await panel.locator(".phase").innerText()).toMatch(/^As of \d\d:\d\d: /);
    expect(await panel.locator(".middle").innerText()).toMatch(/^As it was at \d\d:\d\d:\n/);
    const words = await panel.locator(".not-live").innerText();
    expect(words).toContain("In Teams press the arrow beside Leave, then End meeting.");
    expect(words).toContain("People, then Lock the meeting.");
    expect(words).toContain("01234 567890");
    await panel.getByRole("button", { name: "End for all" }).click();
    await panel.getByText("This may or may not have been done. This page does not send it again.").waitFor();
    await stage.begin(port);
    await panel
      .getByText("Lesson Guard has not answered since.")
      .waitFor({ state: "detached", timeout: 20_000 * busy() });
    await streams(1);
    expect(stage.server.presses()).toEqual([]);
  });
});

describe("a server that answers while Teams does not", () => {
  it("says so with the phone number once it has been so for long, and takes it back", async () => {
    const { panel } = await open();
    await streams(1);
    const notSent =
      "Teams has not answered Lesson Guard for 15 seconds. Phone the school office now on 01234 567890.";
    stage.server.change({ notSent });
    await panel
      .locator(".not-live")
      .getByText(notSent)
      .waitFor({ timeout: 3_000 * busy() });
    expect(await panel.getByText("The buttons still work.").count()).toBe(0);
  });
});

describe("a server that answers and cannot show how the lesson stands", () => {
  it("says that what is seen may be old, why, what to press and whom to phone, and takes it back", async () => {
    const { panel } = await open();
    await streams(1);
    const say = "Lesson Guard cannot reach its record.";
    stage.server.route = ({ method, path }) =>
      method === "GET" && path.startsWith("/api/lessons/")
        ? { status: 503, body: { error: { code: "storage-away", say } } }
        : undefined;
    stage.server.change({});
    const old = "Lesson Guard has not been able to show the lesson since.";
    await panel.getByText(old).waitFor({ timeout: 5_000 * busy() });
    const words = await panel.locator(".not-live").innerText();
    for (const part of [say, "In Teams press the arrow beside Leave, then End meeting.", "01234 567890"])
      expect(words).toContain(part);
    // Presses are taken all the same: what they come to is their own answer.
    await panel.getByRole("button", { name: "Pause" }).click();
    await panel.getByText("Noted.").waitFor();
    expect(await panel.getByText(old).count()).toBe(1);
    stage.server.route = () => undefined;
    await panel.getByText(old).waitFor({ state: "detached", timeout: 10_000 * busy() });
  });
});

describe("a server that takes what protects, and shows nothing", () => {
  it("keeps what protects, and nothing of the lesson, for a teacher who is staff no longer", async () => {
    const { panel } = await open();
    await panel.getByText("28 of 30 here").waitFor();
    let lost = true;
    const say = "The school directory no longer lists you as staff, so this lesson is not shown.";
    stage.server.route = ({ method, path }) => {
      if (path.endsWith("/press"))
        return {
          body: {
            say: "Press Undo within 8 seconds to stop that.",
            undoUntil: new Date(Date.now() + 8_000).toISOString(),
          },
        };
      return lost && method === "GET"
        ? { status: 403, body: { error: { code: "protect-only", say } } }
        : undefined;
    };
    stage.server.tell("lesson:lesson-1");
    await panel.getByRole("heading", { name: "You can still protect this lesson" }).waitFor();
    expect(await panel.locator("body").innerText()).not.toContain("Ahmed");
    await panel.getByRole("button", { name: "End for all" }).click();
    await panel.getByRole("button", { name: "Undo" }).waitFor();
    // What can no longer be undone is not offered, and no old word of it stands.
    await panel.getByText("How far it has come is not shown here").waitFor();
    expect(await panel.getByRole("button", { name: "Undo" }).count()).toBe(0);
    expect(await panel.locator("body").innerText()).not.toContain("within 8 seconds");
    await panel.getByRole("button", { name: "Pause" }).waitFor();
    lost = false;
    await panel.getByRole("button", { name: "Try to show the lesson again" }).click();
    await panel.getByText("28 of 30 here").waitFor();
  });
});
