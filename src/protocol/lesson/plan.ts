/** What Microsoft's side has to do before a planned lesson stands as it should. */
export type PlanStep = "calendar" | "app" | "families" | "bot" | "invite" | "cancel" | "cancel-week";

/**
 * Why a step has not been done. `not-allowed`: a right is missing, and may be given any minute; `no-address`: the
 * directory has no e-mail address for the person.
 */
export type PlanTrouble = "not-allowed" | "refused" | "gone" | "not-signed-in" | "away" | "no-address";

/** One step as last known. `person`: of a step that is done for each member of staff (Entra id); of a week, its day. */
export type PlanStepState = {
  readonly step: PlanStep;
  readonly person?: string;
  readonly at: string;
  /** Absent: done. */
  readonly trouble?: PlanTrouble;
};

/** A lesson that staff planned in Lesson Guard. */
export type Plan = {
  readonly at: string;
  readonly by: string;
  /** The list of families who come. */
  readonly class?: string;
  /** Staff who were invited, besides the organiser (Entra ids). */
  readonly staff: readonly string[];
  /** Graph's id of the calendar event. */
  readonly event?: string;
  readonly steps: readonly PlanStepState[];
};

export const isSameStep = (
  one: Pick<PlanStepState, "step" | "person">,
  other: Pick<PlanStepState, "step" | "person">,
): boolean => one.step === other.step && one.person === other.person;

/** @returns undefined where nothing is known of it yet */
export const stepOf = (
  { steps }: Pick<Plan, "steps">,
  step: PlanStep,
  person?: string,
): PlanStepState | undefined =>
  steps.find((one) => isSameStep(one, person === undefined ? { step } : { step, person }));
