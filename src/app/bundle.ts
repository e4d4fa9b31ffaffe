import { join } from "node:path";
import { APPLICATION, build } from "./build.ts";

// `npm run bundle`: what a school's server runs, built before it is copied there.

await build(join(import.meta.dirname, "../.."), APPLICATION);
