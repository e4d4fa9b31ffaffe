import { claims } from "../../support/claims.ts";
import { rule } from "./given.ts";

describe(rule("S6"), () => {
  it("is not claimed: no fact and no press says that a recording was written into CPOMS", () => {
    expect(claims(/cpoms/i)).toEqual([]);
  });
});
