import type { LessonView } from "../protocol/screen/view.ts";
import type { ApiError } from "./api.ts";
import type { Connection } from "./connection.ts";
import type { Said } from "./said.ts";

export type LessonState = {
  readonly view: LessonView;
  /** Presses sent and not yet answered, by their key. */
  readonly busy: ReadonlySet<string>;
  readonly said: Said | undefined;
  /** The stream is open, or was lost only a moment ago. */
  readonly live: boolean;
  /** The server no longer shows this person the lesson: nothing of it stays on the page. */
  readonly gone: ApiError | undefined;
  /** The view has been asked for, and is not there yet: something may have changed. */
  readonly slow: boolean;
  /** Whether the last request was answered. */
  readonly reach: Connection;
  /** Why the server could not show the lesson when last asked. */
  readonly stale: string | undefined;
  /** Until when the lesson was known to be as shown (ISO, by the server's clock); undefined while it is known. */
  readonly asOf: string | undefined;
  /** Until when a person's own end can be undone, where the lesson itself is not shown. */
  readonly undoUntil: string | undefined;
};

/** A lesson that has just been read. */
export const begun = (view: LessonView): LessonState => ({
  view,
  busy: new Set(),
  said: undefined,
  live: true,
  slow: false,
  gone: undefined,
  reach: "answered",
  stale: undefined,
  asOf: undefined,
  undoUntil: undefined,
});
