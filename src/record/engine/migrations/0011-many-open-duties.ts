import { type Kysely, sql } from "kysely";
import type { Tables } from "../schema.ts";

/** What is due, late or abandoned is found without reading every open duty: a tenant of many schools has 100,000. */
export const manyOpenDuties = async ({ schema }: Kysely<Tables>): Promise<void> => {
  await schema
    .createIndex("duties_alerts")
    .on("duties")
    .column("notBefore")
    .where(sql<boolean>`state in ('waiting', 'started') and kind in ('tell', 'escalate')`)
    .execute();
  await schema
    .createIndex("duties_started")
    .on("duties")
    .column("leaseUntil")
    .where(sql.ref("state"), "=", "started")
    .execute();
  await schema
    .createIndex("duties_changing")
    .on("duties")
    .expression(
      sql`(case
  when withdrawn is not null then case when state = 'waiting' then 0 end
  when late_at is null and (state = 'started' or deadline_at < expires_at) then deadline_at
  when state = 'waiting' then expires_at end)`,
    )
    .where(sql.ref("state"), "in", ["waiting", "started"])
    .execute();
};
