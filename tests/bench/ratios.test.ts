import { buildAll } from "../support/built.ts";
import { endUnanswered } from "./end.ts";
import { type BenchLesson, startLesson } from "./lesson.ts";
import { AROUND, MEASURED, processorOf } from "./machine.ts";
import { type Started, startProgram } from "./program.ts";
import { peer, recorded, type Subject, unchanged } from "./subjects.ts";

// `npm run bench` in brief: no change makes a press several times as dear, or puts a round trip more before an end, and goes
// unseen. What counts is the processor that an answer takes, against a bare echo's in the same run, by turns and after so
// many answers, not seconds: a machine busy with other work, or a slow disk, makes all of it longer and none of it dearer.

const ROUNDS = 5;
/** Few: where thirty wait for one another, a machine that is busy enough keeps one of them for longer than a press may take. */
const CONNECTIONS = 4;
const WARM = { answers: 250 };
const MEASURED_FOR = { answers: 120 };

let started: Started[] = [];
let lesson: BenchLesson;

beforeAll(async () => {
  buildAll();
  const sink = await startProgram(["tests/bench/peers/sink.ts"], AROUND);
  started = [sink];
  started.push(await startProgram(["tests/bench/peers/botbuilder-echo.ts"], MEASURED));
  lesson = await startLesson();
});
afterAll(async () => {
  await Promise.all([lesson, ...started].map((one) => one?.stop()));
});

/** On a machine that is busy enough the lesson itself goes on in the middle of a round: Teams has not been heard of for a minute. */
const again = async <T>(round: () => Promise<T>, tries = 5): Promise<T> => {
  try {
    return await round();
  } catch (error) {
    if (tries === 1) throw error;
    return again(round, tries - 1);
  }
};

/** Of its cheapest round: what else goes on may make a round dearer, never cheaper. */
const costs = async (subjects: readonly Subject[]): Promise<readonly number[]> => {
  const least = subjects.map(() => Number.POSITIVE_INFINITY);
  for (const subject of subjects) await again(() => subject.run(WARM));
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [n, subject] of subjects.entries()) {
      const { processorMs = Number.NaN } = await again(() => subject.run(MEASURED_FOR));
      least[n] = Math.min(least[n] ?? 0, processorMs);
    }
  return least;
};

// Where the system does not say what a program has used, there is nothing to compare.
const where = processorOf(process.pid) === undefined ? describe.skip : describe;

where("for the processor of one answer of a bare botbuilder echo", () => {
  it("there are 0.5 card presses that change nothing, and 0.12 panel presses that are recorded, at the least", async () => {
    const [sink, botbuilder] = started;
    if (sink === undefined || botbuilder === undefined) throw new Error("not started");
    const [echo = 0, nothing = 0, onDisk = 0] = await costs([
      peer("botbuilder", "", { started: botbuilder, sink, connections: CONNECTIONS }),
      unchanged(lesson, CONNECTIONS),
      recorded(lesson, CONNECTIONS),
    ]);
    expect(echo / nothing).toBeGreaterThan(0.5);
    expect(echo / onDisk).toBeGreaterThan(0.12);
  });
});

describe("End for all of thirty", () => {
  it("shuts the doors, puts everyone out and tells the DSL in one round trip each: nothing waits for an answer to another", async () => {
    const people = lesson.pupils().length;
    const asked = await endUnanswered(lesson, people);
    expect(asked.doors).toBe(1);
    expect(asked.people).toBeGreaterThanOrEqual(people);
    expect(asked.alerts).toBeGreaterThan(0);
  });
});
