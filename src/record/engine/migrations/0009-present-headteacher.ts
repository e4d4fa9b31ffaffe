import { type Kysely, sql } from "kysely";
import type { Tables } from "../schema.ts";

/**
 * Headteachers' concerns about which no one more is asked are found by a person who holds that role now, older
 * concerns too. The program version before this leaves the row out when it writes a concern; the next change of
 * it puts the row back, but a closed concern may have none: do not let the two run beside each other for long.
 */
export const presentHeadteacher = async (db: Kysely<Tables>): Promise<void> => {
  await sql`insert into concern_people (ref, person, why, school, store)
    select ref, 'role:headteacher', 'headteacher', school, store from concerns
    where (about = 'adult' or not exists (select 1 from concern_people
        where concern_people.ref = concerns.ref and concern_people.person = 'role:dsl'))
      and (state <> 'open' or exists (select 1 from events
        where events.stream = 'concern:' || concerns.ref and events.type = 'EscalationEnded'))`.execute(db);
};
