import type { Counted } from "../../../src/record/work/limits.ts";
import { ENGINES, freshGround, type Ground } from "../../support/engines.ts";
import type { OpenRecord } from "../../support/opened.ts";

const CHAT: Counted = { limit: "send", of: "19:mia.smith@unq.gbl.spaces" };
const BOT: Counted = { limit: "bot", of: "" };

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each(ENGINES)("%s: requests to Microsoft are counted", (engine) => {
  let ground: Ground;
  let record: OpenRecord;
  /** Another replica where there can be one. */
  let other: OpenRecord;

  beforeEach(async () => {
    ({ ground, record } = await freshGround(engine));
    other = engine === "PostgreSQL" ? await ground.open() : record;
  });

  const takeMany = async (many: number, urgent: boolean, ...counted: readonly Counted[]) =>
    Promise.all(
      Array.from({ length: many }, (_, n) => (n % 2 === 0 ? record : other).takePermit(counted, urgent)),
    );
  const granted = (waits: readonly number[]) => waits.filter((ms) => ms === 0).length;

  /** The most that left in any stretch of one second, by the database's clock: a busy machine takes longer. */
  const mostInOneSecond = async (limit: string): Promise<number> => {
    const rows = await ground.run(`select moments from limits where key like '${limit} %'`);
    const counts = rows.flatMap((row) => {
      const moments = JSON.parse((row as { moments: string }).moments) as readonly number[];
      return moments.map((from) => moments.filter((at) => at >= from && at < from + 1000).length);
    });
    return Math.max(...counts);
  };

  /** Milliseconds between one and the next, on average: each counts from its own answer, which may be late. */
  const apartBy = (waits: readonly number[]): number =>
    ((waits.at(-1) ?? 0) - (waits[0] ?? 0)) / (waits.length - 1);

  it("in a conversation, by all replicas together", async () => {
    expect(granted(await takeMany(20, true, CHAT, BOT))).toBeGreaterThanOrEqual(7);
    expect(granted(await takeMany(20, true, { limit: "send", of: "another chat" }))).toBeGreaterThanOrEqual(
      7,
    );
    expect(await mostInOneSecond("send")).toBe(7);
  });

  it("for the tenant, whatever the conversation", async () => {
    const waits = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        (n % 2 === 0 ? record : other).takePermit([{ limit: "send", of: `chat ${n}` }, BOT], true),
      ),
    );
    expect(granted(waits)).toBeGreaterThanOrEqual(30);
    expect(await mostInOneSecond("bot")).toBeLessThanOrEqual(30);
  });

  it("and a share is kept for what is urgent", async () => {
    expect(granted(await takeMany(20, false, CHAT))).toBeGreaterThanOrEqual(5);
    expect(await mostInOneSecond("send")).toBe(5);
    expect(granted(await takeMany(5, true, CHAT))).toBeGreaterThanOrEqual(2);
    expect(await mostInOneSecond("send")).toBeLessThanOrEqual(7);
  });

  it("and those that wait are given moments of their own", async () => {
    const waits = (await takeMany(15, false, CHAT)).filter((ms) => ms > 0).toSorted((a, b) => a - b);
    expect(waits.length).toBeGreaterThan(3);
    expect(apartBy(waits)).toBeGreaterThan(600);
  });

  it("one that has waited, and still finds no room, keeps its place before those that have not", async () => {
    await record.closeLimit(BOT, 60_000);
    await takeMany(100, false, BOT);
    const again: number[] = [];
    for (let n = 0; n < 3; n += 1) again.push(await record.takePermit([BOT], false, true));
    expect(Math.max(...again)).toBeLessThan(61_000);
    // Behind those hundred, and behind whatever had waited when it came.
    expect(await record.takePermit([BOT], false)).toBeGreaterThan(Math.max(...again));
    const turns = "promised_at as others, returned_promised_at as returned, closed_until as free";
    const [row] = await ground.run(`select ${turns} from limits`);
    const { others, returned, free } = row as Readonly<Record<string, number | string>>;
    expect(Number(returned) - Number(free)).toBe(2 * 55);
    expect(Number(others) - Number(free)).toBe(100 * 55);
  });

  it("and who has not waited comes after all who have, though no other waits", async () => {
    await record.closeLimit(BOT, 60_000);
    for (let n = 0; n < 20; n += 1) await record.takePermit([BOT], false, true);
    await record.takePermit([BOT], false);
    const [row] = await ground.run("select promised_at - closed_until as behind from limits");
    expect(Number((row as { behind: number | string }).behind)).toBe(20 * 55);
  });

  it("the urgent too, who come back within half a minute however many they are", async () => {
    const waits = (await takeMany(30, true, CHAT)).filter((ms) => ms > 0).toSorted((a, b) => a - b);
    expect(apartBy(waits)).toBeGreaterThan(400);
    const more = await takeMany(60, true, CHAT);
    expect(Math.max(...more)).toBeGreaterThan(25_000);
    expect(Math.max(...more)).toBeLessThan(35_000);
  });

  it("and what one replica was refused, all wait for, the urgent too", async () => {
    await record.closeLimit(CHAT, 1000);
    const wait = await other.takePermit([CHAT, BOT], true);
    expect(wait).toBeGreaterThan(300);
    expect(wait).toBeLessThanOrEqual(1001);
    await pause(wait);
    expect(await other.takePermit([CHAT, BOT], true)).toBe(0);
  });

  it("and a refusal of one conversation holds up no other", async () => {
    await record.closeLimit(CHAT, 60_000);
    expect(await other.takePermit([{ limit: "send", of: "another chat" }, BOT], false)).toBe(0);
  });

  it("and keeps nothing by which a conversation could be known", async () => {
    await record.takePermit([CHAT, BOT], false);
    const rows = JSON.stringify(await ground.run("select * from limits"));
    // A hash is chance: three letters of a name may come up in it, six hardly.
    expect(rows).not.toMatch(/mia\.smith|smith@|spaces/);
    expect(rows).not.toContain("19:");
  });

  it("and conversations in which no one writes any more are forgotten", async () => {
    await record.takePermit([CHAT], false);
    await ground.run("update limits set used_at = 1");
    await record.takePermit([{ limit: "send", of: "another chat" }], false);
    expect(await ground.run("select * from limits")).toHaveLength(1);
  });

  it("a clock that is put back by an hour holds no request for an hour", async () => {
    await record.closeLimit(CHAT, 1500);
    await record.takePermit([BOT], true);
    // As after the clock was put back: everything was done an hour later than now.
    await ground.run(
      "update limits set used_at = used_at + 3600000, closed_until = closed_until + 3600000, promised_at = 0",
      `update limits set moments = '[${Array.from({ length: 30 }, () => Date.now() + 3_600_000).join(",")}]' where key like 'bot %'`,
    );
    const closed = await record.takePermit([CHAT], true);
    expect(closed).toBeGreaterThan(0);
    expect(closed).toBeLessThanOrEqual(1500);
    // A caller that is told to wait is told so once, not for as long as the clock is behind.
    await pause(closed);
    expect(await record.takePermit([CHAT], true)).toBe(0);
    const full = await record.takePermit([BOT], true);
    expect(full).toBeGreaterThan(0);
    // About a second on a fast machine.
    expect(full).toBeLessThan(60_000);
  });
});
