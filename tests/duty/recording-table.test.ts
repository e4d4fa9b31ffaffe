import { quickXorHash, recordingBytes } from "../../src/practice/meeting/recording-bytes.ts";
import { recordingTask } from "../../src/protocol/screen/recording-task.ts";
import { lessonStream } from "../../src/record/log/streams.ts";
import { type PracticeGraph, startPracticeGraph } from "../meeting/support/practice-graph.ts";
import { inOrder, RECORDING, type Recorded, recordedLesson } from "./recorded-lesson.ts";

// S6, S7: each step of a recorded one-to-one under each thing that goes wrong, against practice's Graph over HTTP. What
// is said is true while it is so and after it, and once it is mended the step is done.

const STEPS = ["find", "copy", "verify", "access", "original", "CPOMS", "deletion"] as const;
const FAULTS = ["refused", "slow", "half copied", "hash wrong", "folder gone", "killed"] as const;
type Step = (typeof STEPS)[number];
type Fault = (typeof FAULTS)[number];

let cloud: PracticeGraph;
let of: Recorded;
beforeAll(async () => {
  cloud = await startPracticeGraph();
});
afterAll(() => cloud.stop());
beforeEach(async () => {
  of = await recordedLesson(cloud);
});
afterEach(() => of.day.close());

const WHOLE = quickXorHash(recordingBytes(RECORDING));
const NEVER = new Promise<never>(() => undefined);

const FILED = /Put into “Zoom Sessions”/;
const GONE = /No longer in “Zoom Sessions”/;
const OPEN_TO = /No one but the DSL and the headteacher can open|Not only the DSL/;

const types = async (): Promise<readonly string[]> =>
  (await of.day.record.read(lessonStream(of.id))).map(({ type }) => type);

/** @param deleted staff deleted it, and no look came since */
const seesTruly = async (deleted = false): Promise<string> => {
  const [said, known] = [await of.said(), await types()];
  const isThere = of.inFolder().includes(WHOLE);
  expect([
    said,
    {
      filed: FILED.test(said) && !isThere && !deleted && !GONE.test(said),
      gone: GONE.test(said) && isThere,
      rest:
        /Teams still has|To be deleted|Teams’ copy is deleted/.test(said) &&
        !known.includes("RecordingFiled"),
      access: OPEN_TO.test(said) && !known.includes("FolderAccessSeen"),
    },
  ]).toEqual([said, { filed: false, gone: false, rest: false, access: false }]);
  return said;
};

/** The request that each step is; the two that are a press have none. */
const REQUEST: { readonly [S in Step]?: RegExp } = {
  find: /^GET .*\/recordings$/,
  copy: /^PUT .*\/upload\//,
  verify: /^GET .*\/drives\/[^/]+\/items\/[^/:]+$/,
  access: /^GET .*\/permissions$/,
  deletion: /^GET .*\/drives\/[^/]+\/items\/[^/:]+$/,
};

/** A program for which something happens as it sends the step's request; what is said meanwhile is true. */
const programAt = (step: Step, request: RegExp | undefined, happens: () => void, dies: boolean) => {
  let isOver = false;
  let end: () => void = () => undefined;
  const dead = new Promise<"killed">((resolve) => {
    end = () => resolve("killed");
  });
  const clients = cloud.clients((send) => async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    if (isOver || request?.test(`${init?.method ?? "GET"} ${pathname}`) !== true) return send(input, init);
    isOver = true;
    happens();
    const answer = send(input, init);
    await seesTruly(step === "deletion");
    if (!dies) return answer;
    await answer;
    end();
    return NEVER;
  });
  return { clients, dead };
};

const change = (one: Partial<(typeof cloud.drive.files)[number]>): void => {
  const [file] = cloud.drive.files;
  if (file === undefined) throw new Error("no copy yet");
  Object.assign(file, one);
};

const refuses = (step: Step): void => {
  if (step === "find" || step === "copy") cloud.switches.recordingsOff = true;
  else cloud.switches.siteGranted = false;
};

const HAPPENS: { readonly [F in Fault]: (step: Step) => void } = {
  refused: refuses,
  slow: (step) =>
    void cloud.faults.add({
      operation:
        step === "find" ? "graph.recordings.list" : step === "copy" ? "graph.upload.put" : "graph.drive.*",
      kind: "slow",
      delayMs: 300,
    }),
  "half copied": (step) =>
    step === "copy"
      ? void cloud.faults.add({ operation: "graph.upload.*", kind: "reset", skip: 1, times: 30 })
      : change({ size: 1 }),
  "hash wrong": (step) => {
    if (step === "copy") cloud.switches.copyDamaged = true;
    else change({ quickXorHash: "AAAA" });
  },
  "folder gone": () => (cloud.switches.staffFolder = "gone"),
  killed: () => undefined,
};

/** What cannot be at a step, and why. */
const NONE: { readonly [Cell in `${Step}, ${Fault}`]?: string } = {
  "find, half copied": "nothing is copied yet",
  "find, hash wrong": "nothing is copied yet",
  "access, half copied": "the copy has been compared by then",
  "access, hash wrong": "the copy has been compared by then",
  "deletion, half copied": "the copy has been compared by then",
  "deletion, hash wrong": "the copy has been compared by then",
};

const SITE = /Microsoft does not let Lesson Guard into the site/;
const DIFFERS = /is not the same as the recording\. .* Do not delete Teams’ copy\./;
const COPYING = /^The recording is being copied to “Zoom Sessions”\.$/;
const NO_ANSWER = /does not answer|stopped part-way/;

/** What is said once it has happened, before it is mended. */
const SAYS: { readonly [Cell in `${Step}, ${Fault}`]?: RegExp } = {
  "find, refused": /does not let Lesson Guard have the recording/,
  "find, slow": FILED,
  "find, folder gone": /^“Zoom Sessions” was not found/,
  "find, killed": /^Lesson Guard is looking for the recording\.$/,
  "copy, refused": /does not let Lesson Guard have the recording/,
  "copy, slow": FILED,
  "copy, half copied": NO_ANSWER,
  "copy, hash wrong": DIFFERS,
  "copy, folder gone": NO_ANSWER,
  "copy, killed": COPYING,
  "verify, refused": SITE,
  "verify, slow": FILED,
  "verify, half copied": DIFFERS,
  "verify, hash wrong": DIFFERS,
  "verify, folder gone": NO_ANSWER,
  "verify, killed": COPYING,
};

/** Where the request comes before the one that the step is named by. */
const at = (step: Step, fault: Fault): RegExp | undefined =>
  step === "copy" && fault === "refused" ? /^GET .*\/content$/ : REQUEST[step];

const file = async (by?: Parameters<Recorded["file"]>[0]) => of.file(by);

const meets = async (step: Step, fault: Fault): Promise<void> => {
  const watched = step === "access" || step === "deletion";
  if (step === "find" && fault === "folder gone") HAPPENS[fault](step);
  const program = programAt(step, at(step, fault), () => HAPPENS[fault](step), fault === "killed");
  const run = watched ? of.watch(program.clients) : file(program.clients);
  await Promise.race([run, program.dead]);
};

const CELLS = STEPS.flatMap((step) => FAULTS.map((fault) => [step, fault] as const));
const isOfMicrosoft = (step: Step): boolean => REQUEST[step] !== undefined;

it("each step has a row for each thing that goes wrong, or why it cannot", () => {
  const open = CELLS.filter(
    ([step, fault]) => isOfMicrosoft(step) && NONE[`${step}, ${fault}`] === undefined,
  ).filter(
    ([step, fault]) => SAYS[`${step}, ${fault}`] === undefined && step !== "access" && step !== "deletion",
  );
  expect(open).toEqual([]);
  expect([CELLS.length, Object.keys(NONE).length]).toEqual([42, 6]);
});

describe.each(CELLS.filter(([step, fault]) => NONE[`${step}, ${fault}`] === undefined))(
  "%s × %s",
  (step, fault) => {
    if (step === "find" || step === "copy" || step === "verify")
      it("is said as it is, and is in the folder once that is mended", async () => {
        await meets(step, fault);
        expect(await seesTruly()).toMatch(SAYS[`${step}, ${fault}`] ?? /./);
        inOrder(cloud);
        expect(await file()).toEqual({ done: true });
        expect(of.inFolder()).toEqual([WHOLE]);
        expect(await seesTruly()).toMatch(FILED);
      });

    if (step === "access")
      it("is said only as far as it was seen, and after it is mended", async () => {
        await file();
        await meets(step, fault);
        const said = await seesTruly();
        expect(said).toMatch(FILED);
        if (fault !== "slow") expect(said).not.toMatch(OPEN_TO);
        inOrder(cloud);
        await of.watch();
        expect(await seesTruly()).toMatch(OPEN_TO);
      });

    if (step === "deletion")
      it("is not said to be gone before it was seen, and is then", async () => {
        await file();
        cloud.drive.files.length = 0;
        await meets(step, fault);
        const said = await seesTruly(true);
        // A folder that is deleted takes its files with it; of any other answer nothing is made.
        if (fault === "refused" || fault === "killed") expect(said).not.toMatch(GONE);
        inOrder(cloud);
        expect(await of.watch()).toEqual({ done: true });
        expect(await seesTruly()).toMatch(GONE);
      });

    if (step === "original")
      it("Teams’ copy is kept until the other is there", async () => {
        await meets("copy", fault);
        if (fault !== "slow") {
          await expect(of.press({ press: "first-copy-deleted" })).rejects.toThrow(
            /Keep Teams’ copy until it is\./,
          );
          await seesTruly();
        }
        inOrder(cloud);
        await file();
        await of.press({ press: "first-copy-deleted" });
        expect(await seesTruly()).toMatch(/Teams’ copy is deleted, noted at/);
      });

    if (step === "CPOMS")
      it("is noted all the same, and stays open until it is", async () => {
        const task = async () => recordingTask(await of.day.lessons.read(of.id), "Europe/London")?.sentence;
        await meets("copy", fault);
        expect(await task()).toMatch(/^CPOMS: not yet\./);
        await of.press({ press: "recording-in-cpoms", reference: "C-77" });
        expect(await task()).toMatch(/^In CPOMS as C-77, noted/);
        expect(await seesTruly()).toMatch(SAYS[`copy, ${fault}`] ?? /./);
        inOrder(cloud);
        await file();
        expect([await task(), await seesTruly()]).toEqual([
          expect.stringMatching(/^In CPOMS as C-77/),
          expect.stringMatching(FILED),
        ]);
      });
  },
);
