import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { APPLICATION, build, EVERYTHING } from "./app/build.ts";

// `npm start`: the application where it has credentials, practice (which makes its own) where it has none.

const root = join(import.meta.dirname, "..");
const [program, products] = process.env["BOT_ID"]
  ? (["dist/program/main.mjs", APPLICATION] as const)
  : (["src/practice/main.ts", EVERYTHING] as const);

await build(root, products);
await import(pathToFileURL(join(root, program)).href);
