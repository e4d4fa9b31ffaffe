import type { Response } from "restify";

/** A reader who leaves this much unread has gone, or reads so slowly that it fills our memory. */
const MOST_UNREAD_BYTES = 64 * 1024;

/** A stream of server-sent events that can be written to at any time, even once it is over. */
export type EventStream = {
  /** Nothing is written once the stream has ended. */
  readonly write: (text: string) => void;
  readonly end: (last?: string) => void;
  /** Resolves once nothing more can be written, whichever side ended it: no timer outlives the stream. */
  readonly over: Promise<void>;
};

/**
 * Answers 200 and keeps the response open. A second request on the same connection waits behind the first: its
 * stream can be over long before its response is closed, so only `over` says when to stop.
 */
export const openEventStream = (response: Response): EventStream => {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  let ended = false;
  const finish = (): void => {
    ended = true;
    resolve();
  };
  response.once("close", finish);
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  return {
    over,
    write: (text) => {
      if (ended) return;
      response.write(text);
      if (response.writableLength <= MOST_UNREAD_BYTES) return;
      finish();
      response.destroy();
    },
    end: (last) => {
      if (ended) return;
      finish();
      response.end(last);
    },
  };
};
