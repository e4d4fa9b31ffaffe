/** How long lessons are kept: to the end of their school year, and some school years more. */
export type Retention = {
  /** The last day of the school year, "08-31". */
  readonly schoolYearEnds: string;
  /** How many school years after its own a lesson is kept. */
  readonly keepYears: number;
  /** Years after which a concern about a child comes up for review, and one about staff; 21 and 10 unless said. */
  readonly reviewChildYears?: number;
  readonly reviewStaffYears?: number;
};

/** No birth date is kept: after 21 years the youngest pupil of a primary school is 25. */
export const REVIEW_CHILD_YEARS = 21;
export const REVIEW_STAFF_YEARS = 10;

/** This school year and one more. */
export const USUAL_RETENTION: Retention = { schoolYearEnds: "08-31", keepYears: 1 };

/**
 * The last day whose lessons have expired by now: the end of the last school year but `keepYears`.
 * @param today "2027-09-01", in the school's time zone
 */
export const lastExpired = (today: string, { schoolYearEnds, keepYears }: Retention): string => {
  const year = Number(today.slice(0, 4));
  // On its last day a school year is not over yet.
  const ended = today.slice(5) > schoolYearEnds ? year : year - 1;
  return `${ended - keepYears}-${schoolYearEnds}`;
};
