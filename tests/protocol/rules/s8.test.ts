import { sampleDocument } from "../../../src/protocol/export/sample-document.ts";
import { claims } from "../../support/claims.ts";
import { AT } from "../lesson/story.ts";
import { rule } from "./given.ts";

describe(rule("S8"), () => {
  it("is not claimed: the sample for an inspection counts no recordings, because none is known", () => {
    const around = { now: AT, timeZone: "Europe/London", school: "Oakfield" };
    const parts = { from: "2026-09-01", to: "2026-12-01", counts: [], lessons: [], concerns: [] };
    expect(JSON.stringify(sampleDocument(parts, around))).not.toMatch(/recording/i);
    expect(claims(/recordings?-?(count|total)/i)).toEqual([]);
  });
});
