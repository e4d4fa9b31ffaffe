import { type PracticeGraph, startPracticeGraph } from "../meeting/support/practice-graph.ts";
import { MINUTE, type Recorded, recordedLesson } from "./recorded-lesson.ts";

// S7, once the recording is in the folder: who can open that, and whether it is still there.

let cloud: PracticeGraph;
let of: Recorded;
beforeAll(async () => {
  cloud = await startPracticeGraph();
});
afterAll(() => cloud.stop());
beforeEach(async () => {
  of = await recordedLesson(cloud);
  await of.file();
});
afterEach(() => of.day.close());

const IS_FILED = /Put into “Zoom Sessions” at/;

it("is said to be open to no others only where Microsoft shows that", async () => {
  cloud.switches.staffFolder = "hidden";
  await of.watch();
  expect(await of.said()).toContain("Microsoft does not show Lesson Guard who can open “Zoom Sessions”.");
  cloud.switches.staffFolder = "wide";
  await of.watch();
  expect(await of.said()).toMatch(
    /Not only the DSL and the headteacher can open “Zoom Sessions”: \d+ people, \d+ groups, 1 link\./,
  );
});

it.each([
  ["deleted", "delete", /No longer in “Zoom Sessions”, seen at/, { done: true }],
  ["moved", "move", /It was moved out of “Zoom Sessions”, seen at/, { round: "looked at" }],
] as const)("is looked for each day: %s", async (_what, how, says, outcome) => {
  expect(await of.watch()).toMatchObject({ round: "looked at", againAfterMs: 24 * 60 * MINUTE });
  expect(await of.said()).not.toMatch(/No longer|moved/);
  cloud.drive.byHand(how);
  expect(await of.watch()).toMatchObject(outcome);
  expect(await of.said()).toMatch(says);
  expect(await of.said()).not.toMatch(/Put into/);
});

it.each([
  ["the folder is gone", () => (cloud.switches.staffFolder = "gone")],
  ["the site is closed to us", () => (cloud.switches.siteGranted = false)],
  ["Microsoft does not answer", () => cloud.faults.add({ operation: "graph.drive.*", kind: 503, times: 9 })],
])("is not said to be deleted where %s", async (_what, begin) => {
  begin();
  expect(await of.watch()).toHaveProperty("reason");
  expect(await of.said()).toMatch(IS_FILED);
});

it("is said to be late once its day has come, until it is gone", async () => {
  of.day.wait(31 * 24 * 60 * MINUTE);
  expect(await of.said()).toContain("It was to be deleted on 24 December 2026, and is still in the folder.");
  cloud.drive.byHand("delete");
  await of.watch();
  expect(await of.said()).not.toContain("to be deleted");
});
