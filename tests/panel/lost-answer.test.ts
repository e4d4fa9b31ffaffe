import { ApiError } from "../../src/panel/api.ts";
import { LessonStore } from "../../src/panel/lesson-store.ts";
import { TokenCache } from "../../src/panel/token.ts";
import type { LessonView } from "../../src/protocol/screen/view.ts";
import { at, HeldApi } from "./support/held-api.ts";

describe("what is said of a press whose answer was lost", () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const NO_ANSWER = new ApiError(0, "unreachable", "Lesson Guard did not answer.");
  const LATE = new ApiError(503, "took-too-long", "The record did not answer.");
  type Press = (store: LessonStore) => Promise<unknown>;

  /** The press is made in the first view and fails; then the second view comes. @returns what is said then */
  const saidAfter = async (
    press: Press,
    failure: ApiError,
    before: Partial<LessonView>,
    after: LessonView,
  ) => {
    const api = new HeldApi(new TokenCache(async () => ""));
    const store = new LessonStore(api, at(10, before));
    const pressed = press(store);
    api.failing[0]?.(failure);
    await pressed;
    expect(store.state.said?.tone).toBe("trouble");
    const asked = store.refresh();
    api.waiting[1]?.({ view: after });
    await asked;
    return store.state.said?.tone;
  };

  const later = (change: Partial<LessonView>): LessonView => at(12, { version: 12, ...change });
  const line = (press?: string, about: "child" | "adult" = "child") =>
    ({ ref: "ABC234", about, sentence: "Told 10:00.", state: "told", ...(press && { press }) }) as const;
  const ending = (title: "Ending for all" | "Ending the lesson") => ({
    end: { undoUntil: at(15).now, began: false, title, counted: title, instruction: "", steps: [] },
  });
  const does =
    (press: "pause" | "resume" | "end-for-all" | "end-lesson" | "undo-end" | "let-mics-on"): Press =>
    (store) =>
      store.press({ press });
  const tell: Press = (store) => store.raise("child", "name-of-this-press");
  const PAUSED = { phase: "paused" } as const;
  const LIVE = { phase: "live" } as const;

  it.each<[string, Press, Partial<LessonView>, Partial<LessonView>]>([
    ["the DSL was told", tell, {}, { concerns: [line(), line("name-of-this-press")] }],
    ["the lesson is paused", does("pause"), LIVE, PAUSED],
    ["the lesson goes on", does("resume"), PAUSED, LIVE],
    ["it is being ended for all", does("end-for-all"), LIVE, { phase: "shut", ...ending("Ending for all") }],
    ["it is being ended", does("end-lesson"), LIVE, { phase: "shut", ...ending("Ending the lesson") }],
    ["the end was undone", does("undo-end"), { phase: "shut", ...ending("Ending for all") }, LIVE],
  ])("ends once a later view shows that it was done: %s", async (_, press, before, after) => {
    expect(await saidAfter(press, NO_ANSWER, before, later(after))).toBeUndefined();
    expect(await saidAfter(press, LATE, before, later(after))).toBeUndefined();
  });

  it.each<[string, Press, Partial<LessonView>, Partial<LessonView>]>([
    ["no concern", tell, {}, {}],
    [
      "an earlier concern, which the page had not seen",
      tell,
      {},
      { concerns: [line("of-an-earlier-press")] },
    ],
    ["a concern that a card raised", tell, {}, { concerns: [line()] }],
    ["a blank panel", tell, {}, { blank: true }],
    ["a lesson that was not paused", does("pause"), LIVE, { staffHere: [] }],
    ["a lesson that is still paused", does("resume"), PAUSED, { ...PAUSED, title: "Year 4 maths" }],
    [
      "an end that tells no one",
      does("end-for-all"),
      LIVE,
      { phase: "shut", ...ending("Ending the lesson") },
    ],
    ["a lesson that is still on", does("end-lesson"), LIVE, { title: "Year 4 maths" }],
    ["an end that goes on", does("undo-end"), ending("Ending for all"), ending("Ending for all")],
    ["another lesson of the series", does("pause"), LIVE, { ...PAUSED, lesson: "the-next" }],
    ["a press that a view does not show", does("let-mics-on"), LIVE, PAUSED],
  ])("stays after a view that does not show it: %s", async (_, press, before, after) => {
    expect(await saidAfter(press, NO_ANSWER, before, later(after))).toBe("trouble");
  });

  it("but a refusal stays, though the lesson is as the press would have had it", async () => {
    const refused = new ApiError(409, "behind", "Nothing was done.");
    const api = new HeldApi(new TokenCache(async () => ""));
    const store = new LessonStore(api, at(10, LIVE));
    const pressed = store.press({ press: "pause" });
    api.failing[0]?.(refused);
    await pressed;
    api.waiting[1]?.({ view: later(PAUSED) });
    await jest.advanceTimersByTimeAsync(0);
    expect(store.state).toMatchObject({ view: PAUSED, said: { tone: "trouble", text: "Nothing was done." } });
  });
});
