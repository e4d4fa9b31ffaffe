import { defined } from "../defined.ts";
import { cancelledAt } from "./cancelled.ts";
import type { LessonEvent } from "./events.ts";
import { isLessonKind } from "./kind.ts";
import { stepOf } from "./plan.ts";
import type { PlanReport } from "./plan-reports.ts";
import type { Lesson } from "./state.ts";

/** A lesson that was planned, and how far Microsoft's side of it has come; what is known already leaves no trace. */
export const planEvents = (lesson: Lesson, report: PlanReport, at: string): readonly LessonEvent[] => {
  if (report.report === "lesson-planned") return lesson.version > 0 ? [] : planned(report, at);
  if (report.report === "meeting-replaced")
    return lesson.phase === "planned" && lesson.plan === undefined
      ? [{ type: "MeetingReplaced", at, data: { lesson: report.planned } }]
      : [];
  if (report.report === "week-cancelled") {
    const { by, byName, day } = report;
    return lesson.weeklyUntil === undefined || lesson.skipped?.includes(day) === true
      ? []
      : [{ type: "WeekCancelled", at, data: { by, day }, personal: { byName } }];
  }
  const { plan } = lesson;
  if (plan === undefined) return [];
  if (report.report === "lesson-cancelled") {
    const { by, byName } = report;
    return lesson.phase === "planned" && lesson.cancelled === undefined
      ? [{ type: "LessonCancelled", at, data: { by }, personal: { byName } }]
      : [];
  }
  const { step, person } = report;
  const known = stepOf(plan, step, person);
  const which = { step, ...defined({ person }) };
  if (report.report === "plan-step-refused") {
    const { trouble } = report;
    return known !== undefined && (known.trouble === undefined || known.trouble === trouble)
      ? []
      : [{ type: "PlanStepRefused", at, data: { ...which, trouble } }];
  }
  return known !== undefined && known.trouble === undefined
    ? []
    : [{ type: "PlanStepDone", at, data: { ...which, ...defined({ event: report.event }) } }];
};

const planned = (
  report: Extract<PlanReport, { readonly report: "lesson-planned" }>,
  at: string,
): readonly LessonEvent[] => {
  const { lesson, by, byName, kind, title, startsAt, endsAt, weeklyUntil, staff, register, platform } =
    report;
  const parts = [
    { person: by, part: "organiser" as const },
    ...staff.map(({ person }) => ({ person, part: "member" as const })),
  ];
  const events: LessonEvent[] = [
    {
      type: "LessonPlanned",
      at,
      data: {
        by,
        lesson,
        startsAt,
        endsAt,
        staff: parts,
        ...defined({ weeklyUntil, class: report.class, platform }),
      },
      personal: {
        byName,
        title,
        staffNames: Object.fromEntries(staff.map(({ person, name }) => [person, name])),
      },
    },
    { type: "KindChosen", at, data: { kind, by, how: "staff" }, personal: { byName } },
  ];
  if (register.length > 0)
    events.push({
      type: "RegisterSet",
      at,
      data: { by, source: "class", pupils: register.map(({ id }) => id) },
      personal: { byName, register },
    });
  return events;
};

/** Minutes before the start of a lesson that takes place. */
export const gettingReady = (lesson: Lesson, at: string): readonly LessonEvent[] =>
  lesson.phase === "planned" &&
  isLessonKind(lesson) &&
  lesson.protectable &&
  cancelledAt(lesson) === undefined
    ? [{ type: "GettingReady", at, data: {} }]
    : [];
