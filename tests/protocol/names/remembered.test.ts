import { remembered } from "../../../src/protocol/names/remembered.ts";

describe("what a text alone decides", () => {
  it("is worked out once, and is the same each time", () => {
    const of = jest.fn((text: string) => (text === "" ? undefined : [text]));
    const answer = remembered(of);
    expect([answer("Ada"), answer("Ben"), answer("Ada"), answer(""), answer("")]).toEqual([
      ["Ada"],
      ["Ben"],
      ["Ada"],
      undefined,
      undefined,
    ]);
    expect(of).toHaveBeenCalledTimes(3);
  });

  it("is forgotten before it fills the memory", () => {
    const of = jest.fn((text: string) => text.length);
    const answer = remembered(of);
    for (let n = 0; n <= 5000; n += 1) answer(String(n));
    expect(answer("0")).toBe(1);
    expect(of.mock.calls.filter(([text]) => text === "0")).toHaveLength(2);
  });
});
