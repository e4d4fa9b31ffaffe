import type { ConcernEvent } from "../concern/events.ts";
import type { ClassEvent, FamilyEvent } from "../families/events.ts";
import type { SchoolEvent } from "../holders/events.ts";
import type { KeepingEvent } from "../keeping/events.ts";
import type { LessonEvent } from "../lesson/events.ts";

type AnyFact = (LessonEvent | ConcernEvent | SchoolEvent | KeepingEvent | FamilyEvent | ClassEvent)["type"];

/** The facts that show how a rule was kept, in words. */
export const FACTS = {
  MeetingFound: "what Teams says of the meeting, and whether Lesson Guard can protect it",
  MeetingNotFound: "that Teams did not show Lesson Guard the meeting",
  MeetingStarted: "when the meeting began",
  MeetingEnded: "when Teams said that the meeting was over",
  KindAsked: "when the organiser was asked what kind of meeting it is",
  KindChosen: "which kind it is, and who said so",
  ParentAnswered: "whether the parent stays in a one-to-one, or has left, when, and who noted it",
  RecordingAnnounced:
    "that the parent was told of the recording, in which words, why they could not stay, when, and by whom",
  RecordingNotAnnounced: "that the parent objected or was not reached, when, and who noted it",
  RecordingInCpoms: "who noted the CPOMS reference of a recorded one-to-one, which, and when",
  LinkMade:
    "when a link was made, for which adult, by whom, until when it works, and the wording that went with it",
  LinkSent: "who sent the link, in which way, and when",
  LinkRevoked: "who ended a link, and when",
  LinkOpened: "when each link was opened, and whether from the same place",
  JoinShown: "when the way to a lesson was shown through which link",
  PermissionAnswered: "what each adult answered, when, and through their link or noted by whom",
  PermissionImplied: "that an adult who had not answered joined, in which lesson, and when",
  AskAgainSet: "from which day the adults are asked again, and who said so",
  RefusalsOnFile: "for which pupils of a lesson a refusal was on file, and from when",
  RegisterSet: "which pupils are expected, and who said so",
  OptionsAsked: "which settings Teams was asked for, and when",
  SendingSeen: "whose cameras and mics were on though they were to be off",
  OptionsSeen: "which settings Teams read back, and when",
  OptionsNotSet: "that Teams did not take the settings",
  OptionsNotRead: "since when Teams did not show the settings",
  FamilyCardPosted: "when the family checklist was posted in the meeting chat",
  FamilyCardNotPosted: "that the family checklist could not be posted",
  PersonArrived: "who came to the lobby or into the lesson, when, and under which name",
  PersonMoved: "when each of them was let in or left",
  PersonRenamed: "when a person changed the name they show",
  PersonRecognised: "whom staff took a device for, and who said so",
  CamerasSeen: "when families' cameras came on or went off, and whose",
  PupilsChecked: "which pupils were checked, by whom, whether together or singly, and whether by name only",
  ExceptionNoted: "what was not as it should be, for which pupil, when, and who noted it",
  ExceptionPutRight: "when that was put right",
  PressUndone: "who undid a check, a note or a name, of whom, and when",
  CamerasLet: "who let cameras on or switched them off, and when",
  MicsLet: "who let microphones on or switched them off, and when",
  EndAsked: "who pressed End for all or End lesson, which of the two, and when",
  EndUndone: "who undid it, and when",
  EndBegan: "when the removal began, with the reference of the alert where there is one",
  RemovalOrdered: "whom Teams was asked to remove, when and why",
  RemovalAccepted: "that Teams accepted a removal",
  RemovalRefused: "that Teams refused a removal",
  CallListSeen: "when Teams' own list of the call had been read",
  CallListDoubted: "that Teams' list lacked people who may be inside, and was not believed",
  CallNotRead: "since when Teams did not show who was in the call",
  LastRemovalBegan: "when the staff who were left were removed too",
  DriftSeen: "what was changed in Teams and is put back, and when it was seen",
  RecordingSeen: "when a recording, or an app that may record, was seen",
  RecordingOver: "when it was seen no longer",
  ConcernRaised: "that a concern was raised, by whom, when, and whom it goes to",
  TellingBegan: "that the seconds in which it could be undone were over, and who was told then",
  TakenBack: "that the person who raised it undid it in time, and when: no one was told",
  SubjectNamed: "which member of staff it is about",
  RouteWidened: "who else was told, and why",
  Escalated: "who was told next because no one had taken it",
  Told: "when Teams accepted each message",
  NotTold: "which message Teams did not accept, and why",
  Acknowledged: "who pressed I have it, and when",
  DetailAdded: "what was written about it, and by whom",
  ConcernClosed: "who closed it, with the decision, the reason and what was said of CPOMS",
  CpomsNoted: "who noted the CPOMS reference, or why it is not needed there, after closing",
} as const satisfies { readonly [Fact in AnyFact]?: string };

export type FactName = keyof typeof FACTS;
