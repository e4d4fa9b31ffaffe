import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "./build.ts";

// `npm start`: the application where it has credentials, practice (which makes its own) where it has none.

const root = join(import.meta.dirname, "..");
const program = process.env["BOT_ID"] ? "dist/program/main.mjs" : "src/practice/main.ts";

await build(root);
await import(pathToFileURL(join(root, program)).href);
