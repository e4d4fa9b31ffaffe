import { SURFACES } from "../../../src/protocol/rules/surfaces.ts";
import { claims, textOf } from "../../support/claims.ts";
import { rule } from "./given.ts";

describe(rule("C3"), () => {
  it("is asked of families on their page", () => {
    expect(textOf(SURFACES["family page"].file)).toMatch(/Keep the link to yourselves/);
  });

  it("does not claim that a family was sent it, while that cannot be recorded", () => {
    expect(claims(/note-?sent|wording|FamilyTold/i)).toEqual([]);
  });
});
