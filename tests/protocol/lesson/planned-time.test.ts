import { plannedEnd } from "../../../src/protocol/lesson/planned-time.ts";

const WEEKLY = { startsAt: "2026-09-08T09:00:00.000Z", endsAt: "2026-09-08T09:40:00.000Z" };

it.each([
  ["at its time", "2026-09-08T09:00:00.000Z", "2026-09-08T09:40:00.000Z"],
  ["a little before it", "2026-09-08T08:40:00.000Z", "2026-09-08T09:40:00.000Z"],
  ["late", "2026-09-08T09:30:00.000Z", "2026-09-08T09:40:00.000Z"],
  ["after its planned time", "2026-09-08T10:00:00.000Z", "2026-09-08T10:40:00.000Z"],
  ["a week later", "2026-09-15T08:55:00.000Z", "2026-09-15T09:40:00.000Z"],
  ["late a week later", "2026-09-15T09:20:00.000Z", "2026-09-15T09:40:00.000Z"],
  ["once summer time is over", "2026-11-24T09:55:00.000Z", "2026-11-24T10:40:00.000Z"],
  ["on no day of the series, at another time", "2026-11-25T13:00:00.000Z", "2026-11-25T13:40:00.000Z"],
])("a lesson that began %s", (_when, startedAt, end) => {
  expect(plannedEnd({ ...WEEKLY, startedAt })).toBe(end);
});

it.each([
  ["it has not begun", WEEKLY],
  ["Teams says no end", { startsAt: WEEKLY.startsAt, startedAt: WEEKLY.startsAt }],
  ["Teams says no start", { endsAt: WEEKLY.endsAt, startedAt: WEEKLY.startsAt }],
  [
    "it ends before it starts",
    { startsAt: WEEKLY.endsAt, endsAt: WEEKLY.startsAt, startedAt: WEEKLY.startsAt },
  ],
])("the planned end is not known where %s", (_why, lesson) => {
  expect(plannedEnd(lesson)).toBeUndefined();
});
