import { quickXorHash, recordingBytes } from "../../src/practice/meeting/recording-bytes.ts";
import { lessonStream } from "../../src/record/log/streams.ts";
import { type PracticeGraph, startPracticeGraph } from "../meeting/support/practice-graph.ts";
import { RECORDING, type Recorded, recordedLesson } from "./recorded-lesson.ts";

// S7: the program that puts a recording away is killed right before and right after each request that it sends. What is
// said is true at that moment, and a program that knows only the record does the rest: nothing twice, nothing lost.

let cloud: PracticeGraph;
beforeAll(async () => {
  cloud = await startPracticeGraph();
});
afterAll(() => cloud.stop());

const WHOLE = quickXorHash(recordingBytes(RECORDING));
const NEVER = new Promise<never>(() => undefined);

type Moment = "before" | "after";

/** A program that ends at its nth request, as by SIGKILL: from then on nothing of it goes on. */
const dyingAt = (n: number, moment: Moment) => {
  let sent = 0;
  let end: () => void = () => undefined;
  const dead = new Promise<"killed">((resolve) => {
    end = () => resolve("killed");
  });
  const clients = cloud.clients((send) => async (...request) => {
    sent += 1;
    if (sent > n || (sent === n && moment === "before")) {
      end();
      return NEVER;
    }
    const answer = await send(...request);
    if (sent < n) return answer;
    // Microsoft has done it, and the answer is read by no one.
    await answer.arrayBuffer();
    end();
    return NEVER;
  });
  return { clients, dead, sent: () => sent };
};

const FILED = /Put into “Zoom Sessions”/;
const GONE = /No longer in “Zoom Sessions”/;

/** No sentence says what is not so. @param deleted staff deleted it, and no look came since: then the last look is said */
const seesTruly = async (of: Recorded, deleted: boolean): Promise<void> => {
  const said = await of.said();
  const [isThere, isFiled] = [of.inFolder().includes(WHOLE), (await typesOf(of)).includes("RecordingFiled")];
  const untrue = {
    filed: FILED.test(said) && !GONE.test(said) && !(isThere || deleted),
    gone: GONE.test(said) && isThere,
    rest: /Teams still has|To be deleted/.test(said) && !isFiled,
    silent: isThere && isFiled && !FILED.test(said),
  };
  expect([said, untrue]).toEqual([said, { filed: false, gone: false, rest: false, silent: false }]);
};

const typesOf = async (of: Recorded): Promise<readonly string[]> =>
  (await of.day.record.read(lessonStream(of.id))).map(({ type }) => type);

const countOf = (types: readonly string[], type: string): number =>
  types.filter((one) => one === type).length;

/** The whole way: found, copied, compared, who can open it, still there, and gone once staff have deleted it. */
const STEPS = ["file", "watch", "deleted"] as const;
type Step = (typeof STEPS)[number];

const run = async (of: Recorded, step: Step, by?: Parameters<Recorded["file"]>[0]) => {
  if (step === "file") return of.file(by);
  if (step === "deleted") cloud.drive.files.length = 0;
  return of.watch(by);
};

const before = async (of: Recorded, step: Step): Promise<void> => {
  for (const one of STEPS.slice(0, STEPS.indexOf(step))) await run(of, one);
};

/** How many requests a step sends when no one is in its way. */
const requestsOf = async (step: Step): Promise<number> => {
  const of = await recordedLesson(cloud);
  await before(of, step);
  const whole = dyingAt(Number.POSITIVE_INFINITY, "after");
  await run(of, step, whole.clients);
  await of.day.close();
  return whole.sent();
};

it.each(STEPS)(
  "is put away once and spoken of truly, killed before and after each request: %s",
  async (step) => {
    const requests = await requestsOf(step);
    expect(requests).toBeGreaterThanOrEqual(step === "file" ? 9 : 4);
    for (let n = 1; n <= requests; n += 1)
      for (const moment of ["before", "after"] as const) {
        const of = await recordedLesson(cloud);
        await before(of, step);
        const program = dyingAt(n, moment);
        const ended = await Promise.race([run(of, step, program.clients), program.dead]);
        expect([step, n, moment, ended]).toEqual([step, n, moment, "killed"]);
        await seesTruly(of, step === "deleted");
        for (const one of STEPS.slice(STEPS.indexOf(step))) {
          await run(of, one);
          await seesTruly(of, false);
          if (one !== "deleted") expect([n, moment, of.inFolder()]).toEqual([n, moment, [WHOLE]]);
        }
        const types = await typesOf(of);
        const counts = ["RecordingFound", "RecordingFiled", "FolderAccessSeen", "RecordingWhereabouts"].map(
          (type) => [type, countOf(types, type)],
        );
        expect([n, moment, ...counts.flat()]).toEqual([
          n,
          moment,
          "RecordingFound",
          1,
          "RecordingFiled",
          1,
          "FolderAccessSeen",
          1,
          "RecordingWhereabouts",
          1,
        ]);
        expect(await of.said()).toMatch(GONE);
        await of.day.close();
      }
  },
);
