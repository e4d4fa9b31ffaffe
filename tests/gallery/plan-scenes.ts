import type { PlanLine } from "../../src/protocol/screen/plan-line.ts";
import type { PlanView } from "../../src/protocol/screen/plan-view.ts";
import type { Scene, Scenes } from "./scene.ts";

const line = (title: string, state: PlanLine["state"], words: string): PlanLine => ({ title, state, words });

const planned = (lesson: string, day: string, lines: readonly PlanLine[]): PlanView => ({
  lesson,
  title: "Year 4 science",
  kind: "class",
  when: `${day}, 10:00 to 10:45, every week until 15 December 2026`,
  ready: lines.every(({ state }) => state === "done"),
  class: "c1",
  lines,
  text: {
    subject: `Oakfield: a live lesson by video on ${day}`,
    body: `Oakfield: a live lesson by video.\n${day}, 10:00 to 10:45.`,
  },
});

const DONE = [
  line("Calendar", "done", "The lesson is in your calendar, with its Teams meeting."),
  line("Lesson Guard", "done", "Lesson Guard is in the meeting’s chat, with the side panel."),
];

/** A planned lesson that still lacks something, and one that lacks nothing. */
export const PLANNED: readonly PlanView[] = [
  planned("l1", "Tuesday 1 December 2026", [
    ...DONE,
    line("Meeting options", "not yet", "They are set once Lesson Guard is in the chat."),
    line(
      "Private messages",
      "your turn",
      "Mr D Hughes: Microsoft does not let Lesson Guard install itself. They open Apps in Teams and add Lesson Guard. Lesson Guard keeps trying.",
    ),
  ]),
  planned("l2", "Thursday 3 December 2026", DONE),
];

const plan = (says: string, plans: readonly PlanView[], more: Partial<Scene> = {}): Scene => ({
  says,
  path: "/plan",
  height: 1500,
  answers: ({ path }) => {
    if (path === "/api/me")
      return { body: { name: "Miss Hart", roles: ["staff"], school: "s", schools: [] } };
    if (path.startsWith("/api/plans/"))
      return { body: { view: plans.find(({ lesson }) => path.endsWith(lesson)) } };
    return {
      body: {
        plans,
        classes: [{ class: "c1", name: "4 Willow, autumn" }],
        colleagues: [{ id: "p1", name: "Mr D Hughes" }],
      },
    };
  },
  until: "Plan this lesson",
  ...more,
});

/** What staff see who plan a lesson. */
export const PLAN = {
  "plan-new": plan("A lesson is planned", []),
  "plan-weekly": plan("A lesson of every week, with a colleague", [], {
    play: async (panel) => {
      await panel.getByLabel("What it is for").fill("Year 4 science");
      await panel.getByLabel("Every week at this time").check();
      await panel.getByLabel("Add a colleague").selectOption("Mr D Hughes");
    },
  }),
  "plan-planned": plan("How far a planned lesson is, and the text for its families", PLANNED, {
    height: 2600,
    play: async (panel) => {
      await panel.getByText("The text for families").first().click();
    },
  }),
  "plan-none": {
    says: "Not a member of staff",
    path: "/plan",
    answers: () => ({ status: 403, body: { error: { code: "no-right", say: "This page is for staff." } } }),
    until: "Planning is for staff",
  },
} as const satisfies Scenes;
