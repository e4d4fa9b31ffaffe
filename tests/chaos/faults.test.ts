import type { FaultKind } from "../../src/practice/cloud/faults.ts";
import type { ConcernView, LessonView, Proof } from "../../src/protocol/screen/view.ts";
import { cardsIn, cardsWith } from "../e2e/support/cards.ts";
import { botAlone, endAtOnce, toNextWeek, untilAnswered } from "../e2e/support/crash.ts";
import { PracticeLesson } from "../e2e/support/lesson.ts";
import { RecordFile } from "../e2e/support/record-file.ts";
import { AMOUNTS, PATIENCE_MS } from "./support/amounts.ts";
import { faultRows } from "./support/fault-rows.ts";
import { figure } from "./support/figures.ts";

jest.setTimeout(PATIENCE_MS);

/** What goes wrong with a call to Microsoft; an outage lasts until a person has been told of it. */
const KINDS = [
  429,
  503,
  504,
  "reset",
  "hang",
  "lostAnswer",
  "outage",
] as const satisfies readonly FaultKind[];

/** Every call the application makes in a lesson, in the groups that its parts make together. */
const CALLS = [
  ["graph.onlineMeeting.find", "graph.onlineMeeting.patch"],
  ["graph.onlineMeeting.get", "graph.chat.get"],
  ["graph.call.join", "graph.participant.remove"],
  ["graph.call.get", "graph.call.hangUp", "graph.participants.list", "graph.participant.get"],
  ["connector.conversation.create", "connector.activity.delete", "graph.user.get"],
  ["connector.activity.send", "graph.checkMemberGroups", "graph.participant.mute"],
  ["connector.activity.update", "connector.members.get", "entra.token"],
] as const;

/** A person has been told by then, or it is done. */
const TOLD_WITHIN_MS = 15_000;
const FAMILIES = 3;

let lesson: PracticeLesson;
let record: RecordFile;
let met = 0;
let slowestMs = 0;

beforeAll(async () => {
  lesson = await PracticeLesson.begin();
  record = new RecordFile(lesson.practice);
  await lesson.recognised();
  await endAtOnce(lesson);
});

afterAll(async () => {
  const violations = await lesson.practice.violations();
  await lesson.stop();
  figure("faults: lessons, faults met", `${AMOUNTS.faultLessons}, ${met}`);
  figure("faults: slowest until done or told, in s", (slowestMs / 1000).toFixed(1));
  expect(violations).toEqual([]);
});

/** What there was when the next lesson began: its panel may show the last one a moment longer. */
type Before = { readonly lesson: string; readonly cards: number };

const provenStep = (view: LessonView, step: "doors" | "removal" | "alert"): Proof | undefined =>
  view.end?.steps.find((one) => one.step === step)?.proof;

const familiesIn = async (): Promise<number> =>
  (await lesson.practice.meeting("maths")).seats.filter(
    ({ where, person }) => where === "in" && person.startsWith("family-"),
  ).length;

const alertsFor = async (ref: string): Promise<number> => {
  const places = ["dsl", "lowe", "grant", "evans", "bell"];
  const found = await Promise.all(places.map((place) => cardsWith(lesson.practice, place, ref)));
  return found.flat().length;
};

/**
 * What the screen calls proven is so in the practice school. Only what stays so once it is: the screen is
 * read first, and the school a moment later.
 */
const isTrue = async (view: LessonView, before: Before): Promise<void> => {
  const { practice } = lesson;
  if (view.familyCard.state === "proven")
    expect((await cardsIn(practice, "maths")).length).toBe(
      before.cards + (view.lesson === before.lesson ? 0 : 1),
    );
  if (provenStep(view, "doors")?.state === "proven") {
    const { options } = await practice.meeting("maths");
    expect(options.set).toMatchObject({
      lobbyBypassSettings: { scope: "organizer" },
      allowAttendeeToEnableMic: false,
      allowAttendeeToEnableCamera: false,
    });
  }
  if (provenStep(view, "removal")?.state === "proven") expect(await familiesIn()).toBe(0);
  for (const { ref, state } of view.concerns)
    if (state === "told" || state === "seen") expect([ref, (await alertsFor(ref)) > 0]).toEqual([ref, true]);
};

/** Done, or said to be not done: with what to do about it. */
const isSettled = (proof: Proof | undefined): boolean =>
  proof !== undefined &&
  (proof.state === "proven" ||
    ((proof.state === "not proven" || proof.state === "refused") && proof.sentence !== ""));

const isSettledConcern = ({ state }: Pick<ConcernView, "state">, sentence: string): boolean =>
  state === "told" || state === "seen" || sentence.includes("hone");

/** What a person reads, for a developer who has to find out why it is wrong. */
const onScreen = (view: LessonView | undefined): unknown =>
  view && {
    phase: view.phase,
    proofs: [view.doors, view.call, view.familyCard, ...(view.end?.steps.map(({ proof }) => proof) ?? [])],
    concerns: view.concerns,
  };

/** It is not known whether this person may still read it: they are told so, and what works all the same. */
const SAYS_WHAT_WORKS = /answered 503 directory-away: .*End for all and Tell the DSL still work/;

/**
 * Looks again and again, each time whether it is true, until `settled` holds, or the panel says why it shows
 * nothing where that `tells` enough. @returns milliseconds it took
 */
const watch = async (
  what: string,
  before: Before,
  settled: (view: LessonView) => boolean,
  { withinMs, tells }: { readonly withinMs: number; readonly tells: boolean },
): Promise<number> => {
  const from = Date.now();
  let last: LessonView | undefined;
  let refused = "";
  try {
    await lesson.practice.until(
      what,
      async () => {
        last = await lesson.teacher.open("maths").catch((error: unknown) => {
          refused = String(error);
          return undefined;
        });
        if (last === undefined) return tells && SAYS_WHAT_WORKS.test(refused);
        await isTrue(last, before);
        return settled(last);
      },
      withinMs,
    );
  } catch (error) {
    throw new Error(`${what}; the screen: ${JSON.stringify(onScreen(last) ?? refused)}`, { cause: error });
  }
  return Date.now() - from;
};

const toldInTime = async (
  what: string,
  before: Before,
  settled: (view: LessonView) => boolean,
): Promise<void> => {
  // A moment more for this test to look.
  slowestMs = Math.max(
    slowestMs,
    await watch(what, before, settled, { withinMs: TOLD_WITHIN_MS + 1000, tells: true }),
  );
};

const beginFaults = async (row: readonly number[]): Promise<void> => {
  for (const [group, calls] of CALLS.entries())
    for (const operation of calls) {
      const kind = KINDS[row[group] ?? 0] ?? 429;
      await lesson.practice.fault({ operation, kind });
      met += 1;
    }
};

/** The DSL takes what was raised: else concerns of all earlier lessons would go on escalating beside the next. */
const isTaken = async (refs: readonly string[]): Promise<void> => {
  const dsl = lesson.as("lowe");
  for (const ref of refs)
    await untilAnswered(lesson.practice, async () => {
      const answer = await dsl.ask("POST", `/api/concerns/${ref}/have-it`, {});
      if (answer.status !== 200) throw new Error(`have-it answered ${answer.status}`);
      return answer;
    });
};

const alertOf = (id: string): string => {
  const began = record.events(`lesson:${id}`).find(({ type }) => type === "EndBegan");
  return (JSON.parse(began?.data ?? "{}") as { alert: string }).alert;
};

const rows = faultRows(KINDS.length, CALLS.length).slice(0, AMOUNTS.faultLessons);

const nameOf = (row: readonly number[]): string =>
  row.map((kind, group) => `${CALLS[group]?.[0]} ${KINDS[kind]}`).join(", ");

it.each(rows.map((row) => [nameOf(row), row] as const))("a lesson with %s", async (_, row) => {
  const { practice, teacher } = lesson;
  await practice.clearFaults();
  await toNextWeek(lesson);
  await record.quiet(90_000);
  const before: Before = {
    lesson: (await teacher.open("maths")).lesson,
    cards: (await cardsIn(practice, "maths")).length,
  };

  await beginFaults(row);
  await practice.do({ do: "start", meeting: "maths" });
  await toldInTime(
    "the start is done, or said not to be",
    before,
    (view) => view.phase === "arrival" && [view.doors, view.call, view.familyCard].every(isSettled),
  );
  await practice.clearFaults();
  await botAlone(lesson);
  await practice.do({ do: "familiesArrive", meeting: "maths", overSeconds: 0, count: FAMILIES });
  await practice.do({ do: "admitAll", meeting: "maths" });
  const { lesson: id } = await lesson.shows(
    "the families are in",
    ({ counts }) => counts.here + counts.unknown >= FAMILIES,
    60_000,
  );

  await beginFaults(row);
  const { ref } = await untilAnswered(practice, () => teacher.raise(id, "child"));
  await untilAnswered(practice, () => teacher.press(id, { press: "end-for-all" }));
  await toldInTime("each step of the end is done, or said not to be", before, (view) =>
    (["doors", "removal", "alert"] as const).every((step) => isSettled(provenStep(view, step))),
  );
  await toldInTime("the concern is told, or said not to be", before, (view) =>
    view.concerns.some((line) => line.ref === ref && isSettledConcern(line, line.sentence)),
  );
  await practice.clearFaults();

  await watch(
    "all is done once Microsoft is well again",
    before,
    (view) =>
      (["doors", "removal", "alert"] as const).every((step) => provenStep(view, step)?.state === "proven") &&
      view.concerns.every(({ state }) => state === "told" || state === "seen"),
    { withinMs: 90_000, tells: false },
  );
  await isTaken([ref, alertOf(id)]);
  await record.quiet(90_000);
  expect(await familiesIn()).toBe(0);
  expect(await alertsFor(ref)).toBeGreaterThanOrEqual(1);
  const failed = record.duties(`%:${id}`).filter(({ state }) => state === "failed" || state === "expired");
  expect(failed.filter(({ kind }) => kind !== "post-family-card")).toEqual([]);
});
