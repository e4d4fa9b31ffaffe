import { cpomsText } from "../../../src/protocol/export/concern-document.ts";
import { concernView } from "../../panel/support/views.ts";

describe("text for CPOMS", () => {
  it("holds reference, who raised and saw it, what was written and how it was closed", () => {
    const at = "2026-11-24T10:42:00.000Z";
    const text = cpomsText(
      concernView({
        raisedAt: at,
        seen: [{ by: "Ann Price", at }],
        details: [{ at, by: "Tom Hughes", who: "Isla Ahmed", words: "“I was cold.”" }],
        closed: { at, by: "Ann Price", decision: "Support within school", reason: "Spoke with home." },
      }),
      "Europe/London",
    );
    for (const part of [
      "reference K7Q2",
      "Seen by Ann Price, 24 November 2026, 10:42",
      "Who: Isla Ahmed",
      "What was seen and heard: “I was cold.”",
      "Decision: Support within school",
      "Reason: Spoke with home.",
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain("What kind");
  });
});
