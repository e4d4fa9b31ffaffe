import { claims } from "../../support/claims.ts";
import { rule } from "./given.ts";

describe(rule("B2"), () => {
  it("is not claimed: nothing says that staff looked at their background", () => {
    expect(claims(/background|blur/i)).toEqual([]);
  });
});
