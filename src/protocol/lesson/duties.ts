import { isLessonGuard } from "../who/lesson-guard.ts";
import type { Duty, DutyWork, StaffNews } from "../work/duty.ts";
import type { LessonEvent, LessonEventType } from "./events.ts";
import type { Lesson } from "./state.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** An occurrence and everything that belongs to it is long over by then. */
const OCCURRENCE = 4 * 60 * MINUTE;
const CALL_KEPT_EVERY = 10 * MINUTE;
const LAST_REMOVAL_AFTER = 5 * MINUTE;
/** Lessons that end together are sealed together. */
const SEALED_AFTER = 2 * MINUTE;
/** The first look comes at once: what was refused before the start is asked for again with it. */
const OPTIONS_WATCHED_AFTER = SECOND;

const duty = (work: DutyWork, more: Partial<Omit<Duty, "work">> = {}): Duty => ({
  work,
  afterMs: 0,
  deadlineMs: 10 * SECOND,
  expiryMs: OCCURRENCE,
  repeat: "until-done",
  urgent: false,
  ...more,
});

const urgent = (work: DutyWork, more: Partial<Omit<Duty, "work">> = {}): Duty =>
  duty(work, { urgent: true, deadlineMs: 2 * SECOND, ...more });

/** The call's list: one that waits is enough, and it waits no longer than the soonest was to. */
export const readRosterDuty = (lesson: string, call: string, afterMs = 0): Duty =>
  urgent({ kind: "read-roster", lesson, call }, { afterMs, replaces: `roster:${lesson}` });

/**
 * The same though nobody has heard anything. Apart from the others: one that follows from something heard must
 * not be given up for it.
 */
export const readRosterAgain = (lesson: string, call: string, afterMs: number): Duty =>
  urgent({ kind: "read-roster", lesson, call }, { afterMs, replaces: `roster again:${lesson}` });

/** Cards are drawn from state when they are sent, so one waiting duty a card is enough. */
const checklist = (lesson: Lesson, staff: string, afterMs: number): Duty =>
  duty(
    { kind: "send-checklist", lesson: lesson.id, staff },
    { afterMs, replaces: `checklist:${lesson.id}:${staff}` },
  );

const redraw = (lesson: Lesson, afterMs: number): readonly Duty[] =>
  Object.entries(lesson.checklists)
    .filter(([, state]) => state === "sent")
    .map(([staff]) => checklist(lesson, staff, afterMs));

const progress = (lesson: Lesson, afterMs: number): readonly Duty[] =>
  lesson.end === undefined
    ? []
    : // Nobody pressed: the staff of the lesson follow it on their own cards.
      isLessonGuard(lesson.end.by)
      ? redraw(lesson, afterMs)
      : [
          urgent(
            { kind: "send-progress", lesson: lesson.id, staff: lesson.end.by },
            { afterMs, deadlineMs: 10 * SECOND, replaces: `progress:${lesson.id}` },
          ),
        ];

const settleDown = (lesson: Lesson): readonly Duty[] =>
  lesson.end === undefined ? redraw(lesson, 1500) : progress(lesson, 500);

/** Why Graph finds no meeting that belongs to the chat: Meet now, a call in a group chat. */
export const NOT_SCHEDULED = "not a scheduled meeting";

const isChannel = ({ chatId }: Lesson): boolean => /@thread\.(tacv2|skype)/.test(chatId);

type For<T extends LessonEventType> = (
  lesson: Lesson,
  event: Extract<LessonEvent, { type: T }>,
) => readonly Duty[];

const SOON = 300;

const table: { readonly [T in LessonEventType]?: For<T> } = {
  MeetingMet: (lesson) => [duty({ kind: "find-meeting", lesson: lesson.id })],
  MeetingStarted: (lesson) => [
    // It could not be found earlier; perhaps the administrator's policy has taken effect by now.
    ...(lesson.graphId === undefined ? [duty({ kind: "find-meeting", lesson: lesson.id })] : []),
    duty(
      { kind: "watch-options", lesson: lesson.id },
      { afterMs: OPTIONS_WATCHED_AFTER, replaces: `watch:${lesson.id}` },
    ),
  ],
  // The title is only kept for lessons: look the meeting up once more.
  KindChosen: (lesson, { data }) => {
    if (data.kind === "not a lesson")
      return inCall(lesson, (call) => [duty({ kind: "leave-call", lesson: lesson.id, call })]);
    return lesson.title === undefined ? [duty({ kind: "find-meeting", lesson: lesson.id })] : [];
  },
  MeetingFound: (lesson, { at, data }) => [
    ...(data.organiserStaff === false ? [duty({ kind: "tell-unprotected", lesson: lesson.id })] : []),
    // Found again, perhaps at another time: what was to be done before takes the new one's place.
    ...(data.readyAt ?? []).map((moment, n) =>
      duty(
        { kind: "remind", lesson: lesson.id, of: "get-ready" },
        {
          afterMs: Math.max(0, Date.parse(moment) - Date.parse(at)),
          replaces: `ready:${lesson.id}:${moment}:${n}`,
        },
      ),
    ),
  ],
  GettingReady: (lesson) => [
    urgent({ kind: "set-options", lesson: lesson.id }, { replaces: `options:${lesson.id}` }),
  ],
  // Other reasons may pass, and are none of the organiser's.
  MeetingNotFound: (lesson, { data }) =>
    data.reason === NOT_SCHEDULED || isChannel(lesson)
      ? [duty({ kind: "tell-unprotected", lesson: lesson.id })]
      : [],
  KindAsked: (lesson) => [duty({ kind: "ask-kind", lesson: lesson.id })],
  OptionsAsked: (lesson) => [
    urgent({ kind: "set-options", lesson: lesson.id }, { replaces: `options:${lesson.id}` }),
    ...redraw(lesson, SOON),
  ],
  // The setting is not yet silence: the list is looked at for whose camera or mic still sends.
  OptionsSeen: (lesson) => [...progress(lesson, 0), ...lookForSilence(lesson, 300)],
  SendingSeen: (lesson, { data }) => [
    ...settleDown(lesson),
    ...(data.cameras.length + data.mics.length === 0 ? [] : lookForSilence(lesson, 2 * SECOND)),
  ],
  OptionsNotSet: (lesson) => progress(lesson, 0),
  CallAsked: (lesson, { data }) => [
    urgent(
      { kind: "join-call", lesson: lesson.id, callback: data.callback },
      // A call that was not found may be over: what Teams says of the meeting's end is waited for.
      {
        afterMs: lesson.call.again === true ? 5 * SECOND : 0,
        deadlineMs: 10 * SECOND,
        replaces: `join:${lesson.id}`,
      },
    ),
  ],
  CallEntered: (lesson, { data }) => [
    readRosterDuty(lesson.id, data.call),
    duty(
      { kind: "keep-call", lesson: lesson.id, call: data.call },
      { afterMs: CALL_KEPT_EVERY, replaces: `keep:${data.call}` },
    ),
    ...redraw(lesson, SOON),
  ],
  StrayCallFound: (lesson, { data }) => [
    duty(
      { kind: "leave-call", lesson: lesson.id, call: data.call },
      { urgent: true, replaces: `leave:${data.call}` },
    ),
  ],
  FamilyCardAsked: (lesson) => [
    duty({ kind: "post-family-card", lesson: lesson.id }, { repeat: "once", expiryMs: 10 * MINUTE }),
  ],
  ChecklistAsked: (lesson, { data }) => data.staff.map((staff) => checklist(lesson, staff, 0)),
  PersonArrived: settleDown,
  PersonMoved: (lesson, { data }) => [
    ...settleDown(lesson),
    ...(data.place === "in" ? [] : leaveWhenEmpty(lesson)),
  ],
  PersonRecognised: settleDown,
  PupilsChecked: settleDown,
  ExceptionNoted: settleDown,
  ExceptionPutRight: settleDown,
  RegisterSet: settleDown,
  MuteOrdered: (lesson, { data }) =>
    inCall(lesson, (call) =>
      data.people.map((participant) =>
        urgent({ kind: "mute", lesson: lesson.id, call, participant }, { expiryMs: MINUTE }),
      ),
    ),
  EndAsked: (lesson, { data, at }) => [
    urgent(
      { kind: "remind", lesson: lesson.id, of: "end-window" },
      { afterMs: Date.parse(data.undoUntil) - Date.parse(at) },
    ),
    urgent({ kind: "remind", lesson: lesson.id, of: "end-late" }, { afterMs: 2 * SECOND }),
    // The doors first: nothing else goes out until they are on their way.
    ...progress(lesson, SOON),
    ...redraw(lesson, SOON),
  ],
  EndUndone: (lesson) => [
    ...redraw(lesson, 0),
    ...(lesson.undone === undefined
      ? []
      : [
          duty(
            { kind: "send-progress", lesson: lesson.id, staff: lesson.undone.by },
            { replaces: `progress:${lesson.id}` },
          ),
        ]),
  ],
  EndBegan: (lesson) => [
    ...progress(lesson, 0),
    ...inCall(lesson, (call) => [readRosterDuty(lesson.id, call)]),
    urgent({ kind: "remind", lesson: lesson.id, of: "end-late" }, { afterMs: 2 * SECOND }),
    urgent({ kind: "remind", lesson: lesson.id, of: "last-removal" }, { afterMs: LAST_REMOVAL_AFTER }),
  ],
  RemovalOrdered: (lesson, { data }) =>
    inCall(lesson, (call) =>
      data.people.map((participant) => urgent({ kind: "remove", lesson: lesson.id, call, participant })),
    ),
  RemovalAccepted: (lesson) => inCall(lesson, (call) => [readRosterDuty(lesson.id, call, 700)]),
  RemovalRefused: (lesson) => progress(lesson, 0),
  LeftAlone: (lesson, { data }) => [
    remindOfAlone(lesson, "alone", data.pauseAfterSeconds * SECOND),
    remindOfAlone(lesson, "alone-end", data.endAfterMinutes * MINUTE),
  ],
  AloneActedOn: (lesson) => [...tellStaff(lesson, "alone"), ...redraw(lesson, 0)],
  AloneOver: (lesson) =>
    lesson.alone?.told === undefined ? [] : [...tellStaff(lesson, "alone"), ...redraw(lesson, 0)],
  DriftSeen: (lesson) => [...tellStaff(lesson, "drift"), ...redraw(lesson, 0)],
  RecordingSeen: (lesson) => [...tellStaff(lesson, "recording"), ...redraw(lesson, 0)],
  RecordingOver: (lesson) => redraw(lesson, 0),
  CallListSeen: leaveWhenEmpty,
  LastRemovalBegan: leaveWhenEmpty,
  MeetingEnded: (lesson) => [
    ...progress(lesson, 0),
    ...redraw(lesson, 0),
    ...inCall(lesson, (call) => [duty({ kind: "leave-call", lesson: lesson.id, call })]),
    ...(lesson.kind === "not a lesson" ? [] : [seal(lesson)]),
  ],
};

function lookForSilence(lesson: Lesson, afterMs: number): readonly Duty[] {
  const options = lesson.doors.asked?.options;
  return options === undefined || (options.mic && options.camera)
    ? []
    : inCall(lesson, (call) => [readRosterAgain(lesson.id, call, afterMs)]);
}

function tellStaff({ id, staff }: Lesson, about: StaffNews): readonly Duty[] {
  return staff.map(({ person }) =>
    urgent(
      { kind: "tell-staff", lesson: id, staff: person, about },
      { deadlineMs: 10 * SECOND, expiryMs: 30 * MINUTE, replaces: `tell-staff:${about}:${id}:${person}` },
    ),
  );
}

/** Each absence has its own: one that took an older one's place would come as early as that. */
function remindOfAlone({ id }: Lesson, of: "alone" | "alone-end", afterMs: number): Duty {
  return urgent({ kind: "remind", lesson: id, of }, { afterMs });
}

/** One waits for all lessons of the school that end about now. */
function seal({ id }: Lesson): Duty {
  const asked = { afterMs: SEALED_AFTER, deadlineMs: 10 * MINUTE, replaces: "seal:lesson" };
  return duty({ kind: "seal", of: "lesson", lesson: id }, asked);
}

function inCall(lesson: Lesson, duties: (call: string) => readonly Duty[]): readonly Duty[] {
  const { state, call } = lesson.call;
  return call !== undefined && (state === "in" || state === "waiting") ? duties(call) : [];
}

/**
 * Whether the bot may leave an ended lesson: after the last removal, and only where the call's own list, seen
 * since the end began, shows nobody inside. Without it, or from the lobby, nobody knows who is still there to be
 * removed, and a bot that has left removes nobody.
 */
export const isEmptied = ({ call, end, people }: Lesson): boolean =>
  call.state === "in" &&
  end?.lastRemovalAt !== undefined &&
  end.listSeenAt !== undefined &&
  call.doubt === undefined &&
  !Object.values(people).some((one) => one.source === "call" && one.place === "in");

/** After the last removal the bot leaves too; with nobody left Teams ends the call itself. */
function leaveWhenEmpty(lesson: Lesson): readonly Duty[] {
  if (!isEmptied(lesson)) return [];
  return inCall(lesson, (call) => [
    duty({ kind: "leave-call", lesson: lesson.id, call }, { replaces: `leave:${call}` }),
  ]);
}

/**
 * The outgoing work an event calls for.
 * @param lesson the lesson after the event
 */
export const dutiesFor = (lesson: Lesson, event: LessonEvent): readonly Duty[] => {
  const found = table[event.type] as For<LessonEventType> | undefined;
  return found === undefined ? [] : found(lesson, event);
};

/** Duties an event takes back before they have started. */
export const dutiesUndoneBy = (event: LessonEvent): readonly DutyWork["kind"][] =>
  event.type === "EndUndone" ? ["remind"] : [];
