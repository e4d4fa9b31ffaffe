import type { Decision } from "../decision.ts";
import { addMs } from "../time/clock-time.ts";
import { LESSON_GUARD } from "../who/lesson-guard.ts";
import { endDueAt, pauseDueAt } from "./absences.ts";
import { hasCallList, isListCurrent, notShownSince } from "./call-list.ts";
import type { DecisionContext } from "./commands.ts";
import type { LessonEvent } from "./events.ts";
import type { Attendee } from "./person.ts";
import { callPeople } from "./presence.ts";
import { isRunning } from "./running.ts";
import type { Lesson } from "./state.ts";
import { ALONE_MINUTES, ALONE_SECONDS } from "./usual-times.ts";

const inside = (lesson: Lesson): readonly Attendee[] =>
  callPeople(lesson).filter(({ place }) => place === "in");

/** Signed in, and in the school's group of staff; while the directory is away, by what the lesson knows of them. */
const isStaff = ({ staff }: Lesson, one: Attendee): boolean =>
  one.staff || (one.userId !== undefined && staff.some(({ person }) => person === one.userId));

/**
 * Who is inside, by the call's own list alone: a lost list is not an empty one. While Teams does not show the call, the
 * last list counts: what it showed of pupils without staff leads on to the pause, which staff can take back.
 * @returns "alone": children or families, and no staff
 */
export const companyOf = (lesson: Lesson): "staff" | "alone" | "empty" | "not known" => {
  if (!hasCallList(lesson)) return "not known";
  const there = inside(lesson).filter(({ identity }) => identity !== "application");
  if (there.some((one) => isStaff(lesson, one))) return "staff";
  return there.length > 0 ? "alone" : "empty";
};

/** A lesson paused for want of staff opens again only with staff inside; where no one can know, staff may say so. */
export const wantsStaff = (lesson: Lesson): boolean => {
  if (!isListCurrent(lesson)) return false;
  const company = companyOf(lesson);
  return company === "alone" || (company === "empty" && lesson.alone?.told !== undefined);
};

/**
 * An absence begins by what is so now: by the list, or, while Teams does not show that, by later word that a
 * member of staff has left. An old list does not make a member of staff absent who has just pressed Resume.
 */
const isNewsOfNow = (lesson: Lesson): boolean => {
  const unshown = notShownSince(lesson);
  return (
    unshown === undefined ||
    callPeople(lesson).some((one) => isStaff(lesson, one) && one.place === "out" && one.since > unshown)
  );
};

/** What changes about pupils being alone, with the lesson as it is now. */
export const aloneEvents = (
  lesson: Lesson,
  { now: at, aloneSeconds = ALONE_SECONDS, aloneMinutes = ALONE_MINUTES }: DecisionContext,
): readonly LessonEvent[] => {
  if (!isRunning(lesson)) return [];
  const { alone, phase } = lesson;
  const stands = alone !== undefined && alone.over === undefined;
  const company = companyOf(lesson);
  if (company === "alone")
    return stands || !isNewsOfNow(lesson)
      ? []
      : [{ type: "LeftAlone", at, data: { pauseAfterSeconds: aloneSeconds, endAfterMinutes: aloneMinutes } }];
  // After a pause for want of staff, staff read who is there now until they resume.
  const overtaken = phase === "paused" && alone?.told !== undefined && alone.over?.why !== company;
  return stands || overtaken ? [{ type: "AloneOver", at, data: { why: company } }] : [];
};

const NOTHING: Decision = { events: [], say: "" };

const stamp = { data: { by: LESSON_GUARD.id }, personal: { byName: LESSON_GUARD.name } };

/** The time is over: Lesson Guard presses Pause in staff's stead, and tells the staff of the lesson and the DSL. */
export const aloneDue = (lesson: Lesson, around: DecisionContext): Decision => {
  const { alone, absences } = lesson;
  const { now: at } = around;
  const due = alone !== undefined && alone.told === undefined && at >= pauseDueAt({ alone, absences });
  if (!due || !isRunning(lesson) || companyOf(lesson) !== "alone") return NOTHING;
  const standing = standingAlert(lesson, at);
  const ref = standing ?? around.reference();
  const people = inside(lesson).filter(({ identity }) => identity !== "application");
  const paused: readonly LessonEvent[] =
    lesson.phase === "paused"
      ? []
      : [
          { type: "Paused", at, data: { ...stamp.data, why: "alone" }, personal: stamp.personal },
          { type: "MuteOrdered", at, data: { people: people.map(({ id }) => id) } },
        ];
  return {
    events: [{ type: "AloneActedOn", at, data: { alert: ref, ...tellsIn(around) } }, ...paused],
    say: "",
    ...(standing === undefined
      ? { alert: { ref, about: "alone", by: LESSON_GUARD.id, byName: LESSON_GUARD.name } }
      : {}),
  };
};

const tellsIn = ({ tells }: DecisionContext) => (tells === undefined ? {} : { tells });

/** A member of staff whose connection comes and goes raises one alert, and another only after this long. */
const ONE_ALERT_FOR_MS = 5 * 60_000;

/** An alert about pupils left alone that was raised a moment ago: a new absence belongs to it. */
const standingAlert = ({ aloneAlert }: Lesson, now: string): string | undefined =>
  aloneAlert !== undefined && now < addMs(aloneAlert.at, ONE_ALERT_FOR_MS) ? aloneAlert.ref : undefined;

/**
 * Still no member of staff is inside: everyone is removed, as by End for all. That cannot be taken back, so an old list
 * is not enough: staff may be there again.
 */
export const aloneEndDue = (lesson: Lesson, around: DecisionContext): Decision => {
  const { alone, absences } = lesson;
  const { now: at } = around;
  const due = alone?.told !== undefined && at >= endDueAt({ alone, absences });
  if (!due || !isRunning(lesson) || companyOf(lesson) !== "alone" || !isListCurrent(lesson)) return NOTHING;
  const ref = around.reference();
  return {
    events: [
      {
        type: "EndAsked",
        at,
        data: { ...stamp.data, undoUntil: at, why: "alone" },
        personal: stamp.personal,
      },
      { type: "EndBegan", at, data: { alert: ref } },
    ],
    say: "",
    alert: { ref, about: "ended", by: LESSON_GUARD.id, byName: LESSON_GUARD.name },
  };
};
