import { type Refused, refuse } from "../protocol/decision.ts";
import { defined } from "../protocol/defined.ts";
import { cancelledAt } from "../protocol/lesson/cancelled.ts";
import type { LessonKind } from "../protocol/lesson/plan-reports.ts";
import type { Lesson } from "../protocol/lesson/state.ts";
import { weeksOf } from "../protocol/lesson/weeks.ts";
import { forgetsWayAt, isInZoom } from "../protocol/lesson/zoom.ts";
import { zoomAddress } from "../protocol/lesson/zoom-address.ts";
import type { Pupil } from "../protocol/names/register.ts";
import { titleNames } from "../protocol/names/title.ts";
import { addMs } from "../protocol/time/clock-time.ts";
import { momentOf } from "../protocol/time/daily-time.ts";
import type { Caller } from "../protocol/who/caller.ts";
import type { SchoolRecord } from "../record/school-record.ts";
import type { ClassDesk } from "./families/class-desk.ts";
import { zoomWays } from "./families/zoom-ways.ts";
import type { LessonDesk } from "./lesson-desk.ts";
import { oneByOne } from "./one-by-one.ts";
import { namesOf, type People } from "./people.ts";
import { overlapsOf } from "./plan-overlap.ts";
import { cancelWeek, mayBePlanned } from "./plan-weeks.ts";
import { plannedId } from "./random.ts";
import type { School } from "./school.ts";

/** A lesson as staff plan it, in the school's own time. */
export type PlanAsked = {
  /** Made by the page: a second press of the same form plans nothing more. */
  readonly request: string;
  readonly kind: LessonKind;
  readonly title: string;
  /** "2026-12-01" */
  readonly day: string;
  /** "10:00" */
  readonly time: string;
  readonly minutes: number;
  /** "2026-12-18": its last day, where it is every week. */
  readonly weeklyUntil?: string | undefined;
  /** One's own list of families. */
  readonly class?: string | undefined;
  /** Colleagues: Entra ids. */
  readonly staff: readonly string[];
  /** Held in Zoom: the address by which people join it, as it was pasted; absent: in Microsoft Teams. */
  readonly zoom?: string | undefined;
  /** It was said that it overlaps another lesson, and is planned all the same. */
  readonly overlapping?: true | undefined;
};

export type PlanDesk = {
  /** Colleagues that can be invited, by name. @throws CloudError */
  readonly colleagues: (caller: Caller) => Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** Lessons to come that this person planned, the soonest first; one in Zoom until its address is forgotten. */
  readonly planned: (caller: Caller) => Promise<readonly Lesson[]>;
  /** The caller has the right; the meeting is made by work that is recorded with it. */
  readonly plan: (
    caller: Caller,
    asked: PlanAsked,
  ) => Promise<{ readonly say: string; readonly lesson: Lesson } | Refused>;
  /** Of a lesson that the caller planned, before it begins. @param day of a series, that one alone ("2026-12-08") */
  readonly cancel: (
    caller: Caller,
    lesson: string,
    day?: string,
  ) => Promise<{ readonly say: string; readonly lesson: Lesson } | Refused>;
};

type Dependencies = {
  readonly record: Pick<SchoolRecord, "lessonsOfStaff" | "lessonByChat" | "setting" | "saveSetting">;
  readonly lessons: Pick<LessonDesk, "read" | "report" | "press">;
  readonly classes: Pick<ClassDesk, "list" | "registerOf" | "lessonsOf">;
  readonly people: Pick<People, "staff" | "callerOf" | "nameOf">;
  readonly school: Pick<School, "settings">;
  readonly now: () => string;
};

/** Three a day for a term. A weekly series is one. */
const MOST_PLANS = 200;

/** The longest term. */
const MOST_WEEKS_IN_ZOOM = 20;

/** A teacher's lessons of some weeks: each child who is taught is in one of them. */
const MOST_LOOKED_AT = 60;

const TOO_MANY_PLANS = refuse(
  "too-many-plans",
  `You have planned ${MOST_PLANS} lessons that are still to come. Plan more once some of them are over.`,
);

/** Not the same as not being staff. */
const STAFF_NOT_KNOWN = refuse(
  "directory-away",
  "Nothing was planned: Microsoft does not say just now who is staff. Press Plan this lesson again in a minute, or plan it without colleagues.",
);

/** One that no one began stays in the list, and is not to come any more. */
const isToCome = (lesson: Lesson, now: string): boolean => {
  const { endsAt = "", weeklyUntil = "" } = lesson;
  return cancelledAt(lesson) === undefined && (endsAt >= now || weeklyUntil >= now.slice(0, 10));
};

const YEAR_MS = 366 * 24 * 60 * 60_000;

/** Why this cannot be planned, in words. */
const timeTrouble = (startsAt: string, { day, weeklyUntil }: PlanAsked, now: string): Refused | undefined => {
  if (startsAt <= now) return refuse("when", "That time has passed. Choose one that is still to come.");
  const last = weeklyUntil ?? day;
  if (last < day) return refuse("when", "The last lesson is before the first. Change one of the two days.");
  return Date.parse(`${last}T00:00:00Z`) - Date.parse(now) > YEAR_MS
    ? refuse("when", "You can plan a lesson at most one year ahead.")
    : undefined;
};

const ADDRESS =
  "This is not a link to one meeting in Zoom. Paste the whole link, as in the invitation: https://…zoom.us/j/ and a number. A personal room, or a link that starts the meeting as its host, cannot be used.";

/** Why this cannot be planned in Zoom, in words. */
const zoomTrouble = ({ zoom }: PlanAsked, weeks: number): Refused | undefined => {
  if (zoom === undefined) return undefined;
  if (zoomAddress(zoom) === undefined) return refuse("address", ADDRESS);
  return weeks > MOST_WEEKS_IN_ZOOM
    ? refuse(
        "when",
        `In Zoom at most ${MOST_WEEKS_IN_ZOOM} weeks are planned at once. Choose an earlier last lesson.`,
      )
    : undefined;
};

/** Each week in Zoom is a lesson of its own: nothing tells when its meeting is on. Teams keeps a series itself. */
const weeksOfPlan = (asked: PlanAsked, startsAt: string, timeZone: string) => {
  const times = {
    startsAt,
    endsAt: addMs(startsAt, asked.minutes * 60_000),
    ...defined({ weeklyUntil: asked.weeklyUntil }),
  };
  const all = asked.zoom === undefined ? [times] : weeksOf(times, timeZone);
  return all.map((one, week) => ({ ...one, request: requestOf(asked, week) }));
};

/** The same for each press of one form. */
const requestOf = ({ request }: PlanAsked, week: number): string =>
  week === 0 ? request : `${request} week ${week}`;

const notedWords = (inZoom: boolean, many: number): string => {
  if (!inZoom) return "Noted. The meeting is being made now. This page shows how far it is.";
  return many === 1
    ? "Noted. The lesson is in Zoom: this page says what is left to you."
    : `Noted: ${many} lessons in Zoom, one each week. This page says what is left to you.`;
};

/** The list's links would lead each of its families to the one lesson (S3). */
const severalChildren = (many: number): Refused =>
  refuse(
    "not-a-one-to-one",
    `A one-to-one is with one child, and this list has ${many}. Choose a list with that child alone (you can make one on the page Families), or No list.`,
  );

/** Lessons planned in Lesson Guard (C1). */
export const openPlanDesk = ({ record, lessons, classes, people, school, now }: Dependencies): PlanDesk => {
  const planned: PlanDesk["planned"] = async ({ id }) => {
    const at = now();
    const rows = mayBePlanned(await record.lessonsOfStaff(id), at);
    const all = await Promise.all(rows.map(({ lesson }) => lessons.read(lesson)));
    return (
      all
        .filter((one) => one.plan?.by === id && (one.overAt === undefined || isToCome(one, at)))
        .filter((one) => one.plan?.by === id && !(isInZoom(one) && forgetsWayAt(one, at) <= at))
        // One that was cancelled is shown until its time has passed.
        .filter((one) => cancelledAt(one) === undefined || (one.endsAt ?? "") > at)
        .toSorted((one, other) => (one.startsAt ?? "").localeCompare(other.startsAt ?? ""))
    );
  };
  /** The children of this person's lists, and of the lessons that they were last in. */
  const taught = async (caller: Caller): Promise<readonly Pupil[]> => {
    const lists = await classes.list(caller);
    const rows = (await record.lessonsOfStaff(caller.id))
      .toSorted((one, other) => (other.startsAt ?? "").localeCompare(one.startsAt ?? ""))
      .slice(0, MOST_LOOKED_AT);
    const registers = await Promise.all([
      ...lists.map(async ({ class: id }) => (await classes.registerOf(caller, id)) ?? []),
      ...rows.map(async ({ lesson }) => (await lessons.read(lesson)).register),
    ]);
    return registers.flat();
  };
  return {
    colleagues: async ({ id }) =>
      (await people.staff())
        .filter((one) => one.id !== id)
        .map(({ id: person, name }) => ({ id: person, name }))
        .toSorted((one, other) => one.name.localeCompare(other.name)),
    planned,
    plan: async (caller, asked) => {
      const { timeZone } = school.settings();
      const startsAt = new Date(
        momentOf(Date.parse(`${asked.day}T${asked.time}:00Z`), timeZone),
      ).toISOString();
      const weeks = weeksOfPlan(asked, startsAt, timeZone);
      const lesson = plannedId(caller.id, asked.request);
      const before = await lessons.read(lesson);
      const last = await lessons.read(plannedId(caller.id, requestOf(asked, weeks.length - 1)));
      if (last.plan !== undefined) return { say: "It is planned already.", lesson: before };
      const toCome = (await planned(caller)).filter((one) => isToCome(one, now()));
      if (toCome.length + weeks.length > MOST_PLANS) return TOO_MANY_PLANS;
      const trouble = timeTrouble(startsAt, asked, now()) ?? zoomTrouble(asked, weeks.length);
      if (trouble !== undefined) return trouble;
      const others = [...new Set(asked.staff)].filter((id) => id !== caller.id);
      const colleagues = await Promise.all(others.map((one) => people.callerOf(one, "")));
      const unknown = colleagues.filter(({ roles }) => !roles.includes("staff"));
      if (unknown.some(({ fresh }) => !fresh)) return STAFF_NOT_KNOWN;
      if (unknown.length > 0)
        return refuse("not-staff", "One of these people is not in the staff group. Choose colleagues only.");
      const register = asked.class === undefined ? [] : await classes.registerOf(caller, asked.class);
      if (register === undefined) return refuse("not-found", "There is no such list for you.");
      if (asked.kind === "one-to-one" && register.length > 1) return severalChildren(register.length);
      if (titleNames(asked.title, register))
        return refuse("title", "The title names a child of this list. Write what the lesson is about.");
      if (titleNames(asked.title, await taught(caller)))
        return refuse("title", "The title names a child whom you teach. Write what the lesson is about.");
      const nameOf = await namesOf(people, others);
      const wanted = {
        reader: caller.id,
        startsAt,
        endsAt: addMs(startsAt, asked.minutes * 60_000),
        own: new Set(weeks.map(({ request }) => plannedId(caller.id, request))),
        people: [
          { person: caller.id, has: "You have" },
          ...others.map((person) => ({ person, has: `${nameOf(person) ?? "A colleague"} has` })),
        ],
        class: asked.class,
        ...defined({ weeklyUntil: asked.weeklyUntil }),
      };
      const ofList = asked.class === undefined ? [] : await classes.lessonsOf(caller, asked.class);
      const overlaps =
        asked.overlapping === true ? [] : await overlapsOf({ record, lessons }, wanted, ofList, timeZone);
      if (overlaps.length > 0) return refuse("overlaps", `Nothing is planned yet. ${overlaps.join(" ")}`);
      const address = zoomAddress(asked.zoom ?? "");
      const made = await oneByOne(weeks, async ({ request, ...times }) => {
        const id = plannedId(caller.id, request);
        // Before the lesson is: a lesson whose way was lost would lead its families nowhere.
        if (address !== undefined) await zoomWays(record).keep(id, address);
        const reported = lessons.report(id, {
          report: "lesson-planned",
          lesson: id,
          by: caller.id,
          byName: caller.name,
          kind: asked.kind,
          title: asked.title,
          staff: others.map((person) => ({ person, name: nameOf(person) ?? "" })),
          register,
          ...times,
          ...defined({ class: asked.class }),
          ...(address === undefined ? {} : { platform: "Zoom" as const }),
        });
        return reported.catch(async (problem: unknown) => {
          // One that is recorded all the same, by this press or by another, keeps its way.
          if (address !== undefined && (await lessons.read(id)).plan === undefined)
            await zoomWays(record).forget(id);
          throw problem;
        });
      });
      return { say: notedWords(address !== undefined, made.length), lesson: made[0] ?? before };
    },
    cancel: async (caller, id, day) => {
      const lesson = await lessons.read(id);
      if (lesson.plan?.by !== caller.id) return refuse("not-found", "There is no such lesson of yours.");
      if (day !== undefined)
        return cancelWeek({ record, lessons }, caller, lesson, {
          day,
          now: now(),
          timeZone: school.settings().timeZone,
        });
      if (cancelledAt(lesson) !== undefined) return { say: "It is cancelled already.", lesson };
      if (lesson.phase !== "planned")
        return refuse("lesson-on", "Nothing was cancelled: the lesson has begun. End it where it is held.");
      if (isInZoom(lesson)) return lessons.press(caller, id, { press: "over-by-hand" });
      const cancelled = await lessons.report(id, {
        report: "lesson-cancelled",
        by: caller.id,
        byName: caller.name,
      });
      return {
        say: "Cancelled. The page for families says so. This page shows when it is out of the calendar.",
        lesson: cancelled,
      };
    },
  };
};
