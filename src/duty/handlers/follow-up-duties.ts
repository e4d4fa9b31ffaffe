import { CloudError } from "../../meeting/cloud-error.ts";
import { havingIt, isReminderDue, ownerOf } from "../../protocol/concern/follow-up-of.ts";
import { isReminded, remindedOf } from "../../protocol/concern/reminded.ts";
import { tasksOf } from "../../protocol/screen/concern-tasks.ts";
import { addMs } from "../../protocol/time/clock-time.ts";
import { nextDailyTime } from "../../protocol/time/daily-time.ts";
import { dayOf, startOfDay } from "../../protocol/time/school-days.ts";
import { everInLesson } from "../../protocol/who/authorise.ts";
import { concernReminderKey, handedOverKey, moreWrittenKey } from "../../protocol/work/card-keys.ts";
import type { Store } from "../../record/scope.ts";
import { concernReminderCard, handedOverCard, moreWrittenCard } from "../../teams/cards/follow-up-card.ts";
import type { Handler } from "../handler.ts";
import { drawFor } from "./card-duties.ts";
import type { DutyServices } from "./duty-services.ts";
import { afterFailure, DONE, isFinal } from "./outcome.ts";

/** Before the lessons of the day. */
const AT = "08:30";
const HOUR_MS = 60 * 60_000;

/** Where a staff matter's cards are is a staff matter too, and kept in that store. */
const inStore = (services: DutyServices, store: Store): DutyServices =>
  store === "adult" ? { ...services, record: services.staffMatters } : services;

/** One message to the person who has it now: nothing where it was handed on since, or is closed. */
export const tellHandedOver =
  (services: DutyServices): Handler<"tell-handed-over"> =>
  async ({ ref, person, at }, { store }) => {
    const { concerns, school, links } = services;
    try {
      await drawFor(inStore(services, store), handedOverKey(ref, at, person), person, async () => {
        const concern = await concerns.read(ref);
        if (ownerOf(concern) !== person || concern.closed !== undefined) return undefined;
        return handedOverCard(concern, { at, timeZone: school.settings().timeZone, url: links.record(ref) });
      });
      return DONE;
    } catch (error) {
      return afterFailure(error, "tell-handed-over", async () => undefined);
    }
  };

/** One message to each who has it: nothing where it is closed, or they have it no longer. */
export const tellMore =
  (services: DutyServices): Handler<"tell-more"> =>
  async ({ ref, person, at }, { store }) => {
    const { concerns, school, links } = services;
    try {
      await drawFor(inStore(services, store), moreWrittenKey(ref, at, person), person, async () => {
        const concern = await concerns.read(ref);
        if (!havingIt(concern).includes(person) || concern.closed !== undefined) return undefined;
        return moreWrittenCard(concern, { at, timeZone: school.settings().timeZone, url: links.record(ref) });
      });
      return DONE;
    } catch (error) {
      return afterFailure(error, "tell-more", async () => undefined);
    }
  };

/** Each morning, until nothing is left to be reminded of. */
export const remindConcern =
  (services: DutyServices): Handler<"remind-concern"> =>
  async ({ ref }, { store }) => {
    const { concerns, school, now: clock } = services;
    const concern = await concerns.read(ref);
    const [now, { timeZone }] = [clock(), school.settings()];
    if (!isReminded(concern, timeZone)) return DONE;
    const dueAt = nextDailyTime(addMs(startOfDay(dayOf(now, timeZone), timeZone), -1), AT, timeZone);
    if (now >= dueAt) {
      const failed = await remind(inStore(services, store), ref, now);
      if (failed !== undefined) return afterFailure(failed, "remind-concern", async () => undefined);
    }
    return {
      round: "looked at",
      againAfterMs: Date.parse(nextDailyTime(now, AT, timeZone)) - Date.parse(now),
      deadlineMs: HOUR_MS,
    };
  };

/** @returns an error after which it is to be tried again today; a chat that is closed keeps it from no one else */
const remind = async (services: DutyServices, ref: string, now: string): Promise<unknown> => {
  const { concerns, school, people, lessons, links, record } = services;
  const concern = await concerns.read(ref);
  const { timeZone } = school.settings();
  // That it is open is no news: only what was asked for, and what the rule asks for (X3).
  const tasks = tasksOf(concern, { now, timeZone }).filter(
    ({ what, late }) => late && (what === "reminder" || what === "CPOMS"),
  );
  if (tasks.length === 0) return undefined;
  const staff = everInLesson(await lessons.read(concern.lesson));
  const day = dayOf(now, timeZone);
  const sent = await Promise.allSettled(
    remindedOf(concern, await people.holders(), staff).map(async (person) => {
      const key = concernReminderKey(ref, day, person);
      if ((await record.sentCard(key)) !== undefined) return;
      const card = concernReminderCard(concern, {
        tasks: tasks.map(({ sentence }) => sentence),
        reminder: isReminderDue(concern, now, timeZone),
        url: links.record(ref),
      });
      await drawFor(services, key, person, async () => card);
    }),
  );
  return sent
    .flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []))
    .find((error) => !(error instanceof CloudError && isFinal(error)));
};
