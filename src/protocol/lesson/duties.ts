import type { Duty, DutyWork } from "../work/duty.ts";
import { endDueAt, pauseDueAt } from "./absences.ts";
import { cardDuties } from "./card-duties.ts";
import type { Step } from "./decide-in-turn.ts";
import { duty, findRefusals, MINUTE, SECOND, sealSoon, urgent } from "./duty-shapes.ts";
import type { LessonEvent, LessonEventType } from "./events.ts";
import { isLessonKind } from "./kind.ts";
import { afterAppDuties, cancelDuties, metDuties, planDuties, weekDuties } from "./plan-duties.ts";
import { afterTakenBack, fileRecordings, remindOfRecording, watchRecordings } from "./recording-duties.ts";
import type { Lesson } from "./state.ts";
import { lookForRecording } from "./unrecorded.ts";
import { isInZoom } from "./zoom.ts";
import { zoomDuties } from "./zoom-duties.ts";

const CALL_KEPT_EVERY = 10 * MINUTE;
const LAST_REMOVAL_AFTER = 5 * MINUTE;
/** The first look comes at once: an option that was refused before the start is asked for again with it. */
const OPTIONS_WATCHED_AFTER = SECOND;
/** Time to notice that "Not a lesson" was pressed by mistake: a bot that has left must be admitted again. */
const UNDONE_WITHIN = 10 * SECOND;

/** If the list has not come by then, Lesson Guard says that Teams does not show it. */
const LIST_READ_WITHIN = 10 * SECOND;

/** Reads the call's list: one waiting duty is enough, and it keeps the earliest time. */
export const readRosterDuty = (lesson: string, call: string, afterMs = 0): Duty =>
  urgent(
    { kind: "read-roster", lesson, call },
    { afterMs, deadlineMs: LIST_READ_WITHIN, replaces: `roster:${lesson}` },
  );

/**
 * The same, without any news. It is a duty apart: one that follows from news must not be given up for it.
 */
export const readRosterAgain = (lesson: string, call: string, afterMs: number): Duty =>
  urgent(
    { kind: "read-roster", lesson, call },
    { afterMs, deadlineMs: LIST_READ_WITHIN, replaces: `roster again:${lesson}` },
  );

/** Why Graph finds no meeting that belongs to the chat: Meet now, a call in a group chat. */
export const NOT_SCHEDULED = "not a scheduled meeting";

const isChannel = ({ chatId }: Lesson): boolean => /@thread\.(tacv2|skype)/.test(chatId);

type For<T extends LessonEventType> = (
  lesson: Lesson,
  event: Extract<LessonEvent, { type: T }>,
) => readonly Duty[];

const table: { readonly [T in LessonEventType]?: For<T> } = {
  LessonPlanned: (lesson, { at }) => planDuties(lesson, at),
  LessonCancelled: (lesson, { at }) => cancelDuties(lesson, at),
  WeekCancelled: (lesson, { data }) => weekDuties(lesson, data.day),
  MeetingMet: (lesson, { at }) => metDuties(lesson, at),
  PlanStepDone: (lesson, { at, data }) => (data.step === "app" ? afterAppDuties(lesson, at) : []),
  PlanStepRefused: (lesson, { at, data }) => (data.step === "app" ? afterAppDuties(lesson, at) : []),
  MeetingStarted: (lesson, { at }) => [
    // Begun again after its end: while it was over it heard of no answer (P2).
    ...(lesson.startedAt === at ? [] : [findRefusals(lesson)]),
    // It could not be found earlier; perhaps the Teams administrator's policy has taken effect by now.
    ...(lesson.graphId === undefined ? [duty({ kind: "find-meeting", lesson: lesson.id })] : []),
    duty(
      { kind: "watch-options", lesson: lesson.id },
      { afterMs: OPTIONS_WATCHED_AFTER, replaces: `watch:${lesson.id}` },
    ),
  ],
  // The title is only kept for lessons: look up the meeting once more.
  KindChosen: (lesson, { data }) => {
    if (data.kind === "not a lesson") return inCall(lesson, (call) => [leaveUnlessUndone(lesson, call)]);
    return lesson.title === undefined ? [duty({ kind: "find-meeting", lesson: lesson.id })] : [];
  },
  KindUndone: (lesson, { data }) =>
    isLessonKind(data) && lesson.title === undefined
      ? [duty({ kind: "find-meeting", lesson: lesson.id })]
      : [],
  MeetingFound: (lesson, { at, data }) => [
    ...(data.organiserStaff === false ? [duty({ kind: "tell-unprotected", lesson: lesson.id })] : []),
    // The meeting was found again, perhaps at another time: its new times replace the old ones.
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
  // Other reasons may pass, and the organiser can do nothing about them.
  MeetingNotFound: (lesson, { data }) =>
    data.reason === NOT_SCHEDULED || isChannel(lesson)
      ? [duty({ kind: "tell-unprotected", lesson: lesson.id })]
      : [],
  OptionsAsked: (lesson) => [
    urgent({ kind: "set-options", lesson: lesson.id }, { replaces: `options:${lesson.id}` }),
  ],
  // The setting alone is not silence: the list shows whose camera or mic still sends.
  OptionsSeen: (lesson) => lookForSilence(lesson, 300),
  SendingSeen: (lesson, { data }) =>
    data.cameras.length + data.mics.length === 0 ? [] : lookForSilence(lesson, 2 * SECOND),
  // Graph may answer neither: whether it still shows the call must not wait for the next look, a minute from now.
  OptionsNotRead: (lesson) => inCall(lesson, (call) => [readRosterDuty(lesson.id, call)]),
  // The answer may have come just as it was said to be late.
  CallNotRead: (lesson, { data }) => [readRosterDuty(lesson.id, data.call, SECOND)],
  CallAsked: (lesson, { data }) => [
    urgent(
      { kind: "join-call", lesson: lesson.id, callback: data.callback },
      // A call that was not found may be over: we wait for what Teams says of the meeting's end.
      {
        afterMs: lesson.call.again === true ? 5 * SECOND : 0,
        deadlineMs: 10 * SECOND,
        replaces: `join:${lesson.id}`,
      },
    ),
  ],
  // The call was asked for before staff said that this is no lesson.
  CallJoining: (lesson, { data }) => (isLessonKind(lesson) ? [] : [leaveUnlessUndone(lesson, data.call)]),
  CallEntered: (lesson, { data }) => [
    readRosterDuty(lesson.id, data.call),
    duty(
      { kind: "keep-call", lesson: lesson.id, call: data.call },
      { afterMs: CALL_KEPT_EVERY, replaces: `keep:${data.call}` },
    ),
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
  // Inside without being seen in the lobby: the options are looked at now, not in the next round (C4).
  PersonArrived: (lesson, { data }) =>
    data.source === "call" && data.place === "in" && !data.staff && lesson.phase !== "over"
      ? [
          urgent(
            { kind: "watch-options", lesson: lesson.id, once: true },
            { expiryMs: MINUTE, replaces: `look at options:${lesson.id}` },
          ),
          ...lookForRecording(lesson),
        ]
      : [],
  RegisterSet: (lesson) => [findRefusals(lesson)],
  PersonRecognised: (lesson) => noteJoining(lesson),
  RoomAgreed: (lesson) => noteJoining(lesson),
  PersonMoved: (lesson, { data }) =>
    data.place === "in" ? lookForRecording(lesson) : leaveWhenEmpty(lesson),
  ParentAnswered: lookForRecording,
  RecordingNotAnnounced: lookForRecording,
  RecordingOver: lookForRecording,
  Resumed: lookForRecording,
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
  ],
  EndBegan: (lesson) => [
    ...inCall(lesson, (call) => [readRosterDuty(lesson.id, call)]),
    urgent({ kind: "remind", lesson: lesson.id, of: "last-removal" }, { afterMs: LAST_REMOVAL_AFTER }),
  ],
  RemovalOrdered: (lesson, { data }) =>
    inCall(lesson, (call) =>
      data.people.map((participant) => urgent({ kind: "remove", lesson: lesson.id, call, participant })),
    ),
  RemovalAccepted: (lesson) => inCall(lesson, (call) => [readRosterDuty(lesson.id, call, 700)]),
  LeftAlone: (lesson, { at }) => remindOfAlone(lesson, "alone", at, pauseDueAt),
  // With the end's own timer all others were taken back.
  EndUndone: lookForRecording,
  AloneActedOn: (lesson, { at }) => remindOfAlone(lesson, "alone-end", at, endDueAt),
  // An old list removes no one: if the time came while Teams showed none, the lesson is looked at now.
  CallListSeen: (lesson, { at }) => [
    ...leaveWhenEmpty(lesson),
    ...(lesson.alone?.told === undefined || lesson.alone.over !== undefined
      ? []
      : remindOfAlone(lesson, "alone-end", at, endDueAt)),
  ],
  LastRemovalBegan: (lesson) => leaveWhenEmpty(lesson),
  RecordingSeen: remindOfRecording,
  RecordingAnnounced: (lesson, event) => [...remindOfRecording(lesson, event), ...lookForRecording(lesson)],
  RecordingSaid: remindOfRecording,
  WordTakenBack: afterTakenBack,
  FilingAsked: (lesson, { data }) => fileRecordings(lesson, data),
  RecordingFiled: watchRecordings,
  MeetingEnded: (lesson) => [
    ...inCall(lesson, (call) => [duty({ kind: "leave-call", lesson: lesson.id, call })]),
    ...(lesson.kind === "not a lesson" ? [] : [sealSoon(lesson.id)]),
  ],
};

/** Not at once: a name that was settled by mistake can be undone. */
const JOINING_NOTED_AFTER = MINUTE;

const noteJoining = ({ id, refusals }: Lesson): readonly Duty[] =>
  refusals === undefined
    ? []
    : [
        duty(
          { kind: "note-joining", lesson: id },
          { afterMs: JOINING_NOTED_AFTER, replaces: `joining:${id}` },
        ),
      ];

const leaveUnlessUndone = ({ id }: Lesson, call: string): Duty =>
  duty({ kind: "leave-call", lesson: id, call }, { afterMs: UNDONE_WITHIN });

const lookForSilence = (lesson: Lesson, afterMs: number): readonly Duty[] => {
  const options = lesson.doors.asked?.options;
  return options === undefined || (options.mic && options.camera)
    ? []
    : inCall(lesson, (call) => [readRosterAgain(lesson.id, call, afterMs)]);
};

/** Each absence has its own timer: in place of an older one, it would come as early as that one. */
const remindOfAlone = (
  { id, alone, absences }: Lesson,
  of: "alone" | "alone-end",
  at: string,
  dueAt: typeof pauseDueAt,
): readonly Duty[] => {
  if (alone === undefined) return [];
  const afterMs = Math.max(0, Date.parse(dueAt({ alone, absences })) - Date.parse(at));
  return [urgent({ kind: "remind", lesson: id, of }, { afterMs })];
};

const inCall = (lesson: Lesson, duties: (call: string) => readonly Duty[]): readonly Duty[] => {
  const { state, call } = lesson.call;
  return call !== undefined && (state === "in" || state === "waiting") ? duties(call) : [];
};

/**
 * Whether the bot may leave an ended lesson: after the last removal, and only where the call's own list, seen
 * since the end began, shows no one inside. Without it, or from the lobby, no one knows who is still there to be
 * removed, and a bot that has left can remove no one.
 */
export const isEmptied = ({ call, end, people }: Lesson): boolean =>
  call.state === "in" &&
  end?.lastRemovalAt !== undefined &&
  end.listSeenAt !== undefined &&
  call.doubt === undefined &&
  call.notReadAt === undefined &&
  !Object.values(people).some((one) => one.source === "call" && one.place === "in");

/** After the last removal the bot leaves too; with no one left Teams ends the call itself. */
const leaveWhenEmpty = (lesson: Lesson): readonly Duty[] => {
  if (!isEmptied(lesson)) return [];
  return inCall(lesson, (call) => [
    duty({ kind: "leave-call", lesson: lesson.id, call }, { replaces: `leave:${call}` }),
  ]);
};

/**
 * The outgoing work that an event calls for, without the cards to redraw.
 * @param lesson the lesson after the whole decision, as the work will find it
 */
export const dutiesFor = (lesson: Lesson, event: LessonEvent): readonly Duty[] => {
  if (isInZoom(lesson)) return zoomDuties(lesson, event);
  const found = table[event.type] as For<LessonEventType> | undefined;
  return found === undefined ? [] : found(lesson, event);
};

/**
 * The outgoing work that follows from what was recorded: what each of its events asks for, and with the last of them
 * every card that shows something else now.
 * @returns one list for each event
 */
export const dutiesOfSteps = (steps: readonly Step[]): readonly (readonly Duty[])[] => {
  const each = steps.flatMap(({ after, events }) => events.map((event) => dutiesFor(after, event)));
  const [first, last] = [steps[0], steps.at(-1)];
  const event = last?.events.at(-1);
  if (first === undefined || last === undefined || event === undefined) return each;
  return [...each.slice(0, -1), [...(each.at(-1) ?? []), ...cardDuties(first.before, last.after, event.at)]];
};

/** The same for one step. */
export const dutiesOf = (
  before: Lesson,
  after: Lesson,
  events: readonly LessonEvent[],
): readonly (readonly Duty[])[] => dutiesOfSteps([{ before, after, events }]);

/** Duties an event takes back before they have started. */
export const dutiesUndoneBy = (event: LessonEvent): readonly DutyWork["kind"][] =>
  event.type === "EndUndone" ? ["remind"] : [];
