import { absencesUntil } from "./absences.ts";
import { actsAfter } from "./acts.ts";
import type { LessonEvent, LessonEventType } from "./events.ts";
import { CALL_EVOLVERS } from "./evolve-call.ts";
import { CONDUCT_EVOLVERS } from "./evolve-conduct.ts";
import { FILING_EVOLVERS } from "./evolve-filing.ts";
import { MEETING_EVOLVERS } from "./evolve-meeting.ts";
import { PEOPLE_EVOLVERS } from "./evolve-people.ts";
import { PLAN_EVOLVERS } from "./evolve-plan.ts";
import { ROOM_EVOLVERS } from "./evolve-room.ts";
import { WATCH_EVOLVERS } from "./evolve-watch.ts";
import { ZOOM_EVOLVERS } from "./evolve-zoom.ts";
import type { Evolver, Evolvers } from "./evolver.ts";
import { withParentBefore } from "./parent-said.ts";
import { withoutWord } from "./recording-words.ts";
import type { Lesson } from "./state.ts";

/** One for each event that can be in a lesson's stream. */
const EVOLVERS: Evolvers = {
  ...PLAN_EVOLVERS,
  ...MEETING_EVOLVERS,
  ...CALL_EVOLVERS,
  ...PEOPLE_EVOLVERS,
  ...ROOM_EVOLVERS,
  ...WATCH_EVOLVERS,
  ...FILING_EVOLVERS,
  ...CONDUCT_EVOLVERS,
  ...ZOOM_EVOLVERS,
  PersonalErased: () => ({}),
};

/**
 * The lesson after one more event. State is always derived again from the record. What a later version of the
 * program wrote is counted and noted, and changes nothing else (docs/decisions/0006).
 */
export const evolve = (lesson: Lesson, event: LessonEvent): Lesson => {
  const evolver = EVOLVERS[event.type] as Evolver<LessonEventType> | undefined;
  if (evolver === undefined) return { ...lesson, version: lesson.version + 1, laterFacts: true };
  const changed = evolver(lesson, event);
  const named: { byName?: string } | undefined =
    event.personal !== undefined && "byName" in event.personal ? event.personal : undefined;
  const by = "by" in event.data ? event.data.by : undefined;
  const known = changed.staffNames ?? lesson.staffNames;
  const staffNames =
    by !== undefined && named?.byName !== undefined && named.byName !== "" && known[by] !== named.byName
      ? { ...known, [by]: named.byName }
      : known;
  const version = lesson.version + 1;
  const changedNow = withParentBefore(lesson, {
    ...withoutStale(lesson, event),
    ...changed,
    staffNames,
    version,
  });
  const after = { ...changedNow, acts: actsAfter(lesson, changedNow, event) };
  return hasTurned(lesson, after) ? { ...withoutTurned(after), turn: version, ...turnedBy(event) } : after;
};

const withoutTurned = ({ turned: _turned, ...lesson }: Lesson): Lesson => lesson;

const turnedBy = ({ at, data }: LessonEvent): Pick<Lesson, "turned"> =>
  "by" in data && typeof data.by === "string" ? { turned: { by: data.by, at } } : {};

/** Whether a press drawn before this event may mean something else now. */
const hasTurned = (before: Lesson, after: Lesson): boolean =>
  before.kind !== after.kind ||
  before.phase !== after.phase ||
  before.opened.cameras !== after.opened.cameras ||
  before.opened.mics !== after.opened.mics ||
  before.parent?.at !== after.parent?.at;

/** Removes optional fields that an event ends: a spread alone could only overwrite them. */
const withoutStale = (lesson: Lesson, event: LessonEvent): Lesson => {
  if (event.type === "MeetingFound") {
    const { notFound: _notFound, organiserStaff: _organiserStaff, ...rest } = lesson;
    return rest;
  }
  if (event.type === "KindUndone") {
    const { kind: _kind, kindBefore: _kindBefore, ...rest } = lesson;
    return rest;
  }
  if (event.type === "KindChosen") {
    const { parent: _parent, ...others } = lesson;
    // What a parent said before the lesson was of another kind holds no more (S4).
    const asked = event.data.kind === "one-to-one" && lesson.kind !== "one-to-one" ? others : lesson;
    const { kindAhead: _kindAhead, ...rest } = asked;
    return event.data.once === true ? asked : rest;
  }
  if (event.type === "ParentAnswerOver") {
    const { parent: _parent, ...rest } = lesson;
    return rest;
  }
  if (event.type === "OptionLeft" || event.type === "OptionsAsked") {
    const { drift: _drift, ...rest } = lesson;
    return rest;
  }
  if (event.type === "EndUndone") {
    const { end: _end, ...rest } = lesson;
    return rest;
  }
  // Its timers ran before the end was asked for: it is looked at anew.
  if (event.type === "EndAsked" && event.data.why !== "alone") {
    const { alone: _alone, ...rest } = lesson;
    return { ...rest, absences: absencesUntil(lesson, event.at) };
  }
  if (event.type === "Resumed") {
    const { paused: _paused, alone: _alone, ...rest } = lesson;
    // Staff are there, and have pressed: earlier absences no longer count.
    return { ...rest, absences: [] };
  }
  if (event.type === "WordTakenBack") return withoutWord(lesson, event.data.what);
  if (event.type === "BegunByHand") {
    const { overAt: _overAt, ended: _ended, ...rest } = lesson;
    if (event.data.planned !== true) return rest;
    const { startedAt: _startedAt, ...notBegun } = rest;
    return notBegun;
  }
  if (event.type === "MeetingStarted" && lesson.phase === "over") {
    // It is asked anew whether the parent stays.
    const { overAt: _overAt, parent: _parent, end, ...rest } = lesson;
    // What was ended for safety stays ended; staff may open an ordinary lesson again.
    return end === undefined || end.why === "ordinary" ? rest : { ...rest, end };
  }
  return lesson;
};
