import { Api } from "../../src/panel/api.ts";
import { LessonStore } from "../../src/panel/lesson-store.ts";
import { TokenCache } from "../../src/panel/token.ts";
import type { LessonView } from "../../src/protocol/view.ts";
import { arrivalView } from "./support/views.ts";

/** Requests wait until the test answers them, in whatever order. */
class HeldApi extends Api {
  readonly waiting: ((answer: unknown) => void)[] = [];

  override get<T>(): Promise<T> {
    return this.#held();
  }

  override post<T>(): Promise<T> {
    return this.#held();
  }

  #held<T>(): Promise<T> {
    return new Promise((answer) => {
      this.waiting.push(answer as (answer: unknown) => void);
    });
  }
}

const at = (seconds: number, change: Partial<LessonView> = {}): LessonView => ({
  ...arrivalView(new Date(Date.UTC(2026, 10, 24, 10, 0, seconds))),
  ...change,
});

describe("the lesson as the page knows it", () => {
  const begun = () => {
    const api = new HeldApi(new TokenCache(async () => ""));
    return { api, store: new LessonStore(api, at(10)) };
  };

  it("is what was asked for last, though the clock of the server that answers is behind another's", async () => {
    const { api, store } = begun();
    const asked = store.refresh();
    api.waiting[0]?.({ view: at(4, { notSent: "Phone the school office." }) });
    await asked;
    expect(store.state.view.notSent).toBe("Phone the school office.");
  });

  it("is never an answer that another has overtaken", async () => {
    const { api, store } = begun();
    const pressed = store.press({ press: "pause" });
    const asked = store.refresh();
    api.waiting[1]?.({ view: at(12, { notSent: "Phone the school office." }) });
    await asked;
    api.waiting[0]?.({ say: "Paused.", view: at(13) });
    await pressed;
    expect(store.state.view.notSent).toBe("Phone the school office.");
    expect(store.state.said?.text).toBe("Paused.");
  });

  it("is a later version, in whatever order it comes", async () => {
    const { api, store } = begun();
    const pressed = store.press({ press: "pause" });
    const asked = store.refresh();
    api.waiting[1]?.({ view: at(12) });
    await asked;
    api.waiting[0]?.({ say: "Paused.", view: at(11, { version: 11, phase: "paused" }) });
    await pressed;
    expect(store.state.view.phase).toBe("paused");
  });
});
