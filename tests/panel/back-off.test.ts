import { backOff } from "../../src/panel/back-off.ts";

describe("coming back to a lost stream", () => {
  it("waits longer after each failure, up to 15 s", () => {
    expect([1, 2, 3, 6, 50].map((failures) => backOff(failures, 1))).toEqual([500, 1000, 2000, 15000, 15000]);
  });

  it("is spread over half of the wait", () => {
    expect([0, 0.5, 1].map((random) => backOff(3, random))).toEqual([1000, 1500, 2000]);
  });
});
