import { CloudError } from "../../meeting/cloud-error.ts";
import type { EventToMake, MadeEvent } from "../../meeting/planner.ts";
import { defined } from "../../protocol/defined.ts";
import { cancelledAt } from "../../protocol/lesson/cancelled.ts";
import type { PlanStep, PlanTrouble } from "../../protocol/lesson/plan.ts";
import type { Lesson } from "../../protocol/lesson/state.ts";
import { weeksOf } from "../../protocol/lesson/weeks.ts";
import { dayOf } from "../../protocol/time/school-days.ts";
import type { DutyKind } from "../../protocol/work/duty.ts";
import type { Handler, Outcome } from "../handler.ts";
import type { DutyServices } from "./duty-services.ts";
import { afterFailure, DONE } from "./outcome.ts";

/** Exchange makes the event at once, and its meeting some seconds later. */
const MADE_WITHIN_MS = 2_000;
/** A right that is missing may be given any minute. */
const ALLOWED_AGAIN_MS = 30_000;

type Planned = Lesson & { readonly plan: NonNullable<Lesson["plan"]>; readonly organiser: string };

const isPlanned = (lesson: Lesson): lesson is Planned =>
  lesson.plan !== undefined &&
  lesson.organiser !== undefined &&
  lesson.phase !== "over" &&
  cancelledAt(lesson) === undefined;

const TROUBLES: ReadonlySet<string> = new Set<PlanTrouble>([
  "not-allowed",
  "refused",
  "gone",
  "not-signed-in",
]);

const troubleOf = (error: unknown): PlanTrouble =>
  error instanceof CloudError && TROUBLES.has(error.kind) ? (error.kind as PlanTrouble) : "away";

/** Records why a step is not done, so that the page says so; then as for any other work. */
const notDone = async (
  { lessons }: Pick<DutyServices, "lessons">,
  kind: DutyKind,
  lesson: string,
  which: { readonly step: PlanStep; readonly person?: string },
  error: unknown,
): Promise<Outcome> => {
  if (error instanceof CloudError)
    await lessons.report(lesson, { report: "plan-step-refused", ...which, trouble: troubleOf(error) });
  const outcome = await afterFailure(error, kind, async () => undefined);
  const mayBeMended = error instanceof CloudError && error.kind === "not-allowed";
  return "failed" in outcome && mayBeMended
    ? { reason: outcome.failed, retryAfterMs: ALLOWED_AGAIN_MS }
    : outcome;
};

/** The calendar event with its meeting; then the meeting's chat is known, which all the rest goes by. */
export const makeMeeting =
  (services: DutyServices): Handler<"make-meeting"> =>
  async ({ lesson: id }, { number }) => {
    const { lessons, planner, platform } = services;
    const lesson = await lessons.read(id);
    if (!isPlanned(lesson) || lesson.chatId !== "") return DONE;
    try {
      const { event, joinUrl } = await madeEvent(services, lesson, number > 1);
      await lessons.report(id, { report: "plan-step-done", step: "calendar", event });
      const link = joinUrl ?? (await planner.joinUrlOf(lesson.organiser, event));
      const found =
        link === undefined ? undefined : await platform.find({ userId: lesson.organiser, joinUrl: link });
      if (found?.chatId === undefined)
        return { reason: "the event has no meeting yet", retryAfterMs: MADE_WITHIN_MS };
      await makeRoom(services, id, found.chatId);
      await lessons.report(id, {
        report: "meeting-met",
        lesson: id,
        chatId: found.chatId,
        meetingId: "",
      });
      return DONE;
    } catch (error) {
      return notDone(services, "make-meeting", id, { step: "calendar" }, error);
    }
  };

/** Exchange lists an event that was made a moment ago only seconds later. */
const LISTED_WITHIN = { tries: 4, everyMs: 5_000 };

/** The calendar event of a lesson that does not take place; one that is not there any more is gone. */
export const cancelMeeting =
  (services: DutyServices): Handler<"cancel-meeting"> =>
  async ({ lesson: id, day }, { number }) => {
    if (day !== undefined) return cancelWeek(services, id, day);
    const { lessons, planner } = services;
    const { plan, organiser, startsAt = "", ...lesson } = await lessons.read(id);
    if (plan === undefined || organiser === undefined || cancelledAt(lesson) === undefined) return DONE;
    try {
      const event = plan.event ?? (await planner.findEvent({ organiser, transaction: id, startsAt }))?.event;
      if (event === undefined && number < LISTED_WITHIN.tries)
        return { reason: "no event is in the calendar yet", retryAfterMs: LISTED_WITHIN.everyMs };
      if (event !== undefined) await planner.removeEvent(organiser, event);
      await lessons.report(id, { report: "plan-step-done", step: "cancel" });
      return DONE;
    } catch (error) {
      return notDone(services, "cancel-meeting", id, { step: "cancel" }, error);
    }
  };

/** One lesson of a series that does not take place, also where the calendar has lost it already. */
const cancelWeek = async (services: DutyServices, id: string, day: string): Promise<Outcome> => {
  const { lessons, planner, school } = services;
  const { timeZone } = school.settings();
  const which = { step: "cancel-week", person: day } as const;
  const { plan, organiser, startsAt = "", endsAt = "", weeklyUntil, skipped = [] } = await lessons.read(id);
  const week = weeksOf({ startsAt, endsAt, ...defined({ weeklyUntil }) }, timeZone).find(
    (one) => dayOf(one.startsAt, timeZone) === day,
  );
  if (plan === undefined || organiser === undefined || week === undefined || !skipped.includes(day))
    return DONE;
  try {
    const event = plan.event ?? (await planner.findEvent({ organiser, transaction: id, startsAt }))?.event;
    if (event !== undefined) await planner.removeWeek(organiser, event, week);
    await lessons.report(id, { report: "plan-step-done", ...which });
    return DONE;
  } catch (error) {
    return notDone(services, "cancel-meeting", id, which, error);
  }
};

/** What an earlier try has made is found again: one lesson never stands in a calendar twice. */
const madeEvent = async (services: DutyServices, lesson: Planned, again: boolean): Promise<MadeEvent> => {
  const { planner } = services;
  const { event } = lesson.plan;
  if (event !== undefined) return { event };
  const asked = await eventFor(services, lesson);
  return (again ? await planner.findEvent(asked) : undefined) ?? planner.makeEvent(asked);
};

const eventFor = async ({ people, school, lessons }: DutyServices, lesson: Planned): Promise<EventToMake> => {
  const { plan, organiser, id, title = "Lesson", startsAt = "", endsAt = "" } = lesson;
  const invited = await Promise.all(
    plan.staff.map(async (person) => {
      const address = await people.mailOf(person);
      if (address === undefined)
        await lessons.report(id, {
          report: "plan-step-refused",
          step: "invite",
          person,
          trouble: "no-address",
        });
      return address ?? [];
    }),
  );
  return {
    organiser,
    transaction: id,
    title,
    startsAt,
    endsAt,
    timeZone: school.settings().timeZone,
    invited: invited.flat(),
    ...defined({ weeklyUntil: lesson.weeklyUntil }),
  };
};

/**
 * A policy of the school's may have put the app into the chat before we knew whose it is, and then Teams told us of it:
 * the lesson that was begun for it has nothing in it yet, and gives way to the one that was planned.
 */
const makeRoom = async (
  { record, lessons }: Pick<DutyServices, "record" | "lessons">,
  id: string,
  chatId: string,
): Promise<void> => {
  const other = await record.lessonByChat(chatId);
  if (other === undefined || other.lesson === id || other.startedAt !== null || other.overAt !== null) return;
  await lessons.report(other.lesson, { report: "meeting-replaced", planned: id });
};

/** Into the chat of the meeting: the panel stands there by itself, and Teams tells us what happens in it. */
export const addApp =
  (services: DutyServices): Handler<"add-app"> =>
  async ({ lesson: id }) => {
    const { lessons, planner } = services;
    const lesson = await lessons.read(id);
    if (!isPlanned(lesson)) return DONE;
    try {
      await planner.addToChat(lesson.chatId);
      await lessons.report(id, { report: "plan-step-done", step: "app" });
      return DONE;
    } catch (error) {
      return notDone(services, "add-app", id, { step: "app" }, error);
    }
  };

/** The links of the class lead to this meeting from now on. */
export const bringFamilies =
  ({ lessons, classes }: DutyServices): Handler<"bring-families"> =>
  async ({ lesson: id }) => {
    const lesson = await lessons.read(id);
    if (!isPlanned(lesson)) return DONE;
    await classes.bring(lesson);
    await lessons.report(id, { report: "plan-step-done", step: "families" });
    return DONE;
  };

/** A member of staff of the lesson has the bot, also one who had taken it away, and their chat with it is known. */
export const giveBot =
  (services: DutyServices): Handler<"give-bot"> =>
  async ({ lesson: id, staff: person }) => {
    const { lessons, record } = services;
    if (!isPlanned(await lessons.read(id))) return DONE;
    try {
      const known = await record.personalConversation(person);
      const chat = await chatWith(services, person, known);
      if (chat !== known) await record.savePersonalConversation(person, chat);
      await lessons.report(id, { report: "plan-step-done", step: "bot", person });
      return DONE;
    } catch (error) {
      return notDone(services, "give-bot", id, { step: "bot", person }, error);
    }
  };

/** Where we may not look, what Teams itself has told us counts. */
const chatWith = async (
  { planner }: Pick<DutyServices, "planner">,
  person: string,
  known: string | undefined,
): Promise<string> => {
  try {
    return await planner.installFor(person);
  } catch (error) {
    const mayNot = error instanceof CloudError && error.kind === "not-allowed";
    if (known === undefined || !mayNot) throw error;
    return known;
  }
};
