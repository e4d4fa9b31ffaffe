import { arrange } from "../../src/panel/arrangement.ts";
import { hold, mustHold, NO_INTEREST } from "../../src/panel/hold.ts";
import { arrivalView } from "./support/views.ts";

describe("the list holds still", () => {
  it.each(["pointerDown", "focusInside", "rowOpen"] as const)("while it is in use: %s", (what) => {
    expect(mustHold({ ...NO_INTEREST, [what]: true }, 1e12)).toBe(true);
  });

  it("for 1.5 s after the last touch and no longer", () => {
    expect(mustHold({ ...NO_INTEREST, touchedAt: 1_000 }, 2_499)).toBe(true);
    expect(mustHold({ ...NO_INTEREST, touchedAt: 1_000 }, 2_500)).toBe(false);
  });

  it("never when no one has touched it", () => {
    expect(mustHold(NO_INTEREST, 0)).toBe(false);
  });

  it("and tells how much waits, or takes it all", () => {
    const shown = arrange(arrivalView());
    const fresh = { ...shown, "to sort out": ["x9", ...shown["to sort out"]] };
    expect(hold(shown, fresh, true)).toEqual({ shown, changes: 1 });
    expect(hold(shown, fresh, false)).toEqual({ shown: fresh, changes: 0 });
  });
});
