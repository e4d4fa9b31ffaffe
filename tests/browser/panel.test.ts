import type { Opened } from "../panel/support/browser.ts";
import { panelStage } from "../panel/support/stage.ts";
import { counted } from "../panel/support/views.ts";
import { soon } from "../support/soon.ts";

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
    await soon(async () =>
      expect(await heard(page)).toEqual(
        expect.arrayContaining([
          "initialize",
          "getContext",
          "appInitialization.appLoaded",
          "appInitialization.success",
        ]),
      ),
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

  it("says beside Tell the DSL now who is told, and that it cannot be shown where the answer does not say it", async () => {
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
    await soon(() => expect(asked).toBeGreaterThan(0));
    await other.getByRole("button", { name: "Pause" }).click();
    await other.getByText("Noted.").waitFor();
    expect(await other.locator(".told-line").allInnerTexts()).toEqual([
      "Tell the DSL now: who is told cannot be shown now.",
      "Tell the headteacher now: who is told cannot be shown now.",
    ]);
  });

  it("explains itself to a person without a part in the lesson", async () => {
    stage.server.route = () => ({ status: 403, body: { error: { code: "no-part", say: "Not for you." } } });
    const { page, panel } = await open();
    await panel.getByText("This panel is for staff of the lesson").waitFor();
    await soon(async () => expect(await heard(page)).toContain("appInitialization.success"));
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
    await panel
      .getByText("To end it for everyone, press the arrow beside Leave, then End meeting.")
      .waitFor();
    await soon(async () => expect(await heard(page)).toContain("appInitialization.success"));
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
    await soon(() => expect(stage.server.presses()).toHaveLength(4));
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
    await soon(() => expect(stage.server.presses()).toHaveLength(1));
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
    await soon(() => expect(stage.server.presses()).toHaveLength(1));
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
    await soon(() => expect(stage.server.presses()).toHaveLength(2));
    await panel.getByRole("button", { name: "Choose a pupil…" }).click();
    await panel.locator(".picker").getByRole("button", { name: "Jude Okafor", exact: true }).click();
    await soon(() => expect(stage.server.presses()).toHaveLength(3));
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
    await soon(() => expect(stage.server.presses()).toHaveLength(2));
    expect(stage.server.presses()).toEqual([
      { press: "recognise", person: "x2", as: "stranger" },
      { press: "remove", person: "x2" },
    ]);
  });
});
