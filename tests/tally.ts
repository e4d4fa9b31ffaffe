export type Tally = { passed: number; failed: number };

/** What we read of jest's own JSON report. */
export type JestReport = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    /** Path of the file. */
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
};

/** More failing files than this are no accident of a busy machine. */
const MOST_TRIED_AGAIN = 8;

/** The files that failed and are tried once more by themselves; none where too many did. */
export function filesToTryAgain(report: JestReport | undefined): readonly string[] {
  const failed = (report?.testResults ?? [])
    .filter(({ status }) => status === "failed")
    .map(({ name }) => name);
  return failed.length > MOST_TRIED_AGAIN ? [] : failed;
}

/** What the files that did not fail count for: a skipped test has not passed there either. */
export function tallyBeside(report: JestReport | undefined): Tally {
  const tests = (report?.testResults ?? [])
    .filter(({ status }) => status !== "failed")
    .flatMap(({ assertionResults }) => assertionResults);
  const passed = tests.filter(({ status }) => status === "passed").length;
  return { passed, failed: tests.length - passed };
}

/**
 * jest's numbers as `npm test` counts them: a skipped test has not passed, a test file that does not load
 * has failed, and a jest that complains without naming a test (or leaves no report) counts as one failure.
 */
export function countOf(report: JestReport | undefined, status: number | null): Tally {
  if (!report) {
    return { passed: 0, failed: 1 };
  }
  const failed =
    report.numFailedTests + report.numPendingTests + report.numTodoTests + report.numRuntimeErrorTestSuites;
  return { passed: report.numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed };
}
