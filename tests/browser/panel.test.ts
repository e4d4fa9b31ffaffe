import type { Locator } from "playwright-core";
import type { Opened } from "../panel/support/browser.ts";
import { panelStage } from "../panel/support/stage.ts";
import { counted } from "../panel/support/views.ts";

const stage = panelStage();

const open = (query: Readonly<Record<string, string>> = {}): Promise<Opened> => stage.openSettled({ query });

const heard = (page: Opened["page"]): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { heard: { func: string }[] }).heard.map(({ func }) => func));

describe("the side panel starts", () => {
  it("shows the lesson from one request and tells Teams that it is there", async () => {
    stage.server.route = ({ path }) => (path === "/api/meetings" ? undefined : { status: 503, body: {} });
    const { page, panel } = await open();
    await panel.getByText("28 of 30 here").waitFor();
    expect(stage.server.arrived[0]).toEqual({ method: "GET", path: "/api/meetings", body: undefined });
    expect(await heard(page)).toEqual(
      expect.arrayContaining([
        "initialize",
        "getContext",
        "appInitialization.appLoaded",
        "appInitialization.success",
      ]),
    );
  });

  it("follows Teams from one theme to the other", async () => {
    const { page, panel } = await open({ theme: "default" });
    expect(await panel.locator("html").getAttribute("data-theme")).toBe("default");
    await page.evaluate(() =>
      (window as unknown as { setTheme: (theme: string) => void }).setTheme("contrast"),
    );
    await panel.locator("html[data-theme=contrast]").waitFor();
  });

  it("keeps nothing in the browser", async () => {
    const { page, panel } = await open();
    await panel.getByRole("button", { name: "All others fine" }).click();
    const kept = await panel.evaluate(async () => [
      localStorage.length,
      sessionStorage.length,
      document.cookie,
      (await indexedDB.databases()).length,
    ]);
    expect(kept).toEqual([0, 0, "", 0]);
    expect(await page.context().cookies()).toEqual([]);
  });

  it("says beside Tell the DSL now who is told, and nothing where the answer does not say it", async () => {
    stage.server.route = ({ path }) =>
      path.endsWith("/route") ? { body: { sentence: "Mrs Bell, now.", people: [] } } : undefined;
    const { panel } = await open();
    await panel.getByText("Tell the DSL now: Mrs Bell, now.", { exact: true }).waitFor();
    let asked = 0;
    stage.server.route = ({ path }) => {
      if (!path.endsWith("/route")) return undefined;
      asked += 1;
      return { body: {} };
    };
    const other = (await open()).panel;
    await other.getByRole("button", { name: "Tell the DSL now" }).waitFor();
    await expectSoon(() => asked > 0, true);
    await other.getByRole("button", { name: "Pause" }).click();
    await other.getByText("Noted.").waitFor();
    expect(await other.locator(".told-line").count()).toBe(0);
  });

  it("explains itself to a person without a part in the lesson", async () => {
    stage.server.route = () => ({ status: 403, body: { error: { code: "no-part", say: "Not for you." } } });
    const { page, panel } = await open();
    await panel.getByText("This panel is for staff of the lesson").waitFor();
    expect(await heard(page)).toContain("appInitialization.success");
    expect(stage.server.streamCount).toBe(0);
  });

  it("shows nothing of the lesson any more once the server says that it is not for this person", async () => {
    const { panel } = await open();
    await panel.getByText("28 of 30 here").waitFor();
    stage.server.route = () => ({ status: 403, body: { error: { code: "no-part", say: "Not for you." } } });
    stage.server.tell("lesson:lesson-1");
    await panel.getByText("This panel is for staff of the lesson").waitFor();
    expect(await panel.locator("body").innerText()).not.toContain("Ahmed");
  });

  it("says why a meeting is not protected", async () => {
    stage.server.route = () => ({
      status: 409,
      body: { error: { code: "not-protected", say: "It is not protected." } },
    });
    const { panel } = await open();
    await panel.getByText("It is not protected.").waitFor();
  });

  it("explains itself without a sign-in: Teams puts no error of its own in the place of what to press", async () => {
    const { page, panel } = await open({ token: "none" });
    await panel.getByText("You are not signed in").waitFor();
    await panel.getByText("To end it for everyone, press Leave, then End meeting.").waitFor();
    expect(await heard(page)).toContain("appInitialization.success");
    expect(await heard(page)).not.toContain("appInitialization.failure");
    expect(stage.server.arrived).toEqual([]);
  });

  it("asks Teams for one token and uses it while it lives", async () => {
    const { page, panel } = await open();
    await panel.getByRole("button", { name: "Pause" }).click();
    await panel.getByText("Noted.").waitFor();
    expect((await heard(page)).filter((func) => func === "authentication.getAuthToken")).toHaveLength(1);
  });
});

describe("a press", () => {
  it("checks in a class of 30 with three exceptions in four presses", async () => {
    stage.server.view = counted({ ...stage.server.view, unknown: [] });
    const { panel } = await open();
    const names = [
      "No adult seen: Amira Ahmed",
      "Not a family room: Ben Ahmed",
      "Name not shown: Dylan Ahmed",
    ];
    for (const name of [...names, "All others fine"])
      await panel.getByRole("button", { name, exact: true }).click();
    await expectSoon(() => stage.server.presses().length, 4);
    expect(stage.server.presses()).toEqual([
      { press: "note-exception", pupil: "p1", reason: "no adult seen" },
      { press: "note-exception", pupil: "p2", reason: "not a family room" },
      { press: "note-exception", pupil: "p4", reason: "name not shown" },
      { press: "all-others-fine" },
    ]);
  });

  it("notes what is no column in two presses", async () => {
    const { panel } = await open();
    await panel.getByRole("button", { name: /^Ben Ahmed/ }).click();
    await panel.getByRole("button", { name: "Dress", exact: true }).click();
    await expectSoon(() => stage.server.presses().length, 1);
    expect(stage.server.presses()).toEqual([{ press: "note-exception", pupil: "p2", reason: "dress" }]);
  });

  it("is undone in one, by the button that says which press it was", async () => {
    stage.server.change({
      undo: {
        of: "2026-11-24T10:00:00.000Z",
        until: "2099-01-01T00:00:00.000Z",
        words: "Undo: dress, Ben Ahmed",
      },
    });
    const { panel } = await open();
    await panel.getByRole("button", { name: "Undo: dress, Ben Ahmed", exact: true }).click();
    await expectSoon(() => stage.server.presses().length, 1);
    expect(stage.server.presses()).toEqual([{ press: "undo-press", of: "2026-11-24T10:00:00.000Z" }]);
  });

  it("is sent once however often it is pressed before its answer, and each press is answered", async () => {
    const answer = Promise.withResolvers<undefined>();
    stage.server.route = ({ path }) => (path.endsWith("/press") ? answer.promise : undefined);
    const { panel } = await open();
    const pause = panel.getByRole("button", { name: "Pause" });
    await pause.click();
    expect(await pause.getAttribute("aria-busy")).toBe("true");
    await pause.click();
    await panel.getByText("Sent already. Waiting for the answer.").waitFor();
    answer.resolve(undefined);
    await panel.getByText("Noted.").waitFor();
    expect(stage.server.presses()).toEqual([{ press: "pause" }]);
    expect(await pause.getAttribute("aria-busy")).toBe("false");
  });

  it("shows what the answer says without waiting for the live stream", async () => {
    stage.server.streams = false;
    stage.server.route = ({ path }) => {
      if (!path.endsWith("/press")) {
        return undefined;
      }
      stage.server.view = {
        ...stage.server.view,
        version: 11,
        phase: "paused",
        presses: [{ press: "resume", title: "Resume", where: "first" }],
      };
      return { body: { say: "Paused. Mics and cameras are asked to go off.", view: stage.server.view } };
    };
    const { page, panel } = await open();
    const clockAt = await stopClock(panel);
    const place = await panel.getByRole("button", { name: "Pause" }).boundingBox();
    const { x, y } = await comeDownOn(page, panel, "Pause");
    await page.mouse.up();
    await panel.getByText("Paused. Mics").waitFor();
    const resume = panel.getByRole("button", { name: "Resume" });
    expect(await resume.boundingBox()).toEqual(place);
    // A frightened person taps twice: the second tap was not meant for Undo.
    await page.mouse.click(x, y);
    await panel.getByText("Not sent: Pause was pressed just now. Press again if you mean it.").waitFor();
    await clockAt(800);
    await resume.click();
    await expectSoon(() => stage.server.presses().length, 2);
    expect(stage.server.presses()).toEqual([{ press: "pause" }, { press: "resume" }]);
  });

  it("is sent, once, when the page moves under the finger; not when the finger slides off, or the button goes", async () => {
    const { page, panel } = await open();
    const fine = panel.getByRole("button", { name: "All others fine" });
    await fine.scrollIntoViewIfNeeded();
    const from = await comeDownOn(page, panel, "All others fine");
    await putAt(fine, { x: from.x, y: from.y - 80 });
    expect((await fine.boundingBox())?.y).toBeLessThan(from.y - 80);
    await page.mouse.up();
    await panel.getByText("Noted.").waitFor();

    const end = await comeDownOn(page, panel, "End for all");
    await page.mouse.move(end.x, end.y - 150, { steps: 3 });
    await page.mouse.up();
    await comeDownOn(page, panel, "End for all");
    await panel.getByRole("button", { name: "End for all" }).evaluate((button) => button.replaceWith("gone"));
    await page.mouse.up();
    await panel.waitForTimeout(200);
    expect(stage.server.presses()).toEqual([{ press: "all-others-fine" }]);
  });

  it("is not sent by a second tap, also where the page moves under that finger", async () => {
    const { page, panel } = await open();
    await stopClock(panel);
    const first = await comeDownOn(page, panel, "Pause");
    await page.mouse.up();
    await panel.getByText("Noted.").waitFor();
    const other = panel.getByRole("button", { name: "All others fine" });
    await putAt(other, first);
    await page.mouse.down();
    await putAt(other, { x: first.x, y: first.y - 200 });
    await page.mouse.up();
    await panel.getByText("Not sent: Pause was pressed just now. Press again if you mean it.").waitFor();
    expect(stage.server.presses()).toEqual([{ press: "pause" }]);
  });

  it("says the server's sentence when it is refused, and is not sent again", async () => {
    stage.server.route = ({ path }) =>
      path.endsWith("/press")
        ? { status: 409, body: { error: { code: "over", say: "The lesson is over." } } }
        : undefined;
    const { panel } = await open();
    await panel.getByRole("button", { name: "Pause" }).click();
    await panel.getByText("The lesson is over.").waitFor();
    stage.server.dropStreams();
    await panel.waitForTimeout(1_500);
    expect(stage.server.presses()).toHaveLength(1);
  });

  it("settles an unknown name in one press where it is suggested, in two from the list, in five for siblings on one device", async () => {
    const { panel } = await open();
    await panel.getByRole("button", { name: "Chloe Ahmed", exact: true }).click();
    await panel.getByText("Noted.").waitFor();
    await panel.getByRole("button", { name: "Someone else…" }).click();
    await panel.getByLabel("Several on this device").check();
    await panel.getByLabel("Chloe Ahmed", { exact: true }).check();
    await panel.getByLabel("Grace Ahmed", { exact: true }).check();
    await panel.getByRole("button", { name: "Confirm Chloe Ahmed and Grace Ahmed" }).click();
    await expectSoon(() => stage.server.presses().length, 2);
    await panel.getByRole("button", { name: "Choose a pupil…" }).click();
    await panel.locator(".picker").getByRole("button", { name: "Jude Okafor", exact: true }).click();
    await expectSoon(() => stage.server.presses().length, 3);
    expect(stage.server.presses()).toEqual([
      { press: "recognise", person: "x1", as: "pupils", pupils: ["p3"] },
      { press: "recognise", person: "x1", as: "pupils", pupils: ["p3", "p7"] },
      { press: "recognise", person: "x2", as: "pupils", pupils: ["p30"] },
    ]);
  });

  it("removes a stranger in two presses, and notes it as such first", async () => {
    const { panel } = await open();
    await panel.getByRole("button", { name: "Stranger" }).nth(1).click();
    await panel.getByRole("button", { name: "Remove" }).click();
    await expectSoon(() => stage.server.presses().length, 2);
    expect(stage.server.presses()).toEqual([
      { press: "recognise", person: "x2", as: "stranger" },
      { press: "remove", person: "x2" },
    ]);
  });
});

/** @returns where the mouse came down, in pixels of the page */
const comeDownOn = async (
  page: Opened["page"],
  panel: Opened["panel"],
  name: string,
): Promise<{ x: number; y: number }> => {
  const box = await panel.getByRole("button", { name }).boundingBox();
  if (box === null) throw new Error(`${name} has no place`);
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  return at;
};

/** As a redraw does: its middle comes to a place of the page. */
const putAt = async (
  button: Locator,
  { x, y }: { readonly x: number; readonly y: number },
): Promise<void> => {
  const box = await button.boundingBox();
  if (box === null) throw new Error("It has no place");
  await button.evaluate(
    ({ style }, [left, top]) => {
      Object.assign(style, { position: "fixed", zIndex: "9", left: `${left}px`, top: `${top}px` });
    },
    [x - box.width / 2, y - box.height / 2] as const,
  );
};

/** However busy the machine is, a second tap is as long after the first as the test says: in ms from now. */
const stopClock = async (panel: Opened["panel"]): Promise<(ms: number) => Promise<void>> => {
  const began = await panel.evaluate(() => Math.ceil(performance.now()));
  const clockAt = (ms: number): Promise<void> =>
    panel.evaluate((now) => {
      performance.now = () => now;
    }, began + ms);
  await clockAt(0);
  return clockAt;
};

const expectSoon = async (value: () => unknown, wanted: unknown): Promise<void> => {
  for (let tries = 0; tries < 400 && value() !== wanted; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(value()).toBe(wanted);
};
