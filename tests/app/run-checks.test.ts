import { green, grey, type Line, type State, stateOf } from "../../src/app/preflight/line.ts";
import { runChecks } from "../../src/app/preflight/run-checks.ts";
import { CloudError, type CloudErrorKind } from "../../src/meeting/cloud-error.ts";

describe("a look at many things", () => {
  it("is over when its time is over: what had no answer is not known, and neither is what follows", async () => {
    const never = new Promise<never>(() => undefined);
    const { lines } = await runChecks(
      [
        { id: "a", name: "A", look: () => never },
        { id: "b", name: "B", needs: ["a"], look: () => ({ state: "green", says: "b" }) },
        { id: "c", name: "C", look: () => ({ state: "green", says: "c" }) },
      ],
      {},
      20,
    );
    expect(lines.map(({ state }) => state)).toEqual(["grey", "grey", "green"]);
    expect(lines[0]).toMatchObject({ says: "not known just now: there was no answer in time", late: "own" });
    expect(lines[1]).toMatchObject({
      says: "not known just now, because “A” gave no answer",
      late: "other",
    });
  });

  it.each<[CloudErrorKind, State]>([
    ["temporary", "grey"],
    ["throttled", "grey"],
    ["unknown-outcome", "grey"],
    ["not-allowed", "red"],
    ["not-signed-in", "red"],
    ["refused", "red"],
    ["gone", "red"],
  ])("tells an answer that is missing from one that says no: %s", async (kind, state) => {
    const error = new CloudError({ service: "graph", operation: "look", kind, retryAfterMs: 60_000 });
    const { lines } = await runChecks([{ id: "a", name: "A", look: () => Promise.reject(error) }], {}, 500);
    expect(lines).toMatchObject([{ state, ...(state === "grey" ? { late: "own" } : {}) }]);
  });

  it("does not speak of a fault where an optional permission is not given", async () => {
    const { lines } = await runChecks(
      [
        { id: "a", name: "Permission A", optional: true, look: () => grey("not given: needed only where") },
        { id: "b", name: "B", optional: true, needs: ["a"], look: () => green("b") },
        { id: "c", name: "C", optional: true, needs: ["b"], look: () => green("c") },
      ],
      {},
      500,
    );
    const NOT_USED = "not used: “Permission A” is optional, and not given";
    expect(lines.slice(1).map(({ says }) => says)).toEqual([NOT_USED, NOT_USED]);
  });

  it("calls a step as bad as its worst line, and does not count what a school need not use", () => {
    const line = (state: State, optional?: true): Line => ({
      id: state,
      name: "",
      says: "",
      state,
      ...(optional ? { optional } : {}),
    });
    expect(stateOf([line("green"), line("amber")])).toBe("amber");
    expect(stateOf([line("amber"), line("grey"), line("red")])).toBe("red");
    expect(stateOf([line("green"), line("grey")])).toBe("grey");
    expect(stateOf([line("green"), line("grey", true)])).toBe("green");
    expect(stateOf([])).toBe("grey");
  });
});
