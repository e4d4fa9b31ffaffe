import { axeFinds } from "../panel/support/axe.ts";
import type { Answer, Arrived } from "../panel/support/school-server.ts";
import { panelStage } from "../panel/support/stage.ts";

const AT = "2026-11-24T10:42:00.000Z";

const LESSON = { lesson: "l1", title: "Year 4 maths", kind: "class", startedAt: AT, staff: ["Miss Hart"] };
const MADE = {
  at: AT,
  by: "dsl",
  byName: "Mrs Grant",
  of: "child",
  form: "pdf",
  purpose: "family",
  child: "Łukasz Nowak",
};

const HOLD = {
  hold: "h1",
  at: AT,
  by: "dsl",
  byName: "Mrs Grant",
  on: "pupil",
  pupil: "Zoë Ng",
  reason: "Court",
};

const RESTORED = "The record was restored on 24 November 2026, 12:40 from a copy of 24 November 2026, 10:15.";

const stage = panelStage();

const answerTo = ({ method, path }: Arrived): Answer => {
  if (path === "/api/me") return { body: { name: "Mrs Grant", roles: ["dsl"] } };
  if (path === "/api/record/now") return { body: { now: AT, lessons: [] } };
  if (path === "/api/record/lessons") return { body: { lessons: [LESSON] } };
  if (path === "/api/exports")
    return {
      body: method === "GET" ? { exports: [MADE], holds: [HOLD], stepsBack: [RESTORED] } : { file: true },
    };
  if (path === "/api/keeping") return { body: { say: "Done here." } };
  return { body: { concerns: [] } };
};

beforeEach(() => {
  stage.server.route = answerTo;
});

const openKeeping = async (width: number) => {
  const opened = await stage.open({ path: "/record", width });
  await opened.panel.getByRole("button", { name: /^The school’s record/ }).click();
  await opened.panel.getByRole("heading", { name: "Exported" }).waitFor();
  return opened;
};

const asked = (): unknown[] =>
  stage.server.arrived
    .filter(({ method, path }) => method === "POST" && path === "/api/exports")
    .map(({ body }) => body);

describe("the school's record, for a DSL", () => {
  it("takes a lesson out, found by its day, for a named purpose", async () => {
    const { page, panel } = await openKeeping(900);
    await panel.getByText(RESTORED).waitFor();
    await panel.getByRole("button", { name: "Find lessons" }).click();
    await panel.getByText("Year 4 maths").click();
    await panel.getByLabel("What for").first().selectOption("inspection");
    const download = page.waitForEvent("download");
    await panel.getByRole("button", { name: "Export this lesson" }).click();
    await download;
    await panel.getByText("The export, and what it is for, is recorded.").waitFor();
    expect(asked()).toEqual([
      { wanted: { of: "lesson", lesson: "l1", form: "pdf" }, purpose: { kind: "inspection" } },
    ]);
  });

  it("sends a child's name in the body, and asks for words where nothing else says what for", async () => {
    const { page, panel } = await openKeeping(320);
    await panel.getByText("One child", { exact: true }).click();
    await panel.getByRole("button", { name: "Export what the record holds" }).click();
    await panel.getByText("Write the child’s name as it is on the register.").waitFor();
    await panel.getByLabel("The child’s full name").fill("Łukasz Nowak");
    await panel.getByLabel("What for").first().selectOption("other");
    await panel.getByRole("button", { name: "Export what the record holds" }).click();
    await panel.getByText("Say in a few words what it is for.").waitFor();
    expect(asked()).toEqual([]);
    await panel.getByLabel("In your words").first().fill("Asked by the court");
    const download = page.waitForEvent("download");
    await panel.getByRole("button", { name: "Export what the record holds" }).click();
    await download;
    expect(asked()).toEqual([
      {
        wanted: { of: "child", name: "Łukasz Nowak", form: "pdf" },
        purpose: { kind: "other", words: "Asked by the court" },
      },
    ]);
    expect(stage.server.arrived.map(({ path }) => path).join()).not.toContain("Nowak");
  });

  it("says what the server refused, and keeps what was written", async () => {
    const refused = { error: { code: "nothing", say: "Nothing in the record is of this." } };
    stage.server.route = (request) =>
      request.method === "POST" ? { status: 409, body: refused } : answerTo(request);
    const { panel } = await openKeeping(320);
    await panel.getByText("Sample for an inspection").click();
    await panel.getByRole("button", { name: "Make the sample" }).click();
    await panel.getByText("Nothing in the record is of this.").waitFor();
  });

  it("holds, lifts and erases, each with its reason", async () => {
    const { panel } = await openKeeping(320);
    await panel.getByText("One child: legal hold, or erasing names").click();
    await panel.getByLabel("The child’s name, as on the register").fill("Zoë Ng");
    await panel.getByRole("button", { name: "Erase this child’s names" }).click();
    await panel.getByText("Give the reason in a few words.").waitFor();
    await panel.getByLabel("Reason").nth(1).fill("Asked by the family");
    await panel.getByRole("button", { name: "Erase this child’s names" }).click();
    await panel.getByText("Done here.").waitFor();
    await panel.getByText(/^Zoë Ng, since/).click();
    await panel.getByLabel("Reason").last().fill("Case is over");
    await panel.getByRole("button", { name: "Lift the hold" }).click();
    const sent = () =>
      stage.server.arrived.filter(({ path }) => path === "/api/keeping").map(({ body }) => body);
    while (sent().length < 2) await new Promise((later) => setTimeout(later, 20));
    expect(sent()).toEqual([
      { do: "erase-child", name: "Zoë Ng", reason: "Asked by the family" },
      { do: "lift-hold", hold: "h1", reason: "Case is over" },
    ]);
  });

  it.each([280, 900])("breaks no rule of axe at %i px, and nothing scrolls sideways", async (width) => {
    const { panel } = await openKeeping(width);
    await panel.getByRole("button", { name: "Find lessons" }).click();
    for (const part of ["Year 4 maths", "One child", "Sample for an inspection", "Signed copy of the record"])
      await panel
        .getByText(part, { exact: part !== "Year 4 maths" })
        .first()
        .click();
    expect(await axeFinds(panel)).toEqual([]);
    const sideways = await panel.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways).toBe(0);
  });
});

it("keeping the record is not offered to a person who does not keep it", async () => {
  stage.server.route = (request) =>
    request.path === "/api/me" ? { body: { name: "Miss Hart", roles: ["staff"] } } : answerTo(request);
  const { panel } = await stage.open({ path: "/record", width: 320, hash: "#record" });
  await panel.getByText("This concern does not exist, or is not for you.").waitFor();
  expect(await panel.getByRole("button", { name: /^The school’s record/ }).count()).toBe(0);
});
