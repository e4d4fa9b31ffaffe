import type { Reading } from "../concern/reading.ts";
import type { Detail } from "../concern/state.ts";
import type { JsonObject } from "../fact.ts";
import type { ButtonName } from "../lesson/presses.ts";
import type { RowCheck } from "../lesson/pupil-state.ts";
import type { About } from "../who/route.ts";
import type { Kind, Part, Phase, Place } from "../words.ts";
import type { StaffNews } from "../work/duty.ts";
import type { ConcernTask } from "./concern-tasks.ts";
import type { ConductView, RowException } from "./conduct-view.ts";
import type { CpomsView } from "./cpoms-view.ts";
import type { LeftLine } from "./left-view.ts";
import type { RecordingFileView, UndoWord } from "./recording-file-view.ts";
import type { UndoPress } from "./undo-press.ts";
import type { RefusedDevice, UnknownPerson } from "./unknown-person.ts";

/** News that staff of the lesson are told at once, each in their own chat and on the panel. No name in it. */
export type Notice = {
  readonly about: StaffNews;
  /** When it began: one message for each beginning. */
  readonly at: string;
  readonly title: string;
  readonly sentence: string;
  /** How the sentence begins, as far as it has to be in view. Where absent: up to its first full stop. */
  readonly first?: string;
  readonly resume?: true; // Its message has the button.
};

export type PressButton = {
  readonly press: ButtonName;
  readonly title: string;
  readonly where: "first" | "more";
  /** The next press, in the lesson as it is now. */
  readonly primary?: true;
};

/** How far something is proven. `sentence`: what is so, and what to do next. */
export type Proof = {
  readonly state: "none" | "asked" | "proven" | "not proven" | "refused" | "your turn";
  readonly sentence: string;
  /** The sentence without what to press, for a card or screen that says that once for all. */
  readonly fact?: string;
  readonly at?: string;
};

/** What heads a panel or a card. `done` only with its proof; `asked`: Teams may confirm it yet; `not done`: otherwise. */
export type Standing = {
  readonly state: "asked" | "done" | "not done";
  /** "Pausing…", "Paused 10:42", "Pause not confirmed" */
  readonly words: string;
};

/** One device of a pupil, in the lesson or waiting for it. */
export type Device = {
  readonly person: string;
  readonly shown: string;
  readonly place: Place;
  /** Staff have said that it is this pupil's. */
  readonly settled: boolean;
};

export type PupilRow = {
  readonly pupil: string;
  readonly name: string;
  readonly place: Place | "not here";
  /** The names this pupil's devices show. */
  readonly shown: readonly string[];
  readonly recognised: "confirmed" | "suggested" | "no";
  /** Roster ids of the devices, to confirm a suggestion. */
  readonly people: readonly string[];
  /** The call's own list does not show them: their camera cannot be looked at. */
  readonly away?: true;
  /** Cameras may be on, and theirs is off: neither an adult nor their room can be seen. */
  readonly cameraOff?: true;
  /** All of their devices that are here, if one is to be looked at: a second one, or one that came after the check. */
  readonly devices?: readonly Device[];
  /** A refusal is on file: they are not expected, here or not; each device that is here is to stay out, unchecked. */
  readonly noPermission?: true;
  readonly refused?: readonly RefusedDevice[];
  readonly checked?: RowCheck;
  /** Checked before they left: a device that is back under the name is to be looked at again. */
  readonly back?: true;
  /** Since when it is agreed that the family has no other room (B5). */
  readonly oneRoom?: string;
  readonly exceptions: readonly RowException[];
};

export type Counts = {
  /** When Teams last showed the list they are counted by, if it does not now. */
  readonly asOf?: string;
  /** Once the lesson has been ended: people inside who are to leave, by the list that proves it. */
  readonly inside?: number;
  readonly expected: number;
  readonly here: number;
  /** Inside, though permission was refused for them: not among those who are here. */
  readonly refused?: number;
  /** Checked with their adults and rooms. */
  readonly checked: number;
  /** Names match, and adults have not been seen yet. */
  readonly namesOnly?: number;
  readonly exceptions: number;
  readonly unknown: number;
  readonly waiting: number;
};

/** One of the three checks of the checklist: adult present (S1), family room (B5), name shown (C6). */
export type CheckName = "adult present" | "family room" | "name shown";

export type ChecklistItem = {
  readonly check: CheckName;
  /** "A grown-up is with each child" */
  readonly title: string;
  /** `done`: for everyone inside, by the call's own list. `not yet`: it cannot be seen yet. `no`: staff said it is not so. */
  readonly state: "done" | "your turn" | "not yet" | "no";
  /** How many pupils are inside; for how many it was seen; for how many staff noted that it does not hold. */
  readonly of: number;
  readonly done: number;
  readonly exceptions: number;
  /** How far it is: "12 of 25 seen, 1 with no grown-up seen" */
  readonly words: string;
};

export type EndStep = {
  readonly step: "doors" | "removal" | "alert" | "leave";
  readonly title: string;
  readonly proof: Proof;
};

export type ConcernLine = {
  readonly ref: string;
  readonly about: About;
  readonly press?: string;
  /** "Told 10:42, seen 10:43." */
  readonly sentence: string;
  readonly state: "asked" | "told" | "seen" | "not told" | "undone";
  /** Until then it can be taken back, and no one is told. */
  readonly undoUntil?: string;
};

/** Whether the parent stays in a one-to-one, and what they are to be told (S4, S5). */
export type ParentView = {
  readonly sentence: string;
  /** To be said to the parent, word for word, before staff press that they were told. */
  readonly words?: string;
  /** It is postponed: the text to send to the family. */
  readonly forFamily?: string;
};

/** All that the side panel of a member of staff shows. Names are here and nowhere else. */
export type LessonView = {
  /** Asked for by a blanked panel: names, people and notes are left out. */
  readonly blank?: true;
  readonly lesson: string;
  readonly version: number;
  readonly now: string;
  readonly kind?: Kind;
  readonly phase: Phase;
  /** The turn in which its presses are drawn: a press that opens the lesson counts only in this turn. */
  readonly turn: number;
  readonly standing: Standing;
  /** What is to be known before a lesson of this kind. */
  readonly ahead?: string;
  /** One-to-one: whether the parent stays. */
  readonly parent?: ParentView;
  readonly conduct?: ConductView;
  /** A recorded one-to-one: whether CPOMS has it, and while it has not, the text to copy there. */
  readonly recordingTask?: { readonly sentence: string; readonly text?: string; readonly undo?: UndoWord };
  readonly recordingFile?: RecordingFileView;
  readonly title?: string;
  readonly startsAt?: string;
  readonly startedAt?: string;
  readonly overAt?: string;
  readonly protected: boolean;
  readonly part: Part;
  /** The school office, for when software cannot help. */
  readonly phone: string;
  readonly counts: Counts;
  readonly presses: readonly PressButton[];
  /** The three checks and the next step, until the lesson has been ended. */
  readonly items: readonly ChecklistItem[];
  readonly lead?: string;
  /** The checklist of the bot's card, as an Adaptive Card; absent while the lesson is not on. */
  readonly card?: object;
  /** Everything that protects the lesson is confirmed, in one sentence. */
  readonly well?: string;
  /** The reader's own last press about pupils or devices. */
  readonly undo?: UndoPress;
  readonly doors: Proof;
  /** Whether all families' cameras and mics are off, where they are to be and Teams has confirmed that setting. */
  readonly quiet?: Proof;
  readonly call: Proof;
  /** Which roster source works now, in a sentence. */
  readonly roster: Proof;
  readonly familyCard: Proof;
  readonly opened: { readonly cameras: boolean; readonly mics: boolean };
  readonly unknown: readonly UnknownPerson[];
  /** Pupils can be checked, exceptions noted and put right. */
  readonly mayCheck: boolean;
  readonly pupils: readonly PupilRow[];
  readonly staffHere: readonly {
    readonly person: string;
    readonly name: string;
    readonly place: Place;
    readonly part: Part;
  }[];
  /** How to end a lesson that was as it should be; present while it is on. */
  readonly ordinaryEnd?: string;
  /** Present from the press on; not done until the meeting is over. */
  readonly end?: {
    readonly undoUntil: string;
    readonly began: boolean;
    /** "Ending for all": for safety; "Ending the lesson": the ordinary end. */
    readonly title: "Ending for all" | "Ending the lesson";
    /** What is counted down to: whether, and who, is told. */
    readonly counted: string;
    /** What to press first, and whom to phone if Teams is silent: the one instruction of an end; "" once it is over. */
    readonly instruction: string;
    readonly steps: readonly EndStep[];
  };
  readonly concerns: readonly ConcernLine[];
  /** What staff of the lesson must know now. */
  readonly notices?: readonly Notice[];
  readonly left?: readonly LeftLine[];
  /** Something has waited 15 s for Teams: what to do instead of waiting, with the phone number. */
  readonly notSent?: string;
  /** When time alone changes what is shown or offered: the page asks again by then. */
  readonly dueAt?: string;
  /** Present once the lesson is over (or shut). */
  readonly summary?: readonly { readonly label: string; readonly value: string }[];
};

/** One concern as its raiser or a recipient may read it. */
export type ConcernView = {
  readonly ref: string;
  readonly about: About;
  readonly plain: string;
  readonly lesson: string;
  readonly lessonLabel: string;
  readonly raisedAt: string;
  readonly raisedBy: string;
  readonly you: "raiser" | "recipient";
  /** The reader has pressed "I have it". */
  readonly youHaveIt: boolean;
  /** The reader was asked in their own chat, and may say that they cannot take it now. */
  readonly youMayHandOn: boolean;
  /** Teams has accepted no message about it for 15 s: what to do instead of waiting. */
  readonly notSent?: string;
  readonly routeSentence: string;
  /** For its raiser: until then it can be taken back, and no one is told. */
  readonly undoUntil?: string;
  readonly state: "asked" | "told" | "seen" | "not told" | "undone" | "closed";
  readonly deliveries: readonly {
    readonly to: string;
    readonly state: "asked" | "told" | "not told";
    readonly at?: string;
    readonly sentence: string;
  }[];
  readonly seen: readonly { readonly by: string; readonly at: string }[];
  readonly details: readonly Detail[];
  /** `decision` and `reason` are empty for the raiser. */
  readonly closed?: {
    readonly at: string;
    readonly by: string;
    readonly decision: string;
    readonly reason: string;
  };
  /** For its recipients, where it belongs on CPOMS (X3) or an answer was given. "not yet": once closed. */
  readonly cpoms?: CpomsView;
  readonly timeline: readonly { readonly at: string; readonly sentence: string }[];
  /** Who has been shown it, oldest first: in their list, or opened. Absent for the raiser. */
  readonly reads?: readonly Omit<Reading, "byName">[];
  /** The cards as they were sent, to each reader those that came to them; on its own page and in its export alone. */
  readonly cards?: readonly { readonly to: string; readonly at: string; readonly card: JsonObject }[];
  /** For its recipients: what was done about it, whose it is, and what is left to do. */
  readonly followUp?: {
    readonly owner?: { readonly name: string; readonly you: boolean };
    readonly actions: readonly {
      readonly at: string;
      readonly by: string;
      readonly action: string;
      readonly why?: string;
    }[];
    /** `on` is a day; `due`: it has come. */
    readonly reminder?: { readonly on: string; readonly what?: string; readonly due: boolean };
    readonly children: readonly string[];
    /** The most pressing first. */
    readonly tasks: readonly ConcernTask[];
    /** Its place among the reader's concerns: 0 first. */
    readonly rank: number;
    /** People it may be handed over to; on its own page alone. */
    readonly colleagues?: readonly { readonly id: string; readonly name: string }[];
  };
  /** For its recipients. `reviewOn` is a day; `due`: it has come. */
  readonly keeping?: {
    readonly reviewOn: string;
    readonly due: boolean;
    readonly held?: { readonly at: string; readonly by: string; readonly reason: string };
    readonly erasedAt?: string;
  };
};
