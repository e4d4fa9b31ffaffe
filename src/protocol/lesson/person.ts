import type { IdentityKind, Place, RosterSource } from "../words.ts";

/** Somebody Teams says is in, or waits for, a meeting. */
export type RosterPerson = {
  /** The source's own id for this person in this meeting; new at each join. */
  readonly id: string;
  readonly identity: IdentityKind;
  /** Entra object id, for signed-in users only. */
  readonly userId?: string;
  /** The name they show: typed by themselves where they are guests. Personal. */
  readonly shown: string;
  readonly place: Place;
  readonly muted?: boolean;
  readonly cameraOn?: boolean;
  /** Sends sound. */
  readonly micOn?: boolean;
  /** Orders words about one call (`rosterSequenceNumber`); absent where Graph gave none. */
  readonly sequence?: number | undefined;
  /** The call says that this person records it. */
  readonly recording?: boolean;
};

/** A person as the lesson keeps them. */
export type Attendee = RosterPerson & {
  readonly source: RosterSource;
  readonly since: string;
  /** A signed-in member of staff, by group membership. */
  readonly staff: boolean;
  /** Taken out because lists went on lacking them among many: at the end they are removed all the same. */
  readonly unsure?: true;
  readonly recognised?: Recognition;
  /** The pupils whom staff had settled of a guest under this name, who has left: to be looked at again (C5). */
  readonly before?: readonly string[];
  /** Removal: asked by us, or accepted by Teams; only the roster proves that they left. */
  readonly removal?: "asked" | "accepted" | "refused";
};

/** Who staff say this is. Several pupils: siblings on one device. */
export type Recognition =
  | { readonly as: "pupils"; readonly pupils: readonly string[] }
  | { readonly as: "staff" }
  | { readonly as: "stranger" };
