import type { Part, Role } from "../words.ts";
import type { About } from "./route.ts";

/**
 * What a person is to the thing they ask for. Worked out on the server for each request (authorise.ts), never
 * from what a client says.
 */
export type Capacity =
  /** No sign-in is asked for. */
  | "anyone"
  /** A token of the Bot Framework or of Graph calling. */
  | "Microsoft"
  /** Holds the link that the school gave to one adult of a family. */
  | "adult with a link"
  /** The person who keeps the program running and was given METRICS_TOKEN. */
  | "operator"
  /** Signed in, with any role here. */
  | "person of the school"
  | Role
  /** In the group that the program was started with, whatever a school has chosen. */
  | "administrator of all schools"
  /** Staff with this part in the lesson. */
  | Part
  /** Of a concern. The person it is about is none of these, whatever else they are. */
  | "raiser"
  | "told as DSL"
  | "told as headteacher"
  /** Holds the headteacher's role now: has a right once a person took the concern, or no one more is asked. */
  | "present headteacher";

/** Where a card with this verb works; anywhere else a copy of it does nothing. */
export type CardPlace = "personal" | "channel";

type Entry = {
  /** What it is, for a reader who does not know the program. */
  readonly words: string;
  /** A read gives information; a command changes something. */
  readonly is: "read" | "command";
  /** Taken with the last known role while the directory cannot be reached: it keeps children safe. */
  readonly protects?: true;
  readonly routes?: readonly string[];
  readonly card?: readonly CardPlace[];
};

/** Who may do or see one thing, and the ways to it. */
export type Right =
  | (Entry & { readonly on: "door" | "school" | "lesson"; readonly by: readonly Capacity[] })
  | (Entry & { readonly on: "concern"; readonly by: Readonly<{ [Kind in About]: readonly Capacity[] }> });

/** Rights on one subject, or on any. */
export type Rights<Subject extends Right["on"] = Right["on"]> = {
  readonly [name: string]: Right & { readonly on: Subject };
};

/** A card that works in one's own chat only. */
export const OWN_CHAT = ["personal"] as const;
