import type { OpenDatabase } from "./open-database.ts";

type Operations = { readonly [name: string]: (...args: never[]) => Promise<unknown> };

/** The same operations, each run as steadily as the database knows how to. */
export const steady = <All extends Operations>(
  { steadily }: Pick<OpenDatabase, "steadily">,
  operations: All,
): All =>
  Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      async (...args: never[]) => steadily(async () => operation(...args)),
    ]),
  ) as All;
