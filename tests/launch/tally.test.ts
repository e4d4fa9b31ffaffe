import { countOf, whatFailed } from "../tally.ts";

const report = {
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

describe("npm test counts", () => {
  it("every test that passed", () => {
    expect(countOf(report, 0)).toEqual({ passed: 7, failed: 0 });
  });

  it.each(["numFailedTests", "numPendingTests", "numTodoTests", "numRuntimeErrorTestSuites"])(
    "what jest calls %s as failed",
    (field) => {
      expect(countOf({ ...report, [field]: 2 }, 1)).toEqual({ passed: 7, failed: 2 });
    },
  );

  it("a jest that complains without naming a test, and one that leaves no report, as a failure", () => {
    expect(countOf(report, 1)).toEqual({ passed: 7, failed: 1 });
    expect(countOf(undefined, null)).toEqual({ passed: 0, failed: 1 });
  });
});

describe("npm test names at its end", () => {
  const file = { name: "/here/tests/one.test.ts", message: "", assertionResults: [] };
  const passed = { status: "passed", fullName: "pauses", failureMessages: [] };

  it("each test that failed, with the first line of why", () => {
    const failureMessages = ["\n\u001B[2mexpect(1).toBe(2)\u001B[22m\n\nat line 3"];
    const failed = { status: "failed", fullName: "a lesson ends", failureMessages };
    const skipped = { status: "pending", fullName: "a lesson begins", failureMessages: [] };
    const testResults = [{ ...file, message: "long", assertionResults: [passed, failed, skipped] }];
    expect(whatFailed({ ...report, testResults }, "/here")).toEqual([
      "tests/one.test.ts: a lesson ends: expect(1).toBe(2)",
      "tests/one.test.ts: a lesson begins: pending",
    ]);
  });

  it("a file that did not load", () => {
    const testResults = [{ ...file, message: "Cannot find module" }];
    expect(whatFailed({ ...report, testResults }, "/here")).toEqual([
      "tests/one.test.ts: Cannot find module",
    ]);
  });

  it("nothing if every test passed", () => {
    expect(
      whatFailed({ ...report, testResults: [{ ...file, assertionResults: [passed] }] }, "/here"),
    ).toEqual([]);
    expect(whatFailed(undefined, "/here")).toEqual([]);
  });
});
