import { statSync } from "node:fs";
import { sep } from "node:path";
import { fileURLToPath } from "node:url";

const TESTS = fileURLToPath(new URL(".", import.meta.url));
/** What takes about a minute, nearly all of it waiting: begun first, so that no worker is left alone with it. */
const LONGEST = [
  "e2e/alone",
  "e2e/crash-start",
  "e2e/outage",
  "e2e/escalation",
  "browser/starting",
  "e2e/crash-end",
  "chaos/odd-answers",
  "rights/same-day",
  "bench/ratios",
];
/** Small files that wait for half a minute: at the end, by their size, they would leave the other workers idle. */
const LONG_FOR_THEIR_SIZE = [
  "e2e/two-legs",
  "e2e/sign-in",
  "e2e/slow-lesson",
  "e2e/crash-concern",
  "hostile/disk-full",
  "app/preflight",
];
/** Folders whose tests wait most of the time: for whole programs, for what comes after seconds. */
const WAITING = ["e2e", "chaos", "hostile", "rights"];
/** Folders whose tests keep a core busy for long: they begin before the many that are over in a moment. */
const BUSY = ["browser", "record", "duty", "desk"];

/**
 * The order of test files: what takes long first, then those that wait and those that keep a core busy by turns, so
 * that neither waits for the other at the end. By name, folder and size, not by how long it took last time: a fresh
 * clone knows no last time.
 */
export default class SlowFirst {
  /**
   * @template {{ path: string }} Test
   * @param {readonly Test[]} tests
   * @returns {Test[]}
   */
  sort(tests) {
    const longest = tests.filter(({ path }) => LONGEST.includes(nameOf(path)));
    const others = tests.filter((test) => !longest.includes(test)).sort((a, b) => sizeOf(b) - sizeOf(a));
    const waiting = others.filter(({ path }) => WAITING.includes(folderOf(path)));
    const working = others.filter(({ path }) => !WAITING.includes(folderOf(path)));
    const busy = working.filter(({ path }) => BUSY.includes(folderOf(path)));
    const brief = working.filter((test) => !busy.includes(test));
    return [
      ...longest.sort((a, b) => LONGEST.indexOf(nameOf(a.path)) - LONGEST.indexOf(nameOf(b.path))),
      ...byTurns(waiting, [...busy, ...brief]),
    ];
  }

  /**
   * For `--shard`.
   *
   * @template {{ path: string }} Test
   * @param {readonly Test[]} tests
   * @param {{ shardIndex: number, shardCount: number }} which
   * @returns {Test[]}
   */
  shard(tests, { shardIndex, shardCount }) {
    return this.sort(tests).filter((_, n) => n % shardCount === shardIndex - 1);
  }

  allFailedTests() {
    return [];
  }

  cacheResults() {
    // Nothing of this run decides the order of the next.
  }
}

/** @param {string} path */
const nameOf = (path) =>
  path
    .slice(TESTS.length)
    .split(sep)
    .join("/")
    .replace(/\.test\.tsx?$/, "");
/** @param {string} path */
const folderOf = (path) => nameOf(path).split("/")[0] ?? "";
/** @param {{ path: string }} test */
const sizeOf = ({ path }) =>
  LONG_FOR_THEIR_SIZE.includes(nameOf(path)) ? Number.MAX_SAFE_INTEGER : statSync(path).size;

/**
 * @template Test
 * @param {readonly Test[]} some
 * @param {readonly Test[]} others
 * @returns {Test[]} both in their order; at each place as large a part of the one as of the others has been
 */
const byTurns = (some, others) =>
  [some, others]
    .flatMap((tests) => tests.map((test, n) => ({ test, share: (n + 0.5) / tests.length })))
    .sort((a, b) => a.share - b.share)
    .map(({ test }) => test);
