import type { DutyKind } from "../../protocol/duty.ts";
import { missingDuties } from "../../protocol/escalation.ts";
import type { Record } from "../../record/record.ts";
import { type concernReader, concernStream } from "../streams.ts";

type Parts = {
  readonly read: ReturnType<typeof concernReader<keyof Record>>;
  readonly now: () => string;
};

/** Gives a concern that nobody has the work it ought to have. @returns the kinds that were missing */
export const puttingRight =
  ({ read, now }: Parts) =>
  async (ref: string): Promise<readonly DutyKind[]> => {
    const stream = concernStream(ref);
    const { version, record } = await read(ref);
    const open = (await record.dutiesOf(stream)).filter(
      ({ state }) => state === "waiting" || state === "started",
    );
    const { state, version: later } = await read(ref);
    // It has just moved: its duties are on their way with it.
    if (later !== version) return [];
    const at = now();
    const missing = missingDuties(
      state,
      open.map(({ work }) => work),
      at,
    );
    if (missing.length === 0) return [];
    const { appended } = await record.append({
      streams: [{ stream, expectedVersion: version, facts: [] }],
      duties: missing.map((duty, n) => ({
        id: `${stream}/${version}/right/${Date.parse(at)}/${n}`,
        stream,
        duty,
        at,
      })),
    });
    return appended ? missing.map(({ work }) => work.kind) : [];
  };
