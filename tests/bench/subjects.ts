import { setTimeout as pause } from "node:timers/promises";
import type { BenchLesson } from "./lesson.ts";
import { type Asked, type Extent, load, type Measured } from "./load.ts";
import { processorOf } from "./machine.ts";
import type { Started } from "./program.ts";

/** One round of one subject. */
export type Round = Measured & {
  /** Milliseconds of processor of the program for each answer, its work afterwards among it; undefined where unknown. */
  readonly processorMs: number | undefined;
};

export type Subject = {
  readonly id: string;
  readonly what: string;
  readonly run: (extent: Extent) => Promise<Round>;
};

export const CONNECTIONS = 32;

/** Runs a load on a program, and counts its processor until it rests. */
const counted = async (
  pid: number,
  asking: () => Promise<Measured>,
  rests: () => Promise<void> = async () => undefined,
): Promise<Round> => {
  const before = processorOf(pid);
  const measured = await asking();
  await rests();
  const after = processorOf(pid);
  return {
    ...measured,
    processorMs:
      before === undefined || after === undefined ? undefined : ((after - before) * 1000) / measured.answered,
  };
};

const echoed = (sink: string): Asked => ({
  path: "/api/messages",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({
    type: "message",
    id: "1",
    text: "hello",
    channelId: "msteams",
    serviceUrl: sink,
    timestamp: new Date().toISOString(),
    from: { id: "29:person", name: "A Person" },
    recipient: { id: "28:bot", name: "Bot" },
    conversation: { id: "a:chat", conversationType: "personal" },
  }),
});

export const peer = (
  id: string,
  what: string,
  {
    started,
    sink,
    connections = CONNECTIONS,
  }: { readonly started: Started; readonly sink: Started; readonly connections?: number },
): Subject => {
  const asked = echoed(sink.said["url"] ?? "");
  return {
    id,
    what,
    run: (extent) =>
      counted(started.pid, () => load(started.said["url"] ?? "", connections, extent, () => asked)),
  };
};

/** A card press that changes nothing: token, roles, rights, decision, a fresh card. */
export const unchanged = (lesson: BenchLesson, connections = CONNECTIONS): Subject => ({
  id: "F1a",
  what: "card press that changes nothing",
  run: async (extent) => {
    // Right after another press of the same person a button in the same place is not taken.
    await pause(2_000);
    const asked = lesson.cardPress("let-cameras-on", (await lesson.view()).turn);
    return counted(lesson.pid, () =>
      load(
        lesson.origin,
        connections,
        extent,
        () => asked,
        // "Cameras are allowed already.", or, where Teams has not said so for a while, "Asked already. Waiting for Teams."
        (body) => body.includes("already.") || body.includes("Asked already"),
      ),
    );
  },
});

/** A panel press that is on disk before it is answered: one connection notes and puts right for its own pupil. */
export const recorded = (lesson: BenchLesson, connections = CONNECTIONS): Subject => {
  const times = new Map<number, number>();
  const next = (connection: number): Asked => {
    const time = times.get(connection) ?? 0;
    times.set(connection, time + 1);
    const pupils = lesson.pupils();
    const pupil = pupils[connection % pupils.length];
    const reason = connections === 1 ? "language" : connection < pupils.length ? "dress" : "name not shown";
    return lesson.panelPress({ press: time % 2 === 0 ? "note-exception" : "put-right", pupil, reason });
  };
  return {
    id: connections === 1 ? "F1b alone" : "F1b",
    what: connections === 1 ? "the same, one after the other" : "panel press that is recorded",
    run: async (extent) => {
      // What each round notes stays on the pupils' rows: a lesson has a few such notes, not thousands.
      await lesson.renewRegister();
      times.clear();
      return counted(lesson.pid, () =>
        load(lesson.origin, connections, extent, next, (body) => !body.includes('"say":"Already')),
      );
    },
  };
};

/** Nothing is asked of Microsoft for so long: what a press led to is done. */
const QUIET_MS = 60;

type Pair = readonly [press: string, back: string];

/** Two presses, one after the other, each followed until all that it leads to is done. */
const withMicrosoft =
  (id: string, what: string, pair: Pair) =>
  (lesson: BenchLesson): Subject => {
    const rests = async (): Promise<void> => {
      for (let before = -1; ; ) {
        const now = await lesson.askedOfMicrosoft();
        if (now === before) return;
        before = now;
        await pause(QUIET_MS);
      }
    };
    const one = async (press: string): Promise<number> => {
      const { p50 } = await load(lesson.origin, 1, { answers: 1 }, () => lesson.panelPress({ press }));
      await rests();
      return p50;
    };
    return {
      id,
      what,
      run: async (extent) => {
        const idle = await idleOf(lesson.pid);
        const from = performance.now();
        const round = await counted(lesson.pid, async () => {
          const took: number[] = [];
          // In pairs: the lesson goes on as it was.
          while (
            "answers" in extent
              ? took.length < extent.answers
              : performance.now() < from + extent.seconds * 1000
          )
            for (const press of pair) took.push(await one(press));
          const sorted = took.toSorted((a, b) => a - b);
          return {
            answered: took.length,
            seconds: (performance.now() - from) / 1000,
            p50: sorted[Math.floor(sorted.length / 2)] ?? 0,
            p99: sorted.at(-1) ?? 0,
          };
        });
        if (round.processorMs === undefined) return round;
        // Most of the time is spent waiting for quiet: what the program does anyway in it is not the press's.
        const processorMs = round.processorMs - (idle * 1000 * round.seconds) / round.answered;
        return { ...round, processorMs };
      },
    };
  };

/** Seconds of processor that the program uses in a second in which no one presses. */
const idleOf = async (pid: number): Promise<number> => {
  const before = processorOf(pid) ?? 0;
  await pause(1000);
  return (processorOf(pid) ?? 0) - before;
};

export const mics = withMicrosoft("F1c", "the same with Graph call, report, read-back and card", [
  "let-mics-on",
  "mics-off",
]);

export const pauses = withMicrosoft("Pause", "Pause and Resume with thirty families, each muted", [
  "pause",
  "resume",
]);
