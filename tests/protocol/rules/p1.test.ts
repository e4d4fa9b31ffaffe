import { claims } from "../../support/claims.ts";
import { rule } from "./given.ts";

describe(rule("P1"), () => {
  it("is not claimed: nothing says that a parent gave permission, or refused it", () => {
    expect(claims(/permission|consent/i)).toEqual([]);
  });
});
