import type { ConcernView } from "../../src/protocol/screen/view.ts";
import { OAKFIELD } from "../panel/support/settings.ts";
import { panelStage } from "../panel/support/stage.ts";
import { arrivalView, concernView, counted } from "../panel/support/views.ts";
import { busy } from "../support/busy.ts";
import { soon } from "../support/soon.ts";

const stage = panelStage();

describe("the record page", () => {
  const older = concernView({ ref: "A1B2", you: "recipient", raisedAt: "2026-11-20T09:00:00.000Z" });
  const newer = concernView({
    ref: "K7Q2",
    you: "recipient",
    raisedAt: "2026-11-24T10:42:00.000Z",
    cpoms: { state: "asked at closing" },
  });
  let concerns: ConcernView[];

  beforeEach(() => {
    concerns = [older, newer];
    stage.server.route = ({ path, method, body }) => {
      if (method === "GET") {
        return { body: { concerns, concern: concerns.find(({ ref }) => path.endsWith(`/${ref}`)) } };
      }
      const change: Partial<ConcernView> = path.endsWith("have-it")
        ? { state: "seen", seen: [{ by: "Ann Price", at: newer.raisedAt }] }
        : {
            state: "closed",
            closed: {
              at: newer.raisedAt,
              by: "Ann Price",
              ...(body as { decision: string; reason: string }),
            },
            cpoms: path.endsWith("/cpoms")
              ? { state: "not needed", at: newer.raisedAt, by: "Ann Price", reason: "Kept on paper." }
              : { state: "not yet" },
            followUp: {
              actions: [],
              children: [],
              tasks: path.endsWith("/cpoms")
                ? []
                : [{ what: "CPOMS", late: false, sentence: "CPOMS: not yet." }],
              rank: 0,
            },
          };
      const concern = { ...newer, ...change };
      concerns = [older, concern];
      return { body: { say: "Noted.", concern } };
    };
  });

  it("says when it was last known, once nothing answers it, though no one asked", async () => {
    const { panel } = await stage.open({ path: "/record", hash: "#K7Q2" });
    await panel.getByRole("heading", { name: "Who has been told" }).waitFor();
    await stage.server.stop();
    await panel.getByText(/^As of \d\d:\d\d\. .* Trying again\.$/).waitFor({ timeout: 10_000 * busy() });
  });

  it("lists the newest first and opens one by its reference after the #", async () => {
    const { panel } = await stage.open({ path: "/record", width: 320, hash: "#A1B2" });
    await panel.getByText("A1B2, Year 4 maths, raised by Tom Hughes").waitFor();
    await panel.getByRole("button", { name: "Back to Record" }).click();
    const rows = await panel.locator(".record-list .row").allTextContents();
    expect(rows.map((row) => (row.includes("K7Q2") ? "K7Q2" : "A1B2"))).toEqual(["K7Q2", "A1B2"]);
    await soon(() =>
      expect(new Set(stage.server.arrived.map(({ path }) => path))).toEqual(
        new Set(["/api/concerns", "/api/concerns/A1B2", "/api/me", "/api/proposals"]),
      ),
    );
  });

  it("opens the one a deep link of Teams names, beside the list where there is room", async () => {
    const { panel } = await stage.open({
      path: "/record",
      width: 1280,
      query: { sub: "K7Q2" },
    });
    await panel.getByRole("heading", { name: "Who has been told" }).waitFor();
    expect(await panel.getByRole("navigation", { name: "Record" }).isVisible()).toBe(true);
  });

  it("says the same of a reference that is another's and of one that does not exist", async () => {
    const { panel } = await stage.open({ path: "/record", hash: "#ZZZZ" });
    await panel.getByText("This concern does not exist, or is not for you.").waitFor();
  });

  it("takes the concern, then closes it with a decision and a reason", async () => {
    const { panel } = await stage.open({ path: "/record", width: 320, hash: "#K7Q2" });
    await panel.getByRole("button", { name: "I have it" }).click();
    await panel.getByText("by Ann Price at").waitFor();
    await panel.getByText("Close this concern").click();
    await panel.getByRole("button", { name: "Close the concern" }).click();
    await panel.getByText("Choose a decision and give a reason.").waitFor();
    await panel.getByLabel("Support within school").check();
    await panel.getByLabel("Reason", { exact: true }).fill("Spoke with home.");
    await panel.getByLabel("CPOMS reference").fill("C-77");
    await panel.getByRole("button", { name: "Close the concern" }).click();
    await panel.getByText("Support within school. Spoke with home.").waitFor();
    expect(stage.server.arrived.filter(({ method }) => method === "POST")).toEqual([
      { method: "POST", path: "/api/concerns/K7Q2/have-it", body: {} },
      {
        method: "POST",
        path: "/api/concerns/K7Q2/close",
        body: { decision: "Support within school", reason: "Spoke with home.", cpoms: "C-77" },
      },
    ]);
    expect(await panel.getByRole("button", { name: "I have it" }).count()).toBe(0);
  });

  it("keeps CPOMS open after closing without it, until the reference or the reason is given", async () => {
    const { panel } = await stage.open({ path: "/record", width: 1280, hash: "#K7Q2" });
    await panel.getByText("Close this concern").click();
    await panel.getByLabel("No further action").check();
    await panel.getByLabel("Reason", { exact: true }).fill("All is well.");
    await panel.getByRole("button", { name: "Close the concern" }).click();
    await panel.getByRole("heading", { name: "CPOMS: not yet" }).waitFor();
    await panel.getByRole("navigation").getByText("CPOMS: not yet").waitFor();
    // It comes where the last button was: a tap straight away would count as the second half of a double tap.
    await panel.getByRole("button", { name: "Add to the record" }).press("Enter");
    await panel
      .getByText("Write the CPOMS reference, or why it is not needed there.", { exact: true })
      .waitFor();
    await panel.getByLabel("or not needed in CPOMS, because").fill("Kept on paper.");
    await panel.getByRole("button", { name: "Add to the record" }).click();
    await panel.getByText("Not needed in CPOMS: Kept on paper.").waitFor();
    expect(await panel.getByText("CPOMS: not yet").count()).toBe(0);
    expect(stage.server.arrived.at(-1)).toMatchObject({
      path: "/api/concerns/K7Q2/cpoms",
      body: { cpomsNotNeeded: "Kept on paper." },
    });
  });

  it("goes blank after ten minutes out of sight", async () => {
    const { page, panel } = await stage.open({ path: "/record", hash: "#K7Q2" });
    await panel.getByRole("heading", { name: "Who has been told" }).waitFor();
    await page.clock.install();
    await panel.evaluate(() => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await page.clock.fastForward(10 * 60_000 + 1);
    await panel.getByText("out of sight for ten minutes").waitFor();
    expect(await panel.locator("body").innerText()).not.toContain("K7Q2");
    await panel.getByRole("button", { name: "Show again" }).click();
    await panel.getByRole("heading", { name: "Who has been told" }).waitFor();
  });
});

describe("the settings page", () => {
  const channels = [
    { teamId: "19:team@thread.tacv2", channelId: "19:dsl@thread.tacv2", name: "Safeguarding – DSL" },
    { teamId: "19:team@thread.tacv2", channelId: "19:other@thread.tacv2", name: "Safeguarding – General" },
  ];

  it("sends what was changed and nothing else, and shows what waits beside what is in force", async () => {
    const waiting = [
      { of: "channel", asked: "dsl", to: "Safeguarding – General", since: "2026-11-24T10:42:00.000Z" },
    ];
    const say = "Saved, except the DSL channel.";
    stage.server.route = ({ method }) => ({
      body:
        method === "PUT"
          ? { settings: { ...OAKFIELD, phone: "01234 000000" }, channels, waiting, say }
          : { settings: OAKFIELD, channels, waiting: [] },
    });
    const { panel } = await stage.open({ path: "/settings", width: 320, height: 900 });
    await panel.getByLabel("Phone").fill("01234 000000");
    await panel.getByLabel("DSL channel").selectOption("19:other@thread.tacv2");
    await panel.getByRole("button", { name: "Save" }).click();
    await panel.getByText("Saved, except the DSL channel.").waitFor();
    await panel
      .getByText(/^Waiting since .+ for the DSL’s approval to change it to: Safeguarding – General\./)
      .waitFor();
    expect(await panel.getByLabel("DSL channel").inputValue()).toBe(OAKFIELD.dslChannel?.channelId);
    expect(await panel.getByLabel("Phone").inputValue()).toBe("01234 000000");
    expect(stage.server.arrived.findLast(({ method }) => method === "PUT")?.body).toEqual({
      ...OAKFIELD,
      phone: "01234 000000",
      dslChannel: { teamId: "19:team@thread.tacv2", channelId: "19:other@thread.tacv2" },
    });
  });

  it("shows who is in each group before it is saved, or why it may not be chosen", async () => {
    const group = { group: "All staff", people: 12, names: ["Mrs J Lowe", "Mr T Grant", "Ms A Okafor"] };
    const wrong = { wrong: "There is no one in this group." };
    stage.server.route = ({ path }) => {
      if (!path.includes("/groups/")) return { body: { settings: OAKFIELD, channels, waiting: [] } };
      return { body: path.includes("9999") ? wrong : group };
    };
    const { panel } = await stage.open({ path: "/settings" });
    const words = "“All staff” has 12 members: Mrs J Lowe, Mr T Grant, Ms A Okafor and 9 more.";
    await panel.getByText(words).first().waitFor();
    const staff = panel.getByRole("group", { name: "Staff" }).getByText("All staff", { exact: true });
    await staff.waitFor();
    expect(await panel.getByRole("textbox", { name: "Staff", exact: true }).count()).toBe(0);
    await panel.getByRole("button", { name: "Choose another: Staff" }).click();
    await panel.locator("input:focus").fill("99999999-9999-4999-8999-999999999999");
    await panel.getByText("There is no one in this group.").waitFor();
    await panel.getByRole("button", { name: "Keep All staff" }).click();
    await staff.waitFor();
    expect(await panel.locator("button:focus").getAttribute("aria-label")).toBe("Choose another: Staff");
  });

  it("names each wrong field, its own and the server's, and saves nothing", async () => {
    stage.server.route = ({ method }) =>
      method === "PUT"
        ? {
            status: 400,
            body: {
              error: { code: "settings", say: "Not saved.", fields: { "groups.dsl": "No such group." } },
            },
          }
        : { body: { settings: OAKFIELD, channels, waiting: [] } };
    const { panel } = await stage.open({ path: "/settings" });
    await panel.getByLabel("Name", { exact: true }).fill("");
    await panel.getByRole("button", { name: "Save" }).click();
    await panel.getByText("1 field to look at. Nothing was saved.").waitFor();
    // The first of them has the keyboard, so that it is in sight.
    await panel.locator("[aria-invalid=true]:focus").waitFor();
    await panel.getByText("Enter the school’s name.").waitFor();
    expect(stage.server.arrived.filter(({ method }) => method === "PUT")).toEqual([]);
    await panel.getByLabel("Name", { exact: true }).fill("Oakfield Primary");
    await panel.getByRole("button", { name: "Save" }).click();
    await panel.getByText("No such group.").waitFor();
    expect(await panel.getByLabel("DSL and deputies").getAttribute("aria-invalid")).toBe("true");
  });

  it("is for administrators only", async () => {
    stage.server.route = () => ({ status: 403, body: { error: { code: "role", say: "No." } } });
    const { panel } = await stage.open({ path: "/settings" });
    await panel.getByText("Settings are for administrators").waitFor();
  });
});

describe("the register of a lesson", () => {
  beforeEach(() => {
    stage.server.view = {
      ...arrivalView(),
      phase: "planned",
      pupils: [],
      unknown: [],
      presses: [{ press: "choose-kind", title: "Choose", where: "first" }],
    };
    stage.server.route = ({ path, body }) => {
      if (path.endsWith("/register")) {
        return { body: { say: "Noted.", view: stage.server.view } };
      }
      if (!path.endsWith("/preview")) {
        return undefined;
      }
      const lines = (body as { csv: string }).csv.split("\n");
      const bad = lines.flatMap((text, index) =>
        text.startsWith(",") ? [{ line: index + 1, text, why: "There is no name." }] : [],
      );
      const pupils = lines.filter((text) => !text.startsWith(",")).map((name) => ({ name, also: [] }));
      return { body: { pupils, bad, leftOut: [], unknown: [] } };
    };
  });

  it("names each bad line of a CSV file, mends it in place and loses nothing", async () => {
    const { panel } = await stage.open();
    await panel.getByRole("button", { name: "From a CSV file" }).click();
    await panel.getByLabel(/^CSV file/).setInputFiles({
      name: "register.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("Amira\n,Benny\nChloe"),
    });
    await panel.getByText("2 pupils read, 1 line to look at.").waitFor();
    await panel.getByLabel("Line 2: There is no name.").fill("Ben,Benny");
    await panel.getByRole("button", { name: "Look again" }).click();
    await panel.getByText("3 pupils read.").waitFor();
    await panel.getByRole("button", { name: "Use these 3 pupils" }).click();
    await panel.getByText("Noted.").waitFor();
    expect(stage.server.arrived.find(({ path }) => path.endsWith("/register"))).toMatchObject({
      path: "/api/lessons/lesson-1/register",
      body: { source: "csv", pupils: [{ name: "Amira" }, { name: "Ben,Benny" }, { name: "Chloe" }] },
    });
  });

  it.each([
    ["forgotten", { pupils: [] }],
    ["of another class", {}],
  ] as const)("takes a register that was %s once the families are there", async (what, more) => {
    stage.server.view = counted({ ...arrivalView(), ...more });
    const { panel } = await stage.open();
    if (what === "of another class") await panel.getByText("Another register").click();
    await panel.getByRole("button", { name: "From a CSV file" }).click();
    await panel.getByLabel(/^CSV file/).waitFor();
  });

  it("asks for the kind with four buttons", async () => {
    const { panel } = await stage.open();
    await panel.getByText("Is this a lesson with pupils?").waitFor();
    await panel.getByRole("button", { name: "One-to-one" }).click();
    await panel.getByText("Noted.").waitFor();
    expect(stage.server.presses()).toEqual([{ press: "choose-kind", kind: "one-to-one" }]);
  });
});
