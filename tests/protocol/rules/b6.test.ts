import { SURFACES } from "../../../src/protocol/rules/surfaces.ts";
import { claims, textOf } from "../../support/claims.ts";
import { rule } from "./given.ts";

describe(rule("B6"), () => {
  it.each(["family card", "family page"] as const)("is asked of families on the %s", (surface) => {
    expect(textOf(SURFACES[surface].file)).toMatch(/pictures of the screen/);
  });

  it("is not claimed for staff: nothing records what a screenshot is for", () => {
    expect(claims(/screenshot|picture|photo/i)).toEqual([]);
  });
});
