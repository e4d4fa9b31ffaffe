import {
  ATTESTED,
  type Attestations,
  holdsUntil,
  lapsedFor,
} from "../../../src/protocol/holders/attested.ts";
import { decideAttested } from "../../../src/protocol/holders/decide-attested.ts";
import type { SchoolEvent } from "../../../src/protocol/holders/events.ts";
import { evolveSchool, type SchoolState } from "../../../src/protocol/holders/state.ts";

const AT = "2026-11-30T10:00:00.000Z";
const LATER = "2026-11-30T10:05:00.000Z";
const BY = { what: "policy", by: "khan" } as const;

const standing = (events: readonly SchoolEvent[]): Attestations | undefined =>
  events.reduce<SchoolState>(evolveSchool, {
    settings: { groups: {} },
    proposals: [],
  } as unknown as SchoolState).attested;

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
    const before = new Date(Date.parse(until) - 1).toISOString();
    expect(lapsedFor("copies", { at: AT }, before)).toBeUndefined();
    expect(lapsedFor("copies", { at: AT }, until)).toBe("too long ago");
  });

  it("holds about a named policy or group alone: of an earlier version it is not known at which they looked", () => {
    const lapsed = (of?: string) =>
      ATTESTED.filter((what) => lapsedFor(what, { at: AT, ...(of === undefined ? {} : { of }) }, AT));
    expect(lapsed()).toEqual(["staff", "policy"]);
    expect(lapsed("Educators")).toEqual([]);
  });

  it.each([
    ["staff", ["staff", "policy", "availability", "pupils"]],
    ["dsl", ["availability", "pupils"]],
    ["headteacher", ["availability", "pupils"]],
    ["administrators", ["availability", "pupils"]],
  ] as const)("is about the groups of then: another group as %s overtakes it, from then on", (role, gone) => {
    const groups = { staff: "a", dsl: "b", headteacher: "c", administrators: "d" };
    const said = ATTESTED.flatMap((what) =>
      decideAttested(undefined, { what, by: "khan", act: "say", of: "a" }, AT),
    );
    const settings = (change: object): SchoolEvent =>
      ({
        type: "SettingsApplied",
        at: LATER,
        data: { settings: { groups: { ...groups, ...change } } },
      }) as never;
    const first = { ...settings({}), at: AT };
    const overtaken = (events: readonly SchoolEvent[]) =>
      Object.entries(standing([first, ...said, ...events]) ?? {}).flatMap(([what, word]) =>
        word.overtakenAt === LATER ? [what] : [],
      );
    // Another setting, or the same group in capitals, changes nothing.
    expect(overtaken([settings({ [role]: groups[role].toUpperCase() })])).toEqual([]);
    const changed = settings({ [role]: "x" });
    expect(overtaken([changed])).toEqual(gone);
    // Changed back, it is not looked at either; said again, it holds.
    expect(overtaken([changed, { ...settings({}), at: "2026-12-01T10:00:00.000Z" }])).toEqual(gone);
    const again = decideAttested(
      standing([first, ...said, changed]),
      { what: "availability", by: "khan", act: "say" },
      LATER,
    );
    expect(overtaken([changed, ...again])).not.toContain("availability");
  });
});
