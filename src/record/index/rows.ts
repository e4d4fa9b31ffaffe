import isEqual from "fast-deep-equal";
import { isForPresentHeadteacher } from "../../protocol/concern/escalation.ts";
import type { Concern } from "../../protocol/concern/state.ts";
import type { Lesson } from "../../protocol/lesson/state.ts";
import { placeOf } from "../../protocol/lesson/zoom.ts";
import type { ConcernRow, LessonRow } from "./index-rows.ts";

/** In the index this stands for everyone who holds the DSL's role at the time of reading. */
export const DSL_ROLE = "role:dsl";
/** And this for everyone who holds the headteacher's role. */
export const HEADTEACHER_ROLE = "role:headteacher";

/** What a lesson is found by. */
export const lessonRow = (lesson: Lesson, now: string): LessonRow => ({
  lesson: lesson.id,
  meetingId: lesson.meetingId,
  chatId: placeOf(lesson),
  organiserId: lesson.organiser ?? null,
  phase: lesson.phase,
  kind: lesson.kind ?? null,
  startsAt: lesson.startsAt ?? null,
  startedAt: lesson.startedAt ?? null,
  overAt: lesson.overAt ?? null,
  callback: lesson.call.callback ?? null,
  callId: lesson.call.call ?? null,
  updatedAt: now,
  staff: lesson.staff,
});

/** While a lesson is on, most changes leave what it is found by as it is: then nothing is written. */
export const changedRows = (before: Lesson, after: Lesson, now: string): readonly LessonRow[] => {
  const row = lessonRow(after, now);
  const isOn = after.startedAt !== undefined && after.overAt === undefined;
  return isOn && isEqual(lessonRow(before, now), row) ? [] : [row];
};

/** Each person once for each role, however often they were told. */
const recipients = ({ deliveries, raisedBy }: Concern): ConcernRow["people"] => {
  const told = deliveries.flatMap(({ target }) =>
    target.to === "person" && target.person !== raisedBy ? [target] : [],
  );
  return [...new Map(told.map((one) => [`${one.as} ${one.person}`, one])).values()].map((one) => ({
    person: one.person,
    why: one.as,
  }));
};

/** What a concern is found by, and for whom. Whether they may read it is decided again at each read. */
export const concernRow = (concern: Concern): ConcernRow => ({
  ref: concern.ref,
  about: concern.about,
  lesson: concern.lesson,
  raisedBy: concern.raisedBy,
  raisedAt: concern.raisedAt,
  state:
    concern.closed !== undefined || concern.takenBackAt !== undefined
      ? "closed"
      : concern.acknowledged.length > 0
        ? "seen"
        : "open",
  people: [
    { person: concern.raisedBy, why: "raiser" },
    ...(concern.reaches === "dsl" && concern.about !== "adult" ? [{ person: DSL_ROLE, why: "dsl" }] : []),
    ...(isForPresentHeadteacher(concern) ? [{ person: HEADTEACHER_ROLE, why: "headteacher" }] : []),
    ...recipients(concern),
  ],
});
