import { Pool } from "undici";

/** One request of a load, and what its answer has to be. */
export type Asked = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type Measured = {
  readonly answered: number;
  readonly seconds: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
};

/** How long a load goes on: for so many seconds, or until so many are answered, however slow the machine is. */
export type Extent = { readonly seconds: number } | { readonly answers: number };

/**
 * Asks over so many connections, each again as soon as it is answered.
 * @param next the request of one connection
 * @throws Error for an answer that is not 200, or that `check` does not like: what is refused is quick
 */
export const load = async (
  origin: string,
  connections: number,
  extent: Extent,
  next: (connection: number) => Asked,
  check: (body: string) => boolean = () => true,
): Promise<Measured> => {
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const took: number[] = [];
  const from = performance.now();
  let asks = 0;
  const goesOn = (): boolean =>
    "answers" in extent ? asks < extent.answers : performance.now() < from + extent.seconds * 1000;
  const one = async (connection: number): Promise<void> => {
    // At least once, however long it took to come here.
    do {
      asks += 1;
      const { path, headers, body } = next(connection);
      const asked = performance.now();
      const answer = await pool.request({ path, method: "POST", headers, body });
      const text = await answer.body.text();
      took.push(performance.now() - asked);
      if (answer.statusCode !== 200 || !check(text))
        throw new Error(`${path} was answered ${answer.statusCode}: ${text.slice(0, 600)}`);
    } while (goesOn());
  };
  try {
    await Promise.all(Array.from({ length: connections }, (_, connection) => one(connection)));
  } finally {
    await pool.close();
  }
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    answered: took.length,
    seconds: (performance.now() - from) / 1000,
    p50: at(0.5),
    p99: at(0.99),
  };
};
