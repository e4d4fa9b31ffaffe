import type { SchoolServices } from "../../desk/school-services.ts";
import type { Schools } from "../../desk/schools.ts";
import { clockTime } from "../../protocol/time/clock-time.ts";
import type { Card } from "../../teams/cards/build.ts";
import { setUpCard } from "../../teams/cards/set-up-card.ts";
import { isReady, isTrouble, type Line } from "../preflight/line.ts";
import type { Seen } from "./set-up-view.ts";
import { tellOrganisers } from "./tell-organisers.ts";

type Watching = {
  readonly schools: Pick<Schools, "all">;
  readonly looked: (at: SchoolServices) => Promise<Seen>;
  /** In their own chat. @throws CloudError */
  readonly tell: (person: string, card: Card) => Promise<void>;
  readonly linkToPage: string;
  readonly version: string;
  /** What stands beside "Ready for lessons". */
  readonly notSeen: (at: SchoolServices, lines: readonly Line[]) => Promise<string>;
  readonly now: () => string;
  readonly failed: (error: unknown) => void;
};

/** What was looked at by itself, and what the administrators have been told. */
type Kept = {
  /** Absent before the school was ready once: until then, an administrator is at the set-up anyway. */
  readonly wasReady?: true;
  /** When it was last looked at by itself (ISO), and with which version. */
  readonly at?: string;
  readonly version?: string;
  /** Ids of the red lines that the administrators know of. */
  readonly told?: readonly string[];
  /** Ids of red lines that were seen once: told when they are seen again. */
  readonly doubted?: readonly string[];
  /** Organisers of lessons of that day or the next who know that it is not ready. */
  readonly organisers?: readonly string[];
};

const KEPT = "set-up.watch";
const MINUTE_MS = 60_000;
const TICKS_EVERY_MS = 5 * MINUTE_MS;
/** By the school's clock: long after lessons, long before the first. */
const NIGHT = "03";
const NIGHTLY_MS = 6 * 60 * MINUTE_MS;
const BEFORE_LESSON_MS = 60 * MINUTE_MS;

/**
 * Looks again each night, within the hour before a planned lesson, and once after the program was brought up to date.
 * Administrators are told what has changed, and organisers of lessons of that day or the next.
 * @returns how to stop it
 */
export const watchSetUp = (watching: Watching): (() => void) => {
  let isOn = false;
  const round = async (): Promise<void> => {
    if (isOn) return;
    isOn = true;
    await tickSetUp(watching);
    isOn = false;
  };
  const timer = setInterval(() => void round(), TICKS_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
};

/** One round through the schools: looks where it is time, and tells what has changed. */
export const tickSetUp = async (watching: Watching): Promise<void> => {
  for (const at of watching.schools.all()) await tickOne(watching, at).catch(watching.failed);
};

const keptOf = async ({ record }: SchoolServices): Promise<Kept> =>
  Object((await record.setting(KEPT)) ?? {}) as Kept;

const tickOne = async (watching: Watching, at: SchoolServices): Promise<void> => {
  // One instance takes it on; the look itself takes too long to hold others up.
  const isOurs = await at.record.oneAtATime(KEPT, async () => {
    const kept = await keptOf(at);
    if (!(await isTime(watching, at, kept))) return false;
    await at.record.saveSetting(KEPT, { ...kept, at: watching.now(), version: watching.version });
    return true;
  });
  if (!isOurs) return;
  const { lines } = await watching.looked(at);
  const kept = await told(watching, at, await keptOf(at), lines);
  await at.record.saveSetting(KEPT, kept);
  const organisers = await tellOrganisers(watching, at, lines, kept.told, kept.organisers ?? []);
  await at.record.saveSetting(KEPT, { ...kept, organisers });
};

const isTime = async ({ now, version }: Watching, at: SchoolServices, kept: Kept): Promise<boolean> => {
  const sinceMs = kept.at === undefined ? Number.POSITIVE_INFINITY : Date.parse(now()) - Date.parse(kept.at);
  // What was red once is looked at again at the next round, before anyone is told.
  if ((kept.doubted ?? []).length > 0 || kept.version !== version) return true;
  if (sinceMs > NIGHTLY_MS && clockTime(now(), at.school.settings().timeZone).startsWith(NIGHT)) return true;
  if (sinceMs <= BEFORE_LESSON_MS) return false;
  const soon = Date.parse(now()) + BEFORE_LESSON_MS;
  const lessons = await at.record.openLessons();
  return lessons.some(
    ({ startsAt, kind }) =>
      startsAt !== null &&
      startsAt !== undefined &&
      kind !== "not a lesson" &&
      Date.parse(startsAt) >= Date.parse(now()) &&
      Date.parse(startsAt) <= soon,
  );
};

/** Tells each administrator what has changed. Where that reaches none of them, it is tried again at the next round. */
const told = async (
  watching: Watching,
  at: SchoolServices,
  kept: Kept,
  lines: readonly Line[],
): Promise<Kept & { readonly told: readonly string[]; readonly doubted: readonly string[] }> => {
  const { told: before = [], doubted = [], wasReady } = kept;
  const red = lines.filter(isTrouble);
  const ready = isReady(lines);
  const was: Pick<Kept, "wasReady"> = ready || wasReady === true ? { wasReady: true } : {};
  if (was.wasReady !== true) return { ...kept, told: [], doubted: [] };
  const fresh = red.filter(({ id }) => !before.includes(id));
  const worse = fresh.filter(({ id }) => doubted.includes(id));
  const mended = lines.filter(({ id, state }) => before.includes(id) && state !== "red" && state !== "grey");
  const stillDoubted = fresh.filter(({ id }) => !doubted.includes(id)).map(({ id }) => id);
  if (worse.length === 0 && mended.length === 0)
    return { ...kept, ...was, told: before, doubted: stillDoubted };
  const card = setUpCard(
    { worse, mended: mended.map(({ name }) => name), ready, notSeen: await watching.notSeen(at, lines) },
    watching.linkToPage,
  );
  const reached = await Promise.allSettled(
    (await at.people.administrators()).map((person) => watching.tell(person, card)),
  );
  if (!reached.some(({ status }) => status === "fulfilled"))
    return { ...kept, ...was, told: before, doubted: fresh.map(({ id }) => id) };
  const known = before.filter((id) => !mended.some((line) => line.id === id));
  return { ...kept, ...was, told: [...known, ...worse.map(({ id }) => id)], doubted: stillDoubted };
};
