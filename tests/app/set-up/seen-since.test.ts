import { seenSince, setUpView } from "../../../src/app/set-up/set-up-view.ts";
import { AT, lines, VALUES } from "../../panel/support/set-up.ts";

const BEFORE = "2026-11-20T09:00:00.000Z";
const AFTER = "2026-11-25T09:00:00.000Z";
const look = { at: AT, lines: lines({}) };

describe("a look at the set-up, and a copy that was restored", () => {
  it("is shown while the record has not gone back since", () => {
    expect(seenSince(look, [])).toEqual({ seen: look });
    expect(seenSince(look, [{ at: BEFORE }])).toEqual({ seen: look });
  });

  it("is not shown as the state of now once the record went back, and the page says since when", () => {
    const since = seenSince(look, [{ at: AFTER }, { at: BEFORE }]);
    expect(since).toEqual({ wentBackAt: AFTER });
    expect(setUpView(VALUES, look).ready).toBe(true);
    expect(setUpView(VALUES, since.seen).ready).toBe(false);
  });

  it("says so also where a school was never looked at", () => {
    expect(seenSince(undefined, [{ at: AFTER }])).toEqual({ wentBackAt: AFTER });
    expect(seenSince(undefined, [])).toEqual({});
  });
});
