import type { Proof } from "../../../src/protocol/screen/view.ts";
import { wellOf } from "../../../src/protocol/screen/well.ts";

const proven: Proof = {
  state: "proven",
  sentence: "Lobby on. Families' mics and cameras off. Confirmed 10:28.",
};
const seen: Proof = { state: "proven", sentence: "All families' cameras and mics are off. Seen 10:29." };
const WELL = {
  phase: "arrival",
  protected: true,
  doors: proven,
  call: { state: "proven", sentence: "Lesson Guard has been in the call since 10:26." },
  roster: { state: "asked", sentence: "" },
  familyCard: { state: "asked", sentence: "" },
} as const satisfies Parameters<typeof wellOf>[0];

describe("one sentence when all is well", () => {
  it("says what is confirmed, and in a pause that it is quiet", () => {
    expect(wellOf(WELL)).toBe(
      "Lobby on. Families' mics and cameras off. Confirmed 10:28. Lesson Guard is in the call.",
    );
    expect(wellOf({ ...WELL, phase: "paused", quiet: seen })).toBe(
      "Lobby on. Families' mics and cameras off. Confirmed 10:28. All families' cameras and mics are off. Seen 10:29. Lesson Guard is in the call.",
    );
  });

  it("is not said while any of it is not confirmed, nor before the lesson or after it", () => {
    const states = ["none", "asked", "not proven", "refused", "your turn"] as const;
    for (const what of ["doors", "call", "quiet"] as const)
      for (const state of states)
        expect([what, state, wellOf({ ...WELL, [what]: { state, sentence: "x" } })]).toEqual([
          what,
          state,
          undefined,
        ]);
    for (const what of ["roster", "familyCard"] as const)
      for (const state of ["not proven", "refused"] as const)
        expect(wellOf({ ...WELL, [what]: { state, sentence: "x" } })).toBeUndefined();
    expect(wellOf({ ...WELL, protected: false })).toBeUndefined();
    for (const phase of ["planned", "shut", "over"] as const)
      expect(wellOf({ ...WELL, phase })).toBeUndefined();
  });
});
