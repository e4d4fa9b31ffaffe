import { buildPages } from "../../src/pages.ts";

// vite is ESM only, so the tests of the pages build them in a process of its own.
const [root = "."] = process.argv.slice(2);
console.log(JSON.stringify(await buildPages(root)));
