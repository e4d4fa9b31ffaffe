import { defined } from "../defined.ts";
import type { Evolvers } from "./evolver.ts";
import { isSameStep, type Plan, type PlanStepState } from "./plan.ts";

const withStep = (plan: Plan | undefined, step: PlanStepState, event?: string): { readonly plan?: Plan } =>
  plan === undefined
    ? {}
    : {
        plan: {
          ...plan,
          ...defined({ event }),
          steps: [...plan.steps.filter((one) => !isSameStep(one, step)), step],
        },
      };

/** What is planned in Lesson Guard, and how far Microsoft's side of it has come. */
export const PLAN_EVOLVERS = {
  LessonPlanned: (_, { at, data, personal }) => ({
    id: data.lesson,
    organiser: data.by,
    staff: data.staff,
    staffNames: { ...personal?.staffNames },
    startsAt: data.startsAt,
    endsAt: data.endsAt,
    ...defined({ title: personal?.title, weeklyUntil: data.weeklyUntil }),
    ...(data.platform === "Zoom" ? { zoom: { done: [] } } : {}),
    plan: {
      at,
      by: data.by,
      staff: data.staff.flatMap(({ person }) => (person === data.by ? [] : [person])),
      steps: [],
      ...defined({ class: data.class }),
    },
  }),
  LessonCancelled: (_, { at, data }) => ({ cancelled: { at, by: data.by } }),
  WeekCancelled: ({ skipped = [] }, { data }) => ({ skipped: [...skipped, data.day] }),
  MeetingReplaced: (_, { at, data }) => ({
    kind: "not a lesson",
    phase: "over",
    overAt: at,
    ended: at,
    replacedBy: data.lesson,
  }),
  PlanStepDone: ({ plan }, { at, data: { step, person, event } }) =>
    withStep(plan, { step, at, ...defined({ person }) }, event),
  PlanStepRefused: ({ plan }, { at, data: { step, person, trouble } }) =>
    withStep(plan, { step, at, trouble, ...defined({ person }) }),
} satisfies Partial<Evolvers>;
