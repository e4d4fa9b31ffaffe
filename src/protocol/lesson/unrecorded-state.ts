/** How far it had come with a child who was inside without a parent, and without a recording (S5). */
export type WhyUnrecorded = "told" | "stopped" | "parent left" | "not told" | "postponed";

/** Each time that staff were told of it. */
export type Unrecorded = {
  readonly from: string;
  /** When staff were told. */
  readonly at: string;
  readonly why: WhyUnrecorded;
  /** Until the next answer about the parent, a recording, or the end. */
  readonly overAt?: string;
};
