import { statSync } from "node:fs";
import { sep } from "node:path";
import { fileURLToPath } from "node:url";

const TESTS = fileURLToPath(new URL(".", import.meta.url));
/** What takes more than a minute beside three others: much of it is waiting, which is best begun first. */
const LONGEST = ["browser/starting", "e2e/escalation", "chaos/odd-answers", "e2e/crash-start", "e2e/alone"];
/** Folders whose tests start whole programs, browsers or schools, the longest first. */
const SLOW = ["chaos", "e2e", "browser", "rights", "hostile", "record"];

/**
 * The order of test files: what takes long begins first, so that no worker is left alone with it at the
 * end. By name, folder and size, not by how long it took last time: a fresh clone knows no last time.
 */
export default class SlowFirst {
  /**
   * @template {{ path: string }} Test
   * @param {readonly Test[]} tests
   * @returns {Test[]}
   */
  sort(tests) {
    const places = new Map(tests.map((test) => [test, placeOf(test.path)]));
    const place = (/** @type {Test} */ test) => places.get(test) ?? [0, 0];
    return [...tests].sort((a, b) => {
      const [[folderA = 0, sizeA = 0], [folderB = 0, sizeB = 0]] = [place(a), place(b)];
      return folderA - folderB || sizeB - sizeA;
    });
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
const placeOf = (path) => {
  const parts = path.slice(TESTS.length).split(sep);
  const longest = LONGEST.indexOf(parts.join("/").replace(".test.ts", ""));
  if (longest !== -1) return [longest - LONGEST.length, 0];
  const slow = SLOW.indexOf(parts[0] ?? "");
  return [slow === -1 ? SLOW.length : slow, statSync(path).size];
};
