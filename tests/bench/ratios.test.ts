import { buildAll } from "../support/built.ts";
import { type BenchLesson, startLesson } from "./lesson.ts";
import { AROUND, MEASURED } from "./machine.ts";
import { type Started, startProgram } from "./program.ts";
import { peer, recorded, type Subject, unchanged } from "./subjects.ts";

// `npm run bench` in brief: no change makes a press several times as dear and goes unseen. What counts is the processor
// that each answer takes, against a bare echo's in the same run: a machine busy with other tests is slower for both. Where
// `npm run bench` finds 1.7 and 0.46, half of it is no chance. F2 is held by counts (tests/desk/leaving-together).

const ROUNDS = 2;
const SECONDS = 0.7;

let started: Started[] = [];
let lesson: BenchLesson | undefined;

afterEach(async () => {
  await Promise.all([lesson, ...started].map((one) => one?.stop()));
  started = [];
  lesson = undefined;
});

/** Of its quickest round: what else goes on makes a round dearer, never cheaper. */
const costs = async (subjects: readonly Subject[]): Promise<readonly number[]> => {
  const least = subjects.map(() => Number.POSITIVE_INFINITY);
  for (const subject of subjects) await subject.run(SECONDS / 2);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [n, subject] of subjects.entries()) {
      const { processorMs, seconds, answered } = await subject.run(SECONDS);
      least[n] = Math.min(least[n] ?? 0, processorMs ?? (seconds * 1000) / answered);
    }
  return least;
};

describe("answers for the processor that a bare botbuilder echo takes for one", () => {
  it("are 0.6 presses that change nothing, and 0.12 that are recorded, at the least", async () => {
    buildAll();
    const sink = await startProgram(["tests/bench/peers/sink.ts"], AROUND);
    started.push(sink);
    const botbuilder = await startProgram(["tests/bench/peers/botbuilder-echo.ts"], MEASURED);
    started.push(botbuilder);
    lesson = await startLesson();

    const [echo = 0, nothing = 0, onDisk = 0] = await costs([
      peer("botbuilder", "", botbuilder, sink),
      unchanged(lesson),
      recorded(lesson),
    ]);
    expect(echo / nothing).toBeGreaterThan(0.6);
    expect(echo / onDisk).toBeGreaterThan(0.12);
  });
});
