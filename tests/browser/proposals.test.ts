import { axeFinds } from "../panel/support/axe.ts";
import { panelStage } from "../panel/support/stage.ts";

const stage = panelStage();

const WAITS = {
  proposal: "dsl-1",
  of: "dsl",
  from: "22222222-2222-4222-8222-222222222222",
  to: "55555555-5555-4555-8555-555555555555",
  at: "2026-11-24T10:42:00.000Z",
  byName: "Mr S Khan",
};

const serving = (
  proposals: readonly object[],
  answered?: { status: number; body: object },
  made: readonly object[] = [],
) => {
  let waiting = proposals;
  stage.server.route = ({ method, path }) => {
    if (path === "/api/me") return { body: { name: "Mrs Lowe", roles: ["dsl"] } };
    if (path === "/api/proposals") return { body: { proposals: waiting, made } };
    if (method === "POST") {
      if (answered !== undefined) return answered;
      waiting = [];
      return { body: { say: "Approved. The change is in force." } };
    }
    return { body: { concerns: [] } };
  };
};

const answers = (): unknown[] =>
  stage.server.arrived.filter(({ method }) => method === "POST").map(({ path, body }) => [path, body]);

describe("a change that waits for the reader's yes", () => {
  it("says what would change, who proposed it and when, and is answered once", async () => {
    serving([WAITS]);
    const { panel } = await stage.open({ path: "/record", width: 320 });
    await panel.getByRole("heading", { name: "Waiting for your approval" }).waitFor();
    const said = (await panel.getByRole("article", { name: "Who is DSL" }).textContent()) ?? "";
    for (const part of [WAITS.from, WAITS.to, "by Mr S Khan", "24 November"]) expect(said).toContain(part);
    expect(await axeFinds(panel)).toEqual([]);
    await panel.getByRole("button", { name: "Approve: Who is DSL" }).dblclick();
    await panel.getByText("Approved. The change is in force.").waitFor();
    expect(answers()).toEqual([["/api/proposals/dsl-1", { answer: "yes" }]]);
    await panel.getByRole("button", { name: "Approve: Who is DSL" }).waitFor({ state: "detached" });
  });

  it("stays where the answer is refused, with the reason", async () => {
    const say = "Another change was proposed in its place. Nothing was changed: open this page again.";
    serving([WAITS], { status: 409, body: { error: { code: "replaced", say } } });
    const { panel } = await stage.open({ path: "/record" });
    await panel.getByRole("button", { name: "Reject: Who is DSL" }).click();
    await panel.getByText(say).waitFor();
    expect(answers()).toEqual([["/api/proposals/dsl-1", { answer: "no" }]]);
  });

  it("has no buttons for a person who is only told", async () => {
    serving([{ ...WAITS, why: "This waits for the DSL’s approval." }]);
    const { panel } = await stage.open({ path: "/record" });
    await panel.getByText("This waits for the DSL’s approval.").waitFor();
    expect(await panel.getByRole("button", { name: /^(Yes|No)/ }).count()).toBe(0);
  });

  it("shows a number that waits, and what was changed without waiting", async () => {
    const made = {
      change: "staff-1",
      of: "staff",
      at: WAITS.at,
      byName: "Mr S Khan",
      from: "“All staff”, 9 members",
      to: "“Year 6”, 31 members",
    };
    serving([{ ...WAITS, of: "phone", from: "01632 960123", to: "01632 960199" }], undefined, [made]);
    const { panel } = await stage.open({ path: "/record", width: 320 });
    await panel.getByText("Until it is approved, people see the present number.").waitFor();
    const said = (await panel.getByRole("article", { name: "The group of staff" }).textContent()) ?? "";
    for (const part of [made.from, made.to, "by Mr S Khan", "It is in force."]) expect(said).toContain(part);
    expect(await axeFinds(panel)).toEqual([]);
  });

  it("is not there where nothing waits", async () => {
    serving([]);
    const { panel } = await stage.open({ path: "/record" });
    await panel.getByText("There are no concerns that you are allowed to read.").waitFor();
    expect(await panel.getByRole("heading", { name: /approv|wait/i }).count()).toBe(0);
  });
});

describe("a headteacher who signs a person out", () => {
  const OUT = { person: "p-okafor", name: "Ms A Okafor", at: WAITS.at, byName: "Dr M Evans" };

  beforeEach(() => {
    let out = false;
    stage.server.route = ({ method, path, body }) => {
      if (path === "/api/me") return { body: { name: "Dr M Evans", roles: ["headteacher"] } };
      if (path === "/api/proposals") return { body: { proposals: [] } };
      if (path !== "/api/people") return { body: { concerns: [] } };
      if (method === "POST") out = (body as { out: boolean }).out;
      const people = [{ id: "p-okafor", name: "Ms A Okafor" }];
      return {
        body: {
          people: out ? [] : people,
          signedOut: out ? [OUT] : [],
          ...(method === "POST" ? { say: out ? "Signed out." : "They can use Lesson Guard again." } : {}),
        },
      };
    };
  });

  it.each([320, 1280])("chooses them by name, and can take it back, at %i px", async (width) => {
    const { panel } = await stage.open({ path: "/record", width });
    await panel.getByText("Sign a person out").click();
    await panel.getByRole("button", { name: "Sign out this person now" }).click();
    await panel.getByText("Choose a person first.").waitFor();
    await panel.getByLabel("Person").selectOption("p-okafor");
    expect(await axeFinds(panel)).toEqual([]);
    await panel.getByRole("button", { name: "Sign out this person now" }).click();
    await panel.getByText(/^Ms A Okafor was signed out .+, by Dr M Evans\.$/).waitFor();
    await panel.getByRole("button", { name: "Let Ms A Okafor in again" }).click();
    await panel.getByText("They can use Lesson Guard again.").waitFor();
    expect(answers()).toEqual([
      ["/api/people", { person: "p-okafor", out: true }],
      ["/api/people", { person: "p-okafor", out: false }],
    ]);
  });
});

describe("a DSL who will be away", () => {
  const DAYS = { by: "p-grant", from: "2026-12-01", until: "2026-12-05" };
  const GRANT = { objectId: "P-GRANT", displayName: "Mr T Grant" };

  beforeEach(() => {
    let own: object[] = [];
    stage.server.route = ({ method, path, body }) => {
      if (path === "/api/me") return { body: { name: "Mrs Lowe", roles: ["dsl"] } };
      if (path === "/api/proposals") return { body: { proposals: [] } };
      if (path !== "/api/cover") return { body: { concerns: [] } };
      if (method === "POST") own = "set" in Object(body) ? [{ ...DAYS, byName: "Mr T Grant" }] : [];
      return {
        body: {
          today: "2026-11-24",
          people: [{ id: "p-grant", name: "Mr T Grant" }],
          own,
          others: [{ name: "Dr M Evans", byName: "Ms S Bell", from: "2026-12-02", until: "2026-12-02" }],
          ...(method === "POST" ? { say: own.length > 0 ? "Saved." : "Taken out." } : {}),
        },
      };
    };
  });

  it.each([320, 1280])("chooses who covers and the days, and can take it back, at %i px", async (width) => {
    const { panel } = await stage.open({ path: "/record", width });
    await panel.getByText("When you are away").click();
    await panel.getByRole("button", { name: "Save this absence" }).click();
    await panel.getByText("Choose who covers.").waitFor();
    expect(await panel.getByRole("button", { name: /Find in Teams/ }).count()).toBe(0);
    await panel.getByLabel("Who covers").selectOption("Mr T Grant");
    for (const [label, day] of [
      ["First day away", DAYS.from],
      ["Last day away", DAYS.until],
    ] as const) {
      await panel.getByLabel(label).fill(day);
      expect((await panel.getByLabel(label).boundingBox())?.height).toBeGreaterThanOrEqual(44);
    }
    await panel.getByText("Dr M Evans, on 2 December 2026. Ms S Bell covers.").waitFor();
    expect(await axeFinds(panel)).toEqual([]);
    await panel.getByRole("button", { name: "Save this absence" }).click();
    await panel
      .getByText("You are away from 1 December 2026 to 5 December 2026. Mr T Grant covers.")
      .waitFor();
    await panel.getByRole("button", { name: /^Remove this absence/ }).click();
    await panel.getByText("Taken out.").waitFor();
    expect(answers()).toEqual([
      ["/api/cover", { set: DAYS }],
      ["/api/cover", { end: DAYS }],
    ]);
  });

  it("finds who covers in Teams' own list where Teams has one, and is told of a person who cannot", async () => {
    const open = async (picks: readonly object[]) => {
      const { panel } = await stage.open({ path: "/record", query: { picks: JSON.stringify(picks) } });
      await panel.getByText("When you are away").click();
      await panel.getByRole("button", { name: "Find in Teams: Who covers" }).click();
      return panel;
    };
    const panel = await open([GRANT]);
    await panel.getByRole("option", { name: "Mr T Grant", selected: true }).waitFor({ state: "attached" });
    const other = await open([{ objectId: "p-okafor", displayName: "Ms A Okafor" }]);
    await other.getByText("Ms A Okafor is neither DSL nor headteacher. Choose another.").waitFor();
  });
});
