import type { Pupil } from "../names/register.ts";
import type { Kind } from "../words.ts";
import type { PlanStep, PlanTrouble } from "./plan.ts";

/** A kind that can be planned. */
export type LessonKind = Exclude<Kind, "not a lesson">;

/** What staff plan. Ids and moments are made outside. */
export type PlannedLesson = {
  readonly lesson: string;
  readonly by: string;
  readonly byName: string;
  readonly kind: LessonKind;
  readonly title: string;
  /** ISO 8601 in UTC; of a weekly lesson, the first. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly weeklyUntil?: string;
  readonly class?: string;
  /** Colleagues, besides the person who plans: Entra ids with their names. */
  readonly staff: readonly { readonly person: string; readonly name: string }[];
  readonly register: readonly Pupil[];
  /** Absent: Microsoft Teams. */
  readonly platform?: "Zoom";
};

export type PlanReport =
  | ({ readonly report: "lesson-planned" } & PlannedLesson)
  /** `event`: Graph's id of the calendar event. */
  | {
      readonly report: "plan-step-done";
      readonly step: PlanStep;
      readonly person?: string;
      readonly event?: string;
    }
  | { readonly report: "lesson-cancelled"; readonly by: string; readonly byName: string }
  /** One lesson of a weekly series: `day` "2026-12-08". */
  | {
      readonly report: "week-cancelled";
      readonly by: string;
      readonly byName: string;
      readonly day: string;
    }
  /** Of a lesson that was begun for the chat of a planned one, `planned`. */
  | { readonly report: "meeting-replaced"; readonly planned: string }
  | {
      readonly report: "plan-step-refused";
      readonly step: PlanStep;
      readonly person?: string;
      readonly trouble: PlanTrouble;
    };
