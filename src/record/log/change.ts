import type { JsonObject } from "../../protocol/fact.ts";
import type { Duty, DutyKind } from "../../protocol/work/duty.ts";
import type { ConcernRow, LessonRow } from "../index/index-rows.ts";
import type { Expiry } from "../retention/expire.ts";

/** A fact that is not in the record yet. */
export type NewFact = {
  readonly type: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly data: JsonObject;
  readonly personal?: JsonObject | undefined;
  /** Defaults to the newest schema of this type of fact. */
  readonly schema?: number;
};

export type NewDuty = {
  /** `<stream>/<version>/<n>`, so that deciding again never makes a second duty. */
  readonly id: string;
  /** The occurrence (or concern) it belongs to. */
  readonly stream: string;
  readonly duty: Duty;
  /** For an alert: how many alerts the same person raised in the ten minutes before; absent where none. */
  readonly turn?: number;
  /** The moment of the fact it follows from, ISO 8601 in UTC; `afterMs` counts from here. */
  readonly at: string;
};

/** Everything one command brings about: all of it is recorded, or none. */
export type Change = {
  readonly streams: readonly {
    readonly stream: string;
    /** The version the decision was made on; 0 for a stream that does not exist yet. */
    readonly expectedVersion: number;
    /** May be empty: then the version is only checked. */
    readonly facts: readonly NewFact[];
  }[];
  readonly duties?: readonly NewDuty[];
  /** Duties that no longer apply. Those under way may finish, but are not tried again. */
  readonly cancel?: readonly { readonly stream: string; readonly kinds: readonly DutyKind[] }[];
  /** Lessons that expire with this change. */
  readonly expire?: Expiry;
  /** Personal payload that goes with this change; the events stay, and a new event says so (erasure.ts). */
  readonly erase?: readonly { readonly stream: string; readonly versions: readonly number[] }[];
  /** Nothing of it is recorded after this moment (`performance.now()`). */
  readonly until?: number | undefined;
  /**
   * Called where a later change can be decided on this one although only the disk is still waited for: both come on
   * disk, or neither. Never where each change is committed by itself (PostgreSQL).
   */
  readonly written?: () => void;
  readonly index?: {
    readonly lessons?: readonly LessonRow[];
    readonly concerns?: readonly ConcernRow[];
  };
};

/** The newest version of each stream named in a change. */
export type Versions = { readonly [stream: string]: number };

export type Appended =
  | {
      readonly appended: true;
      readonly versions: Versions;
    }
  /** Another writer was first: read the stream again and decide again. Nothing was recorded. */
  | { readonly appended: false; readonly conflict: string };
