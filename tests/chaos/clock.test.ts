import { join } from "node:path";
import type { ConcernView, LessonView } from "../../src/protocol/screen/view.ts";
import { cardsWith } from "../e2e/support/cards.ts";
import { untilAnswered, withFamilies } from "../e2e/support/crash.ts";
import { PracticeLesson } from "../e2e/support/lesson.ts";
import type { Panel } from "../e2e/support/panel.ts";
import { RecordFile } from "../e2e/support/record-file.ts";
import { PATIENCE_MS } from "./support/amounts.ts";
import { figure } from "./support/figures.ts";
import { Steering } from "./support/steering.ts";

jest.setTimeout(PATIENCE_MS);

const PHONE = "01632 960123";
const FAMILIES = 3;
const WITHIN_MS = 15_000;
const SECOND_MS = 1000;

let lesson: PracticeLesson;
let record: RecordFile;
let steering: Steering;
let id: string;
let slowestMs = 0;

beforeAll(async () => {
  lesson = await PracticeLesson.begin("maths", { app: join(import.meta.dirname, "support/steered.ts") });
  const { practice } = lesson;
  record = new RecordFile(practice);
  steering = new Steering(practice);
  ({ lesson: id } = await lesson.recognised());
  await withFamilies(lesson, FAMILIES);
});

afterAll(async () => {
  const violations = await lesson.practice.violations();
  await lesson.stop();
  figure("clock set by an hour each way: slowest until all was done, in s", (slowestMs / 1000).toFixed(1));
  // A token made in the moment in between: refused, and asked for again.
  expect(violations.filter(({ status }) => status !== 401)).toEqual([]);
});

/** A person whose token was made before the clock was set needs another one. */
const teacher = (): Panel => lesson.as("okafor");

const screen = async (): Promise<LessonView> => untilAnswered(lesson.practice, () => teacher().open("maths"));

const concern = async (ref: string): Promise<ConcernView> =>
  untilAnswered(
    lesson.practice,
    async () => (await teacher().concern(ref)) ?? Promise.reject(new Error(ref)),
  );

const alerts = async (ref: string): Promise<number> => (await cardsWith(lesson.practice, "dsl", ref)).length;

/** Words make it another concern: the next bare press is not the same one. */
const raise = async (): Promise<string> => {
  const { ref } = await untilAnswered(lesson.practice, () => teacher().raise(id, "child"));
  await teacher().ask("POST", `/api/concerns/${ref}/details`, { words: "what was seen" });
  return ref;
};

const stepsOf = (ref: string): number =>
  record.events(`concern:${ref}`).filter(({ type }) => type === "Escalated").length;

/** Moments of facts, in the order in which they were recorded. */
const moments = (stream: string): readonly string[] =>
  record
    .rows<{ at: string }>("select at from events where stream = ? order by version", stream)
    .map(({ at }) => at);

const givenUp = (): readonly unknown[] =>
  record.duties().filter(({ state }) => state === "failed" || state === "expired");

/** A phase by another press each time, with its options: what a pause and a resume call for. */
const pressedPhase = async (press: "pause" | "resume"): Promise<void> => {
  await untilAnswered(lesson.practice, () => teacher().press(id, { press }));
};

describe.each([
  ["forward", 60, "pause", false],
  ["back", -60, "resume", false],
  ["back, and the program killed meanwhile", -60, "pause", true],
] as const)("the clock is put %s by an hour in the middle of a lesson", (_, minutes, press, killed) => {
  it("what waits is done in seconds, once, and the screen stays true", async () => {
    const { practice } = lesson;
    const told = await raise();
    await practice.until("the DSL is told", async () => (await concern(told)).state === "told", WITHIN_MS);

    // Busy answers do no work: nothing is in doubt, so nothing may come twice. The options are asked for
    // and never answered: that try holds its lease until it is cut off, or the program with it.
    await practice.fault({ operation: "connector.*", kind: 429, times: 3, retryAfter: 2 });
    await practice.fault({ operation: "connector.*", kind: 503, times: 10_000 });
    await practice.fault({ operation: "graph.onlineMeeting.patch", kind: "hang", times: 1 });
    await practice.fault({ operation: "graph.onlineMeeting.patch", kind: 503, times: 10_000 });
    const waiting = await raise();
    await pressedPhase(press);

    if (killed) {
      await practice.app({ act: "kill" });
      await steering.set(minutes);
      await practice.app({ act: "start" });
    } else {
      await steering.set(minutes);
    }
    const set = performance.now();

    const at = await screen();
    expect(at.doors.state).not.toBe("proven");
    expect((await concern(waiting)).state).not.toBe("told");
    // Seconds have passed, not an hour; a start may take as long as it takes.
    if (!killed) expect(at.notSent).toBeUndefined();
    await steering.pass(15 * SECOND_MS);
    const late = await practice.until(
      "the panel says not to wait, with the phone number",
      async () => {
        const { notSent } = await screen();
        return notSent;
      },
      WITHIN_MS,
    );
    expect(late).toContain(PHONE);

    await practice.clearFaults();
    const cleared = performance.now();
    await practice.until(
      "the alert is told and the options are proven",
      async () =>
        (await concern(waiting)).state === "told" &&
        (await alerts(waiting)) > 0 &&
        (await screen()).doors.state === "proven",
      WITHIN_MS,
    );
    slowestMs = Math.max(slowestMs, performance.now() - cleared);
    expect((await screen()).phase).toBe(press === "pause" ? "paused" : "arrival");
    expect((await screen()).notSent).toBeUndefined();
    expect([await alerts(told), await alerts(waiting)]).toEqual([1, 1]);

    // Three minutes from the press, whatever the clock says: so much has passed in all.
    const passed = 15 * SECOND_MS + performance.now() - set;
    expect(stepsOf(told)).toBe(0);
    await steering.pass(180 * SECOND_MS - passed - 30 * SECOND_MS);
    expect(stepsOf(told)).toBe(0);
    await steering.pass(40 * SECOND_MS);
    await practice.until("it escalates", async () => stepsOf(told) === 1, WITHIN_MS);
    await untilAnswered(practice, async () => {
      const answers = await Promise.all(
        [told, waiting].map((ref) => lesson.as("lowe").ask("POST", `/api/concerns/${ref}/have-it`, {})),
      );
      return answers.every(({ status }) => status === 200) ? answers : Promise.reject(new Error("not taken"));
    });
    expect(stepsOf(told)).toBe(1);

    expect(givenUp()).toEqual([]);
    for (const stream of [`lesson:${id}`, `concern:${told}`, `concern:${waiting}`])
      expect(moments(stream)).toEqual(moments(stream).toSorted());
  });
});
