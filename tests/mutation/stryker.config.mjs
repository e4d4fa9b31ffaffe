// Mutation testing of the protocol: `npm run test:mutation`, a part of it with `-- --mutate 'src/protocol/who/*.ts'`, or
// a sample of it (sample.ts).
// Each mutant is one change of meaning; the protocol's own tests must fail on it.

/** Not what a program decides: sentences for people, which are printed for people to read. */
const WORDS = ["src/protocol/**/words.ts", "src/protocol/**/*-words.ts"];

export default {
  mutate: ["src/protocol/**/*.ts", ...WORDS.map((files) => `!${files}`)],
  // A string is a sentence (see above), or the name of a fact, phase or right, and then its type allows no other:
  // a changed one does not compile.
  mutator: { excludedMutations: ["StringLiteral"] },
  plugins: ["./tests/mutation/runner.ts", "./tests/mutation/sample.ts"],
  ignorers: process.env["MUTANTS_ONE_OF"] === undefined ? [] : ["sample"],
  testRunner: "protocol",
  // It would rewrite paths in it with a part of TypeScript's API that version 7 no longer has; nothing reads it here.
  tsconfigFile: "none",
  coverageAnalysis: "perTest",
  concurrency: 2,
  // An endless loop is known by how often it comes by; that a machine is busy proves nothing.
  timeoutMS: 600_000,
  dryRunTimeoutMinutes: 60,
  tempDirName: "tests/.output/mutation",
  ignorePatterns: ["dist", "infra", "env", "tests/.output", "tests/{browser,e2e}"],
  reporters: ["progress-append-only", "clear-text"],
  allowConsoleColors: false,
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: true },
  thresholds: { high: 95, low: 85, break: 85 },
};
