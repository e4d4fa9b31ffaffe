import { arrange, changesBetween } from "../../src/panel/arrangement.ts";
import type { PupilRow } from "../../src/protocol/screen/view.ts";
import { arrivalView } from "./support/views.ts";

const AT = "2026-11-24T10:00:00.000Z";

const DEVICE = { person: "d99", shown: "Amira", place: "in", settled: false } as const;

const groupOf = (change: Partial<PupilRow>): string | undefined => {
  const view = arrivalView();
  const first = view.pupils[0];
  if (first === undefined) {
    throw new Error("no pupil");
  }
  const arrangement = arrange({ ...view, unknown: [], pupils: [{ ...first, ...change }] });
  return Object.entries(arrangement).find(([, ids]) => ids.length > 0)?.[0];
};

describe("the checklist", () => {
  it.each<[string, Partial<PupilRow>]>([
    ["to check", { place: "in" }],
    ["fine", { place: "in", checked: { at: AT, how: "sweep" } }],
    ["not here", { place: "not here" }],
    ["not here", { place: "out" }],
    ["to check", { place: "in", recognised: "suggested" }],
    ["to sort out", { place: "in", checked: { at: AT, how: "sweep" }, devices: [DEVICE] }],
    ["to sort out", { place: "lobby", checked: { at: AT, how: "sweep" }, devices: [DEVICE] }],
    ["to sort out", { place: "in", devices: [DEVICE], exceptions: [{ reason: "dress", at: AT }] }],
    ["waiting", { place: "lobby" }],
    ["to sort out", { place: "in", exceptions: [{ reason: "dress", at: AT }] }],
    ["to sort out", { place: "out", exceptions: [{ reason: "dress", at: AT }] }],
    ["to check", { place: "in", exceptions: [{ reason: "dress", at: AT, putRightAt: AT }] }],
  ])("puts a pupil under %s", (group, change) => {
    expect(groupOf(change)).toBe(group);
  });

  it("sorts rows only by where people are once the lesson has been ended: nothing is left to sort out", () => {
    const view = arrivalView();
    const first = { ...view.pupils[0], checked: { at: AT, how: "each" }, devices: [DEVICE] } as PupilRow;
    const places = ["in", "lobby", "out", "not here"] as const;
    for (const phase of ["shut", "over"] as const) {
      const pupils = places.map((place) => ({ ...first, pupil: place, place }));
      const rows = Object.entries(arrange({ ...view, phase, pupils })).filter(([, ids]) => ids.length > 0);
      expect(rows).toEqual([
        ["still inside", ["x2", "in"]],
        ["kept waiting", ["x1", "lobby"]],
        ["not here", ["out", "not here"]],
      ]);
    }
  });

  it("leaves a pupil in place of whom this person has just noted something", () => {
    const noted = [{ reason: "not a family room", at: AT }] as const;
    const [first, second] = arrivalView().pupils;
    if (first === undefined || second === undefined) throw new Error("no pupils");
    const rows = (other: Partial<PupilRow>, more: Partial<PupilRow> = {}) => {
      const pupils = [
        { ...first, place: "in" as const, exceptions: noted, ...more },
        { ...second, place: "in" as const, ...other },
      ];
      return arrange({ ...arrivalView(), unknown: [], pupils }, first.pupil);
    };
    const checked = { at: AT, how: "sweep" } as const;
    expect(rows({})["to check"]).toEqual([first.pupil, second.pupil]);
    expect(rows({ checked })["to check"]).toEqual([first.pupil]);
    expect(rows({ checked }, { checked }).fine).toEqual([first.pupil, second.pupil]);
    expect(rows({}, { place: "out" })["to sort out"]).toEqual([first.pupil]);
  });

  it("keeps the order of the register within a group", () => {
    expect(arrange(arrivalView())["not here"]).toEqual(["p3", "p7"]);
  });

  it("counts rows that move, appear and go, once each", () => {
    const before = arrange(arrivalView());
    const after = {
      ...before,
      "to sort out": ["x2", "x9", "p9"],
      "not here": ["p7"],
      waiting: ["p3"],
    };
    expect(changesBetween(before, after)).toBe(3);
    expect(changesBetween(before, before)).toBe(0);
  });
});
