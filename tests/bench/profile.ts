import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { answerHelp } from "../../src/app/arguments.ts";
import { endOf } from "./end.ts";
import { startLesson } from "./lesson.ts";
import { AROUND, pin } from "./machine.ts";
import { busiest, freePort, longest, profiled } from "./profiler.ts";
import { ROOT } from "./program.ts";
import { mics, pauses, recorded, unchanged } from "./subjects.ts";

// `npm run profile -- F1b`: leaves a CPU profile of the application in that case, and prints where the time goes.
// F2 prints the longest stretches of work without a rest, too: they are what another lesson's press waits for.

answerHelp(
  "npm run profile [-- <id>]\n" +
    "Leaves a CPU profile of one case of the bench, F1b unless named, and prints where the time goes. BENCH_SECONDS makes it longer, BENCH_LINES prints more.",
);
process.chdir(ROOT);
pin(process.pid, AROUND);
const [wanted = "F1b"] = process.argv.slice(2);
const port = await freePort();
const lesson = await startLesson(30, port);
const at = (work: () => Promise<unknown>) => profiled(lesson.pid, port, work);
const lines = Number(process.env["BENCH_LINES"] ?? 25);
const keep = (profile: object): string => {
  const file = join(ROOT, "tests/.output", `${wanted}.cpuprofile`);
  mkdirSync(join(ROOT, "tests/.output"), { recursive: true });
  writeFileSync(file, JSON.stringify(profile));
  return file;
};

const profileOf = async () => {
  if (wanted === "F2") {
    const seen = Promise.withResolvers<Awaited<ReturnType<typeof at>>>();
    const figures = await endOf(lesson, async (work) => seen.resolve(await at(work)));
    console.log(figures);
    return seen.promise;
  }
  const subject = [unchanged, recorded, mics, pauses].map((of) => of(lesson)).find(({ id }) => id === wanted);
  if (subject === undefined) throw new Error(`no case ${wanted}`);
  await subject.run({ seconds: 2 });
  return at(() => subject.run({ seconds: Number(process.env["BENCH_SECONDS"] ?? 5) }));
};

try {
  const profile = await profileOf();
  const file = keep(profile);
  for (const line of busiest(profile, lines)) console.log(line);
  if (wanted === "F2") for (const line of ["", ...longest(profile)]) console.log(line);
  console.log(`\n${file}`);
} finally {
  await lesson.stop();
}
