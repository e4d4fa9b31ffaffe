import type { DutyHandlers, Handler } from "../../../src/duty/handler.ts";
import type { WorkerSetup } from "../../../src/duty/worker.ts";
import type { DutyKind } from "../../../src/protocol/work/duty.ts";

/**
 * The same worker, with one piece of work after the other, in the order in which they are claimed. Side by side
 * either of two may be answered first, on any day; so two days can be compared only if nothing runs side by side.
 */
export const oneAtATime = (setup: WorkerSetup): WorkerSetup => {
  let last: Promise<unknown> = Promise.resolve();
  const then = <Done>(work: () => Done | Promise<Done>): Promise<Done> => {
    const mine = last.then(work);
    // A failure goes to the caller that waits for it; the next piece begins all the same.
    last = mine.catch(() => undefined);
    return mine;
  };
  const wrapped = (handlers: DutyHandlers): DutyHandlers =>
    Object.fromEntries(
      Object.entries(handlers).map(([kind, handler]) => [
        kind,
        (work: never, attempt: Parameters<Handler<DutyKind>>[1]) => then(() => handler(work, attempt)),
      ]),
    ) as unknown as DutyHandlers;
  return {
    ...setup,
    at: async (school) => {
      const found = await setup.at(school);
      return (
        found && {
          handlers: wrapped(found.handlers),
          onLate: (...about) => then(() => found.onLate(...about)),
          onUnknown: (work) => then(() => found.onUnknown(work)),
        }
      );
    },
  };
};
