import type { Fact } from "../fact.ts";
import type { Pupil } from "../names/register.ts";
import type {
  CannotStay,
  ExceptionReason,
  How,
  IdentityKind,
  Kind,
  NotTold,
  Part,
  Phase,
  Place,
  RosterSource,
  StartSource,
} from "../words.ts";
import type { Act } from "./act.ts";
import type { ConductEvent } from "./conduct-events.ts";
import type { FilingEvent } from "./filing-events.ts";
import type { CoOrganisers, MeetingOptions, SeenOptions, StartOptions } from "./options.ts";
import type { OpenedTo, Recognition } from "./person.ts";
import type { PlanStep, PlanTrouble } from "./plan.ts";
import type { RecordedBy } from "./recorded-by.ts";
import type { WhyUnrecorded } from "./unrecorded-state.ts";
import type { ZoomEvent } from "./zoom-events.ts";

export type MeetingRef = {
  /** `channelData.meeting.id`: the meeting's id for the bot. */
  readonly meetingId: string;
  /** Thread id of the meeting's chat. */
  readonly chatId: string;
};

export type StaffPart = { readonly person: string; readonly part: Part };

/** What Graph says of a meeting. */
export type MeetingData = {
  /** Entra id. */
  readonly organiser: string;
  readonly graphId: string;
  readonly startsAt?: string;
  readonly endsAt?: string;
  readonly staff: readonly StaffPart[];
  /** False for channel meetings and Meet now, which lack what we need: "not protected". */
  readonly protectable: boolean;
  /** Moments before the start at which the doors are looked at and Lesson Guard joins; none of them past. */
  readonly readyAt?: readonly string[];
  /** Only where the directory says that the organiser is not staff: then the meeting is left alone. */
  readonly organiserStaff?: false;
};

/** The names that belong to it: personal, and kept apart. */
export type MeetingNames = {
  readonly title: string;
  /** As the directory shows them, by Entra id. */
  readonly staffNames: Readonly<Record<string, string>>;
  /** Names of DSLs and the headteacher, where the directory answered. */
  readonly leadNames?: readonly string[];
};

type By = { readonly by: string };
type Named = { readonly byName: string };

/** Everything that can have happened in one lesson. Nothing here may reveal a concern. */
export type LessonEvent =
  | ConductEvent
  | FilingEvent
  | ZoomEvent
  /** By staff, in Lesson Guard: its meeting is made from this. Of a weekly lesson these are the times of the first. */
  | Fact<
      "LessonPlanned",
      By & {
        readonly lesson: string;
        readonly startsAt: string;
        readonly endsAt: string;
        readonly weeklyUntil?: string;
        readonly class?: string;
        readonly staff: readonly StaffPart[];
        /** Absent: Microsoft Teams. */
        readonly platform?: "Zoom";
      },
      Named & Pick<MeetingNames, "title" | "staffNames">
    >
  /** `event`: Graph's id of the calendar event. */
  | Fact<"PlanStepDone", { readonly step: PlanStep; readonly person?: string; readonly event?: string }>
  | Fact<
      "PlanStepRefused",
      { readonly step: PlanStep; readonly person?: string; readonly trouble: PlanTrouble }
    >
  /** Before it began, by the person who planned it: it does not take place, and is no lesson that was ended. */
  | Fact<"LessonCancelled", By, Named>
  /** One lesson of a weekly series ("2026-12-08"), by the person who planned it. Each later lesson of it knows. */
  | Fact<"WeekCancelled", By & { readonly day: string }, Named>
  /** Teams told of the chat before the lesson that was planned knew it as its own: that one goes on. */
  | Fact<"MeetingReplaced", { readonly lesson: string }>
  | Fact<
      "MeetingMet",
      MeetingRef & {
        readonly lesson: string;
        readonly seriesOf?: string;
        readonly weeklyUntil?: string;
        readonly skipped?: readonly string[];
      }
    >
  | Fact<"MeetingFound", MeetingData, MeetingNames>
  | Fact<"MeetingNotFound", { readonly reason: string }>
  /** Minutes before the start: the doors are set once more and read back, and Lesson Guard joins. */
  | Fact<"GettingReady", Record<string, never>>
  | Fact<"KindAsked", { readonly organiser: string }>
  | Fact<
      "KindChosen",
      {
        readonly kind: Kind;
        readonly by?: string;
        readonly how: "staff" | "titles" | "all" | "series";
        /** Because of who was inside: the next lesson of a series is what this one was to be. */
        readonly once?: true;
      },
      Named
    >
  /** The last choice of staff was taken back; without a kind, the question is open again. */
  | Fact<"KindUndone", By & { readonly kind?: Kind }, Named>
  /** One-to-one (S4): what the parent answered, or that they have left. It ends what was answered before. */
  /** Another child is inside now: what their parent says is to be asked (S4). */
  | Fact<"ParentAnswerOver", Record<string, never>>
  | Fact<"ParentAnswered", By & { readonly answer: "stays" | "cannot stay" | "left" }, Named>
  /** S5: staff told the parent, in these words, that the lesson will be recorded. */
  | Fact<
      "RecordingAnnounced",
      By & {
        readonly reason: CannotStay;
        readonly words: string;
        /** After how many days it is deleted, as they say; earlier words gave none. */
        readonly keepDays?: number;
        readonly heardBy?: readonly string[];
      },
      Named
    >
  | Fact<"RecordingNotAnnounced", By & { readonly why: NotTold }, Named>
  | Fact<
      "RegisterSet",
      By & { readonly source: "csv" | "class" | "series"; readonly pupils: readonly string[] },
      Named & { readonly register: readonly Pupil[] }
    >
  /** P2: on whose file (pupils of the register) a refusal stands; recorded at each change, empty where there is none. */
  | Fact<"RefusalsOnFile", { readonly pupils: readonly string[] }>
  | Fact<"MeetingStarted", { readonly source: StartSource; readonly teamsAt?: string }>
  /** `teamsAt`: when, by Teams' own clock, where Teams said so. */
  | Fact<"MeetingEnded", { readonly teamsAt?: string }>
  /** Heard before its start was: the two may be delivered in either order. */
  | Fact<"MeetingEndHeard", { readonly teamsAt: string }>
  | Fact<"StaffJoined", StaffPart>
  | Fact<"OptionsAsked", { readonly phase: Phase; readonly asked: MeetingOptions }>
  | Fact<
      "OptionsSeen",
      {
        readonly asked: MeetingOptions;
        /** When that was asked for; absent in older records. */
        readonly askedAt?: string;
        readonly seen: SeenOptions;
        readonly coOrganisersSet: boolean;
        /** Absent where Teams does not say. */
        readonly coOrganisers?: CoOrganisers;
      } & StartOptions
    >
  /** Whose camera or mic (roster ids) was sending though the meeting did not allow it, by the call's own list. */
  | Fact<"SendingSeen", { readonly cameras: readonly string[]; readonly mics: readonly string[] }>
  /** Whether any family's camera was on, and whose (roster ids), by the call's own list; recorded at each change. */
  | Fact<"CamerasSeen", { readonly on: boolean; readonly people?: readonly string[] }>
  | Fact<"OptionsNotSet", { readonly reason: string }>
  /** They were sent, and whether Teams took them is not known: they may yet come into force. */
  | Fact<"OptionsNotAnswered", { readonly asked: MeetingOptions }>
  /** A look at the options was due, and Teams has not answered in time: what was read before may no longer be so. */
  | Fact<"OptionsNotRead", Record<string, never>>
  | Fact<"CallAsked", { readonly callback: string }>
  | Fact<"CallJoining", { readonly call: string }>
  /** A second leg of the calling bot, after a join whose answer was lost. */
  | Fact<"StrayCallFound", { readonly call: string }>
  | Fact<"CallWaiting", { readonly call: string }>
  | Fact<"CallEntered", { readonly call: string }>
  | Fact<"CallLost", { readonly call?: string; readonly code: number; readonly subcode: number }>
  | Fact<"CallNotJoined", { readonly reason: string }>
  | Fact<"FamilyCardAsked", Record<string, never>>
  | Fact<"FamilyCardPosted", { readonly activity: string }>
  | Fact<"FamilyCardNotPosted", { readonly reason: string }>
  | Fact<"ChecklistAsked", { readonly staff: readonly string[] }>
  | Fact<"ChecklistSent", { readonly staff: string }>
  | Fact<"ChecklistNotSent", { readonly staff: string; readonly reason: string }>
  | Fact<
      "PersonArrived",
      {
        readonly person: string;
        readonly source: RosterSource;
        readonly identity: IdentityKind;
        readonly userId?: string;
        readonly staff: boolean;
        readonly place: "lobby" | "in";
        readonly sequence?: number;
      },
      { readonly shown: string }
    >
  /** `unsure`: several lists lacked them, among many others; Teams did not say itself that they left. */
  | Fact<
      "PersonMoved",
      { readonly person: string; readonly place: Place; readonly sequence?: number; readonly unsure?: true }
    >
  | Fact<"PersonRenamed", { readonly person: string }, { readonly shown: string }>
  | Fact<
      "PersonRecognised",
      By & { readonly person: string; readonly how: How; readonly recognition: Recognition },
      Named
    >
  /** `namesOnly`: no adult and no room could be seen; only the names shown were looked at. */
  | Fact<
      "PupilsChecked",
      By & { readonly how: How; readonly pupils: readonly string[]; readonly namesOnly?: true },
      Named
    >
  | Fact<"ExceptionNoted", By & { readonly pupil: string; readonly reason: ExceptionReason }, Named>
  | Fact<"ExceptionPutRight", By & { readonly pupil: string; readonly reason: ExceptionReason }, Named>
  /** A person took back their own last press (`of`: when it was) about pupils or devices. */
  | Fact<
      "PressUndone",
      By & {
        readonly of: string;
        readonly what: Act["what"];
        readonly pupils: readonly string[];
        /** Roster ids. */
        readonly people: readonly string[];
      },
      Named
    >
  | Fact<"CamerasLet", By & { readonly on: boolean } & OpenedTo, Named>
  | Fact<"MicsLet", By & { readonly on: boolean } & OpenedTo, Named>
  /** `why`: no member of staff was inside, so Lesson Guard paused by itself. */
  | Fact<"Paused", By & { readonly why?: "alone" }, Named>
  | Fact<"Resumed", By & OpenedTo, Named>
  /**
   * `why`: absent where staff pressed End for all (X1); `ordinary`: End lesson, which alerts no one. `tells`: whom the
   * alert was to tell as it was pressed, in words; absent where that was not known.
   */
  | Fact<
      "EndAsked",
      By & {
        readonly undoUntil: string;
        readonly why?: "alone" | "ordinary";
        readonly tells?: readonly string[];
      },
      Named
    >
  | Fact<"EndUndone", By & { readonly why?: "ordinary" }, Named>
  /** No alert: an ordinary end. */
  | Fact<"EndBegan", { readonly alert?: string }>
  /**
   * A call's first whole list since it was entered; once an end has begun, the first that was asked for since:
   * only from then on may a person be said to be out.
   */
  | Fact<"CallListSeen", Record<string, never>>
  /** The newest list of the call cannot be believed: whom it lacks (none where it lacks our own leg). */
  | Fact<"CallListDoubted", { readonly missing: readonly string[] }>
  /**
   * A look at the call's list was due, and Teams has not answered in time, or not with a list that can be believed:
   * who is inside, whose camera is on, and whether we are in it ourselves may have changed.
   */
  | Fact<"CallNotRead", { readonly call: string }>
  /** Staff were asked to leave and did not: now the bot removes them too, and leaves. */
  | Fact<"LastRemovalBegan", Record<string, never>>
  | Fact<
      "RemovalOrdered",
      {
        readonly people: readonly string[];
        readonly why: "end" | "came back" | "last" | "staff";
        readonly by?: string;
      },
      Named
    >
  | Fact<"RemovalAccepted", { readonly person: string }>
  | Fact<"RemovalRefused", { readonly person: string; readonly reason: string }>
  /** Pupils or families are inside without staff, by the call's own list; with the times in force then. */
  | Fact<"LeftAlone", { readonly pauseAfterSeconds: number; readonly endAfterMinutes: number }>
  /**
   * They stayed alone: the lesson is paused, and its staff and the DSL are told by this alert, which may be one that
   * was raised minutes ago.
   */
  | Fact<"AloneActedOn", { readonly alert: string; readonly tells?: readonly string[] }>
  /** `not known`: the call's list is lost, and with it whether staff are inside. */
  | Fact<"AloneOver", { readonly why: "staff" | "empty" | "not known" }>
  /** Options that Graph showed other than asked, as they were before anything is put back. */
  | Fact<"DriftSeen", { readonly seen: SeenOptions }>
  /** `on`: accounts or devices on which the call showed a recording; absent in older records. */
  | Fact<"RecordingSeen", { readonly what: RecordedBy; readonly on?: readonly string[] }>
  | Fact<"RecordingOver", { readonly what: RecordedBy }>
  /** `from`: since when a child was inside without a parent and without a recording; staff are told now (S5). */
  | Fact<"FoundUnrecorded", { readonly from: string; readonly why: WhyUnrecorded }>
  | Fact<"MuteOrdered", { readonly people: readonly string[] }>
  | Fact<"ProgressSent", { readonly staff: string }>
  /** A person's names were erased from these events; the event does not say whose. */
  | Fact<"PersonalErased", By & { readonly versions: readonly number[] }, Named>
  | Fact<"CallLeft", { readonly call: string }>;

export type LessonEventType = LessonEvent["type"];
