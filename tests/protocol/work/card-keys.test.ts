import {
  alertKey,
  askKey,
  checklistKey,
  noticeKey,
  progressKey,
  ringKey,
  subjectOf,
  togetherKey,
} from "../../../src/protocol/work/card-keys.ts";
import type { Target } from "../../../src/protocol/work/duty.ts";

const DSL: Target = { to: "person", person: "grant", as: "dsl" };
const AT = "2026-11-24T10:00:00.000Z";

describe("the key of a card that was sent", () => {
  it.each([
    [checklistKey("l1", "teacher"), { card: "checklist", lesson: "l1" }],
    [progressKey("l1", AT), { card: "progress", lesson: "l1" }],
    [askKey("l1"), { card: "ask", lesson: "l1" }],
    [alertKey("R1", DSL, 1), { card: "alert", ref: "R1" }],
    [alertKey("R1", DSL, 2), { card: "alert", ref: "R1" }],
    [togetherKey("R1", DSL, 1), { card: "together", ref: "R1" }],
    ["raiser:R1", { card: "raiser", ref: "R1" }],
    // Without presses of their own, of an unknown kind, or about nothing.
    [noticeKey("alone", "l1", AT, "teacher"), undefined],
    [ringKey("b1", DSL), undefined],
    ["later:l1", undefined],
    ["checklist:", undefined],
    ["alert", undefined],
    ["", undefined],
  ])("%s tells what the card is about", (key, subject) => {
    expect(subjectOf(key)).toEqual(subject);
  });

  it("is another at each step after the first, so that each step rings", () => {
    const keys = [1, 2, 3].flatMap((step) => [alertKey("R1", DSL, step), togetherKey("R1", DSL, step)]);
    expect(new Set(keys).size).toBe(6);
    expect([alertKey("R1", DSL, 1), alertKey("R1", DSL, 2)]).toEqual([
      expect.not.stringMatching(/:1$/),
      expect.stringMatching(/:2$/),
    ]);
  });
});
