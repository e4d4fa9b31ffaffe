import { sql } from "kysely";

/**
 * Waiting or under way, worded as in the indexes of open duties (migrations 0001 and 0008): SQLite uses
 * such an index only if the states are no parameters, and else reads every duty there ever was.
 */
export const OPEN = sql<boolean>`state in ('waiting', 'started')`;
