import type { Selectable } from "kysely";
import type { DutyWork } from "../../protocol/work/duty.ts";
import type { Tables } from "../engine/schema.ts";
import type { DutyRow } from "./duty-row.ts";

export const readDuty = (row: Selectable<Tables["duties"]>): DutyRow => ({
  id: row.id,
  scope: { school: row.school, store: row.store },
  stream: row.stream,
  work: JSON.parse(row.work) as DutyWork,
  state: row.state,
  notBefore: row.notBefore,
  deadlineAt: row.deadlineAt,
  expiresAt: row.expiresAt,
  repeat: row.repeat,
  urgent: row.urgent === 1,
  ...(row.turn === 0 ? {} : { turn: row.turn }),
  attempts: row.attempts,
  fence: row.fence,
  ...(row.lastReason === null ? {} : { lastReason: row.lastReason }),
  ...(row.startedAt === null ? {} : { startedAt: row.startedAt }),
  ...(row.finishedAt === null ? {} : { finishedAt: row.finishedAt }),
  ...(row.lateAt === null ? {} : { lateAt: row.lateAt }),
  ...(row.notice === null ? {} : { notice: row.notice }),
});
