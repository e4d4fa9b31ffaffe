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
