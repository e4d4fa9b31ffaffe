import { CloudError } from "../../meeting/cloud-error.ts";
import type { Lesson } from "../../protocol/lesson/state.ts";
import { calledTomorrow, startOn, whyNotProtected } from "../../protocol/screen/tomorrow.ts";
import { nextDailyTime } from "../../protocol/time/daily-time.ts";
import { dayAfter, dayOf } from "../../protocol/time/school-days.ts";
import type { NewDuty } from "../../record/log/change.ts";
import { keepingStream } from "../../record/log/streams.ts";
import { tomorrowCard } from "../../teams/cards/tomorrow-card.ts";
import type { Attempt, Handler, Outcome } from "../handler.ts";
import { drawFor } from "./card-duties.ts";
import type { DutyServices } from "./duty-services.ts";
import type { Scheduling } from "./keeping-duties.ts";
import { watchOptions } from "./meeting-duties.ts";
import { afterFailure, DONE, isFinal } from "./outcome.ts";

const HOUR_MS = 60 * 60_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
/** Staff are still there, and can put right what is not. */
const IN_THE_EVENING = "17:00";

/** Makes sure that an evening is planned, under the same id whichever server asks; each evening plans the next. */
export const scheduleTomorrow = async (
  { record, school, now }: Scheduling,
  after: string = now(),
): Promise<void> => {
  const { timeZone } = school.settings();
  const stream = keepingStream(record.scope.school);
  const at = nextDailyTime(after, IN_THE_EVENING, timeZone);
  const evening: NewDuty = {
    id: `${stream}/tomorrow/${at}`,
    stream,
    at,
    duty: {
      work: { kind: "tell-tomorrow", day: dayAfter(dayOf(at, timeZone)) },
      afterMs: 0,
      deadlineMs: HOUR_MS,
      // After this it is night, and then the lesson.
      expiryMs: 5 * HOUR_MS,
      repeat: "until-done",
      urgent: false,
    },
  };
  await record.append({ streams: [], duties: [evening] });
};

type Found = { readonly lesson: Lesson; readonly startsAt: string };

/** Lessons of that day: planned ones, and those of a weekly series whose last lesson is over. */
const lessonsOn = async (services: DutyServices, day: string): Promise<readonly Found[]> => {
  const { record, lessons, classes, school, now } = services;
  const around = { now: now(), timeZone: school.settings().timeZone };
  const weekly = await classes.weeklyChats();
  const weekAgo = new Date(Date.parse(around.now) - WEEK_MS).toISOString();
  const rows = [...(await record.openLessons()), ...(await record.lessonsDuring(weekAgo, around.now))];
  const found = new Map<string, Found>();
  for (const row of rows) {
    if (row.startedAt !== null && row.overAt === null) continue;
    const lesson = await lessons.read(row.lesson);
    const startsAt = startOn(lesson, weekly.has(lesson.chatId), day, around);
    // Of a series the newest lesson counts, which stands first.
    const key = lesson.chatId === "" ? lesson.id : lesson.chatId;
    if (startsAt !== undefined && !found.has(key)) found.set(key, { lesson, startsAt });
  }
  return [...found.values()].toSorted((one, other) => one.startsAt.localeCompare(other.startsAt));
};

/** Looks once at the options now: what was read days ago may have been changed since. false: not shown. */
const looked = async (services: DutyServices, { id, phase, graphId }: Lesson): Promise<boolean> => {
  if (phase !== "planned" || graphId === undefined) return true;
  try {
    await watchOptions(services)({ kind: "watch-options", lesson: id, once: true }, {} as Attempt);
    return true;
  } catch (error) {
    if (error instanceof CloudError) return false;
    throw error;
  }
};

/**
 * Each evening, to each organiser in private: which of tomorrow's lessons are not protected, and why. Whose lessons are
 * all protected hears nothing.
 */
export const tellTomorrow =
  (services: DutyServices): Handler<"tell-tomorrow"> =>
  async ({ day }, { deadlineAt }) => {
    const { lessons, people, school, now, record } = services;
    const { timeZone } = school.settings();
    // First of all: an evening on which Microsoft is away must not be the last one.
    const due = new Date(deadlineAt - HOUR_MS).toISOString();
    await scheduleTomorrow({ record, school, now }, now() < due ? due : now());
    const told = new Map<string, { readonly called: string; readonly why: string }[]>();
    for (const { lesson, startsAt } of await lessonsOn(services, day)) {
      const read = await looked(services, lesson);
      const fresh = await lessons.read(lesson.id);
      const why = whyNotProtected(fresh, read, { now: now(), timeZone });
      const { organiser } = fresh;
      if (why === undefined || organiser === undefined) continue;
      const called = calledTomorrow(fresh, startsAt, timeZone);
      told.set(organiser, [...(told.get(organiser) ?? []), { called, why }]);
    }
    const staff = new Set(await people.staffAmong([...told.keys()]));
    const outcomes = await Promise.allSettled(
      [...told].flatMap(([person, why]) =>
        staff.has(person)
          ? [drawFor(services, `tomorrow:${day}:${person}`, person, async () => tomorrowCard(day, why))]
          : [],
      ),
    );
    return outcomeOf(outcomes);
  };

/** A chat that is closed keeps it from no other person. */
const outcomeOf = async (outcomes: readonly PromiseSettledResult<void>[]): Promise<Outcome> => {
  const failed = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason as Error] : []));
  const passing = failed.find((error) => !(error instanceof CloudError && isFinal(error)));
  if (passing !== undefined) return afterFailure(passing, "tell-tomorrow", async () => undefined);
  return failed.length === 0 ? DONE : { failed: "not every organiser could be told" };
};
