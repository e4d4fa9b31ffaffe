import { defineConfig, type OxlintOverride } from "oxlint";

// Arrows between folders point one way (docs/architecture.md): what each folder may use of the others.
const MAY_USE: Readonly<Record<string, readonly string[]>> = {
  app: ["duty", "web", "teams", "desk", "record", "meeting", "protocol"],
  duty: ["web", "teams", "desk", "record", "meeting", "protocol"],
  web: ["desk", "record", "meeting", "protocol"],
  teams: ["desk", "record", "meeting", "protocol"],
  desk: ["record", "meeting", "protocol"],
  record: ["protocol"],
  meeting: ["protocol"],
  protocol: [],
  panel: ["protocol"],
  practice: [],
};

/** These run apart from the rest (in a browser, as a program of its own) and may share its types only. */
const APART = ["panel", "practice"];
/** These know nothing of the settings either. */
const SELF_CONTAINED = ["panel", "practice", "protocol"];
const DEEPEST = 4;

const NO_CLOCK = "protocol/ is pure: the moment and fresh ids come in with the command (DecisionContext).";

const PURE = [
  {
    regex: "^node:",
    message: "protocol/ is pure: no files, network, processes, clocks or randomness of its own.",
  },
  {
    regex: "^(@[a-z]|better-sqlite3|botbuilder|kysely|openai|pino|preact|restify|undici|vite)",
    allowTypeImports: true,
    message: "protocol/ is pure: no package that reaches out.",
  },
];

/** The rule for the files that lie `depth` folders below src/: `../meeting` means another folder at each depth. */
const arrowsOf = (folder: string, depth: number): OxlintOverride => {
  const may = MAY_USE[folder] ?? [];
  const others = Object.keys(MAY_USE).filter((other) => other !== folder && !may.includes(other));
  const programs = ["main", "start", ...(SELF_CONTAINED.includes(folder) ? ["config"] : [])];
  const up = `^(\\.\\./){${depth}}`;
  const patterns = [
    {
      regex: `${up}(${others.join("|")})(/|$)`,
      allowTypeImports: APART.includes(folder),
      message: `${folder}/ may use ${may.map((name) => `${name}/`).join(", ") || "no other folder"}.`,
    },
    {
      regex: `${up}(${programs.join("|")})\\.ts$`,
      message: `${folder}/ does not reach up to the programs and settings in src/.`,
    },
    ...(folder === "protocol" ? PURE : []),
  ];
  return {
    files: [`src/${folder}/${"*/".repeat(depth - 1)}*`],
    rules: { "no-restricted-imports": ["error", { patterns }] },
  };
};

/** Three words or more, not all of them filled in (`%s`): a test's name is read alone in a log. */
const WORDS_OF_A_NAME = "[a-z]{2}.*\\s\\S+\\s|\\s\\S*[a-z]{2}.*\\s|\\s\\S+\\s.*[a-z]{2}";

const PLUGINS = ["typescript", "unicorn", "oxc", "import", "promise"] as const;

export default defineConfig({
  plugins: [...PLUGINS],
  categories: { correctness: "error" },
  options: { typeAware: true },
  ignorePatterns: [
    "/jest.config.mjs",
    "dist",
    "data",
    "appPackage/build",
    "tests/.output",
    "tests/package/schema",
  ],
  rules: {
    "typescript/no-floating-promises": "error",
    "typescript/no-misused-promises": "error",
    "typescript/await-thenable": "error",
    "typescript/no-explicit-any": "error",
    "typescript/no-unsafe-argument": "error",
    "typescript/no-unsafe-assignment": "error",
    "typescript/no-unsafe-call": "error",
    "typescript/no-unsafe-member-access": "error",
    "typescript/no-unsafe-return": "error",
    "typescript/ban-ts-comment": "error",
    "typescript/only-throw-error": "error",
    "typescript/return-await": ["error", "error-handling-correctness-only"],
    "typescript/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: false }],
    "typescript/no-unnecessary-type-assertion": "error",
    "import/no-cycle": ["error", { ignoreTypes: false }],
    "import/no-default-export": "error",
    "no-empty": "error",
    "no-eval": "error",
    eqeqeq: "error",
    // One way of writing: functions are arrows in a const, shapes are types, tests say `it`.
    "func-style": ["error", "expression"],
    "arrow-body-style": "error",
    "typescript/consistent-type-definitions": ["error", "type"],
  },
  overrides: [
    ...Object.keys(MAY_USE).flatMap((folder) =>
      Array.from({ length: DEEPEST }, (_, index) => arrowsOf(folder, index + 1)),
    ),
    {
      // `new Date()` without a moment: tests/architecture/pure.test.ts.
      files: ["src/protocol/**"],
      rules: {
        "no-restricted-globals": [
          "error",
          "process",
          "fetch",
          "setTimeout",
          "setInterval",
          "performance",
          "crypto",
          "globalThis",
        ],
        "no-restricted-properties": [
          "error",
          { object: "Date", property: "now", message: NO_CLOCK },
          { object: "Math", property: "random", message: NO_CLOCK },
        ],
      },
    },
    {
      files: [
        "*.config.ts",
        "tests/mutation/*.config.mjs",
        "tests/slow-first.mjs",
        "tests/native/{environment,runtime}.ts",
      ],
      rules: { "import/no-default-export": "off" },
    },
    {
      files: ["tests/**"],
      plugins: [...PLUGINS, "jest"],
      rules: {
        "jest/consistent-test-it": ["error", { fn: "it", withinDescribe: "it" }],
        "jest/valid-title": ["error", { ignoreTypeOfDescribeName: true, mustMatch: { it: WORDS_OF_A_NAME } }],
        // What tests read back is JSON, and what they compare it with is checked by the comparison.
        "typescript/no-unsafe-assignment": "off",
        "typescript/no-unsafe-argument": "off",
        "typescript/no-unsafe-member-access": "off",
        "typescript/no-unsafe-return": "off",
        "typescript/unbound-method": "off",
      },
    },
  ],
});
