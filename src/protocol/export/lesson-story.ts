import type { Act } from "../lesson/act.ts";
import { comings } from "../lesson/came-and-went.ts";
import { endPress } from "../lesson/decide-end.ts";
import type { LessonEvent, LessonEventType } from "../lesson/events.ts";
import type { RecordingWord, Whereabouts } from "../lesson/filing-state.ts";
import { isOneToOne } from "../lesson/one-to-one.ts";
import { differences, type MeetingOptions } from "../lesson/options.ts";
import type { OpenedTo } from "../lesson/person.ts";
import { plural } from "../lesson/press.ts";
import type { Lesson, ParentState } from "../lesson/state.ts";
import { OPTION_WORDS } from "../screen/proofs.ts";
import { RECORDED_BY } from "../screen/recording-notices.ts";
import { dayInWords } from "../time/moments.ts";
import type { StartSource } from "../words.ts";
import { CONDUCT_TELLERS, EXCEPTION_IN_WORDS } from "./conduct-story.ts";
import type { Names, Teller } from "./names.ts";
import { TROUBLE_IN_WORDS } from "./recording-rows.ts";
import { UNRECORDED_IN_WORDS } from "./unrecorded-in-words.ts";
import { ZOOM_TELLERS } from "./zoom-story.ts";

export type Told = { readonly at: string; readonly sentence: string };

const ANSWER_IN_WORDS: { readonly [Answer in ParentState["answer"]]: string } = {
  stays: "the parent stays",
  "cannot stay": "the parent cannot stay",
  left: "the parent has left",
};

const UNDONE_IN_WORDS: { readonly [What in Act["what"]]: string } = {
  recognised: "said of a name",
  checked: "checked",
  noted: "noted",
  followed: "noted as asked, or as not put right",
  "put right": "noted as put right",
};

const TAKEN_BACK: { readonly [Word in RecordingWord]: string } = {
  recorded: "that the lesson was recorded",
  CPOMS: "the CPOMS reference",
  "in the folder": "that the recording is in the folder",
  "first copy": "that Teams’ own copy is deleted",
  deleted: "that the recording is deleted",
};

const openedTo = ({ unsorted }: OpenedTo): string =>
  unsorted === undefined
    ? ""
    : unsorted === 1
      ? " 1 person inside was not sorted out, or not expected."
      : ` ${unsorted} people inside were not sorted out, or not expected.`;

const list = (names: readonly string[]): string => names.join(", ");

const STARTS: Readonly<Record<StartSource, string>> = {
  event: "The meeting started.",
  join: "A person was in the meeting before Teams said that it had started.",
  panel: "Staff pressed before Teams had said that the meeting had started: the lesson began with that.",
};

const ALONE_OVER: Readonly<Record<"staff" | "empty" | "not known", string>> = {
  staff: "Staff were in the lesson again.",
  empty: "Everyone had left the lesson.",
  "not known": "Lesson Guard was not in the call: whether staff were in the lesson could not be seen.",
};

const notStaffWords = (count: number): string =>
  count === 0
    ? ""
    : ` ${count === 1 ? "1 co-organiser was" : `${count} co-organisers were`} not known as staff here.`;

const WHEREABOUTS: { readonly [Where in Whereabouts]: string } = {
  there: "The copy was in the folder again.",
  moved: "The copy had been moved out of the folder.",
  gone: "The copy was no longer in the folder.",
};

/** What is told of a lesson, in the order of the day. Roster changes and the program's own work are left out. */
const tellers: { readonly [T in LessonEventType]?: Teller<T> } = {
  KindChosen: ({ data }, names) =>
    data.by === undefined
      ? `Kind set to ${data.kind} by the school's rule.`
      : `${names.staff(data.by)} said it is: ${data.kind}.`,
  LessonCancelled: ({ data }, names) => `${names.staff(data.by)} cancelled the lesson before it began.`,
  WeekCancelled: ({ data }, names) =>
    `${names.staff(data.by)} cancelled the lesson of this series on ${data.day}.`,
  ...CONDUCT_TELLERS,
  ...ZOOM_TELLERS,
  RefusalsOnFile: ({ data }, names) =>
    data.pupils.length === 0
      ? "No refusal of permission was on file."
      : `A refusal of permission was on file for ${list(data.pupils.map((id) => names.pupil(id)))}.`,
  RegisterSet: ({ data }, names) =>
    `${names.staff(data.by)} set the register: ${data.pupils.length} expected.`,
  MeetingStarted: ({ data }) => STARTS[data.source],
  MeetingEnded: () => "The meeting was over.",
  OptionsSeen: ({ data }) =>
    data.seen.recording === true
      ? "Teams says recording is allowed."
      : data.recordAutomatically === true
        ? "Teams said that it records this lesson by itself."
        : differences(data.asked, data.seen).length === 0
          ? `Teams confirmed the meeting options.${notStaffWords(data.coOrganisers?.notStaff ?? 0)}`
          : "Teams showed other meeting options than were asked for.",
  SendingSeen: ({ data }) =>
    data.cameras.length + data.mics.length === 0
      ? "No camera or mic was on that was to be off."
      : `Still on though they were to be off: cameras ${data.cameras.length}, mics ${data.mics.length}.`,
  CamerasSeen: ({ data }, { oneToOne }) =>
    oneToOne
      ? `The family's camera ${data.on ? "came on" : "was off"}.`
      : data.on
        ? "Families' cameras came on."
        : "No family's camera was on any more.",
  OptionsNotSet: () => "The meeting options could not be set.",
  OptionsNotAnswered: () =>
    "Teams did not say whether it had taken the meeting options. They may have come into force later.",
  OptionsNotRead: () => "Teams did not show the meeting options when Lesson Guard looked.",
  CallNotRead: () => "Teams did not show who was in the call when Lesson Guard looked.",
  CallListSeen: () => "Teams showed again who was in the call.",
  CallEntered: () => "Lesson Guard was in the call.",
  CallLost: () => "Lesson Guard lost the call.",
  CallNotJoined: () => "Lesson Guard could not join the call.",
  FamilyCardPosted: () => "The family checklist was posted in the meeting chat.",
  FamilyCardNotPosted: () => "The family checklist could not be posted.",
  PersonArrived: ({ data }, names) =>
    `${names.person(data.person)} ${data.place === "lobby" ? "waited in the lobby" : "came in"}.`,
  PersonMoved: ({ data }, names) =>
    `${names.person(data.person)} ${
      data.place === "in" ? "came in" : data.place === "out" ? "left" : "waited in the lobby"
    }.`,
  PersonRenamed: ({ data }, names) => `${names.person(data.person)} changed the name shown.`,
  PersonRecognised: ({ data }, names) => {
    const { recognition } = data;
    if (recognition.as === "later")
      return `${names.staff(data.by)} left for later who ${names.person(data.person)} is.`;
    const as =
      recognition.as === "pupils"
        ? list(recognition.pupils.map((id) => names.pupil(id)))
        : recognition.as === "staff"
          ? "a member of staff"
          : "not expected";
    return `${names.staff(data.by)} said who ${names.person(data.person)} is: ${as}.`;
  },
  ParentAnswerOver: () => "Another child was inside: their parent was to be asked whether they stay.",
  ParentAnswered: ({ data }, names) => `${names.staff(data.by)} noted: ${ANSWER_IN_WORDS[data.answer]}.`,
  RecordingSaid: ({ data }, names) =>
    `${names.staff(data.by)} said that the lesson was recorded, though Teams did not show it.`,
  RecordingInCpoms: ({ data, personal }, names) =>
    `${names.staff(data.by)} noted the CPOMS reference: ${personal?.reference ?? "erased"}.`,
  FilingAsked: ({ data }) =>
    data.files
      ? `The recording was to be put into “${data.folder}” by Lesson Guard.`
      : `The recording was to be put into “${data.folder}” by staff.`,
  RecordingFound: () => "Teams listed a recording.",
  RecordingFiled: ({ data }) =>
    `A copy was in the folder: ${data.size} bytes, compared by ${data.checked === "checksum" ? "size and checksum" : "size alone"}. To be deleted on ${dayInWords(data.deleteOn)}.`,
  RecordingNotFiled: ({ data }) => `The recording was not in the folder: ${TROUBLE_IN_WORDS[data.why]}.`,
  FolderAccessSeen: ({ data: { seen } }) =>
    seen === "not shown"
      ? "Microsoft did not show who can open the folder."
      : `The folder could be opened, besides DSL and headteacher, by: ${plural(seen.people, "person", "people")}, ${plural(seen.groups, "group", "groups")}, ${plural(seen.links, "link", "links")}.`,
  RecordingWhereabouts: ({ data }) => WHEREABOUTS[data.where],
  RecordingFiledByHand: ({ data }, names) =>
    `${names.staff(data.by)} noted: the recording is in the folder. To be deleted on ${dayInWords(data.deleteOn)}.`,
  FirstCopyDeleted: ({ data }, names) => `${names.staff(data.by)} noted: Teams’ own copy is deleted.`,
  RecordingDeleted: ({ data }, names) => `${names.staff(data.by)} noted: the recording is deleted.`,
  WordTakenBack: ({ data }, names) =>
    `${names.staff(data.by)} took back what was said: ${TAKEN_BACK[data.what]}.`,
  RecordingAnnounced: ({ data }, names) =>
    `${names.staff(data.by)} noted: the parent cannot stay (${data.reason}) and was told “${data.words}”`,
  RecordingNotAnnounced: ({ data }, names) =>
    `${names.staff(data.by)} noted: the parent ${data.why === "objects" ? "objects to a recording" : "was not reached"}. The lesson was to be postponed.`,
  PupilsChecked: ({ data }, names) =>
    `${names.staff(data.by)} checked ${
      data.how === "sweep" && !names.oneToOne
        ? `${data.pupils.length} together`
        : list(data.pupils.map((id) => names.pupil(id)))
    }${data.namesOnly === true ? ": names only, adults not seen" : ""}.`,
  ExceptionNoted: ({ data }, names) =>
    `${names.staff(data.by)} noted for ${names.pupil(data.pupil)}: ${EXCEPTION_IN_WORDS[data.reason]}.`,
  ExceptionPutRight: ({ data }, names) =>
    `${names.staff(data.by)} noted as put right for ${names.pupil(data.pupil)}: ${
      EXCEPTION_IN_WORDS[data.reason]
    }.`,
  PressUndone: ({ data }, names) => {
    const pupils = list(data.pupils.map((id) => names.pupil(id)));
    const people = list(data.people.map((id) => names.person(id)));
    return `${names.staff(data.by)} undid what was ${UNDONE_IN_WORDS[data.what]}: ${pupils === "" ? people : pupils}.`;
  },
  CamerasLet: ({ data }, names) =>
    `${names.staff(data.by)} ${data.on ? "let cameras on" : "switched all cameras off"}.${openedTo(data)}`,
  MicsLet: ({ data }, names) =>
    `${names.staff(data.by)} ${data.on ? "let mics on" : "switched all mics off"}.${openedTo(data)}`,
  LeftAlone: (_, { oneToOne }) =>
    `${oneToOne ? "The child or the family was" : "Pupils or families were"} in the lesson, and no member of staff.`,
  AloneActedOn: ({ data }) =>
    `Still no staff: the lesson was paused, and ${list(["its staff", ...(data.tells ?? ["those who take alerts"])])} were to be told.`,
  AloneOver: ({ data }) => ALONE_OVER[data.why],
  DriftSeen: ({ data }) =>
    `Changed in Teams: ${list(Object.keys(data.seen).map((option) => OPTION_WORDS[option as keyof MeetingOptions]))}. To be put back.`,
  RecordingSeen: ({ data }) => `${RECORDED_BY[data.what]}. Staff were to be told.`,
  FoundUnrecorded: ({ data }) => `${UNRECORDED_IN_WORDS[data.why]} Staff were to be told.`,
  RecordingOver: ({ data }) =>
    data.what === "recording" ? "The call no longer shows a recording." : "No app is in the lesson any more.",
  Paused: ({ data }, names) =>
    data.why === "alone"
      ? "Lesson Guard paused the lesson: no staff were in it."
      : `${names.staff(data.by)} paused the lesson.`,
  Resumed: ({ data }, names) => `${names.staff(data.by)} resumed the lesson.${openedTo(data)}`,
  EndAsked: ({ data }, names) =>
    data.why === "alone"
      ? "Lesson Guard ended the lesson for all: no staff had come back."
      : `${names.staff(data.by)} pressed ${endPress(data)}${data.why === "ordinary" ? ", which alerts no one" : ""}.`,
  EndUndone: ({ data }, names) => `${names.staff(data.by)} undid ${endPress(data)}.`,
  EndBegan: ({ data }) =>
    data.alert === undefined
      ? "Removal began: the lesson came to its ordinary end."
      : "Removal began, and the DSL was to be told: the lesson was being ended for safety.",
  RemovalOrdered: ({ data }) => `${data.people.length} to be removed.`,
  RemovalAccepted: ({ data }, names) => `Teams accepted the removal of ${names.person(data.person)}.`,
  RemovalRefused: ({ data }, names) => `Teams refused the removal of ${names.person(data.person)}.`,
};

const LISTS: ReadonlySet<LessonEventType> = new Set([
  "CallListSeen",
  "CallNotRead",
  "CallEntered",
  "CallLost",
]);

/** Cameras go on and off all the time; what was seen of each family stands with its check. */
const isNews = (event: LessonEvent, n: number, all: readonly LessonEvent[]): boolean => {
  if (event.type === "PersonArrived" || event.type === "PersonMoved")
    return comings(all).some((one) => one.event === event);
  // Of the call's lists, only one that ends an outage is told.
  if (event.type === "CallListSeen")
    return all.slice(0, n).findLast(({ type }) => LISTS.has(type))?.type === "CallNotRead";
  if (event.type !== "CamerasSeen") return true;
  const before = all.slice(0, n).findLast(({ type }) => type === "CamerasSeen");
  return before?.type !== "CamerasSeen" || before.data.on !== event.data.on;
};

/** The lesson told event by event. Nothing here can reveal a concern: the lesson's stream holds none. */
export const tellLesson = (events: readonly LessonEvent[], names: Names): readonly Told[] =>
  events.filter(isNews).flatMap((event) => {
    const teller = tellers[event.type] as Teller<LessonEventType> | undefined;
    const sentence = teller?.(event, names);
    return sentence === undefined ? [] : [{ at: event.at, sentence }];
  });

/** Full names, as in the record; an erased name is said to be erased. */
export const fullNames = (lesson: Lesson): Names => ({
  pupil: (id) => lesson.register.find((one) => one.id === id)?.name ?? "a pupil no longer on the register",
  staff: (id) => lesson.staffNames[id] ?? "Staff",
  person: (id) => lesson.people[id]?.shown ?? "a person",
  oneToOne: isOneToOne(lesson),
});
