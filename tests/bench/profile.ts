import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { answerHelp } from "../../src/app/arguments.ts";
import { startLesson } from "./lesson.ts";
import { AROUND, pin } from "./machine.ts";
import { busiest, profiled } from "./profiler.ts";
import { ROOT } from "./program.ts";
import { mics, pauses, recorded, unchanged } from "./subjects.ts";

// `npm run profile -- F1b`: leaves a CPU profile of the application in that case, and prints where the time goes.

answerHelp(
  "npm run profile [-- <id>]\n" +
    "Leaves a CPU profile of one case of the bench, F1b unless named, and prints where the time goes. BENCH_SECONDS makes it longer, BENCH_LINES prints more.",
);
process.chdir(ROOT);
pin(process.pid, AROUND);
const [wanted = "F1b"] = process.argv.slice(2);
const lesson = await startLesson();
try {
  const subject = [unchanged, recorded, mics, pauses].map((of) => of(lesson)).find(({ id }) => id === wanted);
  if (subject === undefined) throw new Error(`no case ${wanted}`);
  await subject.run(2);
  const profile = await profiled(lesson.pid, () => subject.run(Number(process.env["BENCH_SECONDS"] ?? 5)));
  const file = join(ROOT, "tests/.output", `${wanted}.cpuprofile`);
  mkdirSync(join(ROOT, "tests/.output"), { recursive: true });
  writeFileSync(file, JSON.stringify(profile));
  for (const line of busiest(profile, Number(process.env["BENCH_LINES"] ?? 25))) console.log(line);
  console.log(`\n${file}`);
} finally {
  await lesson.stop();
}
