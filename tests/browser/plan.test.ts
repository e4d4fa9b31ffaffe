import type { PlanView } from "../../src/protocol/screen/plan-view.ts";
import { axeFinds } from "../panel/support/axe.ts";
import { panelStage } from "../panel/support/stage.ts";
import { soon } from "../support/soon.ts";

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
    await panel.getByLabel("Day", { exact: true }).fill("2026-12-01");
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

it("what is missing is named, and nothing else", async () => {
  const { panel } = await stage.open({ path: "/plan" });
  await panel.getByText("Fill in what it is for, the day and the start.").waitFor();
  await panel.getByLabel("What it is for").fill("Year 4 science");
  await panel.getByLabel("Day", { exact: true }).fill("2026-12-01");
  await panel.getByLabel("Start").fill("10:00");
  await panel.getByLabel("Every week at this time").check();
  await panel.getByText("Fill in the last lesson.").waitFor();
});

/** The page with one planned lesson. @param answers what the presses are answered, in turn */
const withPlan = (view: PlanView, ...answers: readonly object[]): void => {
  const before = stage.server.route;
  const left = [...answers];
  stage.server.route = (asked) => {
    const { path, method, body } = asked;
    if (method === "POST") {
      pressed.push({ path, body });
      return left.shift() as { status?: number; body: object };
    }
    if (path === "/api/plans/l1") {
      looked += 1;
      return { body: { view } };
    }
    return path === "/api/plans" ? { body: { plans: [view], classes: [], colleagues: [] } } : before(asked);
  };
};

it("a lesson is cancelled by a second press that names it, and what stood before is said no more", async () => {
  const open: PlanView = { ...PLANNED, mayCancel: true };
  const { mayCancel: _, ...rest } = open;
  const done: PlanView = {
    ...rest,
    cancelled: true,
    ready: true,
    lines: [{ title: "Calendar", state: "done", words: "The lesson is out of your calendar." }],
  };
  withPlan(open, { body: { say: "Cancelled. The page for families says so.", view: done } });
  const { panel } = await stage.open({ path: "/plan" });
  await panel.getByRole("button", { name: "Cancel this lesson" }).click();
  await panel.getByText("It cannot be taken back: you can plan another.").waitFor();
  expect(pressed).toEqual([]);
  await panel.getByRole("button", { name: "Leave it as it is" }).click();
  await panel.getByRole("button", { name: "Cancel this lesson" }).click();
  await panel.getByRole("button", { name: "Cancel Year 4 science" }).click();
  await panel.getByRole("heading", { name: "Cancelled: Year 4 science" }).waitFor();
  await panel.getByText("Cancelled. The page for families says so.").waitFor();
  expect(pressed).toEqual([{ path: "/api/plans/l1", body: { do: "cancel" } }]);
  expect(await panel.getByRole("button", { name: "Cancel this lesson" }).count()).toBe(0);
  expect(await axeFinds(panel)).toEqual([]);
});

it("one lesson of a series is cancelled alone, named before the press, and its text is there to send", async () => {
  const weeks = ["1", "8"].map((n) => ({
    day: `2026-12-0${n}`,
    when: `Tuesday ${n} December 2026, 10:00 to 10:45`,
  }));
  const [first, second] = weeks;
  if (first === undefined || second === undefined) throw new Error("no weeks");
  const text = { subject: "Oakfield: the live lesson is cancelled", body: "It is cancelled." };
  const off = {
    ...second,
    cancelled: { state: "done" as const, words: "It is out of your calendar.", text },
  };
  const after: PlanView = { ...PLANNED, weeks: [first, off] };
  withPlan(
    { ...PLANNED, mayCancel: true, weeks },
    { body: { say: "Cancelled, this one alone.", view: after } },
  );
  const { panel } = await stage.open({ path: "/plan" });
  await panel.getByRole("button", { name: "Cancel the whole series" }).waitFor();
  await panel.getByText("Cancel one lesson of this series").click();
  await panel.getByRole("button", { name: `Cancel ${second.when}` }).click();
  await panel.getByText("The other lessons of the series stay.").waitFor();
  expect(pressed).toEqual([]);
  await panel.getByRole("button", { name: "Cancel this lesson alone" }).click();
  await panel.getByText(`Cancelled: ${second.when}.`).waitFor();
  expect(pressed).toEqual([{ path: "/api/plans/l1", body: { do: "cancel", day: "2026-12-08" } }]);
  await panel.getByText("The text for families").first().click();
  expect(await panel.getByLabel(`Subject, ${second.when}`, { exact: true }).inputValue()).toBe(text.subject);
  expect(await axeFinds(panel)).toEqual([]);
});

it("at the time of another lesson it is planned only by a second press, which says so", async () => {
  const say = "Nothing is planned yet. You have another lesson then: “Year 4 maths”, 1 December 2026.";
  const refusal = { status: 409, body: { error: { code: "overlaps", say } } };
  const ready: PlanView = { ...PLANNED, lesson: "l2", ready: true, lines: [] };
  withPlan(PLANNED, refusal, refusal, {
    body: { say: "Noted. The meeting is being made now.", view: ready },
  });
  const { panel } = await stage.open({ path: "/plan" });
  await panel.getByLabel("What it is for").fill("Year 4 science");
  await panel.getByLabel("Day", { exact: true }).fill("2026-12-01");
  await panel.getByLabel("Start").fill("10:00");
  const plan = panel.getByRole("button", { name: "Plan this lesson" });
  await plan.click();
  await panel.getByText(say).waitFor();
  await panel.getByRole("button", { name: "Do not plan it" }).click();
  await panel.getByText("Not planned.").waitFor();
  await plan.click();
  await panel.getByRole("button", { name: "Plan it all the same" }).click();
  await soon(() => expect(pressed).toHaveLength(3));
  expect(pressed.map((one) => (one as { body: { overlapping?: true } }).body.overlapping)).toEqual([
    undefined,
    undefined,
    true,
  ]);
});

it("what waits for a person is asked for seldom, and not at all while no one looks", async () => {
  const [first] = PLANNED.lines;
  if (first === undefined) throw new Error("there is no line");
  withPlan({ ...PLANNED, lines: [first] });
  const { panel, page } = await stage.open({ path: "/plan" });
  await panel.getByRole("heading", { name: "Year 4 science" }).waitFor();
  await page.clock.install();
  const seen = (hidden: boolean) =>
    panel.evaluate((isHidden) => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => isHidden });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  await seen(true);
  expect(looked).toBe(0);
  await seen(false);
  await soon(() => expect(looked).toBe(1));
  // The answer has been drawn, and the next look is not due.
  await panel.getByText("Your turn.").first().waitFor();
  await page.clock.fastForward(20_000);
  expect(looked).toBe(1);
  await page.clock.fastForward(11_000);
  await soon(() => expect(looked).toBe(2));
  await seen(true);
  await page.clock.fastForward(120_000);
  expect(looked).toBe(2);
});

it("says whom it is for where the account is not staff", async () => {
  stage.server.route = ({ path }) =>
    path === "/api/me"
      ? { body: { name: "Ms Okafor", roles: ["dsl"], school: "s", schools: [] } }
      : { status: 403, body: {} };
  const { panel } = await stage.open({ path: "/plan" });
  await panel.getByText("Planning is for staff").waitFor();
});
