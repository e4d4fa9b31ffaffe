import { setTimeout as pause } from "node:timers/promises";
import type { LedgerEntry } from "../../../src/practice/cloud/ledger.ts";
import { childrenOf, processorOf } from "../machine.ts";
import { BEGUN, begin, fillTenant, lessonId, queueCards, ROUTINE_A_SECOND, teacherOf } from "./fill.ts";
import { type Pressed, type Way, waysOf } from "./stages.ts";
import { openTenant, type Replicas, type Tenant } from "./tenant.ts";

/** F3: nine o'clock in a national tenant, with so many replicas. Milliseconds where nothing else is said. */
export type RushFigures = {
  readonly replicas: number;
  readonly openDuties: number;
  /** Processor of all replicas for a lesson that begins, with thirty joins; and of PostgreSQL. */
  readonly startMs: number;
  readonly databaseMs: number;
  /** The same of all replicas for a second of what goes on beside: cards. */
  readonly restMs: number;
  readonly alerts: number;
  /** From the press until Teams had the alert and the record said so. */
  readonly alertP50: number;
  readonly alertP99: number;
  readonly ways: readonly Way[];
  /** Other urgent work: doors, the call and its list. */
  readonly urgentP99: number;
  /** How much was asked of us, and how long it waited for its answer. */
  readonly inbound: number;
  readonly inboundP99: number;
  /** Routine messages, as a share of what the tenant's limit leaves them. */
  readonly cardShare: number;
  /** How many places a card was from its own, at most, of all but one in a hundred. */
  readonly outOfPlace: number;
  /** Answers 429, requests that Microsoft refuses, answers of ours that were no success. */
  readonly refused: number;
  /** Alerts that were not told, lessons without all of their people, cards sent twice or not although they are done. */
  readonly lost: number;
};

const QUIET_MS = 20_000;
const SETTLED_MS = 5_000;
const FOLLOWED_EVERY_MS = 3_000;
const ALERTS_EACH = 2;
/** BENCH_RUSH=20 begins twenty of them, so many that it is the same rate: to look for where the time goes. */
const STARTS = Number(process.env["BENCH_RUSH"] || 50);
/** The DSL channel, and the headteacher. */
const DELIVERIES = 2;
const REPLICAS = (process.env["BENCH_REPLICAS"] || "1 2 4").split(" ").map(Number);

/** @param seconds how long lessons begin for; one every `seconds / 50` of them, each with two alerts */
export const rushFigures = async (seconds = 2 * STARTS): Promise<readonly RushFigures[]> => {
  const tenant = await openTenant();
  try {
    const first = await tenant.replicas(1);
    await fillTenant(tenant);
    await first.stop();
    const figures: RushFigures[] = [];
    for (const [n, many] of REPLICAS.entries()) {
      console.error(`F3: ${many} replicas, from ${new Date().toISOString().slice(11, 19)}`);
      const replicas = await tenant.replicas(many);
      try {
        figures.push({
          replicas: many,
          ...(await rush(tenant, replicas, 1 + n * STARTS, seconds)),
        });
      } catch (error) {
        // With another number of them it may be measured, and what has been is still said.
        console.error(`F3 could not be measured with ${many}:`, error);
        process.exitCode = 1;
      } finally {
        await replicas.stop();
      }
    }
    return figures;
  } finally {
    await tenant.stop();
  }
};

const rush = async (
  tenant: Tenant,
  replicas: Replicas,
  firstLesson: number,
  seconds: number,
): Promise<Omit<RushFigures, "replicas">> => {
  const { door, control, database } = tenant;
  const { run } = database;
  const starts = STARTS;
  if (firstLesson + starts > BEGUN) throw new Error("more lessons begin than there are meetings");
  const begun = Array.from({ length: starts }, (_, n) => firstLesson + n);
  const spent = () => ({
    replicas: sum(replicas.pids.map(processorMs)),
    database: sum([database.pid, ...childrenOf(database.pid)].map(processorMs)),
  });
  const queued = Date.now();
  await queueCards(tenant);
  const [open] = await run("select count(*)::int as many from duties where state in ('waiting', 'started')");
  await pause(5_000);

  const ledger = follow(tenant);
  door.seen.length = 0;
  const [from, before] = [Date.now(), spent()];
  await pause(QUIET_MS);
  const [between, quiet] = [spent(), Date.now()];
  const pressed = await Promise.all(
    begun.map(async (lesson, n) => {
      await pause((n * seconds * 1000) / starts);
      return lead(tenant, lesson);
    }),
  );
  await pause(SETTLED_MS);
  const [until, after] = [Date.now(), spent()];
  const inbound = [...door.seen];
  const asked = (await ledger.all()).filter(({ receivedAt }) => receivedAt >= from && receivedAt < until);
  const violations = await control<readonly unknown[]>("violations");

  const lessons = begun.map(lessonId);
  const streams = lessons.map((lesson) => `lesson:${lesson}`);
  const raised = await run(
    "select stream from events where type = 'ConcernRaised' and (data::json->>'lesson') = any($1)",
    [lessons],
  );
  const concerns = raised.map((row) => String(row["stream"]));
  const told = await doneWithin(tenant, ["tell"], concerns);
  const urgent = await doneWithin(tenant, ["set-options", "join-call", "read-roster"], streams);
  const arrived = await run(
    "select stream from events where stream = any($1) and type = 'PersonArrived' group by stream having count(*) > 30",
    [streams],
  );
  const done = await run(
    "select id, stream from duties where id like 'card/%' and state = 'done' order by finished_at",
  );
  const sent = Map.groupBy(
    (await ledger.all()).filter(
      // The same lessons' cards went out in the rush before this one.
      ({ operation, status, receivedAt }) =>
        receivedAt >= queued && operation === "connector.activity.send" && status === 201,
    ),
    ({ body }) => /"lesson":"([0-9a-f]+)"/.exec(JSON.stringify(body))?.[1],
  );
  ledger.stop();
  const bot = asked.filter(
    ({ operation, way }) => way === "toCloud" && /^connector\.(?!.*(keys|metadata))/.test(operation),
  );
  const routine = bot.length - told.length;
  const cardMs = (part: "replicas" | "database") =>
    ((between[part] - before[part]) / (quiet - from)) * (until - quiet);
  return {
    openDuties: Number(open?.["many"]),
    startMs: (after.replicas - between.replicas - cardMs("replicas")) / starts,
    databaseMs: (after.database - between.database - cardMs("database")) / starts,
    restMs: (between.replicas - before.replicas) / ((quiet - from) / 1000),
    alerts: concerns.length,
    alertP50: at(told, 0.5),
    alertP99: at(told, 0.99),
    ways: await waysOf(database, pressed.flat(), asked),
    urgentP99: at(urgent, 0.99),
    inbound: inbound.length,
    inboundP99: at(
      inbound.map(({ ms }) => ms),
      0.99,
    ),
    cardShare: routine / (((until - from) / 1000) * ROUTINE_A_SECOND),
    outOfPlace: at(places(done.map((row) => Number(String(row["id"]).slice(5)))), 0.99),
    refused:
      asked.filter(({ status }) => status === 429).length +
      violations.length +
      inbound.filter(({ status }) => status >= 400).length,
    lost:
      // A second press within the moment of the first is the same concern.
      new Set(pressed.flat().map(({ ref }) => ref)).size * DELIVERIES -
      told.length +
      starts -
      arrived.length +
      done.filter(({ stream }) => sent.get(String(stream).slice(7))?.length !== 1).length,
  };
};

/** It begins, and its teacher tells the DSL twice. */
const lead = async (tenant: Tenant, lesson: number): Promise<readonly Pressed[]> => {
  await begin(tenant, lesson);
  const pressed: Pressed[] = [];
  for (let n = 0; n < ALERTS_EACH; n += 1) {
    await pause(1_000);
    const at = Date.now();
    const body = { lesson: lessonId(lesson), about: "child" };
    const { concern } = await tenant.ask<{ concern: { ref: string } }>(
      teacherOf(lesson),
      "/api/concerns",
      body,
    );
    pressed.push({ ref: concern.ref, at, answeredAt: Date.now() });
  }
  return pressed;
};

type Followed = { readonly all: () => Promise<readonly LedgerEntry[]>; readonly stop: () => void };

/** All that Microsoft is asked, read as it goes on: practice keeps the newest alone. */
const follow = ({ control }: Tenant): Followed => {
  const seen = new Map<number, LedgerEntry>();
  let newest = 0;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const all = async (): Promise<readonly LedgerEntry[]> => {
    for (const entry of await control<readonly LedgerEntry[]>(`ledger?after=${newest}`))
      seen.set(entry.seq, entry);
    const entries = [...seen.values()];
    // One that was not answered yet is read again.
    const open = entries.filter(({ status }) => status === undefined).map(({ seq }) => seq - 1);
    newest = Math.min(...open, Math.max(0, ...seen.keys()));
    return entries;
  };
  const later = (): void => {
    if (!stopped) timer = setTimeout(() => void all().then(later, later), FOLLOWED_EVERY_MS).unref();
  };
  later();
  return {
    all,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
};

/** How long each of these took, from the moment at which it was recorded until it was said to be done. */
const doneWithin = async (
  { database: { run } }: Tenant,
  kinds: readonly string[],
  streams: readonly string[],
): Promise<readonly number[]> => {
  const rows = await run(
    `select kind, finished_at, deadline_at, max(deadline_at - not_before) over (partition by kind) as deadline from duties
      where kind = any($1) and stream = any($2) and state = 'done'`,
    [kinds, streams],
  );
  return rows.map((row) => Number(row["finished_at"]) - Number(row["deadline_at"]) + Number(row["deadline"]));
};

/** How far each is from the place it should have. */
const places = (order: readonly number[]): readonly number[] => {
  const sorted = order.toSorted((a, b) => a - b);
  const placeOf = new Map(sorted.map((one, n) => [one, n]));
  return order.map((one, n) => Math.abs(n - (placeOf.get(one) ?? 0)));
};

const processorMs = (pid: number): number => (processorOf(pid) ?? 0) * 1000;
const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
const at = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN;
