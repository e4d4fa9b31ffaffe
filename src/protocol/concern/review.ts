import {
  REVIEW_CHILD_YEARS,
  REVIEW_STAFF_YEARS,
  type Retention,
  USUAL_RETENTION,
} from "../time/retention.ts";
import type { Concern } from "./state.ts";

/**
 * When a concern comes up for review, "2047-11-24": the day that the last review named, else so many years
 * after it was raised. A child's file is kept until they are 25; the youngest pupil is four, so 21 years are
 * enough for every child, without a birth date. A matter about staff: ten years.
 */
export const reviewOn = (concern: Concern, retention: Retention = USUAL_RETENTION): string => {
  const { until } = concern.keeping;
  if (until !== undefined) return until;
  const { reviewChildYears = REVIEW_CHILD_YEARS, reviewStaffYears = REVIEW_STAFF_YEARS } = retention;
  const years = concern.about === "adult" ? reviewStaffYears : reviewChildYears;
  const [year = "", ...rest] = concern.raisedAt.slice(0, 10).split("-");
  const day = [Number(year) + years, ...rest].join("-");
  // 29 February has no anniversary every year.
  return day.endsWith("-02-29") ? day.replace("-02-29", "-03-01") : day;
};
