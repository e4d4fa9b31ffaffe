import { countOf, filesToTryAgain, tallyBeside } from "../tally.ts";

const report = {
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
  testResults: [],
};

const file = (name: string, status: string, ...tests: readonly string[]) => ({
  name,
  status,
  assertionResults: tests.map((one) => ({ status: one })),
});

describe("npm test counts", () => {
  it("what passed", () => {
    expect(countOf(report, 0)).toEqual({ passed: 7, failed: 0 });
  });

  it.each(["numFailedTests", "numPendingTests", "numTodoTests", "numRuntimeErrorTestSuites"])(
    "%s as failed",
    (field) => {
      expect(countOf({ ...report, [field]: 2 }, 1)).toEqual({ passed: 7, failed: 2 });
    },
  );

  it("a jest that complains without naming a test, and one that leaves no report, as a failure", () => {
    expect(countOf(report, 1)).toEqual({ passed: 7, failed: 1 });
    expect(countOf(undefined, null)).toEqual({ passed: 0, failed: 1 });
  });

  it("a failed file once more, beside what the others came to", () => {
    const testResults = [
      file("a", "passed", "passed", "passed", "pending"),
      file("b", "failed", "passed", "failed"),
    ];
    expect(filesToTryAgain({ ...report, testResults })).toEqual(["b"]);
    expect(tallyBeside({ ...report, testResults })).toEqual({ passed: 2, failed: 1 });
  });

  it("nothing again where many files failed: that is no accident", () => {
    const testResults = Array.from({ length: 9 }, (_, n) => file(String(n), "failed", "failed"));
    expect(filesToTryAgain({ ...report, testResults })).toEqual([]);
    expect(filesToTryAgain(undefined)).toEqual([]);
  });
});
