import type { LessonEvent, LessonEventType } from "../lesson/events.ts";

/** How an export names people: in full, or by a stand-in. */
export type Names = {
  readonly pupil: (id: string) => string;
  /** A member of staff, by Entra id. */
  readonly staff: (id: string) => string;
  /** A person on the roster, by the source's id. */
  readonly person: (id: string) => string;
  /** A one-to-one: there are no other pupils to tell of. */
  readonly oneToOne: boolean;
};

/** What is told of one kind of event; undefined where nothing is. */
export type Teller<T extends LessonEventType> = (
  event: Extract<LessonEvent, { type: T }>,
  names: Names,
) => string | undefined;
