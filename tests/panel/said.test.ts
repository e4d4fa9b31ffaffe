import { ApiError } from "../../src/panel/api.ts";
import { asLongAs, failedSaying, whileSending } from "../../src/panel/said.ts";
import type { LessonView } from "../../src/protocol/screen/view.ts";
import { arrivalView } from "./support/views.ts";

const view = (change: Partial<LessonView> = {}): LessonView => ({ ...arrivalView(new Date(0)), ...change });

describe("what was said last ends when a fact overtakes it", () => {
  it.each<[string, Partial<LessonView>]>([
    ["Teams has applied the setting", { doors: { state: "asked", sentence: "" } }],
    ["the pause is confirmed", { standing: { state: "done", words: "Paused 10:42" } }],
    ["the bot is in the call", { call: { state: "proven", sentence: "" } }],
    ["a concern is not told", { concerns: [{ ref: "A", about: "child", sentence: "", state: "not told" }] }],
  ])("what was said goes when it is no longer so: %s", (_, change) => {
    expect(asLongAs(view())?.(view(change))).toBe(false);
  });

  it("but not because a person came, nor because time passed", () => {
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

describe("a press that failed says which one it was", () => {
  const tell = { press: "Tell the DSL now", tells: true } as const;
  const said = (pressed: Parameters<typeof failedSaying>[0], status: number, code: string, say: string) =>
    failedSaying(pressed, new ApiError(status, code, say), "01234 567890");

  it("whatever answer stood there before", () => {
    expect(said({ press: "Pause" }, 502, "status-502", "Lesson Guard did not answer.")).toBe(
      "Pause: Lesson Guard did not answer. School office: 01234 567890",
    );
  });

  it.each([
    [403, "status-403", "Lesson Guard refused this."],
    [401, "no-token", "Teams could not sign you in."],
  ])("and one that tells, that no one was told by it (%s)", (status, code, say) => {
    expect(said(tell, status, code, say)).toBe(
      "Tell the DSL now: no one was told by this press. School office: 01234 567890",
    );
  });

  it.each([
    [0, "unreachable"],
    [502, "status-502"],
    [504, "status-504"],
  ])("and one that tells and may have arrived, that it is not to be counted on (%s)", (status, code) => {
    expect(said(tell, status, code, "Lesson Guard did not answer.")).toBe(
      "Tell the DSL now: Lesson Guard did not answer. Do not count on it. School office: 01234 567890",
    );
  });

  it("but what the server says in words stands as it is", () => {
    expect(said(tell, 503, "storage-away", "Not recorded.")).toBe("Not recorded.");
  });
});
