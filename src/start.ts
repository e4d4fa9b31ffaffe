import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildPages } from "./pages.ts";

// `npm start`: the application where it has credentials, practice (which makes its own) where it has none.

const here = import.meta.dirname;
const program = process.env["BOT_ID"] ? "main.ts" : "practice/main.ts";

await buildPages(join(here, ".."));
await import(pathToFileURL(join(here, program)).href);
