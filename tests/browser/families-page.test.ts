import type { ClassView } from "../../src/protocol/screen/families-view.ts";
import { axeFinds } from "../panel/support/axe.ts";
import { panelStage } from "../panel/support/stage.ts";

const stage = panelStage();

const AT = "2026-11-24T10:42:00.000Z";
const LINK = "https://guard.example/family#token-of-mum";

/** Two children: one adult has answered, one has not, and a child has no adult yet. @param hasLink the second adult */
const viewOf = (hasLink: boolean): ClassView => ({
  class: "c1",
  name: "4 Willow",
  meets: true,
  weekly: true,
  families: [
    {
      family: "f1",
      ref: "F1",
      child: "Amara Osei",
      permission: "given",
      adults: [
        { adult: "a1", name: "Mrs Osei", permission: "given", since: AT, toAsk: false },
        {
          adult: "a2",
          name: "Mr Osei",
          permission: "not asked",
          toAsk: true,
          ...(hasLink
            ? {
                link: {
                  state: "works",
                  madeAt: AT,
                  expiresAt: "2027-08-31T23:00:00.000Z",
                  wording: "2026-11-30",
                  opened: [],
                },
              }
            : {}),
        },
      ],
    },
    { family: "f2", ref: "F2", child: "Maya Singh", permission: "not asked", adults: [] },
    {
      family: "f3",
      ref: "F3",
      child: "Ben Price",
      permission: "given",
      adults: [{ adult: "a3", name: "Mrs Price", permission: "given", since: AT, toAsk: false }],
    },
  ],
});
const MADE = [{ family: "f1", adult: "a2", link: LINK, text: `Your own link: ${LINK}`, madeAt: AT }];

/** Whether a link has been made, and is still shown. @param breaksOff the answer to the press is lost */
const serve = (breaksOff: boolean) => {
  const state = { made: false, shown: false };
  const lists = ["c1", "c2"].map((id) => ({ class: id, name: id === "c1" ? "4 Willow" : "5 Elm" }));
  stage.server.route = ({ path, method, body, search }) => {
    if (path === "/api/me")
      return { body: { name: "Ms Okafor", roles: ["staff"], school: "s", schools: [] } };
    if (path === "/api/lessons") return { body: { lessons: [] } };
    if (path === "/api/classes") return { body: { classes: lists } };
    const view = viewOf(state.made);
    if (method === "GET")
      return {
        body:
          path === "/api/classes/c2"
            ? { view: { ...view, class: "c2", name: "5 Elm", families: [] }, notes: [] }
            : { view, ...(search?.includes("links") === true ? { notes: state.shown ? MADE : [] } : {}) },
      };
    const press = (body as { do: string }).do;
    if (press === "links-copied") state.shown = false;
    else Object.assign(state, { made: true, shown: true });
    if (breaksOff && press === "make-links") return { status: 504, body: "lost on the way" };
    return {
      body: { say: "Done.", view: viewOf(state.made), ...(press === "make-links" ? { notes: MADE } : {}) },
    };
  };
  return state;
};

it("says of the lessons only what is known: being read, not read, or none", async () => {
  serve(false);
  const usual = stage.server.route;
  let answers = false;
  stage.server.route = (request) =>
    request.path === "/api/lessons" && !answers ? { status: 504, body: "lost on the way" } : usual(request);
  const { panel } = await stage.open({ path: "/families" });
  await panel.getByText("Your lessons could not be read. Lesson Guard did not answer.").waitFor();
  const none = panel.getByText("Lesson Guard knows of no lesson of yours that is still to come.");
  expect(await none.count()).toBe(0);
  answers = true;
  await panel.getByRole("button", { name: "Read them again" }).click();
  await none.waitFor();
});

describe("new links on the page Families", () => {
  it("stay when the page is left, to the person who made them, until they say that they have them", async () => {
    const state = serve(false);
    const { panel } = await stage.open({ path: "/families" });
    await panel.getByRole("button", { name: "Make 3 links" }).click();
    await panel.getByRole("cell", { name: LINK }).waitFor();
    // Another list, and back; then the whole page anew, as a tab of Teams does it.
    await panel.getByLabel("List", { exact: true }).selectOption("c2");
    await panel.getByRole("heading", { name: "5 Elm" }).waitFor();
    expect(await panel.getByRole("cell", { name: LINK }).count()).toBe(0);
    await panel.getByLabel("List", { exact: true }).selectOption("c1");
    await panel.getByRole("cell", { name: LINK }).waitFor();
    const { panel: anew } = await stage.open({ path: "/families" });
    await anew.getByRole("cell", { name: LINK }).waitFor();
    await anew.getByRole("button", { name: "I have the links" }).click();
    await anew.getByRole("cell", { name: LINK }).waitFor({ state: "detached" });
    expect(state.shown).toBe(false);
  });

  it("broken off, it says what was made and what to press, and nothing of a child at risk", async () => {
    serve(true);
    const { panel } = await stage.open({ path: "/families" });
    await panel.getByRole("button", { name: "Make 3 links" }).click();
    await panel.getByText("It was broken off. All links that were made are shown below").waitFor();
    await panel.getByRole("cell", { name: LINK }).waitFor();
    expect(await panel.getByText(/at risk|office/).count()).toBe(0);
  });
});

describe("who has not answered, on the page Families", () => {
  it("is said in words, shown alone, and copied in one press", async () => {
    serve(false);
    const { panel } = await stage.open({ path: "/families" });
    await panel
      .getByText(
        "1 adult of 1 child has not answered yet. For each of these children another adult has answered. 1 child has no adult on the list, so no one is asked.",
      )
      .waitFor();
    await panel.getByLabel("Not answered yet (2 of 3)").check();
    expect(await panel.getByText("Ben Price").count()).toBe(0);
    expect(await panel.getByLabel("For the office").inputValue()).toBe(
      "4 Willow: permission for live lessons, not answered yet\nAmara Osei: Mr Osei (no link that works)\nMaya Singh: no adult on the list",
    );
    await panel.getByRole("button", { name: "Copy the names" }).click();
    await panel.getByText(/^(Copied\.|Selected\.)/).waitFor();
    expect(await axeFinds(panel)).toEqual([]);
  });

  it("a DSL reads it in words for every list, and the names only on one that they keep", async () => {
    stage.server.route = ({ path }) => {
      if (path === "/api/me")
        return { body: { name: "Mrs Lowe", roles: ["staff", "dsl"], school: "s", schools: [] } };
      if (path !== "/api/record/permission") return { body: { concerns: [], lessons: [] } };
      const lists = [
        { class: "c1", name: "4 Willow", keptBy: ["Ms Okafor"], words: "2 adults have not answered yet." },
        { class: "c2", name: "5 Elm", keptBy: ["Mrs Lowe"], words: "All.", text: "5 Elm: names" },
      ];
      return { body: { lists } };
    };
    const { panel } = await stage.open({ path: "/record" });
    await panel.getByText("Permission not answered yet").click();
    await panel.getByText("2 adults have not answered yet.").waitFor();
    await panel.getByText("Ms Okafor can copy the names.").waitFor();
    expect(await panel.getByRole("button", { name: "Copy the names" }).count()).toBe(1);
  });
});
