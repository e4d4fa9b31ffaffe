/** The kinds of meeting; chosen by staff, never guessed from head count (S3). */
export const KINDS = ["class", "group", "one-to-one", "not a lesson"] as const;
export type Kind = (typeof KINDS)[number];

/** planned → arrival → live ⇄ paused → shut → over. */
export type Phase = "planned" | "arrival" | "live" | "paused" | "shut" | "over";

/** Decided on the server by Entra group membership, never by meeting role, name or client. */
export type Role = "staff" | "dsl" | "headteacher" | "administrator";

/** A member of staff's part in one lesson. */
export type Part = "organiser" | "co-organiser" | "member";

/** Why a check did not hold for one pupil (S1, B1, B3, B4, B5, B6, C6). */
export const EXCEPTIONS = [
  "no adult seen",
  "not a family room",
  "name not shown",
  "dress",
  "language",
  "adult spoke to others",
  "screenshot",
] as const;
export type ExceptionReason = (typeof EXCEPTIONS)[number];

/** Why a parent cannot stay in a one-to-one (S5): never in free words. */
export const CANNOT_STAY = ["at work", "with other children", "unwell", "another reason"] as const;
export type CannotStay = (typeof CANNOT_STAY)[number];

/** Why a parent was not told that a one-to-one would be recorded: then it is postponed (S5). */
export const NOT_TOLD = ["objects", "not reached"] as const;
export type NotTold = (typeof NOT_TOLD)[number];

/** How a check was made, so that the record never overstates it. */
export type How = "sweep" | "each";

/** Which of Teams' roster sources spoke. */
export type RosterSource = "events" | "call";

/**
 * How it is known that a meeting has begun: Teams' event said so, which is sent once and may be lost; a person
 * was seen inside; or staff pressed what only helps in a meeting that is on.
 */
export type StartSource = "event" | "join" | "panel";

export type Place = "lobby" | "in" | "out";

/** What Teams lets us know about a person in a meeting. Only `user` carries a directory id. */
export type IdentityKind = "user" | "guest" | "phone" | "application" | "unknown";
