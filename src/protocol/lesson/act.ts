import type { ExceptionReason } from "../words.ts";
import type { Attendee } from "./person.ts";
import type { PupilState } from "./pupil-state.ts";

/** What a person said of pupils or devices in one press, and what was known before, to which Undo goes back. */
export type Act = {
  readonly at: string;
  readonly what: "recognised" | "checked" | "noted" | "followed" | "put right";
  readonly reason?: ExceptionReason;
  /** A larger press came after it. */
  readonly passed?: true;
  /** By pupil; undefined: nothing was known of them. */
  readonly pupils: Readonly<Record<string, PupilState | undefined>>;
  /** By roster id. */
  readonly people: Readonly<Record<string, Pick<Attendee, "recognised" | "before">>>;
};

/** The last press of each member of staff, by Entra id. */
export type Acts = Readonly<Record<string, Act>>;
