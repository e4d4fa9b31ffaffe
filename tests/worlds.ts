/**
 * Where the program runs, each with a tsconfig.json of its own and only the libraries that are there: the server
 * knows no DOM, the browser nothing of Node. Tests see both.
 */
export const WORLDS = ["src", "src/panel", "src/practice", "src/practice/classroom", "."] as const;

/**
 * oxlint's arguments for `npm test`: its rules want the types of every file in its world, so it tells of type errors, too,
 * in half the work of five more runs of the compiler (`npm run types`, which the night does).
 */
export const LINT_AND_TYPES = ["--type-aware", "--type-check", "--deny-warnings"] as const;
