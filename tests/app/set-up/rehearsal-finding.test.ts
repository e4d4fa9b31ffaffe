import { rehearsalFinding } from "../../../src/app/preflight/other-checks.ts";

const [BEFORE, AFTER] = ["2026-11-24T10:42:00.000Z", "2026-11-25T10:42:00.000Z"];

describe("what the rehearsals have shown", () => {
  it.each([
    ["removed", "a guest could not be removed in the rehearsal on 25 November 2026"],
    ["entered", "Lesson Guard could not join in the rehearsal on 25 November 2026"],
    ["seen", "the test alert reached no DSL in the rehearsal on 25 November 2026"],
  ] as const)("is red where the newest showed that it does not work: %s", (part, says) => {
    expect(rehearsalFinding(part, {}, { [part]: AFTER })).toMatchObject({ state: "red", says });
    expect(rehearsalFinding(part, { [part]: BEFORE }, {}).state).toBe("green");
    expect(rehearsalFinding(part, {}, {}).state).toBe("grey");
  });
});
