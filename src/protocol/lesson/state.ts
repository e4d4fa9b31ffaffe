import type { Pupil } from "../names/register.ts";
import type { CannotStay, Kind, NotTold, Phase, StartSource } from "../words.ts";
import type { Acts } from "./act.ts";
import { type ConductState, NO_CONDUCT } from "./conduct-state.ts";
import type { StaffPart } from "./events.ts";
import type { Filing } from "./filing-state.ts";
import type { Leavable } from "./hand-changes.ts";
import {
  type CoOrganisers,
  type MeetingOptions,
  NOTHING_OPENED,
  type Opened,
  type SeenOptions,
  type StartOptions,
} from "./options.ts";
import type { Attendee } from "./person.ts";
import type { Plan } from "./plan.ts";
import type { PupilState, SeenBefore } from "./pupil-state.ts";
import type { RecordedBy } from "./recorded-by.ts";
import type { Unrecorded } from "./unrecorded-state.ts";
import type { ZoomState } from "./zoom-state.ts";

/** Asked: we sent it; seen: Graph's answer; refused: a person must act in Teams. */
export type Doors = {
  readonly asked?: { readonly at: string; readonly options: MeetingOptions };
  /** Co-organisers and what is set before the start: as last known. */
  readonly seen?: {
    readonly at: string;
    /** When what it was compared with was asked for. */
    readonly askedAt?: string;
    readonly options: SeenOptions;
    readonly coOrganisers?: CoOrganisers;
  } & StartOptions;
  /** Each option as it was asked for when it was last seen so: what Teams shows until a newer request is in force. */
  readonly held?: SeenOptions;
  /** What was asked for before, in the last five minutes, and until when. */
  readonly before?: readonly { readonly until: string; readonly options: MeetingOptions }[];
  /** Requests of which it is not known whether Teams took them, and since when: they may yet come into force. */
  readonly mayCome?: readonly { readonly at: string; readonly options: MeetingOptions }[];
  readonly notSet?: { readonly at: string; readonly reason: string };
  /** Since when Teams has not shown them; absent while it does. */
  readonly notReadAt?: string;
};

export type CallState = {
  readonly state: "none" | "asked" | "waiting" | "in" | "lost" | "not joined";
  readonly at?: string;
  readonly callback?: string;
  readonly call?: string;
  readonly reason?: string;
  /** Asked for once more because a call was not found. */
  readonly again?: boolean;
  /** Since when the present call's own whole list tells who is inside. */
  readonly listSeenAt?: string;
  /** The newest list could not be believed: who was missing from it, since when. */
  readonly doubt?: { readonly at: string; readonly missing: Readonly<Record<string, string>> };
  /** Since when Teams has not shown who is in it; absent while it does. */
  readonly notReadAt?: string;
  /** When the list dates from, if it is of a lost call; absent once the present call has shown its own. */
  readonly listLostAt?: string;
  /** The call that could no longer be found, until another is entered: the reason may still come. */
  readonly gone?: string;
  /** How often we asked to join this occurrence. */
  readonly tries: number;
};

export type End = {
  readonly askedAt: string;
  readonly by: string;
  readonly undoUntil: string;
  /** An ordinary end alerts no one. */
  readonly why?: "alone" | "ordinary";
  /** The people the alert was to tell when it was pressed, in words. */
  readonly tells?: readonly string[];
  readonly beganAt?: string;
  readonly alert?: string;
  /** Entra ids of those who stay until the last removal: the presser and the organiser. */
  readonly stay: readonly string[];
  readonly lastRemovalAt?: string;
  /** Since when the call's own list, asked for after the end began, tells who is inside. */
  readonly listSeenAt?: string;
  /** What the lesson was doing before the press, for undo. */
  readonly before: "arrival" | "live" | "paused";
  readonly progressSent: boolean;
};

/** A time in which pupils were inside without staff. */
export type Absence = { readonly from: string; readonly to: string };

/** What is known of the parent in a one-to-one (S4, S5): the last answer, and what was said to them since. */
export type ParentState = {
  readonly answer: "stays" | "cannot stay" | "left";
  readonly at: string;
  readonly by: string;
  /** Who was inside then, staff left out (roster ids): of whose parent it is. */
  readonly inside: readonly string[];
  /** `words`: what was to be read to them, as it was then. */
  readonly told?: {
    readonly at: string;
    readonly by: string;
    readonly reason: CannotStay;
    readonly words: string;
    /** Days after which they were told it is deleted; absent in older records. */
    readonly keepDays?: number;
    /** Who was inside then, staff left out (roster ids); absent in older records. */
    readonly heardBy?: readonly string[];
  };
  readonly notTold?: { readonly at: string; readonly by: string; readonly why: NotTold };
};

/** A recording that the parent was told of (S5): it is to be written into CPOMS (S6). */
export type RecordedAsTold = {
  /** When Teams first showed it; when staff said so, where Teams had not. */
  readonly at: string;
  /** Who said so, where Teams had not shown it. */
  readonly saidBy?: string;
  readonly told: NonNullable<ParentState["told"]>;
};

/** One occurrence of a meeting with pupils, as the record tells it. */
export type Lesson = {
  readonly version: number;
  /** A later version of the program wrote events here that this one does not know. */
  readonly laterFacts?: true;
  readonly id: string;
  readonly meetingId: string;
  /** "" until the meeting of a planned lesson is made. */
  readonly chatId: string;
  readonly seriesOf?: string;
  /** Absent where the meeting was made elsewhere, and for the later lessons of a series. */
  readonly plan?: Plan;
  /** Where it is held in Zoom; absent for Microsoft Teams. */
  readonly zoom?: ZoomState;
  /** It does not take place: asked of with `cancelledAt`, because it may have been started all the same. */
  readonly cancelled?: { readonly at: string; readonly by: string };
  /** The last day of the series that was planned ("2026-12-18"). */
  readonly weeklyUntil?: string;
  /** Days of the series that were cancelled alone. */
  readonly skipped?: readonly string[];
  /** The lesson that was planned for this meeting, and goes on in its place. */
  readonly replacedBy?: string;
  readonly organiser?: string;
  readonly graphId?: string;
  readonly title?: string;
  readonly startsAt?: string;
  readonly endsAt?: string;
  /** The moments before the start at which Lesson Guard prepares it. */
  readonly readyAt?: readonly string[];
  /** Since when Lesson Guard prepares it. */
  readonly gettingReadyAt?: string;
  readonly protectable: boolean;
  /** The organiser is not staff: the meeting is left alone. */
  readonly organiserStaff?: false;
  readonly notFound?: string;
  readonly kind?: Kind;
  readonly kindAskedAt?: string;
  /** The kind before staff chose, for undo; without a kind, the question was open. */
  readonly kindBefore?: { readonly kind?: Kind };
  /** What it was to be, where staff chose another kind because of who was inside. */
  readonly kindAhead?: Kind;
  readonly phase: Phase;
  /**
   * The version at which kind, phase or what is opened last changed. A press says in which turn it was drawn: one that
   * opens the lesson or takes protection off counts only in the present turn.
   */
  readonly turn: number;
  /** The person whose press began the present turn, and when; absent where no person's press did. */
  readonly turned?: { readonly by: string; readonly at: string };
  readonly startedAt?: string;
  /** The start by Teams' own clock: it tells one occurrence of a series from the next. */
  readonly began?: string;
  /** How its beginning was last known. */
  readonly begunBy?: StartSource;
  readonly overAt?: string;
  /** The end by Teams' own clock, or when it was heard. */
  readonly ended?: string;
  /** An end that was heard before its start, by Teams' own clock. */
  readonly endHeard?: string;
  readonly staff: readonly StaffPart[];
  /** People who had a part in it and no longer have one (Entra ids). */
  readonly formerStaff: readonly string[];
  readonly staffNames: Readonly<Record<string, string>>;
  /** Names of DSLs and the headteacher, who may have no part in it: a guest who shows one is noticed. */
  readonly leadNames: readonly string[];
  readonly register: readonly Pupil[];
  /** Pupils with a refusal on file (P2); absent where the register is not of the school's own families. */
  readonly refusals?: readonly string[];
  readonly opened: Opened;
  /** When all cameras were last asked to be off, after they may have been on: what was seen before is of then. */
  readonly lookAgain?: { readonly at: string; readonly why: SeenBefore };
  readonly conduct: ConductState;
  /** One-to-one: absent until staff have asked. */
  readonly parent?: ParentState;
  /** What was answered and said before that, in order: a later answer takes nothing of it back. */
  readonly parentBefore: readonly ParentState[];
  readonly asTold?: RecordedAsTold;
  /** The CPOMS reference of the recorded lesson, as last noted. */
  readonly cpoms?: { readonly at: string; readonly by: string; readonly reference: string };
  readonly filing?: Filing;
  /** `before`: the phase that Resume goes back to. */
  readonly paused?: { readonly at: string; readonly by: string; readonly before: "arrival" | "live" };
  /** No member of staff is, or last was, inside with pupils. `told`: when it was paused and staff were told. */
  readonly alone?: {
    readonly since: string;
    readonly pauseAfterSeconds: number;
    readonly endAfterMinutes: number;
    readonly told?: string;
    /** The people its alert was to tell, in words. */
    readonly tells?: readonly string[];
    readonly over?: { readonly at: string; readonly why: "staff" | "empty" | "not known" };
  };
  /** Earlier absences since the last Resume, as far back as they can count. */
  readonly absences: readonly Absence[];
  /** Each time that pupils were inside without staff, in order, and what ended it first. */
  readonly withoutStaff: readonly {
    readonly from: string;
    readonly over?: { readonly at: string; readonly why: "staff" | "empty" | "not known" };
  }[];
  /** Its newest alert, and when that was raised: absences soon after belong to it. `backAt`: when staff were back. */
  readonly aloneAlert?: { readonly ref: string; readonly at: string; readonly backAt?: string };
  /** The last change in Teams that we put back, and when it was back. */
  readonly drift?: { readonly at: string; readonly seen: SeenOptions; readonly backAt?: string };
  /** What staff have left as it was changed in Teams, for this lesson. */
  readonly left?: { readonly [Option in Leavable]?: { readonly at: string; readonly by: string } };
  /** Everything seen that records, in order. */
  readonly recordings: readonly {
    readonly at: string;
    readonly what: RecordedBy;
    /** Accounts or devices on which the call showed it; absent in older records, and of apps. */
    readonly on?: readonly string[];
    /** People who were inside while it ran, staff left out: they may be in it. Absent of apps. */
    readonly inside?: readonly string[];
    /** It began with no parent told of it (S5); `toldAt`: when one was told next. Absent of apps. */
    readonly untold?: { readonly toldAt?: string };
    readonly overAt?: string;
  }[];
  /** Each time that staff were told of a child without a parent and without a recording, in order (S5). */
  readonly unrecorded: readonly Unrecorded[];
  readonly doors: Doors;
  readonly coOrganisersSet: boolean;
  /** Whose camera or mic sent though it was not allowed, when last looked. */
  readonly sending?: {
    readonly at: string;
    readonly cameras: readonly string[];
    readonly mics: readonly string[];
  };
  /** The families whose camera is on (roster ids), by the call's own list. */
  readonly faces?: readonly string[];
  readonly call: CallState;
  /** Legs of the calling bot that are not ours and were told to hang up. */
  readonly strayCalls: readonly string[];
  readonly familyCard: { readonly state: "none" | "asked" | "posted" | "not posted"; readonly at?: string };
  readonly checklists: Readonly<Record<string, "asked" | "sent" | "not sent">>;
  readonly people: Readonly<Record<string, Attendee>>;
  readonly pupils: Readonly<Record<string, PupilState>>;
  /** The last press of each member of staff about pupils and devices, while it can be undone. */
  readonly acts: Acts;
  readonly end?: End;
  /**
   * The last end that did not go on as it was pressed: undone, or an ordinary one after which End for all was pressed.
   * Its card says so.
   */
  readonly undone?: { readonly askedAt: string; readonly by: string; readonly overtakenAt?: string };
};

/** The lesson before anything has happened. */
export const NO_LESSON: Lesson = {
  version: 0,
  id: "",
  meetingId: "",
  chatId: "",
  protectable: true,
  phase: "planned",
  turn: 0,
  staff: [],
  formerStaff: [],
  staffNames: {},
  leadNames: [],
  register: [],
  opened: NOTHING_OPENED,
  conduct: NO_CONDUCT,
  doors: {},
  coOrganisersSet: false,
  call: { state: "none", tries: 0 },
  strayCalls: [],
  recordings: [],
  unrecorded: [],
  parentBefore: [],
  absences: [],
  withoutStaff: [],
  familyCard: { state: "none" },
  checklists: {},
  people: {},
  pupils: {},
  acts: {},
};
