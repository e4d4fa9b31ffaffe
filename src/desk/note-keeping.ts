import type { KeepingEvent } from "../protocol/keeping/events.ts";
import { asFact } from "../record/log/change-facts.ts";
import { keepingReader, keepingStream } from "../record/log/streams.ts";
import type { SchoolRecord } from "../record/school-record.ts";

/** Notes what was done with the school's record as a whole: nothing can refuse it, it only waits its turn. */
export const createKeepingNotes = (record: SchoolRecord): ((event: KeepingEvent) => Promise<void>) => {
  const readKeeping = keepingReader(record);
  const stream = keepingStream(record.scope.school);
  return async (event) => {
    for (;;) {
      const { version } = await readKeeping();
      const { appended } = await record.append({
        streams: [{ stream, expectedVersion: version, facts: [asFact(event)] }],
      });
      if (appended) return;
    }
  };
};
