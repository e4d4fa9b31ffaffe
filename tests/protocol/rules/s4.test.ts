import { claims } from "../../support/claims.ts";
import { rule } from "./given.ts";

describe(rule("S4"), () => {
  it("is not claimed: nothing in the record or on a screen says that a parent was asked or stays", () => {
    expect(claims(/parent|stay/i)).toEqual([]);
  });
});
