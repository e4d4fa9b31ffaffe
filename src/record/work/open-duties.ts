import { sql } from "kysely";

/**
 * Waiting or under way, in the words of the indexes of open duties (migrations 0001 and 0008): SQLite takes
 * such an index only where the states are no parameters, and else reads every duty that there ever was.
 */
export const OPEN = sql<boolean>`state in ('waiting', 'started')`;
