import type { LedgerEntry } from "../../../src/practice/cloud/ledger.ts";
import type { Database } from "../database.ts";

/** A concern that a teacher raised: when it was pressed, and when the answer came. */
export type Pressed = { readonly ref: string; readonly at: number; readonly answeredAt: number };

/** What each part of an alert's way took, in milliseconds: from the press until the record says that it was told. */
export type Way = {
  /** From the press until the record had it and the teacher was answered. */
  readonly answered: number;
  /** From there until the worker took it up; less than nothing where it was quicker than the answer. */
  readonly claimed: number;
  /** From there until Microsoft was asked. */
  readonly sent: number;
  /** Microsoft's own part. */
  readonly accepted: number;
  /** From there until the record said so. */
  readonly told: number;
  /** Press to Microsoft. */
  readonly all: number;
};

/** Where the time of each delivery went. */
export const waysOf = async (
  { run }: Pick<Database, "run">,
  pressed: readonly Pressed[],
  ledger: readonly LedgerEntry[],
): Promise<readonly Way[]> => {
  const posts = ledger.filter(
    ({ operation, method, status = 0 }) =>
      operation.startsWith("connector.") && method === "POST" && status < 300 && status >= 200,
  );
  const words = posts.map((entry) => ({ entry, text: JSON.stringify(entry.body) }));
  const rows = await run(
    "select stream, started_at, finished_at from duties where kind = 'tell' and state = 'done' and stream = any($1) order by finished_at",
    [pressed.map(({ ref }) => `concern:${ref}`)],
  );
  return pressed.flatMap(({ ref, at, answeredAt }) => {
    const sends = words.filter(({ text }) => text.includes(ref)).map(({ entry }) => entry);
    const tells = rows.filter(({ stream }) => stream === `concern:${ref}`);
    return tells.flatMap((tell, n) => {
      const send = sends[n];
      if (send?.answeredAt === undefined) return [];
      const [startedAt, finishedAt] = [Number(tell["started_at"]), Number(tell["finished_at"])];
      return [
        {
          answered: answeredAt - at,
          claimed: startedAt - answeredAt,
          sent: send.receivedAt - startedAt,
          accepted: send.answeredAt - send.receivedAt,
          told: finishedAt - send.answeredAt,
          all: send.receivedAt - at,
        },
      ];
    });
  });
};

const STAGES = [
  ["answered", "pressed → recorded and answered"],
  ["claimed", "→ taken up by the worker"],
  ["sent", "→ sent to Microsoft"],
  ["accepted", "→ accepted"],
  ["told", "→ recorded as told"],
  ["all", "pressed → sent"],
] as const;

export const wayLines = (ways: readonly Way[]): readonly string[] => {
  const cell = (of: keyof Way, share: number): string => {
    const sorted = ways.map((one) => one[of]).toSorted((a, b) => a - b);
    const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    return (value === undefined ? "?" : value.toFixed(0)).padStart(9);
  };
  return [
    `    ${`${ways.length} deliveries of alerts`.padEnd(34)} ${"p50 ms".padStart(9)} ${"p90 ms".padStart(9)} ${"p99 ms".padStart(9)}`,
    ...STAGES.map(
      ([of, what]) => `    ${what.padEnd(34)} ${cell(of, 0.5)} ${cell(of, 0.9)} ${cell(of, 0.99)}`,
    ),
  ];
};
