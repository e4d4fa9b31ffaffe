import { globSync } from "node:fs";
import { resolve } from "node:path";
import { jestExpect } from "@jest/expect";
import type { InstrumenterContext, MutantCoverage } from "@stryker-mutator/api/core";
import { declareClassPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import {
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import {
  addEventHandler,
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  type Event,
  it,
  removeEventHandler,
  resetState,
  run,
  test,
} from "jest-circus";
import { Modules } from "./modules.ts";

// Stryker's own runner starts the whole of jest for each mutant, which loads every test file: ten seconds. This one
// stays in one process, and for each mutant loads and runs only the test files that have to do with it, with jest's
// own `describe`, `it` and `expect`: a tenth of a second.

const TESTS = "tests/protocol/**/*.test.ts";

/**
 * The first three read the source, or what is printed from it: with mutants in it they would fail for the wrong reason.
 * The walk takes a minute.
 */
const LEFT_OUT = [
  "rules/rules.test.ts",
  "lesson/presses.test.ts",
  "who/rights-page.test.ts",
  "screen/walk.test.ts",
];

/** A test that plays at random is left out too: it is slow, and it would be chance whether it notices a mutant. */
const AT_RANDOM = /\b_?fast-?check\.assert\(/i;

/** Which tests run, in which file: all of them, or those with these ids. */
type Wanted = { readonly ids: ReadonlySet<string> | undefined; readonly bail: boolean };

type Tree = { readonly name: string; readonly parent?: Tree };

const mutants: InstrumenterContext = {};
Object.assign(globalThis, { __stryker__: mutants });
Object.assign(globalThis, { describe, it, test, expect: jestExpect });
Object.assign(globalThis, { beforeAll, beforeEach, afterAll, afterEach });

class ProtocolTests implements TestRunner {
  /** Test files, with the modules that each of them needs and how many milliseconds it last took. */
  readonly #files = new Map<string, { needs: ReadonlySet<string>; took: number }>();

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    for (const path of globSync(TESTS).map((name) => resolve(name))) {
      if (LEFT_OUT.some((name) => path.endsWith(name))) continue;
      resetState();
      const modules = new Modules();
      modules.load(path);
      this.#files.set(path, { needs: modules.paths, took: 0 });
    }
  }

  async dryRun(): Promise<DryRunResult> {
    const coverage: MutantCoverage = { static: {}, perTest: {} };
    mutants.mutantCoverage = coverage;
    const result = await this.#run([...this.#files.keys()], { ids: undefined, bail: false });
    delete mutants.mutantCoverage;
    return result.status === DryRunStatus.Complete ? { ...result, mutantCoverage: coverage } : result;
  }

  async mutantRun({
    activeMutant,
    testFilter,
    hitLimit,
    sandboxFileName,
  }: MutantRunOptions): Promise<MutantRunResult> {
    mutants.activeMutant = activeMutant.id;
    if (hitLimit !== undefined) Object.assign(mutants, { hitCount: 0, hitLimit });
    try {
      const wanted = { ids: testFilter && new Set(testFilter), bail: true };
      const result = await this.#run(this.#related(resolve(sandboxFileName), wanted.ids), wanted);
      return toMutantRunResult(determineHitLimitReached(mutants.hitCount, hitLimit) ?? result, false);
    } finally {
      for (const key of ["activeMutant", "hitCount", "hitLimit"] as const) delete mutants[key];
    }
  }

  /** The test files that may notice a mutant in a source file, the quickest first. */
  #related(source: string, ids: Wanted["ids"]): readonly string[] {
    const named = ids && new Set([...ids].map((id) => id.split("|")[0]));
    return [...this.#files]
      .filter(([path, { needs }]) => (named ? named.has(path) : needs.has(source)))
      .toSorted(([, one], [, other]) => one.took - other.took)
      .map(([path]) => path);
  }

  async #run(paths: readonly string[], wanted: Wanted): Promise<DryRunResult> {
    const modules = new Modules();
    const tests: TestResult[] = [];
    for (const path of paths) {
      const begun = performance.now();
      tests.push(...(await runFile(path, modules, wanted)));
      const file = this.#files.get(path);
      if (file && !wanted.ids) file.took = performance.now() - begun;
      if (wanted.bail && tests.some(({ status }) => status === TestStatus.Failed)) break;
    }
    return { status: DryRunStatus.Complete, tests };
  }
}

/** @returns one result for each test that was run; where the file does not load, one that failed */
async function runFile(path: string, modules: Modules, { ids, bail }: Wanted): Promise<TestResult[]> {
  const results: TestResult[] = [];
  const idOf = (test: Tree) => `${path}|${nameOf(test)}`;
  const watch = (event: Event) => {
    if (event.name === "test_start") {
      const failed = bail && results.some(({ status }) => status === TestStatus.Failed);
      if (failed || AT_RANDOM.test(String(event.test.fn)) || (ids && !ids.has(idOf(event.test))))
        event.test.mode = "skip";
      else mutants.currentTestId = idOf(event.test);
    }
    if (event.name === "test_done") {
      delete mutants.currentTestId;
      const { test } = event;
      const said = { id: idOf(test), name: nameOf(test), fileName: path, timeSpentMs: test.duration ?? 0 };
      const [error] = test.errors;
      results.push(
        error === undefined
          ? { ...said, status: TestStatus.Success }
          : { ...said, status: TestStatus.Failed, failureMessage: wordsOf(error) },
      );
    }
  };
  resetState();
  addEventHandler(watch);
  try {
    modules.load(path);
    await run();
  } catch (error) {
    const failureMessage = wordsOf(error);
    results.push({ id: path, name: path, timeSpentMs: 0, status: TestStatus.Failed, failureMessage });
  } finally {
    removeEventHandler(watch);
  }
  return results;
}

function nameOf({ name, parent }: Tree): string {
  return parent?.parent ? `${nameOf(parent)} ${name}` : name;
}

/** Circus keeps an error together with where its test stands. */
function wordsOf(error: unknown): string {
  const first: unknown = Array.isArray(error) ? error[0] : error;
  return first instanceof Error ? first.message : String(first);
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "protocol", ProtocolTests)];
