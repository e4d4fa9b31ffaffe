import type { Kind, Part, Phase } from "../../protocol/words.ts";

/** What a lesson is found by. Derived from its stream, always written whole; can be rebuilt from the stream. */
export type LessonRow = {
  readonly lesson: string;
  readonly meetingId: string;
  readonly chatId: string | null;
  readonly organiserId: string | null;
  readonly phase: Phase;
  /** null until staff have chosen. */
  readonly kind: Kind | null;
  /** Moments are ISO 8601 in UTC. */
  readonly startsAt: string | null;
  readonly startedAt: string | null;
  readonly overAt: string | null;
  /** The random id in the call's callback address. */
  readonly callback: string | null;
  readonly callId: string | null;
  readonly updatedAt: string;
  /** Entra object ids of those with a part in this lesson. */
  readonly staff: readonly { readonly person: string; readonly part: Part }[];
};

/** What a concern is found by. Read only where the asker's right to know of it has been checked. */
export type ConcernRow = {
  readonly ref: string;
  readonly about: string;
  readonly lesson: string | null;
  /** Entra object id. */
  readonly raisedBy: string;
  readonly raisedAt: string;
  readonly state: string;
  /** Who may know of it, and why (recipient, deputy, raiser …). */
  readonly people: readonly { readonly person: string; readonly why: string }[];
};
