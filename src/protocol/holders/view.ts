import type { Guarded, Told } from "./events.ts";

/** A waiting change of who is told, as shown to a person who may answer it or hears of it. */
export type ProposalView = {
  readonly proposal: string;
  readonly of: Guarded;
  /** The id of a group, the name of a channel, who is away when, or "none". */
  readonly from: string;
  readonly to: string;
  /** Of a channel that is proposed: who reads it now. */
  readonly readers?: string;
  readonly at: string;
  readonly byName: string;
  /** Why this reader may not answer it now; absent where they may. */
  readonly why?: string;
};

/** The same for administrators, beside the setting that is in force. */
export type WaitingView = {
  readonly of: Guarded;
  readonly asked: "dsl" | "headteacher";
  readonly to: string;
  readonly since: string;
};

/** A change that was made without approval, for headteacher and DSL. */
export type MadeView = {
  readonly change: string;
  readonly of: Told;
  /** As people read it; "none" where nothing was chosen. */
  readonly from: string;
  readonly to: string;
  readonly at: string;
  readonly byName: string;
};

/** For a DSL or headteacher: their own cover, and that of the others. Days as the school's calendar shows them. */
export type OwnCoverView = {
  readonly today: string;
  /** Who can stand in for them, by name. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly own: readonly {
    readonly by: string;
    readonly byName: string;
    readonly from: string;
    readonly until: string;
  }[];
  readonly others: readonly {
    readonly name: string;
    readonly byName: string;
    readonly from: string;
    readonly until: string;
  }[];
};

/** For a headteacher: who can be signed out, and who is. */
export type PeopleView = {
  /** Those with a role who are no headteachers, by name. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly signedOut: readonly {
    readonly person: string;
    readonly name: string;
    readonly at: string;
    readonly byName: string;
  }[];
};
