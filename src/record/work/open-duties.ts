import { sql } from "kysely";

// Worded as in the indexes (migrations 0001, 0008 and 0011): an engine uses such an index only if what it is for is no
// parameter, and else reads every duty there ever was, or every open one.

/** Waiting or under way. */
export const OPEN = sql<boolean>`state in ('waiting', 'started')`;

export const STARTED = sql<boolean>`state = 'started'`;

/** Urgent, and of `ALERTS` (protocol/work/priority.ts). The plus keeps SQLite from the index of all urgent work. */
export const ALERT = sql<boolean>`kind in ('tell', 'escalate') and +urgent = 1`;

/** The moment at which a duty changes with time alone: too late, or expired. 0: at once; null: never. */
export const CHANGES_AT = sql<number>`case
  when withdrawn is not null then case when state = 'waiting' then 0 end
  when late_at is null and (state = 'started' or deadline_at < expires_at) then deadline_at
  when state = 'waiting' then expires_at end`;
