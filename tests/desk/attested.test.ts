import { openSchool } from "../../src/desk/school.ts";
import { newGround } from "../support/engines.ts";

describe("the word of an administrator who looked", () => {
  it("stands in the school's own stream, with who and when, and so does taking it back", async () => {
    const ground = await newGround("SQLite");
    try {
      const record = await ground.open();
      const school = await openSchool(
        record,
        () => "2026-11-30T10:00:00.000Z",
        async () => [],
      );
      await school.attest({ what: "policy", by: "khan", act: "say", of: "Educators" });
      expect(school.attested()).toEqual({
        policy: { by: "khan", at: "2026-11-30T10:00:00.000Z", of: "Educators" },
      });
      await school.attest({ what: "policy", by: "bell", act: "take back" });
      expect(school.attested()).toEqual({});
    } finally {
      await ground.remove();
    }
  });
});
