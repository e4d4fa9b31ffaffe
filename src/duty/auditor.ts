import type { ConcernDesk } from "../desk/concern-desk.ts";
import { reasonOf } from "../meeting/fault.ts";
import type { RecordStore } from "../record/record-store.ts";

export type AuditorSetup = {
  readonly records: Pick<RecordStore, "openConcerns" | "beat">;
  readonly at: (school: string) => Promise<{ readonly concerns: Pick<ConcernDesk, "putRight"> } | undefined>;
  readonly log: {
    readonly error: (fields: { readonly [field: string]: string | number }, message: string) => void;
  };
  readonly everyMs?: number;
};

const EVERY_MS = 60_000;

/**
 * Looks whether the record can be written, even where no one asks for the health, and reads the open concerns again,
 * at the start and every minute. A concern that no one has taken, and that has no work under way, is put right; one
 * whose next step is late is reported. None of this should ever be needed, so it raises an alarm, which does not say
 * which concern it was.
 */
export const startAuditor = ({ records, at, log, everyMs = EVERY_MS }: AuditorSetup) => {
  let looking: Promise<void> = Promise.resolve();

  const checkOne = async (school: string, ref: string): Promise<void> => {
    try {
      const audit = await (await at(school))?.concerns.putRight(ref);
      if (audit === undefined) return;
      const { missing, overdue } = audit;
      if (overdue)
        log.error({ overdue: "escalate" }, "the next step of an open concern is more than a minute late");
      if (missing.length > 0)
        log.error({ missing: missing.join(", ") }, "an open concern was off track and has been put right");
    } catch (error) {
      log.error({ error: reasonOf(error) }, "an open concern could not be checked");
    }
  };

  const look = async (): Promise<void> => {
    try {
      await records.beat();
    } catch (error) {
      log.error(
        { error: reasonOf(error) },
        "the record cannot be written, or lives on room kept back for that",
      );
    }
    try {
      for (const { scope, ref } of await records.openConcerns()) await checkOne(scope.school, ref);
    } catch (error) {
      log.error({ error: reasonOf(error) }, "the open concerns could not be read");
    }
  };

  const again = (): void => {
    looking = looking.then(look);
  };
  again();
  const timer = setInterval(again, everyMs);
  return {
    stop: async (): Promise<void> => {
      clearInterval(timer);
      await looking;
    },
  };
};
