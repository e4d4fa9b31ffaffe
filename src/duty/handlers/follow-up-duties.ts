import { CloudError } from "../../meeting/cloud-error.ts";
import { havingIt, isReminderDue, ownerOf } from "../../protocol/concern/follow-up-of.ts";
import { isReminded, remindedOf } from "../../protocol/concern/reminded.ts";
import type { Concern } from "../../protocol/concern/state.ts";
import { tasksOf } from "../../protocol/screen/concern-tasks.ts";
import { addMs } from "../../protocol/time/clock-time.ts";
import { nextDailyTime } from "../../protocol/time/daily-time.ts";
import { dayOf, startOfDay } from "../../protocol/time/school-days.ts";
import { everInLesson } from "../../protocol/who/authorise.ts";
import { concernReminderKey, handedOverKey, moreWrittenKey } from "../../protocol/work/card-keys.ts";
import type { Store } from "../../record/scope.ts";
import { concernReminderCard, handedOverCard, moreWrittenCard } from "../../teams/cards/follow-up-card.ts";
import type { Handler, Outcome } from "../handler.ts";
import { drawFor } from "./card-duties.ts";
import type { DutyServices } from "./duty-services.ts";
import { afterFailure, DONE, isFinal } from "./outcome.ts";

/** Before the lessons of the day. */
const AT = "08:30";
const HOUR_MS = 60 * 60_000;

/** Where a staff matter's cards are is a staff matter too, and kept in that store. */
const inStore = (services: DutyServices, store: Store): DutyServices =>
  store === "adult" ? { ...services, record: services.staffMatters } : services;

type Tells = "tell-handed-over" | "tell-more";

type Message = {
  readonly key: (ref: string, at: string, person: string) => string;
  readonly isStillFor: (concern: Concern, person: string) => boolean;
  readonly card: typeof handedOverCard;
};

const MESSAGES: { readonly [K in Tells]: Message } = {
  "tell-handed-over": {
    key: handedOverKey,
    isStillFor: (concern, person) => ownerOf(concern) === person,
    card: handedOverCard,
  },
  "tell-more": {
    key: moreWrittenKey,
    isStillFor: (concern, person) => havingIt(concern).includes(person),
    card: moreWrittenCard,
  },
};

/** One message to a person who has the concern: nothing where they have it no longer, or it is closed. */
const tellHaving = async (
  services: DutyServices,
  kind: Tells,
  { ref, person, at }: { readonly ref: string; readonly person: string; readonly at: string },
  store: Store,
): Promise<Outcome> => {
  const { concerns, school, links } = services;
  const { key, isStillFor, card } = MESSAGES[kind];
  try {
    await drawFor(inStore(services, store), key(ref, at, person), person, async () => {
      const concern = await concerns.read(ref);
      if (!isStillFor(concern, person) || concern.closed !== undefined) return undefined;
      return card(concern, { at, timeZone: school.settings().timeZone, url: links.record(ref) });
    });
    return DONE;
  } catch (error) {
    return afterFailure(error, kind, async () => undefined);
  }
};

export const tellHandedOver =
  (services: DutyServices): Handler<"tell-handed-over"> =>
  (work, { store }) =>
    tellHaving(services, work.kind, work, store);

export const tellMore =
  (services: DutyServices): Handler<"tell-more"> =>
  (work, { store }) =>
    tellHaving(services, work.kind, work, store);

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
