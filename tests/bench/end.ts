import { setTimeout as pause } from "node:timers/promises";
import type { LedgerEntry } from "../../src/practice/cloud/ledger.ts";
import { type BenchLesson, startLesson } from "./lesson.ts";
import { load } from "./load.ts";

/** End for all of thirty, where each call to Microsoft takes a second. */
export type EndFigures = {
  /** From the press until Teams has answered that the doors are shut, in round trips. */
  readonly shut: number;
  /** From the end of the undo window until Teams has answered that each is removed, in round trips. */
  readonly out: number;
  /** From there until the DSL's channel has the alert, in round trips. */
  readonly told: number;
  /** The slowest of a hundred presses of another lesson meanwhile, in milliseconds. */
  readonly elsewhere: number;
};

const ROUND_TRIP_MS = 1_000;
/** No answer comes while it is waited for. */
const NEVER_MS = 3_600_000;
const LONGEST_UNANSWERED_MS = 150_000;
const LONGEST_MS = 30_000;
const BETWEEN_MS = 80;

export const endFigures = async (): Promise<EndFigures> => {
  const lesson = await startLesson();
  try {
    return await endOf(lesson);
  } finally {
    await lesson.stop();
  }
};

/** What the arrivals led to is done. */
const rested = async (lesson: BenchLesson): Promise<void> => {
  for (let before = -1, now = 0; before !== now; await pause(2_500)) {
    before = now;
    now = await lesson.askedOfMicrosoft();
  }
};

/** What Microsoft is asked from the press of End for all, while it answers nothing. */
export type Unanswered = { readonly doors: number; readonly people: number; readonly alerts: number };

/**
 * Whatever waits for an answer to something else is not asked here, on a machine however slow: what is asked takes one
 * round trip. Ends as soon as there is an alert and so many people are being put out.
 */
export const endUnanswered = async (lesson: BenchLesson, people: number): Promise<Unanswered> => {
  await rested(lesson);
  const before = await lesson.askedOfMicrosoft();
  await lesson.control("latency", { cloud: NEVER_MS, writes: NEVER_MS });
  await load(lesson.origin, 1, { answers: 1 }, () => lesson.panelPress({ press: "end-for-all" }));
  const from = performance.now();
  for (;;) {
    const asked = (await lesson.control<readonly LedgerEntry[]>(`ledger?after=${before}`)).filter(
      ({ seq, status }) => seq > before && status === undefined,
    );
    // One that was given up is asked again, for the same person.
    const of = (operation: string): number =>
      new Set(asked.filter((one) => one.operation === operation).map(({ path }) => path)).size;
    const seen = {
      doors: of("graph.onlineMeeting.patch"),
      people: of("graph.participant.remove"),
      alerts: of("connector.conversation.create"),
    };
    const all = seen.doors > 0 && seen.alerts > 0 && seen.people >= people;
    if (all || performance.now() - from > LONGEST_UNANSWERED_MS) return seen;
    await pause(500);
  }
};

/** @param around runs what is measured, from the press until all is told */
export const endOf = async (
  lesson: BenchLesson,
  around: (work: () => Promise<void>) => Promise<unknown> = (work) => work(),
): Promise<EndFigures> => {
  await rested(lesson);
  await lesson.control("latency", { cloud: ROUND_TRIP_MS, writes: ROUND_TRIP_MS });
  const before = await lesson.askedOfMicrosoft();
  const took: number[] = [];
  let from = Number.NaN;
  let undone = Number.NaN;
  await around(async () => {
    let over = false;
    const others = (async () => {
      while (!over) {
        took.push(await lesson.pressElsewhere());
        await pause(BETWEEN_MS);
      }
    })();
    from = Date.now();
    await load(lesson.origin, 1, { answers: 1 }, () => lesson.panelPress({ press: "end-for-all" }));
    undone = Date.parse((await lesson.view()).end?.undoUntil ?? "");
    const isOver = async (): Promise<boolean> =>
      (await lesson.view()).end?.steps
        .filter(({ step }) => step === "removal" || step === "alert")
        .every(({ proof }) => proof.state === "proven") === true;
    while (!(await isOver()) && Date.now() < from + LONGEST_MS) await pause(200);
    over = true;
    await others;
  });
  const all = await lesson.control<readonly LedgerEntry[]>(`ledger?after=${before}`);
  const ledger = all.filter(({ seq }) => seq > before);
  const last = (operation: string): number =>
    Math.max(
      ...ledger
        .filter((one) => one.operation === operation && one.status !== undefined && one.status < 300)
        .map(({ answeredAt }) => answeredAt ?? Number.NaN),
    );
  const first = (operation: string): number =>
    ledger.find((one) => one.operation === operation && one.answeredAt !== undefined)?.answeredAt ??
    Number.NaN;
  const sorted = took.toSorted((a, b) => a - b);
  return {
    shut: (first("graph.onlineMeeting.patch") - from) / ROUND_TRIP_MS,
    out: (last("graph.participant.remove") - undone) / ROUND_TRIP_MS,
    told: (first("connector.conversation.create") - undone) / ROUND_TRIP_MS,
    elsewhere: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
  };
};
