import type { PlanView } from "../../src/protocol/screen/plan-view.ts";
import { axeFinds } from "../panel/support/axe.ts";
import { panelStage } from "../panel/support/stage.ts";

const stage = panelStage();

const PLANNED: PlanView = {
  lesson: "l1",
  title: "Year 4 science",
  kind: "class",
  when: "Tuesday 1 December 2026, 10:00 to 10:45, every week until 15 December 2026",
  ready: false,
  class: "c1",
  lines: [
    {
      title: "Calendar",
      state: "your turn",
      words:
        "Microsoft does not let Lesson Guard write to your calendar. Your administrator has to give it the role Application Calendars.ReadWrite in Exchange. Lesson Guard keeps trying.",
    },
    {
      title: "Meeting options",
      state: "not yet",
      words: "They are set once Lesson Guard is in the chat.",
    },
    {
      title: "Families",
      state: "done",
      words:
        "2 children are on the register. 2 adults have a link that is noted as sent or opened; none has opened it. The links of this list lead to the lesson that is next, and to this one when its turn comes.",
    },
  ],
  text: {
    subject: "Oakfield: a live lesson by video on Tuesday 1 December 2026",
    body: "Oakfield: a live lesson by video.\nTuesday 1 December 2026, 10:00 to 10:45.",
  },
};

const pressed: unknown[] = [];
let looked = 0;

beforeEach(() => {
  pressed.length = 0;
  looked = 0;
  stage.server.route = ({ path, method, body }) => {
    if (path === "/api/me")
      return { body: { name: "Ms Okafor", roles: ["staff"], school: "s", schools: [] } };
    if (path === "/api/plans/l1") {
      looked += 1;
      const [first, ...rest] = PLANNED.lines;
      const lines = [{ ...first, state: "done", words: "The lesson is in your calendar." }, ...rest];
      return { body: { view: { ...PLANNED, lines } } };
    }
    if (method === "POST") {
      pressed.push(body);
      return { body: { say: "Noted. The meeting is being made now.", view: PLANNED } };
    }
    return {
      body: {
        plans: [],
        classes: [{ class: "c1", name: "4 Willow" }],
        colleagues: [
          { id: "p1", name: "Mr D Hughes" },
          { id: "p2", name: "Mrs P Shah" },
        ],
      },
    };
  };
});

it.each([320, 1280])(
  "a lesson is planned by its form at %i pixels, and what is missing is said",
  async (width) => {
    const { page, panel } = await stage.open({ path: "/plan", width, height: 2_400 });
    const button = panel.getByRole("button", { name: "Plan this lesson" });
    // It is there, and does nothing yet.
    await button.click({ force: true });
    expect(pressed).toEqual([]);
    await panel.getByLabel("What it is for").fill("Year 4 science");
    await panel.getByLabel("Day").fill("2026-12-01");
    await panel.getByLabel("Start").fill("10:00");
    await panel.getByLabel("Every week at this time").check();
    await panel.getByLabel("Last lesson").fill("2026-12-18");
    await panel.getByLabel("Add a colleague").selectOption("Mr D Hughes");
    await panel.getByLabel("Add a colleague").selectOption("Mrs P Shah");
    await panel.getByRole("button", { name: "Leave out Mrs P Shah" }).click();
    await button.click();
    await panel.getByText("Noted. The meeting is being made now.").waitFor();
    expect(pressed).toEqual([
      {
        request: expect.stringMatching(/^[0-9a-f-]{36}$/),
        kind: "class",
        title: "Year 4 science",
        day: "2026-12-01",
        time: "10:00",
        minutes: 45,
        weeklyUntil: "2026-12-18",
        class: "c1",
        staff: ["p1"],
      },
    ]);
    // The form is new: what was written in it does not stand for another lesson.
    expect(await panel.getByLabel("What it is for").inputValue()).toBe("");
    await panel.getByText("The text for families").click();
    expect(await panel.getByLabel("Text", { exact: true }).inputValue()).toContain("10:00 to 10:45");
    expect(await axeFinds(panel)).toEqual([]);
    expect(
      await panel.evaluate(
        () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
      ),
    ).toBe(true);
    await page.screenshot({ path: `tests/.output/plan-${width}.png` });
    // It looks again by itself, for as long as something is not done.
    await panel.getByText("The lesson is in your calendar.").waitFor();
    expect(looked).toBeGreaterThan(0);
  },
);

it("says whom it is for where the account is not staff", async () => {
  stage.server.route = ({ path }) =>
    path === "/api/me"
      ? { body: { name: "Ms Okafor", roles: ["dsl"], school: "s", schools: [] } }
      : { status: 403, body: {} };
  const { panel } = await stage.open({ path: "/plan" });
  await panel.getByText("Planning is for staff").waitFor();
});
