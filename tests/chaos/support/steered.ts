import { readFileSync, watch, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import os from "node:os";
import { join } from "node:path";
import { PROGRAM } from "../../support/program.ts";
import type { Hands } from "./steering.ts";

// Practice starts this file as the application. It is the application, on a machine whose clocks the test has its
// hands on: `clocks.json` in DATA_DIR says by how much. What is set moves the time of day alone, as
// a person does who sets it; what has passed moves every clock, as time does.

const file = join(process.env["DATA_DIR"] ?? "", "clocks.json");
writeFileSync(file, "", { flag: "a" });

let hands: Hands = { setMs: 0, passedMs: 0 };
const read = (): void => {
  try {
    hands = JSON.parse(readFileSync(file, "utf8")) as Hands;
  } catch (error) {
    // Empty, or in the middle of being written: heard of again in a moment.
    if (!(error instanceof SyntaxError)) throw error;
  }
};
read();
watch(file, { persistent: false }, read);

const RealDate = Date;
const wall = (): number => RealDate.now() + hands.setMs + hands.passedMs;
globalThis.Date = new Proxy(RealDate, {
  construct: (date, args, made) =>
    Reflect.construct(date, args.length === 0 ? [wall()] : args, made) as object,
  apply: () => new RealDate(wall()).toString(),
  get: (date, name) => (name === "now" ? wall : (Reflect.get(date, name) as unknown)),
});

const awake = performance.now.bind(performance);
performance.now = () => awake() + hands.passedMs;
const up = os.uptime;
os.uptime = () => up() + hands.passedMs / 1000;
syncBuiltinESMExports();

await import(PROGRAM.href);
