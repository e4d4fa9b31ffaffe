import { anySignal } from "./any-signal.ts";
import { backOff, pause } from "./back-off.ts";
import type { TokenCache } from "./token.ts";
import { type StreamLine, TopicLines } from "./topic-lines.ts";

/** The server beats every 10 s. After two missed beats and a little more the stream is dead, though no one closed it. */
const SILENCE_MS = 25_000;
/** A server that stops says so: its panels move to another one within this time, not all at one moment. */
const MOVED_WITHIN_MS = 400;

export type StreamListener = {
  readonly line: (line: Exclude<StreamLine, "moving">) => void;
  /** true once the stream is open, false when it is lost. */
  readonly standing: (stands: boolean) => void;
};

/** Reads `/api/live` with `fetch` and keeps coming back until stopped. */
export class LiveStream {
  readonly #tokens: TokenCache;
  readonly #listener: StreamListener;
  readonly #stop = new AbortController();
  #failures = 0;

  constructor(tokens: TokenCache, listener: StreamListener) {
    this.#tokens = tokens;
    this.#listener = listener;
  }

  stop(): void {
    this.#stop.abort();
  }

  async run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const end = await this.#once();
      if (this.#stop.signal.aborted) {
        return;
      }
      if (end === "moving" && this.#failures === 0) {
        // The first retry is immediate; if it fails, the panel says so.
        this.#failures = 1;
        await pause(Math.random() * MOVED_WITHIN_MS, this.#stop.signal);
        continue;
      }
      this.#listener.standing(false);
      this.#failures += 1;
      await pause(backOff(this.#failures, Math.random()), this.#stop.signal);
    }
  }

  async #once(): Promise<"moving" | "lost"> {
    const silence = new AbortController();
    let timer = setTimeout(() => silence.abort(), SILENCE_MS);
    try {
      const answer = await fetch("/api/live", {
        headers: { authorization: `Bearer ${await this.#tokens.get()}` },
        cache: "no-store",
        signal: anySignal([this.#stop.signal, silence.signal]),
      });
      if (answer.status === 401) {
        this.#tokens.drop();
      }
      if (!answer.ok || answer.body === null) {
        return "lost";
      }
      this.#failures = 0;
      this.#listener.standing(true);
      const lines = new TopicLines();
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        clearTimeout(timer);
        timer = setTimeout(() => silence.abort(), SILENCE_MS);
        for (const line of lines.push(piece.value)) {
          if (line === "moving") {
            return "moving";
          }
          this.#listener.line(line);
        }
      }
      return "lost";
    } catch {
      // Lost, silent, stopped or not signed in: the caller says so and tries again.
      return "lost";
    } finally {
      clearTimeout(timer);
    }
  }
}
