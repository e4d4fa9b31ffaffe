import { type Attestations, holds, holdsUntil } from "../../../src/protocol/holders/attested.ts";
import { decideAttested } from "../../../src/protocol/holders/decide-attested.ts";
import type { SchoolEvent } from "../../../src/protocol/holders/events.ts";
import { evolveSchool, type SchoolState } from "../../../src/protocol/holders/state.ts";

const AT = "2026-11-30T10:00:00.000Z";
const LATER = "2026-11-30T10:05:00.000Z";
const BY = { what: "policy", by: "khan" } as const;

const standing = (events: readonly SchoolEvent[]): Attestations | undefined =>
  events.reduce<SchoolState>(evolveSchool, { settings: {}, proposals: [] } as unknown as SchoolState)
    .attested;

describe("what an administrator says that they looked at", () => {
  it("stands with who and when, and in no other's place", () => {
    const said = decideAttested(undefined, { ...BY, act: "say" }, AT);
    expect(said).toEqual([{ type: "SetUpAttested", at: AT, data: BY }]);
    const both = [
      ...said,
      ...decideAttested(standing(said), { what: "pupils", by: "bell", act: "say" }, LATER),
    ];
    expect(standing(both)).toEqual({ policy: { by: "khan", at: AT }, pupils: { by: "bell", at: LATER } });
  });

  it("is said anew by a later press, and not by a second one of the same minute", () => {
    const said = standing(decideAttested(undefined, { ...BY, act: "say" }, AT));
    expect(decideAttested(said, { ...BY, act: "say" }, "2026-11-30T10:00:20.000Z")).toEqual([]);
    expect(decideAttested(said, { ...BY, by: "bell", act: "say" }, "2026-11-30T10:00:20.000Z")).toHaveLength(
      1,
    );
    expect(decideAttested(said, { ...BY, act: "say" }, LATER)).toHaveLength(1);
  });

  it("can be taken back, by another administrator too; what no one said cannot", () => {
    const said = decideAttested(undefined, { ...BY, act: "say" }, AT);
    const back = decideAttested(standing(said), { what: "policy", by: "bell", act: "take back" }, LATER);
    expect(back).toEqual([
      { type: "SetUpAttestationTakenBack", at: LATER, data: { what: "policy", by: "bell" } },
    ]);
    expect(standing([...said, ...back])).toEqual({});
    expect(decideAttested({}, { ...BY, act: "take back" }, LATER)).toEqual([]);
  });

  it("holds for half a year, and not a moment longer", () => {
    const until = holdsUntil(AT);
    expect(until.slice(0, 10)).toBe("2027-05-31");
    expect(holds({ at: AT }, new Date(Date.parse(until) - 1).toISOString())).toBe(true);
    expect(holds({ at: AT }, until)).toBe(false);
    expect(holds(undefined, AT)).toBe(false);
  });
});
