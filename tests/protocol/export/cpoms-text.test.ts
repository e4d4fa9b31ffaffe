import { cpomsText } from "../../../src/protocol/export/concern-document.ts";
import { concernView } from "../../panel/support/views.ts";

describe("text for CPOMS", () => {
  it("holds reference, who raised it, whom it was sent to, who took it, what was written and how it was closed", () => {
    const at = "2026-11-24T10:42:00.000Z";
    const text = cpomsText(
      concernView({
        raisedAt: at,
        deliveries: [
          { to: "DSL channel", state: "told", at, sentence: "Sent 10:42." },
          { to: "Dr M Evans, headteacher, own chat", state: "not told", at, sentence: "Not sent." },
        ],
        seen: [{ by: "Ann Price", at }],
        details: [{ at, by: "Tom Hughes", who: "Isla Ahmed", words: "“I was cold.”" }],
        closed: { at, by: "Ann Price", decision: "Support within school", reason: "Spoke with home." },
      }),
      "Europe/London",
    );
    for (const part of [
      "reference K7Q2",
      "Sent to DSL channel, 24 November 2026, 10:42",
      "Taken by Ann Price, 24 November 2026, 10:42",
      "Who: Isla Ahmed",
      "What was seen and heard: “I was cold.”",
      "Decision: Support within school",
      "Reason: Spoke with home.",
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain("What kind");
    // What Teams did not accept was sent to no one.
    expect(text).not.toContain("Evans");
    expect(text).not.toContain("CPOMS reference");
  });

  it("holds the reference that was typed back, of this child’s entry alone", () => {
    const at = "2026-11-24T11:10:00.000Z";
    const said = { at, by: "Ann Price", state: "done" } as const;
    const alone = concernView({ cpoms: { ...said, reference: "CP-17" } });
    expect(cpomsText(alone, "Europe/London")).toContain(
      "CPOMS reference: CP-17\nAnn Price, 24 November 2026, 11:10",
    );
    const of = [{ child: "Isla Ahmed", said: { ...said, reference: "CP-17" } }, { child: "Maya Patel" }];
    const each = concernView({ cpoms: { state: "each", open: true, of } });
    expect(cpomsText(each, "Europe/London", "Isla Ahmed")).toContain("CPOMS reference: CP-17");
    expect(cpomsText(each, "Europe/London", "Maya Patel")).not.toContain("CP-17");
  });
});
