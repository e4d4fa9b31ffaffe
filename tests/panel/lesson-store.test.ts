import { Api, ApiError } from "../../src/panel/api.ts";
import { LessonStore } from "../../src/panel/lesson-store.ts";
import { TokenCache } from "../../src/panel/token.ts";
import type { LessonView } from "../../src/protocol/screen/view.ts";
import { at, HeldApi } from "./support/held-api.ts";

/** No request is answered as it should be. */
class FailingApi extends Api {
  readonly #status: number;

  constructor(status: number) {
    super(new TokenCache(async () => ""));
    this.#status = status;
  }

  override get<T>(): Promise<T> {
    return Promise.reject(new ApiError(this.#status, "code", "A sentence."));
  }

  override post<T>(): Promise<T> {
    return this.get();
  }
}

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

describe("a page that is behind", () => {
  /** Answers as the server does: by the turn that the press was drawn from. */
  class TurningApi extends Api {
    readonly sent: unknown[] = [];
    now = at(12, { version: 12, turn: 12, phase: "paused" });

    override async get<T>(): Promise<T> {
      return { view: this.now } as T;
    }

    override async post<T>(_path: string, body: unknown): Promise<T> {
      this.sent.push(body);
      if ((body as { turn: number }).turn !== this.now.turn)
        throw new ApiError(409, "behind", "Nothing was done: this was drawn before the lesson changed.");
      return { say: "Resuming.", view: this.now } as T;
    }
  }

  it("says of each press what it was drawn from; refused as behind, it shows the lesson as it stands", async () => {
    const api = new TurningApi(new TokenCache(async () => ""));
    const store = new LessonStore(api, at(10, { turn: 1 }));
    expect(await store.press({ press: "let-mics-on" })).toBe(false);
    await new Promise(setImmediate);
    expect(store.state.view).toMatchObject({ turn: 12, phase: "paused" });
    expect(store.state.said).toMatchObject({
      tone: "trouble",
      text: expect.stringContaining("Nothing was done"),
    });
    expect(await store.press({ press: "resume" })).toBe(true);
    expect(api.sent).toEqual([
      { press: "let-mics-on", turn: 1 },
      { press: "resume", turn: 12 },
    ]);
  });
});

describe("two presses one after the other", () => {
  const sent: { readonly press: string; readonly turn: number }[] = [];
  class SlowApi extends HeldApi {
    override post<T>(path: string, body: unknown): Promise<T> {
      sent.push(body as (typeof sent)[number]);
      return super.post(path, body);
    }
  }

  it("that open a lesson: the second is drawn from what the first led to; what protects waits for nothing", async () => {
    const api = new SlowApi(new TokenCache(async () => ""));
    const store = new LessonStore(api, at(10, { turn: 1 }));
    const cameras = store.press({ press: "let-cameras-on" });
    const mics = store.press({ press: "let-mics-on" });
    const pause = store.press({ press: "pause" });
    await new Promise(setImmediate);
    expect(sent.map(({ press }) => press)).toEqual(["let-cameras-on", "pause"]);
    api.waiting[0]?.({ say: "On.", view: at(11, { version: 11, turn: 11 }) });
    await cameras;
    await new Promise(setImmediate);
    expect(sent.at(-1)).toEqual({ press: "let-mics-on", turn: 11 });
    for (const answer of api.waiting) answer({ say: "Done.", view: at(12, { version: 12, turn: 12 }) });
    expect(await Promise.all([mics, pause])).toEqual([true, true]);
  });
});

describe("a page whose presses come to nothing", () => {
  it.each([
    [0, "not answered"],
    [401, "not signed in"],
    [409, "answered"],
    [503, "answered"],
  ] as const)("knows it by the answer %i, to a press as to a question", async (status, reach) => {
    jest.useFakeTimers();
    try {
      const pressed = new LessonStore(new FailingApi(status), at(10));
      await pressed.press({ press: "pause" });
      const asked = new LessonStore(new FailingApi(status), at(10));
      await asked.refresh();
      expect([pressed.state.reach, asked.state.reach]).toEqual([reach, reach]);
    } finally {
      jest.useRealTimers();
    }
  });

  it("asks again by itself, until it is answered", async () => {
    jest.useFakeTimers();
    try {
      const api = new HeldApi(new TokenCache(async () => ""));
      const store = new LessonStore(api, at(10));
      const pressed = store.press({ press: "pause" });
      api.failing[0]?.(new ApiError(401, "no-token", "Teams could not sign you in."));
      await pressed;
      expect(store.state.reach).toBe("not signed in");
      await jest.advanceTimersByTimeAsync(5_000);
      expect(api.waiting).toHaveLength(2);
      api.waiting[1]?.({ view: at(16) });
      await jest.advanceTimersByTimeAsync(0);
      expect(store.state.reach).toBe("answered");
    } finally {
      jest.useRealTimers();
    }
  });
});

describe("what changes with time alone is asked for by its time", () => {
  beforeEach(() => jest.useFakeTimers({ now: Date.UTC(2026, 10, 24, 10, 3, 0) }));
  afterEach(() => jest.useRealTimers());

  const line = { ref: "ABC234", about: "child", sentence: "Told 10:00.", state: "told" } as const;
  const due = (seconds: number): string => at(3 * 60 + seconds).now;

  it.each<[string, Partial<LessonView>, number | undefined]>([
    ["told, and nothing is on its way", {}, undefined],
    ["told, and a later step is on its way", { dueAt: due(15) }, 15],
    ["the lesson is over meanwhile", { dueAt: due(15), phase: "over" }, 15],
    ["the time has just passed", { dueAt: due(0) }, 0],
    ["something else is asked for sooner", { dueAt: due(15), doors: { state: "asked", sentence: "" } }, 2],
  ])("the store asks again in time: %s", async (_, change, seconds) => {
    const api = new HeldApi(new TokenCache(async () => ""));
    const store = new LessonStore(api, at(180));
    const asked = store.refresh();
    api.waiting[0]?.({ view: at(180, { concerns: [line], ...change }) });
    await asked;
    jest.advanceTimersByTime(Math.max((seconds ?? 60) * 1000 - 1, 0));
    expect(api.waiting).toHaveLength(1);
    jest.advanceTimersByTime(1000);
    expect(api.waiting).toHaveLength(seconds === undefined ? 1 : 2);
  });
});

describe("a page that is answered no more says of when it is", () => {
  beforeEach(() => jest.useFakeTimers({ now: Date.UTC(2026, 10, 24, 10, 0, 10) }));
  afterEach(() => jest.useRealTimers());
  const open = () => {
    const api = new HeldApi(new TokenCache(async () => ""));
    return { api, store: new LessonStore(api, at(10)) };
  };

  it("of the last sign of life, however long ago it was drawn; nothing while it is known", async () => {
    const { api, store } = open();
    expect(store.state.asOf).toBeUndefined();
    jest.advanceTimersByTime(60_000);
    // A beat of the stream: nothing has changed.
    store.standing(true);
    jest.advanceTimersByTime(10_000);
    store.standing(false);
    expect(store.state.asOf).toBeUndefined();
    await jest.advanceTimersByTimeAsync(3_000);
    expect(store.state.asOf).toBe(at(70).now);
    api.failing[0]?.(new ApiError(0, "unreachable", "No answer."));
    await jest.advanceTimersByTimeAsync(30_000);
    expect(store.state).toMatchObject({ reach: "not answered", asOf: at(70).now });
    store.standing(true);
    expect(store.state.asOf).toBe(at(70).now);
    for (const answer of api.waiting) answer({ view: at(113) });
    await jest.advanceTimersByTimeAsync(0);
    expect(store.state.asOf).toBeUndefined();
  });

  it("of before the news, while what the news is about is not read, however alive the stream is", async () => {
    const { api, store } = open();
    jest.advanceTimersByTime(20_000);
    store.standing(true);
    // The lesson is paused: the panel hears that something has changed, and asks what.
    const asked = store.refresh();
    for (let beat = 0; beat < 5; beat += 1) {
      await jest.advanceTimersByTimeAsync(1_000);
      store.standing(true);
    }
    expect(store.state).toMatchObject({ asOf: at(30).now, live: true });
    api.failing[0]?.(new ApiError(0, "unreachable", "No answer."));
    await asked;
    expect(store.state.asOf).toBe(at(30).now);
    await jest.advanceTimersByTimeAsync(5_000);
    api.waiting[1]?.({ view: at(40, { version: 40, phase: "paused" }) });
    await jest.advanceTimersByTimeAsync(0);
    expect(store.state).toMatchObject({ asOf: undefined, view: { phase: "paused" } });
  });

  it("of the newest answer, while it is asked for without the stream", async () => {
    const { api, store } = open();
    store.standing(false);
    await jest.advanceTimersByTimeAsync(3_000);
    api.waiting[0]?.({ view: at(13) });
    await jest.advanceTimersByTimeAsync(0);
    expect(store.state).toMatchObject({ live: false, asOf: at(13).now });
  });

  it("and what a press was answered before stands no longer", async () => {
    const { api, store } = open();
    store.say("Pausing: Teams is asked to switch off mics, cameras and chat.");
    const asked = store.refresh();
    api.failing[0]?.(new ApiError(503, "storage-away", "Lesson Guard cannot reach its record."));
    await asked;
    expect(store.state).toMatchObject({ said: undefined, asOf: at(10).now });
    store.say("Noted.");
    store.standing(false);
    await jest.advanceTimersByTimeAsync(3_000);
    expect(store.state.said?.text).toBe("Noted.");
  });
});
