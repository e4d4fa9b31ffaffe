/** The application as `npm start` runs it; for what stands in its place. */
export const PROGRAM = new URL("../../dist/program/main.mjs", import.meta.url);
