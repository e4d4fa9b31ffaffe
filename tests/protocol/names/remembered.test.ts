import { remembered } from "../../../src/protocol/names/remembered.ts";

describe("what a text alone decides", () => {
  it("is worked out once, and is the same each time", () => {
    const asked: string[] = [];
    const answer = remembered((text) => {
      asked.push(text);
      return text === "" ? undefined : [text];
    });
    expect([answer("Ada"), answer("Ben"), answer("Ada"), answer(""), answer("")]).toEqual([
      ["Ada"],
      ["Ben"],
      ["Ada"],
      undefined,
      undefined,
    ]);
    expect(asked).toEqual(["Ada", "Ben", ""]);
  });

  it("is forgotten before it fills the memory", () => {
    let asked = 0;
    const answer = remembered((text) => {
      if (text === "0") asked += 1;
      return text.length;
    });
    for (let n = 0; n <= 5000; n += 1) answer(String(n));
    expect(answer("0")).toBe(1);
    expect(asked).toBe(2);
  });
});
