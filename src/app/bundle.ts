import { join } from "node:path";
import { APPLICATION, build } from "./build.ts";

// `npm run bundle`: builds what a school's server runs, before it is copied there.

await build(join(import.meta.dirname, "../.."), APPLICATION);
