import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { ConcernView, LessonView } from "../../src/protocol/screen/view.ts";
import { cardsWith } from "../e2e/support/cards.ts";
import { endAtOnce, withFamilies } from "../e2e/support/crash.ts";
import { PracticeLesson } from "../e2e/support/lesson.ts";
import { RecordFile } from "../e2e/support/record-file.ts";
import { busy } from "../support/busy.ts";
import { AMOUNTS, PATIENCE_MS } from "./support/amounts.ts";
import { figure } from "./support/figures.ts";
import { Steering } from "./support/steering.ts";

jest.setTimeout(PATIENCE_MS);

const PHONE = "01632 960123";
const FAMILIES = 3;
const MINUTE_MS = 60_000;
const LASTS_MINUTES = 10;
const STEP_MINUTES = 2;
/** A person has been told by then. */
const TOLD_WITHIN_MS = 15_000;
/** The longest pause between two tries is half a minute. */
const DONE_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 6000;
const STEPS = ["doors", "removal", "alert"] as const;

let lesson: PracticeLesson;
let record: RecordFile;
let steering: Steering;
let id: string;
let ref: string;

beforeAll(async () => {
  lesson = await PracticeLesson.begin("maths", { app: join(import.meta.dirname, "support/steered.ts") });
  const { practice } = lesson;
  record = new RecordFile(practice);
  steering = new Steering(practice);
  ({ lesson: id } = await lesson.recognised());
  await endAtOnce(lesson);
  await withFamilies(lesson, FAMILIES);
});

afterAll(() => lesson.stop());

const goBy = (ms: number): Promise<void> => (AMOUNTS.outageInRealTime ? pause(ms) : steering.pass(ms));

type Seen = { readonly view: LessonView; readonly concern: ConcernView };

/** What the panel shows; where it may show nothing, why. */
const screen = async (): Promise<Seen | string> => {
  const asked = <Body>(path: string) =>
    lesson.teacher.ask<Body & { error?: { code: string; say: string } }>("GET", path);
  const { body: lessonPage } = await asked<{ view: LessonView }>(`/api/lessons/${id}`);
  const { body: concernPage } = await asked<{ concern: ConcernView }>(`/api/concerns/${ref}`);
  const refused = lessonPage.error ?? concernPage.error;
  return refused === undefined
    ? { view: lessonPage.view, concern: concernPage.concern }
    : `${refused.code}: ${refused.say}`;
};

const familiesIn = async (): Promise<number> =>
  (await lesson.practice.meeting("maths")).seats.filter(
    ({ where, person }) => where === "in" && person.startsWith("family-"),
  ).length;

const copiesIn = async (place: string): Promise<number> =>
  (await cardsWith(lesson.practice, place, ref)).length;

/** A single look at the options when a person came in is worth nothing a minute later: the round looks again. */
const isOneLook = (work: string): boolean => work.includes('"once":true');

const givenUp = (): readonly unknown[] =>
  record
    .duties()
    .filter(({ state, work }) => state === "failed" || (state === "expired" && !isOneLook(work)));

/** Nothing is said to be proven without a proof, and each line says what to do instead. */
const saysWhatToDo = ({ view, concern }: Seen): void => {
  for (const step of STEPS) {
    const proof = view.end?.steps.find((one) => one.step === step)?.proof;
    expect(`${step} ${proof?.state}`).toMatch(/ (not proven|refused)$/);
    expect(proof?.sentence).toMatch(/\S/);
  }
  // One thing to press, and whom to phone.
  expect(view.end?.instruction).toContain("In Teams press");
  expect(view.end?.instruction).toContain(PHONE);
  expect(view.notSent).toContain(PHONE);
  expect(["told", "seen"]).not.toContain(concern.state);
  expect(concern.notSent).toContain(PHONE);
};

it("everything of Microsoft's is away for ten minutes: people are told at once, all is done afterwards, once", async () => {
  const { practice, teacher } = lesson;
  await practice.fault({ operation: "*", kind: "outage" });
  ({ ref } = await teacher.raise(id, "child"));
  await teacher.press(id, { press: "end-for-all" });
  const pressed = performance.now();
  const told = await practice.until(
    "the panel and the concern say not to wait, with the phone number",
    async () => {
      const seen = await screen();
      return (
        typeof seen === "object" &&
        seen.view.notSent?.includes(PHONE) === true &&
        seen.concern.notSent?.includes(PHONE) === true &&
        seen
      );
    },
    // A moment more for this test to look.
    TOLD_WITHIN_MS + 1500,
  );
  figure("outage of ten minutes: told after s", ((performance.now() - pressed) / 1000).toFixed(1));
  saysWhatToDo(told);

  let refused = 0;
  for (let minute = 0; minute < LASTS_MINUTES; minute += STEP_MINUTES) {
    await goBy(STEP_MINUTES * MINUTE_MS);
    const seen = await screen();
    if (typeof seen === "object") {
      saysWhatToDo(seen);
      continue;
    }
    // It is no longer known whether this person may still read it. What the sentence promises is true.
    refused += 1;
    expect(seen).toMatch(/^directory-away: .*End for all and Tell the DSL still work/);
    const press = await teacher.ask<{ say: string }>("POST", `/api/lessons/${id}/press`, {
      press: "end-for-all",
    });
    expect([press.status, press.body.say]).toEqual([200, expect.any(String)]);
  }
  expect(refused).toBeGreaterThan(0);
  expect(givenUp()).toEqual([]);
  expect(await familiesIn()).toBe(FAMILIES);

  await practice.clearFaults();
  const isDone = async (): Promise<boolean> => {
    const seen = await screen();
    return (
      typeof seen === "object" &&
      STEPS.every(
        (step) => seen.view.end?.steps.find((one) => one.step === step)?.proof.state === "proven",
      ) &&
      seen.concern.state === "told" &&
      (await copiesIn("dsl")) > 0
    );
  };
  let tookMs = 0;
  while (!(await isDone())) {
    expect(tookMs).toBeLessThan(DONE_WITHIN_MS * busy());
    await goBy(LOOK_EVERY_MS);
    tookMs += LOOK_EVERY_MS;
  }
  figure("outage of ten minutes: all done after s", tookMs / 1000);

  const seen = await screen();
  expect(seen).toMatchObject({ view: { phase: expect.any(String) } });
  expect(seen).not.toMatchObject({ view: { notSent: expect.any(String) } });
  expect(seen).not.toMatchObject({ concern: { notSent: expect.any(String) } });
  expect(await familiesIn()).toBe(0);
  const { options } = await practice.meeting("maths");
  expect(options.set).toMatchObject({
    lobbyBypassSettings: { scope: "organizer" },
    allowAttendeeToEnableMic: false,
    allowAttendeeToEnableCamera: false,
  });
  // Nothing reached Microsoft meanwhile, so nothing may come twice.
  expect(await copiesIn("dsl")).toBe(1);
  for (const person of ["lowe", "grant", "evans", "bell"])
    expect(await copiesIn(person)).toBeLessThanOrEqual(1);
  expect(record.events(`concern:${ref}`).filter(({ type }) => type === "ConcernRaised")).toHaveLength(1);
  expect(record.events(`lesson:${id}`).filter(({ type }) => type === "EndBegan")).toHaveLength(1);
  expect(givenUp()).toEqual([]);
  expect(await practice.violations()).toEqual([]);
});
