import type { Priority } from "../../../src/protocol/work/priority.ts";
import { type Engine, freshGround, type Ground } from "../../support/engines.ts";
import type { OpenRecord } from "../../support/opened.ts";
import { NOW } from "../samples.ts";

export const LEASE = 10_000;
/** A lease that is over at once. */
export const OVER = 0;

/** Made anew before each test of an engine's. */
export let ground: Ground;
export let record: OpenRecord;

/** To be called where an engine's tests are described. */
export const openBeforeEach = (engine: Engine): void =>
  beforeEach(async () => {
    ({ ground, record } = await freshGround(engine));
  });

export const claim = async (now = NOW, which: Priority = "others", leaseMs = LEASE) =>
  record.claimDuties(now, 200, leaseMs, which);
export const states = async () =>
  Object.fromEntries((await record.dutiesOf("s")).map(({ id, state }) => [id, state]));
export const claimOne = async (now = NOW, leaseMs = LEASE) => {
  const [claimed] = await claim(now, "others", leaseMs);
  if (claimed === undefined) throw new Error("nothing was due");
  return claimed;
};
