/** A pupil expected in the lesson, with the names they may appear under (C6). */
export type Pupil = {
  readonly id: string;
  readonly name: string;
  readonly also: readonly string[];
  /** Since when it is agreed with the headteacher that the family has no other room (B5). */
  readonly oneRoom?: string;
};
