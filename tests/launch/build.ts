import { build } from "../../src/app/build.ts";

// vite is ESM only, so tests build in a process of its own.
const [root = "."] = process.argv.slice(2);
console.log(JSON.stringify(await build(root)));
