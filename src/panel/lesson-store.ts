import { defined } from "../protocol/defined.ts";
import { disarms } from "../protocol/lesson/disarming.ts";
import type { LessonPress } from "../protocol/lesson/presses.ts";
import type { ConcernView, LessonView } from "../protocol/screen/view.ts";
import { type Api, ApiError } from "./api.ts";
import { askAgainIn, WAITING_MS } from "./ask-again.ts";
import { connectionIn } from "./connection.ts";
import { pressPath, registerPath, viewPath } from "./lesson-path.ts";
import { begun, type LessonState } from "./lesson-state.ts";
import { asLongAs, failedSaying, type Pressed, type Said, untilShown, whileSending } from "./said.ts";
import { ServerClock } from "./server-clock.ts";

/** The answer to a press, and how long it stays true. */
type Answered = { readonly say: string; readonly holds?: Said["holds"] };

/** While the stream is lost the view is asked for this often. */
const ASK_AGAIN_MS = 5_000;
/** A gap shorter than this is not shown to anyone. */
const LOST_AFTER_MS = 3_000;

/** One lesson as this page knows it. No press waits in a queue: one that fails is said to have failed. */
export class LessonStore {
  readonly clock = new ServerClock();
  /** While true, the server is asked to send no name: the screen may be shared. */
  blank = false;
  readonly #api: Api;
  readonly #chat: string | undefined;
  readonly #listeners = new Set<() => void>();
  #state: LessonState;
  #knownAt: number;
  /** Requests so far that answer with a view, and the one whose view is shown. */
  #asked = 0;
  #shown = 0;
  #pressing: Promise<boolean> | undefined;
  #late: ReturnType<typeof setTimeout> | undefined;
  #asking = false;
  #askOnceMore = false;
  #lost: ReturnType<typeof setTimeout> | undefined;
  #poll: ReturnType<typeof setInterval> | undefined;

  /** @param chat the meeting's chat: a series shares one, and the next occurrence is found by it */
  constructor(api: Api, view: LessonView, chat?: string) {
    this.#api = api;
    this.#chat = chat;
    this.#state = begun(view);
    this.#knownAt = Date.parse(view.now);
    this.clock.hear(view.now);
  }

  get state(): LessonState {
    return this.#state;
  }

  /** @returns a function that stops listening */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A press that opens a lesson counts only in the state it was drawn in: it waits for earlier presses. */
  press(press: LessonPress): Promise<boolean> {
    const before = disarms(press.press) ? this.#pressing : undefined;
    const title = this.#state.view.presses.find((one) => one.press === press.press)?.title;
    const pressed = { press: title ?? "Your last press", name: press.press };
    const sent = this.#send(keyOf(press), pressed, async () => {
      if (before !== undefined) await before;
      const order = ++this.#asked;
      // A protective press is taken even if nothing may be shown: then there is no view.
      const { say, view, undoUntil } = await this.#api.post<{
        say: string;
        view?: LessonView;
        undoUntil?: string;
      }>(pressPath(this.#state.view, this.blank), { ...press, turn: this.#state.view.turn });
      if (view !== undefined) this.#take(view, order);
      else this.#set({ undoUntil });
      return { say };
    });
    this.#pressing = sent;
    return sent;
  }

  /** Sets the register; the same rules as a press. */
  setRegister(register: unknown): Promise<boolean> {
    return this.#send("register", { press: "The register" }, async () => {
      const order = ++this.#asked;
      const { say, view } = await this.#api.post<{ say: string; view: LessonView }>(
        registerPath(this.#state.view),
        register,
      );
      this.#take(view, order);
      return { say };
    });
  }

  /** Raises a concern. `name` is this press's: a second try raises no second one. `without`: who is left out. */
  raise(about: "child" | "adult", name: string, without?: string): Promise<ConcernView | undefined> {
    const { lesson } = this.#state.view;
    const body = { lesson, about, press: name, ...defined({ without }) };
    const press = about === "adult" ? "Tell the headteacher now" : "Tell the DSL now";
    return this.#onConcern(`raise-${about}`, { press, tells: true, name }, "/api/concerns", body);
  }

  /** Undoes a concern that no one is told of yet. */
  takeBack(ref: string): Promise<ConcernView | undefined> {
    const path = `/api/concerns/${encodeURIComponent(ref)}/undo`;
    return this.#onConcern("take-back", { press: "Undo" }, path, {});
  }

  async #onConcern(
    key: string,
    pressed: Pressed,
    path: string,
    body: unknown,
  ): Promise<ConcernView | undefined> {
    let concern: ConcernView | undefined;
    await this.#send(key, pressed, async () => {
      const answer = await this.#api.post<{ say: string; concern: ConcernView }>(path, body);
      concern = answer.concern;
      return { say: answer.say, holds: whileSending(answer.concern.ref) };
    });
    return concern;
  }

  /** Asks for the view; if a request is under way another one follows it, never two at once. */
  async refresh(): Promise<void> {
    if (this.#asking) {
      this.#askOnceMore = true;
      return;
    }
    this.#asking = true;
    try {
      do {
        this.#askOnceMore = false;
        await this.#ask();
      } while (this.#askOnceMore);
    } finally {
      this.#asking = false;
    }
  }

  /** Called when the stream opens, at each sign of its life, and when it is lost. */
  standing(stands: boolean): void {
    if (stands) {
      // While the view is asked for, it may have changed: that the stream is alive does not make the old one newer.
      if (this.#state.asOf === undefined && !this.#asking) this.#knownAt = this.clock.now();
      clearTimeout(this.#lost);
      clearInterval(this.#poll);
      this.#lost = undefined;
      this.#poll = undefined;
      if (!this.#state.live) {
        this.#set({ live: true });
      }
      return;
    }
    this.#lost ??= setTimeout(() => {
      this.#set({ live: false });
      void this.refresh();
      this.#poll = setInterval(() => void this.refresh(), ASK_AGAIN_MS);
    }, LOST_AFTER_MS);
  }

  /** @param holds how long it stays true; unless given, as long as the lesson's state stays the same; trouble stays */
  say(text: string, tone: Said["tone"] = "plain", holds?: Said["holds"]): void {
    const lasting = tone === "plain" ? asLongAs(this.#state.view) : undefined;
    this.#set({ said: { text, tone, holds: holds ?? lasting } });
  }

  /** The person is doing something else: the last answer is no longer about it. */
  unsay(): void {
    this.#set({ said: undefined });
  }

  async #ask(): Promise<void> {
    const order = ++this.#asked;
    const slow = setTimeout(() => this.#set({ slow: true }), LOST_AFTER_MS);
    try {
      const { view } = await this.#api.get<{ view: LessonView }>(
        viewPath(this.#state.view, this.#chat, this.blank),
      );
      this.#set({ reach: "answered", stale: undefined, gone: undefined });
      this.#take(view, order);
    } catch (error) {
      const answer = error instanceof ApiError ? error : undefined;
      this.#set({
        reach: answer === undefined ? "answered" : connectionIn(answer),
        stale: answer !== undefined && answer.status >= 500 ? answer.words : undefined,
        gone: answer?.status === 403 || answer?.status === 404 ? answer : undefined,
      });
      // No message will come that would make the page look again.
      if (this.#state.stale !== undefined || this.#state.reach !== "answered") this.#askIn(WAITING_MS);
    } finally {
      clearTimeout(slow);
      if (this.#state.slow) this.#set({ slow: false });
    }
  }

  async #send(key: string, pressed: Pressed, work: () => Promise<Answered>): Promise<boolean> {
    if (this.#state.busy.has(key)) {
      this.say("Sent already. Waiting for the answer.");
      return false;
    }
    this.#set({ busy: new Set([...this.#state.busy, key]), said: undefined });
    try {
      const { say, holds } = await work();
      this.say(say, "plain", holds);
      this.#set({ reach: "answered" });
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      const { view } = this.#state;
      const unsure = error.status === 0 || error.status >= 500;
      const holds = unsure ? untilShown(view, pressed.name) : undefined;
      this.say(failedSaying(pressed, error, view.phone), "trouble", holds);
      this.#set({ reach: connectionIn(error) });
      if (error.code === "behind") void this.refresh();
      if (unsure || this.#state.reach !== "answered") this.#askIn(WAITING_MS);
      return false;
    } finally {
      const busy = new Set(this.#state.busy);
      busy.delete(key);
      this.#set({ busy });
    }
  }

  /**
   * Answers can overtake each other: an older view never replaces a newer one. Of two views of one version the one
   * that was asked for later counts, because the clocks of two servers may differ.
   *
   * @param order of the request that it answers
   */
  #take(view: LessonView, order: number): void {
    this.clock.hear(view.now);
    const now = this.#state.view;
    const older =
      view.lesson === now.lesson &&
      (view.version < now.version || (view.version === now.version && order < this.#shown));
    if (older) this.#askWhenLate(now);
    else {
      this.#shown = order;
      this.#knownAt = Date.parse(view.now);
      const { said } = this.#state;
      this.#set({ view, said: said?.holds?.(view) === false ? undefined : said });
      this.#askWhenLate(view);
    }
  }

  #askWhenLate(view: LessonView): void {
    clearTimeout(this.#late);
    const ms = askAgainIn(view, this.#state.stale !== undefined, this.clock);
    if (ms !== undefined) this.#askIn(ms);
  }

  #askIn(ms: number): void {
    clearTimeout(this.#late);
    this.#late = setTimeout(() => void this.refresh(), ms);
  }

  #set(change: Partial<LessonState>): void {
    const { asOf: before } = this.#state;
    const state = { ...this.#state, ...change };
    const isKnown = state.live && !state.slow && state.reach === "answered" && state.stale === undefined;
    const asOf = isKnown ? undefined : new Date(this.#knownAt).toISOString();
    // The answer to an earlier press is about a lesson that is no longer seen.
    const isPast = before === undefined && asOf !== undefined && state.said?.tone === "plain";
    this.#state = { ...state, asOf, ...(isPast ? { said: undefined } : {}) };
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

/** Equal presses have equal keys, so that a press under way is not sent twice. */
export const keyOf = (press: LessonPress): string => JSON.stringify(press);
