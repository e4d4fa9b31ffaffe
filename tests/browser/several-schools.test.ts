import { axeFinds } from "../panel/support/axe.ts";
import type { Arrived } from "../panel/support/school-server.ts";
import { OAKFIELD } from "../panel/support/settings.ts";
import { panelStage } from "../panel/support/stage.ts";

const ELM = { id: "elm", name: "Elm School" };
const OAK = { id: "oak", name: "Oak School" };

const stage = panelStage();

const answers =
  (schools: readonly object[], more: object = {}) =>
  (asked: Arrived) => {
    if (asked.path === "/api/me")
      return { body: { name: "Mr Khan", roles: ["administrator"], school: "elm", schools, ...more } };
    if (asked.path === "/api/settings") return { body: { settings: OAKFIELD, channels: [], waiting: [] } };
    if (asked.path === "/api/schools") return { body: { school: { id: "ash", name: "Ash School" } } };
    return { body: { concerns: [] } };
  };

describe("a person with a role in several schools", () => {
  it("chooses one, and is shown what is of that one", async () => {
    stage.server.route = answers([ELM, OAK]);
    const { page, panel } = await stage.open({ path: "/record", width: 320 });
    const chooser = panel.getByLabel("School", { exact: true });
    await panel.getByText("Choose a concern.").waitFor({ state: "attached" });
    expect(await chooser.inputValue()).toBe("elm");
    expect(await axeFinds(panel)).toEqual([]);

    const ofOak = page.waitForRequest((one) => one.url().endsWith("/api/concerns?school=oak"));
    await chooser.selectOption("oak");
    await ofOak;
  });

  it("sees no chooser where there is one school only", async () => {
    stage.server.route = answers([ELM]);
    const { panel } = await stage.open({ path: "/record" });
    await panel.getByText("Choose a concern.").waitFor();
    expect(await panel.getByLabel("School", { exact: true }).count()).toBe(0);
  });
});

describe("a person who administers every school", () => {
  it("adds one, and goes on with its settings", async () => {
    stage.server.route = answers([ELM, OAK], { overAll: true });
    const { page, panel } = await stage.open({ path: "/settings", width: 320 });
    await panel.getByText("Add a school", { exact: true }).click();
    await panel.getByLabel("Name of the school").first().fill("Ash School");
    await panel.getByLabel("Short name").fill("ash");
    expect(await axeFinds(panel)).toEqual([]);
    const ofAsh = page.waitForRequest((one) => one.url().endsWith("/api/settings?school=ash"));
    await panel.getByRole("button", { name: "Add the school" }).click();
    await ofAsh;
    expect(stage.server.arrived.filter(({ method }) => method === "POST")).toEqual([
      {
        method: "POST",
        path: "/api/schools",
        body: { id: "ash", settings: { name: "Ash School", timeZone: "Europe/London" } },
      },
    ]);
  });
});
