import type { LessonEvent } from "./lesson/events.ts";
import type { RefusalCode, Refused } from "./refusals.ts";

/** What a command led to: facts to append, and the words the person reads at once. */
export type Decision<Event = LessonEvent> =
  | {
      readonly events: readonly Event[];
      readonly say: string;
      /** Opened in the same transaction: the alert of an ended lesson. */
      readonly alert?: {
        readonly ref: string;
        readonly by: string;
        readonly byName: string;
        /** "ended" where absent: a lesson that was ended. */
        readonly about?: "ended" | "alone";
      };
    }
  | Refused;

export const refuse = (refused: RefusalCode, say: string): Refused => ({
  refused,
  say,
});
