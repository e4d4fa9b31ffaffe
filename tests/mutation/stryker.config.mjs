// Mutation testing of the protocol: `npm run test:mutation`, or a part of it with `-- --mutate 'src/protocol/who/*.ts'`.
// Each mutant is one change of meaning; the protocol's own tests must fail on it.

/** Not what a program decides: sentences for people, which are printed for people to read. */
const WORDS = ["src/protocol/**/words.ts", "src/protocol/**/*-words.ts"];

export default {
  mutate: ["src/protocol/**/*.ts", ...WORDS.map((files) => `!${files}`)],
  testRunner: "jest",
  jest: {
    projectType: "custom",
    configFile: "jest.config.mjs",
    config: { testMatch: ["<rootDir>/tests/protocol/**/*.test.ts"] },
    // The related tests of a protocol file are nearly all there are: its own must do.
    enableFindRelatedTests: false,
  },
  // It would rewrite paths in it with a part of TypeScript's API that version 7 no longer has; jest reads none.
  tsconfigFile: "none",
  coverageAnalysis: "perTest",
  concurrency: 2,
  tempDirName: "tests/.output/mutation",
  ignorePatterns: ["dist", "infra", "env", "tests/.output", "tests/{browser,chaos,e2e}"],
  reporters: ["progress-append-only", "clear-text", "json"],
  allowConsoleColors: false,
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: true },
  jsonReporter: { fileName: "tests/.output/mutation.json" },
  thresholds: { high: 95, low: 85, break: 85 },
};
