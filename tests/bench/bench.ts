import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { answerHelp } from "../../src/app/arguments.ts";
import { build } from "../../src/app/build.ts";
import { KB, neededAtOnce, weightOf, withAllOf } from "../support/panel-weight.ts";
import { type EndFigures, endFigures } from "./end.ts";
import { type Figure, figureLines, figureOf, type Goal, goalLines, middle } from "./figures.ts";
import { GROWN_ON, type Grown, grown } from "./growth.ts";
import { startLesson } from "./lesson.ts";
import { AROUND, MEASURED, memoryOf, PINNED, pin } from "./machine.ts";
import { panelFigures } from "./panel.ts";
import { pictureOf } from "./picture.ts";
import { ROOT, startProgram } from "./program.ts";
import { rushGoals, rushLines } from "./rush/goals.ts";
import { type RushFigures, rushFigures } from "./rush/rush.ts";
import { mics, pauses, peer, type Round, recorded, type Subject, unchanged } from "./subjects.ts";
import { whyLines } from "./why.ts";

// `npm run bench`: the application as production runs it beside two peers, in one run, by turns (docs/performance.md).
// With ids (`npm run bench -- F1a F1b`) only those, and the first peer. BENCH_SECONDS and BENCH_ROUNDS make it longer.

answerHelp(
  "npm run bench [-- <ids>]\n" +
    "Measures the application beside two peers; with ids, such as F1a F1b, only those. BENCH_SECONDS and BENCH_ROUNDS make it longer.",
);
process.chdir(ROOT);
const seconds = Number(process.env["BENCH_SECONDS"] || 2);
const rounds = Number(process.env["BENCH_ROUNDS"] || 3);
const asked = process.argv.slice(2);
const wants = (id: string): boolean => asked.length === 0 || asked.includes(id);
/** Events in the record: some thousand schools' years have ten million (BENCH_EVENTS=10000000; they take minutes to make). */
const [FEW, MANY] = [10_000, Number(process.env["BENCH_EVENTS"] || 1_000_000)];
const PEERS = new Set(["botbuilder", "teams-ai"]);

await build(ROOT);
pin(process.pid, AROUND);
// Before anything else runs: it is this process that presses.
const growth: Grown[] = [];
if (wants("F4")) for (const engine of GROWN_ON) growth.push(...(await grown(engine, [FEW, MANY], rounds)));
const sink = await startProgram(["tests/bench/peers/sink.ts"], AROUND);
const botbuilder = await startProgram(["tests/bench/peers/botbuilder-echo.ts"], MEASURED);
const teamsAi = await startProgram(["tests/bench/peers/teams-ai-echo.ts"], MEASURED);
const lesson = await startLesson();
// What a pause does to the cameras must not meet the other presses.
const other = await startLesson();
const stop = () => Promise.all([sink, botbuilder, teamsAi, lesson, other].map((one) => one.stop()));
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void stop().finally(() => process.exit(130)));

const memory = {
  application: memoryOf(lesson.pid)?.now,
  teamsAi: memoryOf(teamsAi.pid)?.now,
};
const subjects: readonly Subject[] = [
  peer("botbuilder", "bare botbuilder echo, no token checked, nothing kept", { started: botbuilder, sink }),
  peer("teams-ai", "bare teams-ai echo, the same", { started: teamsAi, sink }),
  unchanged(lesson),
  recorded(lesson),
  recorded(lesson, 1),
  mics(other),
  pauses(other),
].filter(({ id }) => id === "botbuilder" || wants(id));

const starts: number[] = [];
const seen = new Map<string, Round[]>(subjects.map(({ id }) => [id, []]));
try {
  for (const subject of subjects) await subject.run({ seconds: 0.5 });
  for (let round = 0; round < rounds; round += 1)
    for (const subject of subjects) seen.get(subject.id)?.push(await subject.run({ seconds }));
  if (wants("F6")) for (let n = 0; n < rounds; n += 1) starts.push(await other.restart());
} finally {
  await stop();
}

const ends: EndFigures[] = [];
if (wants("F2")) for (let n = 0; n < rounds; n += 1) ends.push(await endFigures());
let rushes: readonly RushFigures[] = [];
try {
  if (wants("F3")) rushes = await rushFigures();
} catch (error) {
  // What has been measured before it is still said.
  console.error("F3 could not be measured:", error);
  process.exitCode = 1;
}
const endMiddle = (of: keyof EndFigures): number | undefined =>
  ends.length === 0 ? undefined : middle(ends.map((one) => one[of]));
const panel = wants("F5") ? await panelFigures(rounds) : undefined;
const PAGES = join(ROOT, "dist/panel");
const BY_PROCESSOR = new Set(["F1c", "Pause"]);
const figures = subjects.map(({ id, what }) => figureOf(id, what, seen.get(id) ?? [], BY_PROCESSOR.has(id)));
const of = (id: string): Figure | undefined => figures.find((one) => one.id === id);
const echo = of("botbuilder");
const ratio = (id: string, what: string, goal: number): readonly Goal[] => {
  const one = of(id);
  return one === undefined || echo === undefined
    ? []
    : [{ id, what, is: one.perSecond / echo.perSecond, goal, atLeast: true, unit: "×" }];
};
const most = (
  id: string,
  what: string,
  is: number | undefined,
  goal: number | undefined,
  unit: Goal["unit"],
) => (is === undefined || goal === undefined ? [] : [{ id, what, is, goal, atLeast: false, unit }]);
const goals: readonly Goal[] = [
  ...ratio("F1a", "against botbuilder's echo", 2),
  ...ratio("F1b", "against botbuilder's echo", 2),
  ...most("F1b", "p99, against the echo's", of("F1b")?.p99, echo && Math.round(echo.p99), "ms"),
  ...most("F1b alone", "p50 of one press after the other", of("F1b alone")?.p50, 3, "ms"),
  ...ratio("F1c", "against botbuilder's echo, by processor", 0.5),
  ...rushGoals(rushes),
  ...GROWN_ON.flatMap((engine) => {
    const [few, many] = growth.filter((one) => one.engine === engine);
    const what = `a press with ${MANY.toLocaleString("en-GB")} events kept, against 10,000 (${engine})`;
    return most("F4", what, few && many && many.pressMs / few.pressMs, 1.1, "×");
  }),
  ...most("F2", "End for all, 1 s a call: doors shut, from the press", endMiddle("shut"), 1.1, "round trips"),
  ...most("F2", "everyone out, from the end of the undo window", endMiddle("out"), 1.2, "round trips"),
  ...most("F2", "DSL told, from the end of the undo window", endMiddle("told"), 1.2, "round trips"),
  ...most("F2", "a press in another lesson meanwhile, p99", endMiddle("elsewhere"), 50, "ms"),
  ...most(
    "F5",
    "until Pause can be pressed, gzip",
    panel && weightOf(PAGES, neededAtOnce(PAGES)) / KB,
    45,
    "kB",
  ),
  ...most("F5", "the panel in all, gzip", panel && weightOf(PAGES, withAllOf(PAGES)) / KB, 110, "kB"),
  ...most(
    "F5",
    "until Pause can be pressed, processor 4 × as slow",
    panel && panel.pressable / 1000,
    0.8,
    "s",
  ),
  ...most("F5", "a change of all 30 rows of the register", panel?.update, 16, "ms"),
  ...most(
    "F6",
    "idle memory, against teams-ai's echo",
    memory.application && memory.teamsAi && memory.application / memory.teamsAi,
    wants("F6") ? 1.1 : undefined,
    "×",
  ),
  ...most(
    "F6",
    "from a start after kill -9 to health",
    wants("F6") ? middle(starts) / 1000 : undefined,
    1.5,
    "s",
  ),
];

console.log(
  PINNED
    ? "The measured program had a core to itself; client and Microsoft's part (practice; a sink for the peers) the other."
    : "Nothing was pinned here (that takes Linux, two cores and taskset): the figures depend on what else ran.",
);
for (const line of [
  ...figureLines(figures),
  "",
  ...rushLines(rushes),
  ...goalLines(goals),
  ...whyLines(goals),
])
  console.log(line);
const folder = join(ROOT, "tests/.output");
mkdirSync(folder, { recursive: true });
writeFileSync(
  join(folder, "bench.json"),
  `${JSON.stringify({ figures, goals, memory, growth, rushes }, null, 2)}\n`,
);
writeFileSync(join(folder, "bench.svg"), pictureOf(figures, PEERS));
console.log(`\n${join(folder, "bench.json")} and bench.svg beside it`);
