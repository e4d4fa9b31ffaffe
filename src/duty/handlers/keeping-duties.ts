import type { Expiries } from "../../desk/expiry.ts";
import type { SchoolSettings } from "../../protocol/holders/school.ts";
import { nextDailyTime } from "../../protocol/time/daily-time.ts";
import { breathe } from "../../record/engine/breathe.ts";
import type { NewDuty } from "../../record/log/change.ts";
import { keepingStream } from "../../record/log/streams.ts";
import type { SchoolRecord } from "../../record/school-record.ts";
import type { Handler } from "../handler.ts";
import type { DutyServices } from "./duty-services.ts";
import { DONE } from "./outcome.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** A time at which no one teaches. */
const AT_NIGHT = "02:30";
/** A lesson without an end in the record does not hold it up for ever. */
const LONGEST_LESSON_MS = 4 * HOUR;

/** Well within the worker's lease of half a minute: a run that outlives it would get in the way of the next. */
const LONGEST_RUN_MS = 10 * SECOND;

/** The next night's work, under the same id whichever server asks for it, and however often. */
const nextNight = (school: string, { timeZone }: SchoolSettings, after: string): NewDuty => {
  const stream = keepingStream(school);
  const at = nextDailyTime(after, AT_NIGHT, timeZone);
  return {
    id: `${stream}/expire/${at}`,
    stream,
    at,
    duty: {
      work: { kind: "expire-lessons" },
      afterMs: 0,
      deadlineMs: 12 * HOUR,
      expiryMs: 7 * 24 * HOUR,
      repeat: "until-done",
      urgent: false,
    },
  };
};

/** What planning the daily work needs. */
export type Scheduling = Pick<DutyServices, "now"> & {
  readonly school: Pick<DutyServices["school"], "settings">;
  readonly record: Pick<SchoolRecord, "append" | "scope">;
};

/** Makes sure that a night is planned; each night then plans the next. */
export const scheduleExpiry = async (
  { record, school, now }: Scheduling,
  after: string = now(),
): Promise<void> => {
  await record.append({
    streams: [],
    duties: [nextNight(record.scope.school, school.settings(), after)],
  });
};

type Expiring = Scheduling & {
  readonly record: Pick<SchoolRecord, "append" | "scope" | "openLessons">;
  readonly expiries: Expiries;
};

/**
 * Erases expired lessons, a few at a time, and none while a lesson is on. A long night takes
 * many short runs.
 */
export const expireLessons =
  (services: Expiring): Handler<"expire-lessons"> =>
  async (_work, { id, deadlineAt, signal }) => {
    const { record, expiries, now } = services;
    const endsAt = Date.parse(now()) + LONGEST_RUN_MS;
    expiries.begin(id);
    do {
      if (signal.aborted) return { reason: "stopped in the middle" };
      if (Date.parse(now()) >= endsAt) return { reason: "more to let go", retryAfterMs: SECOND };
      if (await isLessonOn(record, now())) return { reason: "a lesson is on", retryAfterMs: 10 * MINUTE };
      await breathe();
    } while (await expiries.some(signal));
    // If the clock has been put back meanwhile, the next night must not be this one again.
    const due = new Date(deadlineAt - 12 * HOUR).toISOString();
    await scheduleExpiry(services, now() < due ? due : now());
    return DONE;
  };

const isLessonOn = async (
  { openLessons }: Pick<SchoolRecord, "openLessons">,
  now: string,
): Promise<boolean> =>
  (await openLessons()).some(
    ({ startedAt }) => startedAt !== null && Date.parse(now) - Date.parse(startedAt) < LONGEST_LESSON_MS,
  );
