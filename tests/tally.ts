export type Tally = { passed: number; failed: number };

/** What we read of jest's own JSON report. */
export type JestReport = {
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
export function countOf(report: JestReport | undefined, status: number | null): Tally {
  if (!report) {
    return { passed: 0, failed: 1 };
  }
  const failed =
    report.numFailedTests + report.numPendingTests + report.numTodoTests + report.numRuntimeErrorTestSuites;
  return { passed: report.numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed };
}
