import { recordingsFor } from "../../src/desk/recordings.ts";
import type { DutyServices } from "../../src/duty/handlers/duty-services.ts";
import { remindRecording } from "../../src/duty/handlers/recording-reminders.ts";
import { errorFromAnswer } from "../../src/meeting/cloud-error.ts";
import { linksTo } from "../../src/teams/cards/links.ts";
import { type PracticeGraph, startPracticeGraph } from "../meeting/support/practice-graph.ts";
import { TEACHER } from "../protocol/lesson/story.ts";
import { type Recorded, recordedLesson } from "./recorded-lesson.ts";

// S6: each day until CPOMS has it, and all else about the recording is done.

const HOUR = 60 * 60_000;
const CALL = { service: "connector", operation: "open chat", repeatable: true } as const;

let cloud: PracticeGraph;
let of: Recorded;
let told: { to: string; card: string }[];
let failing: Error | undefined;
beforeAll(async () => {
  cloud = await startPracticeGraph();
});
afterAll(() => cloud.stop());
beforeEach(async () => {
  of = await recordedLesson(cloud);
  told = [];
  failing = undefined;
});
afterEach(() => of.day.close());

const remind = async (): Promise<unknown> => {
  const services = {
    ...of.day,
    links: linksTo("app", "tenant"),
    sender: {
      openPersonal: async (person: string) => {
        if (failing !== undefined) throw failing;
        return person;
      },
      send: async (to: string, card: object) => {
        told.push({ to, card: JSON.stringify(card) });
        return { activityId: `${to}-${told.length}` };
      },
      update: async () => undefined,
    },
  } as unknown as DutyServices;
  const attempt = {} as Parameters<ReturnType<typeof remindRecording>>[1];
  return remindRecording(services)({ kind: "remind-recording", lesson: of.id }, attempt);
};

const toWhom = (): readonly string[] => told.map(({ to }) => to);

it("waits for half past three, then tells the member of staff once that day", async () => {
  // The lesson was at ten.
  expect(await remind()).toMatchObject({ round: "looked at" });
  expect(told).toEqual([]);
  of.day.wait(6 * HOUR);
  await remind();
  await remind();
  expect(toWhom()).toEqual([TEACHER.id]);
  expect(told[0]?.card).toContain("CPOMS: not yet. The lesson was recorded on 24 November 2026.");
  expect(told[0]?.card).not.toMatch(/Amara/);
  of.day.wait(24 * HOUR);
  await remind();
  expect(toWhom()).toEqual([TEACHER.id, TEACHER.id]);
});

it("is still planned after a holiday in which nothing ran", async () => {
  const planned = (await of.day.record.dutiesOf(`lesson:${of.id}`)).find(
    ({ work }) => work.kind === "remind-recording",
  );
  expect(planned?.expiresAt).toBeGreaterThan(Date.parse(of.day.now()) + 400 * 24 * HOUR);
});

it("tells the DSLs too once two days have gone by, and says whom to ask", async () => {
  of.day.wait(54 * HOUR);
  await remind();
  expect([...toWhom()].sort()).toEqual(["deputy", "dsl", TEACHER.id].sort());
  expect(told.find(({ to }) => to === "dsl")?.card).toContain("Ask ");
});

it("is tried again where Teams is busy, and keeps a closed chat from no one else", async () => {
  of.day.wait(54 * HOUR);
  failing = errorFromAnswer(CALL, { status: 429, code: "Throttled" });
  expect(await remind()).toMatchObject({ reason: "Throttled" });
  failing = errorFromAnswer(CALL, { status: 403, code: "BotNotInstalled" });
  expect(await remind()).toMatchObject({ round: "looked at" });
});

it("says nothing of CPOMS once it has the reference, goes on with the rest, and ends when all is done", async () => {
  await of.press({ press: "recording-in-cpoms", reference: "C-77" });
  await of.file();
  of.day.wait(6 * HOUR);
  await remind();
  expect(told[0]?.card).not.toContain("CPOMS");
  expect(told[0]?.card).toContain("Teams’ own copy of the recording is to be deleted.");
  await of.press({ press: "first-copy-deleted" });
  of.day.wait(24 * HOUR);
  await remind();
  expect(told).toHaveLength(1);
  of.day.wait(30 * 24 * HOUR);
  await remind();
  expect(told[1]?.card).toContain("The recording was to be deleted on 24 December 2026.");
  cloud.drive.byHand("delete");
  await of.watch();
  expect(await remind()).toEqual({ done: true });
});

describe("the list for DSL and headteacher", () => {
  const list = (counted = false) => recordingsFor(of.day, of.day.now(), counted);

  it("has what is left to do, late after the day itself, without a pupil's name", async () => {
    const [one, ...others] = (await list()).open;
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      late: false,
      tasks: [expect.stringMatching(/^CPOMS: not yet/), expect.any(String)],
    });
    of.day.wait(24 * HOUR);
    const later = await list();
    expect(later.open[0]).toMatchObject({
      late: true,
      tasks: [expect.stringMatching(/^Late: CPOMS/), expect.any(String)],
    });
    expect(JSON.stringify(later)).not.toMatch(/Amara/);
  });

  it("has counts for a headteacher alone", async () => {
    expect((await list()).counts).toBeUndefined();
    expect((await list(true)).counts).toEqual([expect.objectContaining({ term: "Autumn 2026", count: 1 })]);
  });
});
