import { Client } from "pg";
import type { Priority } from "../../../src/protocol/work/priority.ts";
import { SharedCommits } from "../../../src/record/engine/shared-commits.ts";
import { ENGINES, type Engine } from "../../support/engines.ts";
import { NOW } from "../samples.ts";
import { ground, openBeforeEach, record } from "./claiming.ts";

const OPEN = 20_000;
/** Of the tenant's open duties, most are timers of other lessons. */
const COLUMNS =
  "school, store, id, stream, position, kind, work, state, not_before, deadline_at, expires_at, repeat, urgent, attempts, fence";
const row = (n: string, urgent: string, from: string) =>
  `'school', 'general', 'd' || ${n}, 'lesson:' || ${n}, 0, case when ${n} % 2 = 0 then 'watch-options' else 'remind' end,
    '{}', 'waiting', ${from} + ${n}, ${from} + ${n} + 2000, ${from} + 9000000, 'until-done', ${urgent}, 0, 0`;
const fill = (engine: Engine): string => {
  const select = `select ${row("n", "n % 2", String(NOW + 60_000))}`;
  return engine === "SQLite"
    ? `insert into duties (${COLUMNS}) with recursive numbers (n) as (select 1 union all select n + 1 from numbers
        where n < ${OPEN}) ${select} from numbers`
    : `insert into duties (${COLUMNS}) ${select} from generate_series(1, ${OPEN}) as numbers (n)`;
};

type Asked = { readonly text: string; readonly values: readonly unknown[] };

/** What the engine is asked about duties while this runs. */
const askedBy = async (engine: Engine, work: () => Promise<unknown>): Promise<readonly Asked[]> => {
  const asked: Asked[] = [];
  const note = (text: unknown, values: unknown): void => {
    if (typeof text === "string" && /"duties"/.test(text)) asked.push({ text, values: values as unknown[] });
  };
  if (engine === "SQLite") {
    for (const way of ["run", "runAlone"] as const) {
      const original = SharedCommits.prototype[way] as (query: unknown) => never;
      jest.spyOn(SharedCommits.prototype, way).mockImplementation(function (this: SharedCommits, query) {
        note(query.sql, query.parameters);
        return original.call(this, query);
      });
    }
  } else {
    const original = Client.prototype.query as (...args: unknown[]) => never;
    jest.spyOn(Client.prototype, "query").mockImplementation(function (this: Client, ...args: unknown[]) {
      note(args[0], args[1]);
      return original.apply(this, args);
    });
  }
  try {
    await work();
  } finally {
    jest.restoreAllMocks();
  }
  return asked;
};

/** With the values in it. @see https://www.postgresql.org/docs/current/sql-explain.html */
const whole = ({ text, values }: Asked): string => {
  let n = 0;
  const literal = (one: unknown) => (typeof one === "number" ? String(one) : `'${String(one)}'`);
  // The clock of leases is a function of our own connection.
  return text.replaceAll("even_clock()", String(NOW)).replaceAll(/\$(\d+)|\?/g, (_, place?: string) => {
    n += 1;
    return literal(values[place === undefined ? n - 1 : Number(place) - 1]);
  });
};

/** How the engine finds them; a plan that reads every one names none of these indexes. */
const indexesOf = async (engine: Engine, one: Asked): Promise<readonly string[]> => {
  const rows = await ground.run(`explain ${engine === "SQLite" ? "query plan" : ""} ${whole(one)}`);
  return rows
    .map((line) => String(Object.values(line)[engine === "SQLite" ? 3 : 0]))
    .flatMap((line) => {
      if (/\bSCAN duties$|Seq Scan/.test(line)) return ["none"];
      return /(?:INDEX|using|on) (duties_\w+)/.exec(line)?.[1] ?? [];
    });
};

describe.each(ENGINES)("%s: 20,000 open duties", (engine) => {
  openBeforeEach(engine);

  const started = ["duties_started"];
  const changing = ["duties_changing"];
  const claimed = (which: Priority) => record.claimDuties(NOW, 200, 1_000, which);
  it.each([
    [
      "to ask what is due",
      () => record.dutiesAhead(NOW),
      ["duties_alerts", "duties_open", "duties_alerts", "duties_open", ...started, ...changing],
    ],
    [
      "to note what time alone has changed",
      () => record.sweepDuties(NOW),
      [...started, ...changing, ...started, ...changing, ...started, ...changing],
    ],
    ["to take alerts", () => claimed("alerts"), ["duties_alerts"]],
    ["to take urgent work", () => claimed("urgent"), ["duties_open"]],
    ["to take what is not urgent", () => claimed("others"), ["duties_open"]],
  ] as const)("are not read %s", async (_, work, expected) => {
    await ground.run(fill(engine), "analyze");

    const asked = await askedBy(engine, work);
    const used: string[] = [];
    for (const one of asked) used.push(...(await indexesOf(engine, one)));
    expect(used).toEqual(expected);
  });
});
