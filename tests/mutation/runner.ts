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
import { Modules } from "../native/modules.ts";
import { codeOf } from "./code.ts";

// Stryker's own runner starts the whole of jest for each mutant, which loads every test file: ten seconds. This one
// stays in one process, and for each mutant loads and runs only the test files that have to do with it, with jest's
// own `describe`, `it` and `expect`: a tenth of a second.

/** The protocol's own, and what a card makes of it. None of them opens a record: that takes longer than all the rest. */
const TESTS = ["tests/protocol/**/*.test.ts", "tests/teams/alert-card.test.ts"];

/** These read the source: with mutants in it they would fail for the wrong reason. */
const LEFT_OUT = ["rules/rule-files.test.ts", "protocol/words-page.test.ts"];

/** Walks through everything take a minute; how long something takes says more of the machine than of a mutant. */
const TOO_LONG = /every step from every opening|in a moment/;

// Properties take the same examples each time, and here few of them: a mutant is noticed by the first or seldom at all.
process.env["CHAOS"] = "brief";

type Tree = { readonly name: string; readonly parent?: Tree };

const mutants: InstrumenterContext = {};
Object.assign(globalThis, { __stryker__: mutants });
Object.assign(globalThis, { describe, it, test, expect: jestExpect });
Object.assign(globalThis, { beforeAll, beforeEach, afterAll, afterEach });

class ProtocolTests implements TestRunner {
  /** Milliseconds that each file took when it last passed with all of its tests, or with the most of them. */
  readonly #took = new Map<string, number>();
  /** How many mutants of a source file each test file has failed on. */
  readonly #failedOn = new Map<string, Map<string, number>>();

  capabilities() {
    return { reloadEnvironment: true };
  }

  /** Each file loads its modules anew, so that it is known for each what its loading touches. */
  async dryRun(): Promise<DryRunResult> {
    const coverage: MutantCoverage = { static: {}, perTest: {} };
    mutants.mutantCoverage = coverage;
    const tests: TestResult[] = [];
    for (const path of globSync(TESTS).map((name) => resolve(name)))
      if (!LEFT_OUT.some((name) => path.endsWith(name)))
        tests.push(...(await runFile(path, new Modules(codeOf))));
    delete mutants.mutantCoverage;
    return { status: DryRunStatus.Complete, tests, mutantCoverage: coverage };
  }

  async mutantRun({ activeMutant, testFilter = [], hitLimit }: MutantRunOptions): Promise<MutantRunResult> {
    mutants.activeMutant = activeMutant.id;
    if (hitLimit !== undefined) Object.assign(mutants, { hitCount: 0, hitLimit });
    try {
      const tests = await this.#untilOneFails(new Set(testFilter), this.#failuresIn(activeMutant.fileName));
      const limit = determineHitLimitReached(mutants.hitCount, hitLimit);
      return toMutantRunResult(limit ?? { status: DryRunStatus.Complete, tests }, false);
    } finally {
      for (const key of ["activeMutant", "hitCount", "hitLimit"] as const) delete mutants[key];
    }
  }

  #failuresIn(source: string): Map<string, number> {
    const before = this.#failedOn.get(source) ?? new Map<string, number>();
    this.#failedOn.set(source, before);
    return before;
  }

  /** First the files that are quick for how many mutants of the same source they have failed on. */
  async #untilOneFails(ids: ReadonlySet<string>, failures: Map<string, number>): Promise<TestResult[]> {
    const cost = (path: string) => (this.#took.get(path) ?? 0) / (1 + (failures.get(path) ?? 0));
    const paths = [...new Set([...ids].map(pathOf))].toSorted((one, other) => cost(one) - cost(other));
    const modules = new Modules(codeOf);
    const tests: TestResult[] = [];
    for (const path of paths) {
      const begun = performance.now();
      const whole = ids.has(loadingOf(path));
      tests.push(...(await runFile(path, modules, whole ? undefined : ids)));
      if (tests.some(isFailed)) {
        failures.set(path, (failures.get(path) ?? 0) + 1);
        break;
      }
      const time = performance.now() - begun;
      this.#took.set(path, whole ? time : Math.max(time, this.#took.get(path) ?? 0));
    }
    return tests;
  }
}

const isFailed = ({ status }: TestResult): boolean => status === TestStatus.Failed;
const idOf = (path: string, name: string): string => `${path}|${name}`;
const pathOf = (id: string): string => id.slice(0, id.indexOf("|"));
/** The loading of a file counts as a test too: all that is touched in it has to do with all of the file's tests. */
const loadingOf = (path: string): string => idOf(path, "");

/**
 * Runs a file's tests, or those with these ids, until one fails.
 * @returns one result for the loading, and one for each test that was run
 */
const runFile = async (
  path: string,
  modules: Modules,
  ids?: ReadonlySet<string>,
): Promise<readonly TestResult[]> => {
  const results: TestResult[] = [];
  const note = (name: string, timeSpentMs: number, errors: readonly unknown[]) => {
    const said = { id: idOf(path, name), name: name || "loads", fileName: path, timeSpentMs };
    results.push(
      errors.length === 0
        ? { ...said, status: TestStatus.Success }
        : { ...said, status: TestStatus.Failed, failureMessage: wordsOf(errors[0]) },
    );
    // What is touched between tests is made ready for all of them.
    mutants.currentTestId = loadingOf(path);
  };
  const watch = (event: Event) => {
    if (event.name === "test_start") {
      const id = idOf(path, nameOf(event.test));
      if ((ids?.has(id) ?? !TOO_LONG.test(id)) && !results.some(isFailed)) mutants.currentTestId = id;
      else event.test.mode = "skip";
    }
    if (event.name === "test_done") note(nameOf(event.test), event.test.duration ?? 0, event.test.errors);
  };
  resetState();
  addEventHandler(watch);
  mutants.currentTestId = loadingOf(path);
  const begun = performance.now();
  try {
    modules.load(path);
    note("", performance.now() - begun, []);
    await run();
  } catch (error) {
    // A file that cannot be read says nothing of the mutant.
    if (error instanceof Error && "syscall" in error) throw error;
    note("", performance.now() - begun, [error]);
  } finally {
    removeEventHandler(watch);
  }
  return results;
};

const nameOf = ({ name, parent }: Tree): string => (parent?.parent ? `${nameOf(parent)} ${name}` : name);

/** Circus keeps an error together with where its test stands. */
const wordsOf = (error: unknown): string => {
  const first: unknown = Array.isArray(error) ? error[0] : error;
  return first instanceof Error ? first.message : String(first);
};

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "protocol", ProtocolTests)];
