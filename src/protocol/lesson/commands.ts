import type { Kind, RosterSource, StartSource } from "../words.ts";
import type { MeetingData, MeetingNames, MeetingRef } from "./events.ts";
import type { FilingTrouble, FolderAccess, FolderCopy, RecordingRules, Whereabouts } from "./filing-state.ts";
import type { CoOrganisers, MeetingOptions, SeenOptions, StartOptions } from "./options.ts";
import type { RosterPerson } from "./person.ts";
import type { PlanReport } from "./plan-reports.ts";
import type { PressCommand } from "./presses.ts";
import type { Lesson } from "./state.ts";

/** What a signed-in member of staff with a part in the lesson may press. */
export type StaffCommand = PressCommand;

/** Which state of the lesson the pressed button was drawn from, where the card or panel says so. */
export type DrawnFrom = {
  /** `Lesson.turn`. */
  readonly turn: number;
  /** How many pupils "All others fine" or "Names match" spoke of. */
  readonly toCheck?: number;
  /** How many people inside no one had sorted out, where the press opens the lesson to them. */
  readonly unsorted?: number;
  /** On a card, where the answer to one press may put another button under the finger. The panel guards itself. */
  readonly card?: true;
};

/** What Teams, Graph and our own timers report. */
export type Report =
  | PlanReport
  | ({ readonly report: "meeting-met"; readonly lesson: string; readonly previous?: Lesson } & MeetingRef)
  | ({
      readonly report: "meeting-found";
      /** The school's rule for which meetings are lessons. */
      readonly recognise: "ask" | "titles" | "all";
      readonly titles: readonly string[];
      readonly defaultKind: Kind;
    } & MeetingData &
      MeetingNames)
  | { readonly report: "meeting-not-found"; readonly reason: string }
  | { readonly report: "meeting-started"; readonly source: StartSource; readonly teamsAt?: string }
  /** `teamsAt`: when, by Teams' own clock. */
  | { readonly report: "meeting-ended"; readonly teamsAt?: string }
  | ({
      readonly report: "options-seen";
      readonly asked: MeetingOptions;
      /** When that was asked for: a reading proves nothing of what is asked after it began. */
      readonly askedAt?: string;
      readonly seen: SeenOptions;
      readonly coOrganisersSet: boolean;
      /** Absent where Teams does not say, or the directory cannot be asked. */
      readonly coOrganisers?: CoOrganisers;
    } & StartOptions)
  | { readonly report: "options-not-set"; readonly reason: string }
  | { readonly report: "options-not-answered"; readonly asked: MeetingOptions }
  /** The work was cut off in the middle, and may have sent what was asked for at any moment since then. */
  | { readonly report: "options-cut-off"; readonly since: string }
  | { readonly report: "options-not-read" }
  | { readonly report: "call-not-read"; readonly call: string }
  | {
      readonly report: "call-joining" | "call-waiting" | "call-entered" | "call-stray";
      readonly call: string;
    }
  /** A leg of an earlier attempt has ended. */
  | {
      readonly report: "call-gone";
      readonly call: string;
      readonly code: number;
      readonly subcode: number;
    }
  | { readonly report: "call-lost"; readonly call?: string; readonly code: number; readonly subcode: number }
  | { readonly report: "call-left"; readonly call: string }
  | { readonly report: "call-not-joined"; readonly reason: string }
  | { readonly report: "family-card-posted"; readonly activity: string }
  | { readonly report: "family-card-not-posted"; readonly reason: string }
  | { readonly report: "checklist-sent"; readonly staff: string }
  | { readonly report: "checklist-not-sent"; readonly staff: string; readonly reason: string }
  | {
      readonly report: "roster-seen";
      readonly source: RosterSource;
      readonly people: readonly RosterPerson[];
      /** Entra ids of those in `people` whom the directory knows as staff. */
      readonly staff: readonly string[];
      /** Whether the list is everyone, our own leg among them: only such a list may say that a person has left. */
      readonly whole: boolean;
      /** It is the call's own list, but not all of it: our own leg is missing, or an entry is unreadable. */
      readonly doubtful?: boolean;
      /** The newest `rosterSequenceNumber` in the list. */
      readonly sequence?: number;
      /** Asked for after the end had begun: an older list may date from before the families came. */
      readonly sinceEnd?: boolean;
      /** When they came or went, by Teams' own clock. */
      readonly teamsAt?: string;
    }
  /** P2: the pupils of the register with a refusal on file, as the families' own records have it now. */
  | { readonly report: "refusals-on-file"; readonly pupils: readonly string[] }
  | { readonly report: "person-left"; readonly person: string }
  | { readonly report: "removal-accepted"; readonly person: string }
  | { readonly report: "removal-refused"; readonly person: string; readonly reason: string }
  | {
      readonly report:
        | "end-window-passed"
        | "last-removal-due"
        | "alone-due"
        | "alone-end-due"
        | "unrecorded-due"
        | "get-ready";
    }
  /** Of a lesson in Zoom, whose end no one sees. */
  | { readonly report: "planned-end-passed" }
  /** The options as Graph showed them, before those that staff may not change are put back. */
  | {
      readonly report: "options-drifted";
      readonly asked: MeetingOptions;
      readonly askedAt?: string;
      readonly seen: SeenOptions;
    }
  | { readonly report: "progress-sent"; readonly staff: string }
  /** The recordings that Graph has of the meeting, of this lesson or of another in the series. */
  | {
      readonly report: "recordings-listed";
      readonly recordings: readonly { readonly id: string; readonly from: string }[];
    }
  | ({ readonly report: "recording-filed"; readonly recording: string } & FolderCopy)
  | { readonly report: "recording-not-filed"; readonly why: FilingTrouble }
  | { readonly report: "folder-access-seen"; readonly seen: FolderAccess }
  | { readonly report: "recording-whereabouts"; readonly recording: string; readonly where: Whereabouts };

export type Actor = { readonly id: string; readonly name: string };

export type LessonCommand =
  | { readonly by: Actor; readonly staff: StaffCommand; readonly drawnFrom?: DrawnFrom }
  | { readonly by?: undefined; readonly report: Report };

/** What decide may know besides the lesson: the time, the school's settings, new random ids. */
export type DecisionContext = {
  readonly now: string;
  readonly timeZone: string;
  readonly undoSeconds: number;
  /** How long pupils may be without staff before the pause, and before everyone is removed; usual where absent. */
  readonly aloneSeconds?: number;
  readonly aloneMinutes?: number;
  /** People an alert of an end, or of pupils left alone, tells now, in words; [] no one; absent where not known. */
  readonly tells?: readonly string[];
  /** What the school has chosen for recordings of one-to-ones. */
  readonly recordings?: RecordingRules;
  /** Makes a new random id that cannot be guessed; used for call-backs. */
  readonly id: () => string;
  /** Makes a new reference for a concern. */
  readonly reference: () => string;
};
