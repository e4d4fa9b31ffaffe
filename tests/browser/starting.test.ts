import { panelStage } from "../panel/support/stage.ts";
import { busy } from "../support/busy.ts";
import { soon } from "../support/soon.ts";

const stage = panelStage();

const BUTTONS = ["Pause", "End for all"] as const;

/** Pages that ask the server something before they can be drawn. */
const PAGES = [
  ["/panel", "/api/meetings", "Lesson Guard does not answer"],
  ["/record", "/api/concerns", "Nothing can be shown"],
  ["/settings", "/api/settings", "Nothing can be shown"],
] as const;

const PHONE = "01632 960123";

describe("whatever keeps a page from starting, it says whom to phone", () => {
  it.each(PAGES)("the page %s opens by itself once it can", async (page) => {
    stage.server.phone = PHONE;
    let status = 401;
    stage.server.route = () => ({ status, body: { error: { code: "away", say: "Not just now." } } });
    const silent: string[] = [];
    const { page: window, panel } = await stage.open({ path: page });
    const look = async (what: string): Promise<void> => {
      await panel.waitForSelector("h1");
      await panel
        .getByText(PHONE)
        .first()
        .waitFor({ timeout: 5_000 * busy() })
        .catch(() => silent.push(what));
    };
    for (status of [401, 403, 404, 429, 500, 503]) {
      await panel.goto(panel.url());
      await look(String(status));
    }
    await window.route("**/api/**", (request) => request.abort());
    await panel.goto(panel.url());
    await look("no answer");
    // The page is that of the tests to come, too.
    await window.unrouteAll();
    expect(silent).toEqual([]);
  });
});

describe("a page that could not start", () => {
  it.each([
    [503, "Try again now"],
    [404, "Try again now"],
    [401, "Sign in"],
  ])("opens by itself, with its buttons, once the server no longer answers %i", async (status, button) => {
    let refused = 0;
    stage.server.route = ({ path }) => {
      if (path !== "/api/meetings" || refused >= 4) return undefined;
      refused += 1;
      return { status, body: { error: { code: "away", say: "Not just now." } } };
    };
    const { panel } = await stage.openSettled();
    await panel.getByRole("button", { name: button }).waitFor();
    for (const name of BUTTONS)
      await panel.getByRole("button", { name }).waitFor({ timeout: 30_000 * busy() });
    expect(await panel.getByText(button).count()).toBe(0);
  });

  it("opens by itself once the server that did not answer answers", async () => {
    stage.server.route = ({ path }) =>
      path === "/api/meetings" ? new Promise<undefined>(() => undefined) : undefined;
    const { panel } = await stage.open();
    // Ten seconds are waited for an answer; what to do without us is said long before.
    await panel
      .getByText("To end it for everyone, press the arrow beside Leave, then End meeting.")
      .waitFor({ timeout: 8_000 * busy() });
    await panel.getByText("Lesson Guard does not answer").waitFor({ timeout: 15_000 * busy() });
    stage.server.route = () => undefined;
    for (const name of BUTTONS)
      await panel.getByRole("button", { name }).waitFor({ timeout: 30_000 * busy() });
  });

  it.each(PAGES)("%s asks again by itself", async (page, path) => {
    let asked = 0;
    stage.server.route = (request) => {
      if (request.path !== path) return undefined;
      asked += 1;
      return { status: 503, body: { error: { code: "away", say: "Not just now." } } };
    };
    const { panel } = await stage.openSettled({ path: page });
    await panel.getByText("Trying again by itself.").waitFor();
    const before = asked;
    await soon(() => expect(asked).toBeGreaterThanOrEqual(before + 2));
  });

  it("is left alone where the person has no part in the lesson, until they press", async () => {
    stage.server.route = ({ path }) =>
      path === "/api/meetings" ? { status: 403, body: { error: { code: "no", say: "No." } } } : undefined;
    const { page, panel } = await stage.openSettled();
    await panel.getByText("This panel is for staff of the lesson").waitFor();
    await page.waitForTimeout(3_000);
    expect(stage.server.arrived).toHaveLength(1);
    stage.server.route = () => undefined;
    await panel.getByRole("button", { name: "Try again now" }).click();
    await panel.getByRole("button", { name: "Pause" }).waitFor();
  });

  it("says what Teams itself can do while Teams is silent, and opens when it answers", async () => {
    const { page, panel } = await stage.open({ query: { silent: "yes" } });
    await panel.getByText("Teams does not answer Lesson Guard").waitFor({ timeout: 9_000 * busy() });
    expect(await panel.getByText("Open this page in Teams").count()).toBe(0);
    await page.evaluate(() => (Reflect.get(window, "speak") as () => void)());
    await panel.getByRole("button", { name: "Pause" }).waitFor({ timeout: 15_000 * busy() });
    expect(await page.evaluate(() => Reflect.get(window, "heard"))).not.toContainEqual(
      expect.objectContaining({ func: "appInitialization.failure" }),
    );
  });
});

describe("a sign-in that Teams gives only by a person's press", () => {
  it.each([
    ["/panel", "resourceRequiresConsent", "Teams asks for your agreement", "Pause"],
    ["/panel", "resourceRequiresMfa", "Teams has to check that it is you.", "Pause"],
    ["/record", "resourceRequiresConsent", "Teams asks for your agreement", undefined],
  ])(
    "%s, %s: says so, asks without silence on the press alone, and opens",
    async (path, reason, said, button) => {
      const { page, panel } = await stage.openSettled({ path, query: { token: reason } });
      await panel.getByText(said).waitFor();
      const asked = () =>
        page.evaluate(() =>
          (Reflect.get(window, "heard") as { func: string; args: unknown[] }[])
            .filter(({ func }) => func === "authentication.getAuthToken")
            .map(({ args }) => args[2]),
        );
      expect(await asked()).not.toContain(false);
      await panel.getByRole("button", { name: "Sign in" }).click();
      await panel.getByRole("button", { name: "Sign in" }).waitFor({ state: "detached" });
      if (button !== undefined) await panel.getByRole("button", { name: button }).waitFor();
      expect((await asked()).filter((silent) => silent === false)).toHaveLength(1);
    },
  );
});

describe("a device whose software is old", () => {
  it("runs the panel where the newest functions are missing", async () => {
    const context = await stage.context();
    await context.addInitScript(() => {
      Reflect.deleteProperty(Promise, "withResolvers");
      Reflect.deleteProperty(AbortSignal, "any");
      Reflect.deleteProperty(Map, "groupBy");
      Reflect.deleteProperty(Object, "groupBy");
      for (const name of ["toSorted", "toReversed", "toSpliced", "with"])
        Reflect.deleteProperty(Array.prototype, name);
    });
    const { panel } = await stage.openSettled({}, context);
    await panel.getByRole("button", { name: "Pause" }).click();
    await panel.getByText("Noted.").waitFor();
  });

  it("is told what Teams itself can do where no script of ours runs at all", async () => {
    const context = await stage.context({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${stage.address}/panel`);
    await page
      .getByText("To end the lesson for everyone, press the arrow beside Leave, then End meeting.")
      .waitFor({
        state: "visible",
        timeout: 9_000 * busy(),
      });
  });
});
