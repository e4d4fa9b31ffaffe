import { writeSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { findPackageJSON, flushCompileCache } from "node:module";
import { dirname } from "node:path";
import { setFlagsFromString } from "node:v8";
import { startApp } from "./app/app.ts";
import { failureWords } from "./app/cannot-start.ts";
import { endOnFault } from "./app/end-on-fault.ts";
import { readConfig } from "./config.ts";

// The application. It never runs without credentials: `npm start` runs practice where there are none.

// Old objects are looked for once there is half as much again, not four times as much: on a machine with much memory the
// program would grow to twice what it needs (docs/performance.md).
setFlagsFromString("--heap-growing-percent=50");

endOnFault(
  (line) => writeSync(process.stderr.fd, line),
  (code) => process.exit(code),
);

try {
  // The program runs from source or as built: in either case this finds the project it belongs to.
  const project = findPackageJSON(import.meta.url);
  if (project === undefined) throw new Error("The program is not in its project's folder.");
  const isBuilt = import.meta.url.endsWith(".mjs");
  const { version } = JSON.parse(await readFile(project, "utf8")) as { version: string };
  const app = await startApp({
    config: readConfig(process.env),
    root: dirname(project),
    version,
    ...(isBuilt ? { pdfProgram: new URL("pdf-process.mjs", import.meta.url) } : {}),
  });
  // Otherwise it is written when the program ends well: but the start after a crash is the one that must be quick.
  flushCompileCache();
  const stop = (): void => {
    app.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
} catch (error) {
  process.stderr.write(`${failureWords(error)}\n`);
  process.exit(1);
}
