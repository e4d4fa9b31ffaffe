import { countOf } from "../tally.ts";

const report = {
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

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
});
