import { leaves } from "./leaves.ts";

leaves();

describe("in this file", () => {
  it("waits for what never comes", () => new Promise<void>(() => undefined), 100);

  it("fails at a line that can be found", () => {
    const answer: number = 1;
    expect(answer).toBe(2);
  });
});
