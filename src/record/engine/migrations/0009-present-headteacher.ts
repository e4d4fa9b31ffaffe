import { type Kysely, sql } from "kysely";
import type { Tables } from "../schema.ts";

/**
 * Concerns that are the headteacher's and that nobody is looked for any more are found by a person who holds that role,
 * older ones too. A program of the version before leaves the row out where it writes a concern; the next change of
 * it puts it back, but one that is closed may have none: do not let the two run beside each other for long.
 */
export const presentHeadteacher = async (db: Kysely<Tables>): Promise<void> => {
  await sql`insert into concern_people (ref, person, why, school, store)
    select ref, 'role:headteacher', 'headteacher', school, store from concerns
    where (about = 'adult' or not exists (select 1 from concern_people
        where concern_people.ref = concerns.ref and concern_people.person = 'role:dsl'))
      and (state <> 'open' or exists (select 1 from events
        where events.stream = 'concern:' || concerns.ref and events.type = 'EscalationEnded'))`.execute(db);
};
