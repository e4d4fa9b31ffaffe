import { isOverdue, missingDuties } from "../../protocol/concern/escalation.ts";
import type { DutyKind } from "../../protocol/work/duty.ts";
import { type concernReader, concernStream } from "../../record/log/streams.ts";
import type { SchoolRecord } from "../../record/school-record.ts";
import { inTheirTurn } from "./turn.ts";

type Dependencies = {
  readonly read: ReturnType<typeof concernReader<keyof SchoolRecord>>;
  readonly now: () => string;
};

/** What was found of a concern. `overdue`: the work for its next step is there, and was not done in time. */
export type Audit = { readonly missing: readonly DutyKind[]; readonly overdue: boolean };

/** Gives a concern that no one has taken the work it should have; of late work it only says so. */
export const createPutRight =
  ({ read, now }: Dependencies) =>
  async (ref: string): Promise<Audit> => {
    const stream = concernStream(ref);
    const { version, record } = await read(ref);
    const open = (await record.dutiesOf(stream)).filter(
      ({ state }) => state === "waiting" || state === "started",
    );
    const { state, version: later } = await read(ref);
    // It has just changed: its duties came with that change.
    if (later !== version) return { missing: [], overdue: false };
    const at = now();
    const missing = missingDuties(
      state,
      open.map(({ work }) => work),
      at,
    );
    const overdue = isOverdue(state, at) && !missing.some(({ work }) => work.kind === "escalate");
    if (missing.length === 0) return { missing: [], overdue };
    const duties = missing.map((duty, n) => ({
      id: `${stream}/${version}/right/${Date.parse(at)}/${n}`,
      stream,
      duty,
      at,
    }));
    const { appended } = await record.append({
      streams: [{ stream, expectedVersion: version, facts: [] }],
      duties: await inTheirTurn(record, state, duties),
    });
    return { missing: appended ? missing.map(({ work }) => work.kind) : [], overdue };
  };
