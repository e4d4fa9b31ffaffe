import type { Books } from "./books.ts";

type Row = { readonly [column: string]: unknown };

/** With much to do the worker looks a few seconds apart. */
const LOOKED_WITHIN_MS = 10_000;

/** Work that ought to be done by now: due for longer than the worker takes to look, or left in the middle. */
export const leftUndone = ({ rows }: Books): Promise<readonly Row[]> => {
  const now = Date.now();
  return rows(
    `select kind, state, attempts, last_reason from duties
     where (state = 'waiting' and not_before < ${now - LOOKED_WITHIN_MS})
        or (state = 'started' and lease_until < ${now})`,
  );
};

/**
 * Waits until every first alert is out and nothing is left undone. Lines to their raisers may go out for
 * minutes more, as fast as Microsoft takes messages in one chat; and concerns that no one took go on escalating.
 */
export const settled = async (books: Books, withinMs = 300_000): Promise<void> => {
  let left: readonly Row[] = [];
  const look = async (): Promise<boolean> => {
    const alerts = await books.rows(
      `select kind, state, attempts, last_reason from duties
       where kind = 'tell' and work not like '%"step"%' and state in ('waiting', 'started')`,
    );
    left = [...alerts, ...(await leftUndone(books))];
    return left.length === 0;
  };
  await books.lesson.practice
    .until("every alert is out, and nothing is left undone", look, withinMs)
    .catch((cause: unknown) => {
      throw new Error(`still open: ${JSON.stringify(left)}`, { cause });
    });
};
