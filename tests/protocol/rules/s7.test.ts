import { claims } from "../../support/claims.ts";
import { rule } from "./given.ts";

describe(rule("S7"), () => {
  it("is not claimed: nothing says where a recording is, or that it was moved", () => {
    expect(claims(/drive|moved-?recording|stored/i)).toEqual([]);
  });
});
