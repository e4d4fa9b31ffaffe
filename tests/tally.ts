import { stripVTControlCharacters } from "node:util";

export type Tally = { passed: number; failed: number };

type FileReport = {
  /** The test file's path. */
  readonly name: string;
  /** Why the file itself did not load, or what its tests printed. */
  readonly message: string;
  readonly assertionResults: readonly {
    readonly status: string;
    readonly fullName: string;
    readonly failureMessages: readonly string[] | null;
  }[];
};

/** What we read of jest's own JSON report. */
export type JestReport = {
  readonly testResults?: readonly FileReport[];
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numRuntimeErrorTestSuites: number;
};

/**
 * jest's numbers as `npm test` counts them: a skipped test has not passed, a test file that does not load
 * has failed, and a jest that complains without naming a test (or leaves no report) counts as one failure.
 */
export const countOf = (report: JestReport | undefined, status: number | null): Tally => {
  if (!report) {
    return { passed: 0, failed: 1 };
  }
  const failed =
    report.numFailedTests + report.numPendingTests + report.numTodoTests + report.numRuntimeErrorTestSuites;
  return { passed: report.numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed };
};

const firstLine = (message = ""): string =>
  stripVTControlCharacters(message)
    .split("\n")
    .find((line) => line.trim() !== "")
    ?.trim()
    .slice(0, 160) ?? "";

/** One line for each test that did not pass, and each file that did not load: what a long log is searched for. */
export const whatFailed = (report: JestReport | undefined, root: string): readonly string[] =>
  (report?.testResults ?? []).flatMap(({ name, message, assertionResults }) => {
    const file = name.replace(`${root}/`, "");
    if (assertionResults.length === 0 && message !== "") return [`${file}: ${firstLine(message)}`];
    return assertionResults
      .filter(({ status }) => status !== "passed")
      .map((one) => `${file}: ${one.fullName}: ${firstLine(one.failureMessages?.[0]) || one.status}`);
  });
