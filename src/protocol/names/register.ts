/** A pupil expected in the lesson, with the names they may appear under (C6). */
export type Pupil = {
  readonly id: string;
  readonly name: string;
  readonly also: readonly string[];
};
