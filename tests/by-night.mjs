/**
 * Test files of `npm run test:nightly` alone: they take minutes of processor, or measure what only a machine with
 * nothing else to do can promise, and a quicker one of the same kind runs by day. Named on the command line
 * (`npm test -- tests/chaos/faults`), they run at any time.
 */
export const BY_NIGHT = [
  // By day: tests/chaos/kill-sqlite, and each engine's own tests/record/engine/reopen.
  "tests/chaos/kill-postgresql",
  // By day: tests/record/engine/away.
  "tests/chaos/postgres-stopped",
  // By day: tests/chaos/odd-answers and tests/chaos/outage.
  "tests/chaos/faults",
  // By day: tests/release (it starts), and all of tests/e2e from the same source.
  "tests/e2e/release-lesson",
  // By day: tests/duty/steady-clock.
  "tests/chaos/clock",
  // By day: tests/record/engine/replicas.
  "tests/e2e/two-replicas",
  // By day: tests/meeting/limiter and tests/record/work/limits.
  "tests/e2e/limits",
  // By day: tests/record/work/duties (turns), tests/web/budget (shares).
  "tests/hostile/alert-behind-spam",
  "tests/hostile/one-colleague",
  // By day: tests/browser/classroom (the same lesson), tests/browser/panel and panel-end (how many presses each thing takes).
  "tests/browser/tour",
  // By day: tests/browser/classroom (the teacher's walk), tests/app/set-up/bare (from nothing to ready).
  "tests/browser/walks",
  // By day: tests/gallery (each state has a picture), tests/browser/accessible (some of them looked at).
  "tests/browser/gallery",
  // By day: tests/e2e/families (the same refusal and plan), tests/browser/family and plan (the pages).
  "tests/browser/families-walk",
  // By day: tests/protocol/lesson/own-requests (the same presses), tests/duty/read-back (some of them on the wire).
  "tests/duty/own-presses",
  // By day: tests/e2e/alone.
  "tests/browser/strip",
  // By day: tests/protocol/rules/s5, tests/e2e/one-to-one, tests/browser/whole-parent (the same moments).
  "tests/browser/postponed",
  // By day: tests/hostile/connections (descriptors), tests/web/budget.
  "tests/hostile/soak",
  // By day: tests/record/engine/migrate, tests/desk/later-facts. It needs the version before (VERSION_BEFORE).
  "tests/e2e/one-version-back",
];

/**
 * @param {readonly string[]} argv of jest
 * @param {NodeJS.ProcessEnv} env
 * @returns {readonly string[]} patterns of the files that this run leaves out
 */
export const leftOut = (argv, env) => {
  const named = argv.some((argument) => !argument.startsWith("-") && /(^|\/)tests\//.test(argument));
  return named || env["CHAOS"] === "full" ? [] : BY_NIGHT.map((file) => `<rootDir>/${file}\\.test\\.ts$`);
};
