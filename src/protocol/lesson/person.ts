import { defined } from "../defined.ts";
import type { IdentityKind, Place, RosterSource } from "../words.ts";

/** A person who, Teams says, is in a meeting or waits for it. */
export type RosterPerson = {
  /** The source's own id for this person in this meeting; new at each join. */
  readonly id: string;
  readonly identity: IdentityKind;
  /** Entra object id, for signed-in users only. */
  readonly userId?: string;
  /** The name they show: guests type it themselves. Personal. */
  readonly shown: string;
  readonly place: Place;
  readonly muted?: boolean;
  readonly cameraOn?: boolean;
  /** Sends sound. */
  readonly micOn?: boolean;
  /** Orders news of one call (`rosterSequenceNumber`); absent where Graph gave none. */
  readonly sequence?: number | undefined;
  /** The call says that this person records it. */
  readonly recording?: boolean;
};

/** A person as the lesson keeps them. */
export type Attendee = RosterPerson & {
  readonly source: RosterSource;
  readonly since: string;
  /** When they came, to the lobby or inside. */
  readonly arrivedAt?: string;
  /** A signed-in member of staff, by group membership. */
  readonly staff: boolean;
  /** Was inside at some moment, not only in the lobby. */
  readonly cameIn?: true;
  /** Taken out because several lists lacked them, among many: at the end they are removed all the same. */
  readonly unsure?: true;
  readonly recognised?: Recognition;
  /** The pupils that staff had settled for a guest of this name, who has left: to be looked at again (C5). */
  readonly before?: readonly string[];
  /** Teams first showed them after the end had begun: no one sorts out names then. */
  readonly afterEnd?: true;
  /** Asked: by us; accepted: by Teams. Only the roster proves that they left. */
  readonly removal?: "asked" | "accepted" | "refused";
};

/** Who staff say this is. Several pupils: siblings on one device. `later`: they do not know yet, and go on meanwhile. */
export type Recognition =
  | { readonly as: "pupils"; readonly pupils: readonly string[] }
  | { readonly as: "staff" }
  | { readonly as: "stranger" }
  | { readonly as: "later" };

/** In the lesson, or in its lobby. */
export const isThere = (one: Attendee): boolean => one.place !== "out";

/** How many devices were inside that no one had sorted out, or that were not expected; absent where none. */
export type OpenedTo = { readonly unsorted?: number };

/** One person by both sources. Teams' messages go on once we have left the call, and may have begun before we joined. */
export const byBoth = (listed: Attendee, told: Attendee): Attendee => ({
  ...listed,
  place: told.place,
  ...defined({
    cameIn: listed.cameIn ?? told.cameIn,
    arrivedAt: [listed.arrivedAt, told.arrivedAt].filter((at) => at !== undefined).toSorted()[0],
  }),
});
