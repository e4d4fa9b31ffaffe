import { type Line, type State, stateOf } from "../../src/app/preflight/line.ts";
import { runChecks } from "../../src/app/preflight/run-checks.ts";

describe("a look at many things", () => {
  it("is over when its time is over: what had no answer is red, and what follows is grey", async () => {
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
    expect(lines.map(({ state }) => state)).toEqual(["red", "grey", "green"]);
    expect(lines[1]?.says).toBe("not checked, because “A” is red");
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
