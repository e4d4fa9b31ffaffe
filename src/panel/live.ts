import { backOff, pause } from "./back-off.ts";
import { LiveStream } from "./live-stream.ts";
import { personOf, type TokenCache } from "./token.ts";
import type { StreamLine } from "./topic-lines.ts";

/** The leader speaks at least every 10 s; a frozen one must not leave the others in the dark. */
const LEADER_SILENCE_MS = 15_000;

/** What one page of the browser tells the others: topics and whether the stream is open, nothing else. */
type Word = { readonly topic: string } | { readonly stands: boolean } | { readonly ask: "stands" };

/** The topic of a stream that begins: changes from before it was open were not heard. */
export const EVERYTHING = "everything";

export type LiveListener = {
  /** Something changed; `EVERYTHING` where no one can tell what. */
  readonly topic: (topic: string) => void;
  readonly standing: (stands: boolean) => void;
};

/**
 * Live updates: one stream per browser and person. The page that holds the lock reads the stream and
 * passes topics on; the next page in the queue takes over when it closes. Where Web Locks or
 * BroadcastChannel are missing, or the leader has fallen silent, a page reads a stream of its own.
 *
 * @returns a function that ends it
 */
export const followLive = (tokens: TokenCache, listener: LiveListener): (() => void) => {
  const end = new AbortController();
  if (!("locks" in navigator) || typeof BroadcastChannel === "undefined") {
    runAlone(tokens, listener, end.signal);
  } else {
    void shareStream(tokens, listener, end.signal);
  }
  return () => end.abort();
};

const shareStream = async (tokens: TokenCache, listener: LiveListener, end: AbortSignal): Promise<void> => {
  const token = await tokenWhenSignedIn(tokens, listener, end);
  if (token === undefined) {
    return;
  }
  const name = `lesson-guard-live-${personOf(token)}`;
  const channel = new BroadcastChannel(name);
  end.addEventListener("abort", () => channel.close());
  const follower = new Follower(tokens, listener, end);
  channel.addEventListener("message", ({ data }: MessageEvent<Word>) => follower.hear(data));
  channel.postMessage({ ask: "stands" } satisfies Word);
  navigator.locks
    .request(name, { signal: end }, () => {
      follower.retire();
      return lead(tokens, listener, channel, end);
    })
    .catch(() => {
      // The wait for the lock ended together with the page's interest in it.
      follower.retire();
    });
};

/** Teams may have no token at present; nothing if the page has gone meanwhile. */
const tokenWhenSignedIn = async (
  tokens: TokenCache,
  listener: LiveListener,
  end: AbortSignal,
): Promise<string | undefined> => {
  for (let failures = 1; !end.aborted; failures += 1) {
    try {
      const token = await tokens.get();
      return end.aborted ? undefined : token;
    } catch {
      listener.standing(false);
      await pause(backOff(failures, Math.random()), end);
    }
  }
  return undefined;
};

const lead = (
  tokens: TokenCache,
  listener: LiveListener,
  channel: BroadcastChannel,
  end: AbortSignal,
): Promise<void> => {
  let stands = false;
  const tell = (word: Word): void => {
    if (!end.aborted) {
      channel.postMessage(word);
    }
  };
  const stream = new LiveStream(tokens, {
    line: (line) => {
      hearLine(line, listener);
      tell(line === "beat" ? { stands } : line);
    },
    standing: (now) => {
      stands = now;
      standing(now, listener);
      tell({ stands: now });
      if (now) {
        tell({ topic: EVERYTHING });
      }
    },
  });
  channel.addEventListener("message", ({ data }: MessageEvent<Word>) => {
    if ("ask" in data) {
      tell({ stands });
    }
  });
  end.addEventListener("abort", () => stream.stop());
  return stream.run();
};

const runAlone = (tokens: TokenCache, listener: LiveListener, end: AbortSignal): LiveStream => {
  const stream = new LiveStream(tokens, {
    line: (line) => hearLine(line, listener),
    standing: (now) => standing(now, listener),
  });
  end.addEventListener("abort", () => stream.stop());
  void stream.run();
  return stream;
};

const standing = (now: boolean, listener: LiveListener): void => {
  listener.standing(now);
  if (now) {
    listener.topic(EVERYTHING);
  }
};

const hearLine = (line: Exclude<StreamLine, "moving">, listener: LiveListener): void => {
  listener.standing(true);
  if (line !== "beat") {
    listener.topic(line.topic);
  }
};

/** Listens to the leader; reads for itself while the leader says nothing. */
class Follower {
  readonly #tokens: TokenCache;
  readonly #listener: LiveListener;
  readonly #end: AbortSignal;
  #timer: ReturnType<typeof setTimeout>;
  #own: LiveStream | undefined;
  #retired = false;
  #heard = false;

  constructor(tokens: TokenCache, listener: LiveListener, end: AbortSignal) {
    this.#tokens = tokens;
    this.#listener = listener;
    this.#end = end;
    this.#timer = this.#wait();
    end.addEventListener("abort", () => clearTimeout(this.#timer));
  }

  hear(word: Word): void {
    if (this.#retired || "ask" in word) {
      return;
    }
    this.#stop();
    this.#timer = this.#wait();
    if ("topic" in word || !this.#heard) {
      this.#listener.topic("topic" in word ? word.topic : EVERYTHING);
    }
    this.#heard = true;
    this.#listener.standing("topic" in word ? true : word.stands);
  }

  /** This page is the leader now, or follows no page any more. */
  retire(): void {
    this.#retired = true;
    this.#stop();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#own?.stop();
    this.#own = undefined;
  }

  #wait(): ReturnType<typeof setTimeout> {
    return setTimeout(() => {
      this.#own = runAlone(this.#tokens, this.#listener, this.#end);
    }, LEADER_SILENCE_MS);
  }
}
