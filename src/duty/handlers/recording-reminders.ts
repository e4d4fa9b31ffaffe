import { CloudError } from "../../meeting/cloud-error.ts";
import { escalateDays } from "../../protocol/holders/school.ts";
import type { Lesson } from "../../protocol/lesson/state.ts";
import { capital, lessonDay, lessonLabel } from "../../protocol/screen/label.ts";
import { isAllDone, isEscalated, openTasks } from "../../protocol/screen/recording-tasks.ts";
import { addMs } from "../../protocol/time/clock-time.ts";
import { nextDailyTime } from "../../protocol/time/daily-time.ts";
import { dayOf, startOfDay } from "../../protocol/time/school-days.ts";
import { reminderKey } from "../../protocol/work/card-keys.ts";
import { recordingReminderCard } from "../../teams/cards/recording-card.ts";
import type { Handler } from "../handler.ts";
import { drawFor } from "./card-duties.ts";
import type { DutyServices } from "./duty-services.ts";
import { afterFailure, DONE, isFinal } from "./outcome.ts";

/** When lessons are over, and staff are still at school. */
const AT = "15:30";
const HOUR_MS = 60 * 60_000;

/** Each day until nothing is left to do: to the member of staff who told the parent, and after some days to the DSLs. */
export const remindRecording =
  (services: DutyServices): Handler<"remind-recording"> =>
  async ({ lesson: id }) => {
    const { lessons, school, now: clock } = services;
    const lesson = await lessons.read(id);
    if (lesson.asTold === undefined || isAllDone(lesson)) return DONE;
    const [now, { timeZone }] = [clock(), school.settings()];
    const dueAt = nextDailyTime(addMs(startOfDay(dayOf(now, timeZone), timeZone), -1), AT, timeZone);
    if (now >= dueAt) {
      const failed = await remind(services, lesson, lesson.asTold.told.by, now);
      if (failed !== undefined) return afterFailure(failed, "remind-recording", async () => undefined);
    }
    return {
      round: "looked at",
      againAfterMs: Date.parse(nextDailyTime(now, AT, timeZone)) - Date.parse(now),
      deadlineMs: HOUR_MS,
    };
  };

/** @returns an error after which it is to be tried again today; a chat that is closed keeps it from no one else */
const remind = async (
  services: DutyServices,
  lesson: Lesson,
  told: string,
  now: string,
): Promise<unknown> => {
  const { school, people, record, links } = services;
  const settings = school.settings();
  const { timeZone } = settings;
  const tasks = openTasks(lesson, { now, timeZone });
  if (tasks.length === 0) return undefined;
  const day = lessonDay(lesson, timeZone);
  const dsl = isEscalated(tasks, now, escalateDays(settings)) ? (await people.holders()).dsl : [];
  const sent = await Promise.allSettled(
    [...new Set([told, ...dsl])].map(async (person) => {
      const key = reminderKey(lesson.id, dayOf(now, timeZone), person);
      if ((await record.sentCard(key)) !== undefined) return;
      const card = recordingReminderCard(
        {
          label: `${capital(lessonLabel(lesson, timeZone))}${day === undefined ? "" : `, ${day}`}`,
          tasks: tasks.map(({ sentence }) => sentence),
          ...(person === told ? {} : { ask: lesson.staffNames[told] ?? "a member of its staff" }),
        },
        { lesson, links },
      );
      await drawFor(services, key, person, async () => card);
    }),
  );
  return sent
    .flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []))
    .find((error) => !(error instanceof CloudError && isFinal(error)));
};
