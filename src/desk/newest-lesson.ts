import type { Lesson } from "../protocol/lesson/state.ts";
import { ElsewhereError } from "../record/log/append.ts";
import type { Change } from "../record/log/change.ts";
import { lessonReader, lessonStream } from "../record/log/streams.ts";
import type { SchoolRecord } from "../record/school-record.ts";

/** A lesson to decide on. */
type Newest = {
  readonly state: Lesson;
  readonly version: number;
  /** false: what it rests on was not recorded after all. Whatever is answered from it waits for this. */
  readonly onDisk: Promise<boolean>;
};

export type NewestLesson = {
  /** As it is on disk. */
  readonly read: (lesson: string) => Promise<{ readonly state: Lesson; readonly version: number }>;
  /** As it is written, perhaps not on disk yet: to decide on, not to show. */
  readonly newest: (lesson: string) => Promise<Newest>;
  /**
   * @param next the lesson after this change, and its version
   * @param over called once the next change can be decided on this one, long before the disk has it
   * @returns once it is on disk; false: another writer was first, or another school drew the same reference
   */
  readonly append: (
    change: Change,
    next: Pick<Newest, "state" | "version">,
    over: () => void,
  ) => Promise<boolean>;
};

const ON_DISK = Promise.resolve(true);

/**
 * Thirty presses in one lesson need not wait for the disk one after the other: each is decided on the one before as
 * soon as that is written, all are put on disk together, and none is answered before.
 */
export const newestLessons = (record: Pick<SchoolRecord, "read" | "isNewest" | "append">): NewestLesson => {
  const read = lessonReader(record);
  const written = new Map<string, Newest>();

  return {
    read: async (lesson) => {
      const last = written.get(lesson);
      // What is being put on disk now need not be read back from there.
      const isLast = last !== undefined && record.isNewest(lessonStream(lesson), last.version);
      return isLast && (await last.onDisk) ? last : read(lesson);
    },
    newest: async (lesson) => written.get(lesson) ?? { ...(await read(lesson)), onDisk: ON_DISK },
    append: async (change, next, over) => {
      const { id } = next.state;
      const { promise: onDisk, resolve } = Promise.withResolvers<boolean>();
      const mine: Newest = { ...next, onDisk };
      let isAppended = false;
      try {
        isAppended = await appendedTo(record, {
          ...change,
          written: () => {
            written.set(id, mine);
            over();
          },
        });
        // Only where it can be told later that it is still the newest: an erasure changes what was read, too.
        if (isAppended && record.isNewest(lessonStream(id), next.version)) read.keep(id, next);
        return isAppended;
      } finally {
        if (written.get(id) === mine) written.delete(id);
        resolve(isAppended);
      }
    },
  };
};

/** false: another writer was first, or another school drew the same reference. */
const appendedTo = async (record: Pick<SchoolRecord, "append">, change: Change): Promise<boolean> => {
  try {
    return (await record.append(change)).appended;
  } catch (error) {
    // The lesson's own id follows from its meeting: drawing again would give the same one.
    if (error instanceof ElsewhereError && change.streams.length > 1) return false;
    throw error;
  }
};
