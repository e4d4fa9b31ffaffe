/**
 * Where the program runs, each with a tsconfig.json of its own and only the libraries that are there: the server
 * knows no DOM, the browser nothing of Node. Tests see both.
 */
export const WORLDS = ["src", "src/panel", "src/practice", "src/practice/classroom", "."] as const;
