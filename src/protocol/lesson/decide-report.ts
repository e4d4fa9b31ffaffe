import isEqual from "fast-deep-equal";
import { type Decision, refuse } from "../decision.ts";
import { defined } from "../defined.ts";
import { kindByRule } from "../rules/s3-kind.ts";
import type { Kind } from "../words.ts";
import { aloneDue, aloneEndDue } from "./alone.ts";
import { callNotRead } from "./call-list.ts";
import type { DecisionContext, Report } from "./commands.ts";
import { oneToOneKept } from "./decide-conduct.ts";
import { gettingReady, planEvents } from "./decide-plan.ts";
import { isHeardInZoom, plannedEndPassed } from "./decide-zoom.ts";
import { seenSinceAsked } from "./doors.ts";
import { driftSeen, optionsCutOff, optionsNotAnswered } from "./drift.ts";
import type { LessonEvent } from "./events.ts";
import { evolve } from "./evolve.ts";
import { filingEvents } from "./filing.ts";
import { legEntered, legGone, legJoining, legOver, legStray, meetingOver } from "./legs.ts";
import { type CoOrganisers, startOptionsIn } from "./options.ts";
import { withSettledNames } from "./remembered-names.ts";
import { rosterEvents } from "./roster.ts";
import type { End, Lesson } from "./state.ts";
import { unrecordedDue } from "./unrecorded.ts";
import { isInZoom } from "./zoom.ts";

type Decide<R extends Report["report"]> = (
  lesson: Lesson,
  report: Extract<Report, { report: R }>,
  around: DecisionContext,
) => Decision;

const noted = (...events: readonly LessonEvent[]): Decision => ({ events, say: "" });

/** A new occurrence of a series keeps its kind, register and staff; everything else begins again. */
const meetingMet: Decide<"meeting-met"> = (
  lesson,
  { lesson: id, meetingId, chatId, previous },
  { now: at },
) => {
  // A planned lesson is there before its meeting is.
  if (lesson.chatId !== "" || (lesson.version > 0 && lesson.plan === undefined)) return noted();
  const met: LessonEvent = {
    type: "MeetingMet",
    at,
    data: {
      lesson: id,
      meetingId,
      chatId,
      ...defined({ seriesOf: previous?.id, weeklyUntil: previous?.weeklyUntil, skipped: previous?.skipped }),
    },
  };
  const kind = previous?.kindAhead ?? previous?.kind;
  if (previous === undefined || kind === undefined) return noted(met);
  const kept: LessonEvent[] = [met, { type: "KindChosen", at, data: { kind, how: "series" } }];
  const register = withSettledNames(previous);
  if (register.length > 0)
    kept.push({
      type: "RegisterSet",
      at,
      data: { by: "", source: "series", pupils: register.map((pupil) => pupil.id) },
      personal: { byName: "", register },
    });
  const { refusals: pupils } = previous;
  if (pupils !== undefined) kept.push({ type: "RefusalsOnFile", at, data: { pupils } });
  return noted(...kept, ...oneToOneKept({ ...previous, kind }, at));
};

/**
 * The organiser is not staff, perhaps a pupil: their meeting is not taken over, and they are asked nothing. A
 * lesson that is on and protected is not given up for that.
 */
const isLeftAlone = (
  { kind, phase, graphId, protectable }: Lesson,
  { organiserStaff }: Extract<Report, { report: "meeting-found" }>,
): boolean =>
  organiserStaff === false &&
  !(isLesson(kind) && phase !== "planned" && graphId !== undefined && protectable);

const meetingFound: Decide<"meeting-found"> = (lesson, report, { now: at }) => {
  const { organiser, graphId, startsAt, endsAt } = report;
  const alone = isLeftAlone(lesson, report);
  const staff = report.staff.filter(({ person }) => !alone || person !== organiser);
  const place = {
    type: "MeetingFound" as const,
    at,
    data: {
      organiser,
      graphId,
      staff,
      protectable: report.protectable && !alone,
      ...(report.readyAt === undefined || alone ? {} : { readyAt: report.readyAt }),
      ...(alone ? { organiserStaff: false as const } : {}),
      ...defined({ startsAt, endsAt }),
    },
  };
  const rule = lesson.kind === undefined ? kindByRule(report) : undefined;
  const found: LessonEvent = isLesson(rule?.kind ?? lesson.kind)
    ? {
        ...place,
        personal: {
          title: report.title,
          staffNames: report.staffNames,
          ...defined({ leadNames: report.leadNames }),
        },
      }
    : place;
  const again = isEqual(meetingOf(evolve(lesson, found)), meetingOf(lesson)) ? [] : [found];
  if (alone || lesson.kind !== undefined || lesson.kindAskedAt !== undefined) return noted(...again);
  return rule === undefined
    ? noted(...again, { type: "KindAsked", at, data: { organiser } })
    : noted(...again, { type: "KindChosen", at, data: rule });
};

/** All that finding the meeting can tell: finding the same twice is one event. */
const meetingOf = ({ version: _version, ...rest }: Lesson): Omit<Lesson, "version"> => rest;

/** Who is in a meeting that is not (yet) a lesson concerns no one: nothing about it is kept. */
const isLesson = (kind: Kind | undefined): boolean => kind !== undefined && kind !== "not a lesson";

const sameCall = (lesson: Lesson, call: string): boolean =>
  lesson.call.call === undefined || lesson.call.call === call;

/** False where one of them is not known, or cannot be read. */
const isEarlier = (one: string | undefined, other: string | undefined): boolean =>
  Date.parse(one ?? "") < Date.parse(other ?? "");

/** An end that was delivered before its own start, and is not the end of the time before. */
const endHeardBefore = ({ endHeard }: Lesson, started: Lesson, at: string): readonly LessonEvent[] =>
  endHeard !== undefined && isEarlier(started.began, endHeard) ? meetingOver(started, at, endHeard) : [];

/** Teams tells of a start once, and perhaps no server listened: a person inside shows that the meeting is on. */
const begunBySomebody = (
  { phase, begunBy }: Lesson,
  { people, teamsAt }: Extract<Report, { report: "roster-seen" }>,
  at: string,
): readonly LessonEvent[] =>
  // A press may have begun it before there was a call to join.
  (phase === "planned" || (begunBy === "panel" && phase !== "over")) &&
  people.some(({ place }) => place === "in")
    ? [
        {
          type: "MeetingStarted",
          at,
          data: { source: "join", ...defined({ teamsAt }) },
        },
      ]
    : [];

/** Of an end for safety: that the alert has gone out with it; removal may have begun as an ordinary end. */
const hasBegun = ({ why, beganAt, alert }: End): boolean =>
  why === "ordinary" ? beganAt !== undefined : alert !== undefined;

/** Where nothing was known before, this is no news. */
const NONE_AMISS: CoOrganisers = { notStaff: 0, staffWithout: 0 };

const deciders: { readonly [R in Report["report"]]: Decide<R> } = {
  "lesson-planned": (lesson, report, { now }) => noted(...planEvents(lesson, report, now)),
  "plan-step-done": (lesson, report, { now }) => noted(...planEvents(lesson, report, now)),
  "lesson-cancelled": (lesson, report, { now }) => noted(...planEvents(lesson, report, now)),
  "week-cancelled": (lesson, report, { now }) => noted(...planEvents(lesson, report, now)),
  "meeting-replaced": (lesson, report, { now }) => noted(...planEvents(lesson, report, now)),
  "plan-step-refused": (lesson, report, { now }) => noted(...planEvents(lesson, report, now)),
  "meeting-met": meetingMet,
  "meeting-found": meetingFound,
  "meeting-not-found": (lesson, { reason }, { now: at }) =>
    lesson.graphId === undefined && lesson.notFound !== reason
      ? noted({ type: "MeetingNotFound", at, data: { reason } })
      : noted(),
  "meeting-started": (lesson, { source, teamsAt }, { now: at }) => {
    // The same start delivered once more does not open an ended lesson again.
    const began = teamsAt ?? at;
    const another = began !== lesson.began && !isEarlier(began, lesson.began);
    const again = lesson.phase === "over" && source === "event" && another;
    // A press began the lesson, and now Teams says so itself: there is a call to join.
    const after = lesson.begunBy === "panel" && lesson.phase !== "over" && source === "event";
    if (lesson.phase !== "planned" && !again && !after) return noted();
    const event: LessonEvent = { type: "MeetingStarted", at, data: { source, ...defined({ teamsAt }) } };
    return noted(event, ...endHeardBefore(lesson, evolve(lesson, event), at));
  },
  // An end that is delivered late, after the meeting has started again, belongs to the time before.
  "meeting-ended": (lesson, { teamsAt }, { now: at }) =>
    lesson.phase === "planned" && teamsAt !== undefined && teamsAt !== lesson.endHeard
      ? noted({ type: "MeetingEndHeard", at, data: { teamsAt } })
      : isEarlier(teamsAt, lesson.began)
        ? noted()
        : noted(...meetingOver(lesson, at, teamsAt)),
  "options-seen": (lesson, { report: _report, ...data }, { now: at }) => {
    const { seen, coOrganisersSet, coOrganisers } = data;
    const before = lesson.doors.seen;
    const known = coOrganisers === undefined || isEqual(before?.coOrganisers ?? NONE_AMISS, coOrganisers);
    const atStart = startOptionsIn(before);
    const sameAtStart = isEqual({ ...atStart, ...startOptionsIn(data) }, atStart);
    const same =
      before !== undefined &&
      lesson.doors.notSet === undefined &&
      lesson.doors.notReadAt === undefined &&
      isEqual(before.options, seen) &&
      known &&
      sameAtStart;
    const since = seenSinceAsked(lesson.doors) !== undefined;
    return same && since && (lesson.coOrganisersSet || !coOrganisersSet)
      ? noted()
      : noted({ type: "OptionsSeen", at, data });
  },
  "options-not-set": (lesson, { reason }, { now: at }) =>
    lesson.doors.notSet?.reason === reason ? noted() : noted({ type: "OptionsNotSet", at, data: { reason } }),
  "options-not-answered": optionsNotAnswered,
  "options-cut-off": optionsCutOff,
  "options-not-read": (lesson, _report, { now: at }) =>
    lesson.phase === "over" || lesson.doors.seen === undefined || lesson.doors.notReadAt !== undefined
      ? noted()
      : noted({ type: "OptionsNotRead", at, data: {} }),
  "call-not-read": (lesson, { call }, { now: at }) => noted(...callNotRead(lesson, call, at)),
  "call-joining": (lesson, { call }, { now }) => legJoining(lesson, call, now),
  "call-stray": (lesson, { call }, { now }) => legStray(lesson, call, now),
  "call-waiting": (lesson, { call }, { now: at }) =>
    lesson.call.state === "asked" && sameCall(lesson, call)
      ? noted({ type: "CallWaiting", at, data: { call } })
      : noted(),
  "call-entered": (lesson, { call }, { now }) => legEntered(lesson, call, now),
  "call-gone": (lesson, report, { now }) => legGone(lesson, report, now),
  "call-lost": (lesson, report, { now }) => legOver(lesson, report, now),
  "call-left": (lesson, { call }, { now: at }) =>
    lesson.call.call === call && lesson.call.state !== "lost"
      ? noted({ type: "CallLeft", at, data: { call } })
      : noted(),
  "call-not-joined": (lesson, { reason }, { now: at }) =>
    lesson.call.state === "asked" ? noted({ type: "CallNotJoined", at, data: { reason } }) : noted(),
  "family-card-posted": ({ familyCard }, { activity }, { now: at }) =>
    familyCard.state === "posted" ? noted() : noted({ type: "FamilyCardPosted", at, data: { activity } }),
  "family-card-not-posted": (lesson, { reason }, { now: at }) =>
    lesson.familyCard.state === "asked"
      ? noted({ type: "FamilyCardNotPosted", at, data: { reason } })
      : noted(),
  "checklist-sent": ({ checklists }, { staff }, { now: at }) =>
    checklists[staff] === "sent" ? noted() : noted({ type: "ChecklistSent", at, data: { staff } }),
  "checklist-not-sent": (lesson, { staff, reason }, { now: at }) =>
    lesson.checklists[staff] === "not sent"
      ? noted()
      : noted({ type: "ChecklistNotSent", at, data: { staff, reason } }),
  "roster-seen": (lesson, report, { now }) => {
    const begun = begunBySomebody(lesson, report, now);
    return isLesson(lesson.kind) && lesson.phase !== "over"
      ? noted(...begun, ...rosterEvents(begun.reduce(evolve, lesson), report, now))
      : noted(...begun);
  },
  "refusals-on-file": (lesson, { pupils }, { now: at }) =>
    lesson.phase === "over" || isEqual(lesson.refusals, pupils)
      ? noted()
      : noted({ type: "RefusalsOnFile", at, data: { pupils } }),
  "person-left": (lesson, { person }, { now: at }) =>
    lesson.people[person] === undefined || lesson.people[person].place === "out"
      ? noted()
      : noted({ type: "PersonMoved", at, data: { person, place: "out" } }),
  "removal-accepted": (lesson, { person }, { now: at }) =>
    lesson.people[person]?.removal === "asked" || lesson.people[person]?.removal === "refused"
      ? noted({ type: "RemovalAccepted", at, data: { person } })
      : noted(),
  "removal-refused": (lesson, { person, reason }, { now: at }) =>
    lesson.people[person]?.removal === "refused"
      ? noted()
      : noted({ type: "RemovalRefused", at, data: { person, reason } }),
  "end-window-passed": (lesson, _, around) => {
    const { end } = lesson;
    // Over already, because the teacher left by "End meeting" at once: the DSL is told all the same (X1).
    if (end === undefined || hasBegun(end)) return noted();
    if (around.now < end.undoUntil) return refuse("too-early", "The undo window is still open.");
    if (end.why === "ordinary") return noted({ type: "EndBegan", at: around.now, data: {} });
    const ref = around.reference();
    return {
      events: [{ type: "EndBegan", at: around.now, data: { alert: ref } }],
      say: "",
      alert: { ref, by: end.by, byName: lesson.staffNames[end.by] ?? "" },
    };
  },
  "alone-due": (lesson, _, around) => aloneDue(lesson, around),
  "alone-end-due": (lesson, _, around) => aloneEndDue(lesson, around),
  "unrecorded-due": (lesson, _, { now }) => noted(...unrecordedDue(lesson, now)),
  "options-drifted": driftSeen,
  "last-removal-due": (lesson, _, { now: at }) =>
    lesson.phase === "shut" && lesson.end?.beganAt !== undefined && lesson.end.lastRemovalAt === undefined
      ? noted({ type: "LastRemovalBegan", at, data: {} })
      : noted(),
  "get-ready": (lesson, _, { now }) => noted(...gettingReady(lesson, now)),
  "planned-end-passed": (lesson, _, { now }) => noted(...plannedEndPassed(lesson, now)),
  "recordings-listed": (...known) => noted(...filingEvents(...known)),
  "recording-filed": (...known) => noted(...filingEvents(...known)),
  "recording-not-filed": (...known) => noted(...filingEvents(...known)),
  "folder-access-seen": (...known) => noted(...filingEvents(...known)),
  "recording-whereabouts": (...known) => noted(...filingEvents(...known)),
  "progress-sent": (lesson, { staff }, { now: at }) =>
    lesson.end?.progressSent === false ? noted({ type: "ProgressSent", at, data: { staff } }) : noted(),
};

/** What Teams, Graph or a timer reported, as events; a report that changes nothing leaves no trace. */
export const decideReport = (lesson: Lesson, report: Report, around: DecisionContext): Decision => {
  if (isInZoom(lesson) && !isHeardInZoom(report)) return noted();
  const decider = deciders[report.report] as Decide<Report["report"]>;
  return decider(lesson, report, around);
};
