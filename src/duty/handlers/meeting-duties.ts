import { CloudError } from "../../meeting/cloud-error.ts";
import { reasonOf } from "../../meeting/fault.ts";
import type { FoundMeeting } from "../../meeting/find.ts";
import type { ReadMeeting } from "../../meeting/options.ts";
import { defined } from "../../protocol/defined.ts";
import { NOT_SCHEDULED } from "../../protocol/lesson/duties.ts";
import type { StaffPart } from "../../protocol/lesson/events.ts";
import {
  type CoOrganisers,
  differences,
  type MeetingOptions,
  startOptionsIn,
} from "../../protocol/lesson/options.ts";
import type { Lesson } from "../../protocol/lesson/state.ts";
import { driftToPutRight } from "../../protocol/lesson/wanted-options.ts";
import type { Role } from "../../protocol/words.ts";
import type { Handler, Outcome } from "../handler.ts";
import type { DutyServices } from "./duty-services.ts";
import { followHolders } from "./follow-holders.ts";
import { afterFailure, DONE } from "./outcome.ts";
import { noteCutOff, noteUnanswered, setAndRead, setWhatIsTaken } from "./set-and-read.ts";

/** A policy takes effect half an hour after it was granted; until then no meeting can be protected at all. */
const CONSENT_LOOKED_FOR_MS = 30_000;

/** Finds out about a meeting from Teams: who organises it, whether it can be protected, which staff belong to it. */
export const findMeeting =
  ({ lessons, people, platform, school, now }: DutyServices): Handler<"find-meeting"> =>
  async ({ lesson: id }) => {
    const lesson = await lessons.read(id);
    try {
      const found = await platform.find({ chatId: lesson.chatId });
      if (found === undefined) {
        await lessons.report(id, { report: "meeting-not-found", reason: NOT_SCHEDULED });
        return DONE;
      }
      const { recognise, titles, defaultKind, arriveMinutesBefore } = school.settings().lessons;
      const staff = await staffOf(found, lesson, people);
      await lessons.report(id, {
        report: "meeting-found",
        organiser: found.organiserId,
        graphId: found.meetingId,
        title: found.title ?? "",
        staff,
        staffNames: await namesOf(staff, people),
        leadNames: await leadNames(people),
        protectable: true,
        ...((await isStaffHere(people, found.organiserId)) === false ? { organiserStaff: false } : {}),
        recognise,
        titles,
        defaultKind,
        ...defined({ startsAt: found.startsAt, endsAt: found.endsAt }),
        ...readyBefore(lesson, found.startsAt, arriveMinutesBefore, now()),
      });
      return DONE;
    } catch (error) {
      // That we cannot sign in says nothing about this meeting.
      const outcome = await afterFailure(error, "find-meeting", async (reason, final) =>
        final ? lessons.report(id, { report: "meeting-not-found", reason }) : undefined,
      );
      const mayBeMended = error instanceof CloudError && error.kind === "not-allowed";
      return "failed" in outcome && mayBeMended
        ? { reason: outcome.failed, retryAfterMs: CONSENT_LOOKED_FOR_MS }
        : outcome;
    }
  };

/**
 * Where the start is known and still to come. For a series Teams gives the time of one week, perhaps a past one: then
 * the doors are set, as always, once the meeting is a lesson, and Lesson Guard joins at its start.
 */
const readyBefore = (
  { phase, readyAt }: Lesson,
  startsAt: string | undefined,
  minutes: readonly number[],
  now: string,
): { readonly readyAt?: readonly string[] } => {
  if (phase !== "planned" || startsAt === undefined) return {};
  const moments = minutes
    .map((before) => new Date(Date.parse(startsAt) - before * 60_000).toISOString())
    .filter((moment) => moment > now || readyAt?.includes(moment) === true);
  return moments.length === 0 ? {} : { readyAt: moments };
};

/** Known from the start: a guest who shows a teacher's name is noticed even before the teacher comes. */
const namesOf = async (
  staff: readonly StaffPart[],
  people: DutyServices["people"],
): Promise<Readonly<Record<string, string>>> => {
  const named = await Promise.all(
    staff.map(async ({ person }) => [person, await people.nameOf(person)] as const),
  );
  return Object.fromEntries(named.filter(([, name]) => name !== ""));
};

/** A guest who shows the name of a DSL or the headteacher is noticed in every lesson. */
const leadNames = async (people: DutyServices["people"]): Promise<readonly string[]> => {
  const { dsl, headteacher } = await people.holders();
  const names = await Promise.all([...new Set([...dsl, ...headteacher])].map((id) => people.nameOf(id)));
  return names.filter((name) => name !== "").toSorted();
};

/** The organiser, and every invited person who is staff by the directory. */
const staffOf = async (
  found: FoundMeeting,
  lesson: Lesson,
  people: DutyServices["people"],
): Promise<readonly StaffPart[]> => {
  const invited = found.attendees.flatMap((one) => (one.userId === undefined ? [] : [one.userId]));
  const staff = new Set(await people.staffAmong(invited));
  const services = new Map<string, StaffPart>(lesson.staff.map((one) => [one.person, one]));
  for (const one of found.attendees)
    if (one.userId !== undefined && staff.has(one.userId))
      services.set(one.userId, {
        person: one.userId,
        part: one.role === "coorganizer" ? "co-organiser" : "member",
      });
  services.set(found.organiserId, { person: found.organiserId, part: "organiser" });
  return [...services.values()];
};

/**
 * Whether the meeting is another lesson's by now: a series has one meeting. What was still to be set for a lesson that
 * is over would be set for the one that is on.
 */
const isFollowed = async (
  { record }: Pick<DutyServices, "record">,
  { id, phase, chatId }: Lesson,
): Promise<boolean> => phase === "over" && (await record.lessonByChat(chatId))?.lesson !== id;

const LEFT_TRIED_AGAIN_MS = 5000;

/** How often in a row the options are set again because the wanted options have changed meanwhile. */
const MOST_ROUNDS = 4;

/**
 * Sets the options the lesson wants at this moment and reads them back: asked and seen are recorded
 * apart (C4, C7). Sets them again if the lesson has changed meanwhile.
 */
export const setOptions =
  (services: DutyServices): Handler<"set-options"> =>
  async ({ lesson: id }, { unansweredSince }) => {
    const { lessons } = services;
    await noteCutOff(services, id, unansweredSince);
    let sent: MeetingOptions | undefined;
    try {
      let lesson = await lessons.read(id);
      for (let round = 0; round < MOST_ROUNDS; round++) {
        const { options: want, at: askedAt } = lesson.doors.asked ?? {};
        if (want === undefined || lesson.graphId === undefined || lesson.organiser === undefined) return DONE;
        if (await isFollowed(services, lesson)) return DONE;
        sent = want;
        const seen = await setAndRead(services, lesson, want);
        lesson = await lessons.report(id, {
          report: "options-seen",
          asked: want,
          ...defined({ askedAt }),
          seen: seen.options,
          coOrganisersSet: seen.coOrganisersSet,
          ...startOptionsIn(seen),
          ...(await coOrganisersIn(services, lesson, seen.attendees)),
        });
        const wanted = lesson.doors.asked?.options ?? want;
        if (differences(wanted, seen.options).length === 0) return seen.left ? later(seen.left) : DONE;
        if (differences(want, wanted).length === 0)
          return { reason: "Teams shows other options", retryAfterMs: 1000 };
      }
      return { reason: "the lesson moves on faster than Teams", retryAfterMs: 500 };
    } catch (error) {
      if (sent !== undefined) await noteUnanswered(services, id, sent, error);
      return afterFailure(error, "set-options", (reason) =>
        lessons.report(id, { report: "options-not-set", reason }),
      );
    }
  };

/** What could be set before the start only, and was not: an outage of the directory must not leave it so. */
const later = (left: CloudError): Outcome => ({
  reason: reasonOf(left),
  retryAfterMs: left.retryAfterMs ?? LEFT_TRIED_AGAIN_MS,
});

/**
 * Counts people who can admit without being staff, and staff of the lesson who cannot. Undefined where Teams
 * does not show who is invited, or the directory cannot be asked about each co-organiser.
 */
const coOrganisersIn = async (
  { people }: Pick<DutyServices, "people">,
  { organiser, staff }: Lesson,
  attendees: ReadMeeting["attendees"],
): Promise<{ readonly coOrganisers?: CoOrganisers }> => {
  if (attendees === undefined) return {};
  const others = attendees.filter(({ userId }) => userId === undefined || userId !== organiser);
  const known = await Promise.all(
    others.filter(({ role }) => role === "coorganizer").map(({ userId }) => isStaffHere(people, userId)),
  );
  if (known.includes(undefined)) return {};
  const ofLesson = new Set(staff.map(({ person }) => person));
  const without = others.filter(
    ({ userId, role }) =>
      userId !== undefined && ofLesson.has(userId) && (role === "attendee" || role === "presenter"),
  );
  return {
    coOrganisers: {
      notStaff: known.filter((isStaff) => isStaff === false).length,
      staffWithout: without.length,
    },
  };
};

const STAFF_HERE: ReadonlySet<Role> = new Set(["staff", "dsl", "headteacher"]);

/** @returns undefined where the directory cannot be asked */
const isStaffHere = async (
  people: DutyServices["people"],
  person: string | undefined,
): Promise<boolean | undefined> => {
  // Invited by address only: not a person in the directory.
  if (person === undefined) return false;
  const { roles, fresh } = await people.callerOf(person, "");
  return roles.some((role) => STAFF_HERE.has(role)) ? true : fresh ? false : undefined;
};

/** A lobby that was opened by hand is shut again within fifteen seconds (docs/decisions/0004). */
const WATCHED_EVERY_MS = 8_000;
const WATCHED_WITHIN_MS = 10_000;

/** The drift guard: reads the options while the lesson is on and puts back those that must not change (C4, S2). */
export const watchOptions =
  (services: DutyServices): Handler<"watch-options"> =>
  async ({ lesson: id, once }, { unansweredSince }) => {
    await noteCutOff(services, id, unansweredSince);
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const lesson = await services.lessons.read(id);
      if (lesson.phase === "over") return DONE;
      if (await isLookedAt(services, lesson)) break;
    }
    if (once === true) return DONE;
    // Redrawing who a press tells must not delay the look at the doors.
    await followHolders(services).catch(() => undefined);
    return { round: "watching", againAfterMs: WATCHED_EVERY_MS, deadlineMs: WATCHED_WITHIN_MS };
  };

const isAskedStill = ({ doors }: Lesson, asked: MeetingOptions): boolean =>
  doors.asked !== undefined && differences(doors.asked.options, asked).length === 0;

/** @returns false where other options were asked for meanwhile: the look was at what is asked no longer */
const isLookedAt = async (services: DutyServices, lesson: Lesson): Promise<boolean> => {
  const { lessons, platform } = services;
  const { id, organiser, graphId, phase } = lesson;
  const { options: asked, at: askedAt } = lesson.doors.asked ?? {};
  if (asked === undefined || organiser === undefined || graphId === undefined) return true;
  const meeting = { organiserId: organiser, meetingId: graphId };
  const send = (whole: MeetingOptions, options: Partial<MeetingOptions> = whole): Promise<void> =>
    setWhatIsTaken(platform, meeting, options).catch(async (error: unknown) => {
      await noteUnanswered(services, id, whole, error);
      throw error;
    });
  const asking = { asked, ...defined({ askedAt }) };
  let seen = await platform.readOptions(meeting);
  const right = driftToPutRight(asked, seen.options, phase);
  if (Object.keys(right).length > 0) {
    // Recorded first: even if the rest fails, the record says that it was seen.
    const now = await lessons.report(id, { ...asking, report: "options-drifted", seen: seen.options });
    if (!isAskedStill(now, asked)) return false;
    await send(asked, right);
    const since = await lessons.read(id);
    if (!isAskedStill(since, asked)) {
      // What was put back may have undone what a press asked for meanwhile.
      if (since.phase !== "over") await send(since.doors.asked?.options ?? asked);
      return false;
    }
    seen = await platform.readOptions(meeting);
  }
  await lessons.report(id, {
    ...asking,
    report: "options-seen",
    seen: seen.options,
    coOrganisersSet: false,
    ...startOptionsIn(seen),
    ...(await coOrganisersIn(services, lesson, seen.attendees)),
  });
  return true;
};
