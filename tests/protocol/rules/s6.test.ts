import { claims } from "../../support/claims.ts";
import { rule } from "./given.ts";

describe(rule("S6"), () => {
  it("is not claimed: no fact and no press says that a recording was written into CPOMS", () => {
    // A concern's own (X3): neither says anything of a recording.
    expect(claims(/cpoms/i)).toEqual(["CpomsNoted", "note-cpoms"]);
  });
});
