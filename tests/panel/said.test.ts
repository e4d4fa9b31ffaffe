import { asLongAs, whileSending } from "../../src/panel/said.ts";
import type { LessonView } from "../../src/protocol/screen/view.ts";
import { arrivalView } from "./support/views.ts";

const view = (change: Partial<LessonView> = {}): LessonView => ({ ...arrivalView(new Date(0)), ...change });

describe("what was said last ends when a fact overtakes it", () => {
  it.each<[string, Partial<LessonView>]>([
    ["Teams has applied the setting", { doors: { state: "asked", sentence: "" } }],
    ["the pause is confirmed", { standing: { state: "done", words: "Paused 10:42" } }],
    ["the bot is in the call", { call: { state: "proven", sentence: "" } }],
    ["a concern is not told", { concerns: [{ ref: "A", about: "child", sentence: "", state: "not told" }] }],
  ])("%s", (_, change) => {
    expect(asLongAs(view())?.(view(change))).toBe(false);
  });

  it("but not because somebody came, nor because time passed", () => {
    const counts = { ...view().counts, here: 30, waiting: 1 };
    expect(asLongAs(view())?.(view({ counts, version: 11, now: new Date(5000).toISOString() }))).toBe(true);
  });

  it("of a concern: for as long as it is on its way", () => {
    const line = (state: "asked" | "not told" | "told") =>
      view({ concerns: [{ ref: "K7Q2", about: "child", sentence: "", state }] });
    const holds = whileSending("K7Q2");
    expect([view(), line("asked"), line("not told"), line("told")].map((one) => holds?.(one))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
