/**
 * What is said of a proposal; `overtaken` is no message, but an end to the first one. `made`: of a change that waited for
 * no one, which is then named in the proposal's place.
 */
export type ToldAs = "DSL" | "headteacher";
export type ProposalNews = "proposed" | "answered" | "lapsed" | "overtaken" | "made";

/**
 * Pupils without staff, an option changed in Teams, a recording that runs or that is missing, a family whose permission was refused, the
 * planned end of a lesson in Zoom.
 */
export type StaffNews = PanelNews | "planned end";

/** Of a lesson in Teams: the side panel shows them too. */
export type PanelNews = "alone" | "drift" | "recording" | "unrecorded" | "permission";

type PersonTarget = { readonly person: string; readonly as: "dsl" | "headteacher" };

/** Beside the message in their own chat: an entry in their activity feed, an e-mail. */
export type OtherWay = PersonTarget & { readonly to: "feed" | "mail" };

/** Where an alert about a concern goes. A person is an Entra object id; `person`: their own chat. */
export type Target =
  | { readonly to: "channel" }
  /** `deputy`: of the headteacher's group, and not the headteacher, where the school has said who that is. */
  | (PersonTarget & { readonly to: "person"; readonly deputy?: true })
  | OtherWay;

/** What an alert and its duties are known by, at one step. */
export const targetKey = (target: Target): string =>
  target.to === "channel"
    ? "channel"
    : target.to === "person"
      ? target.person
      : `${target.to}:${target.person}`;

export const sameTarget = (one: Target, other: Target): boolean => targetKey(one) === targetKey(other);

/** Messages in Teams: only these count as told. The other ways only point a person to them. */
export const isMessage = (target: Target): target is Exclude<Target, OtherWay> =>
  target.to === "channel" || target.to === "person";

/**
 * Outgoing work that must happen. It names what it belongs to and never carries personal data: what
 * is to be said or set is worked out from the record at the moment it runs.
 */
export type DutyWork =
  /** A planned lesson: its calendar event with the meeting, read back. */
  | { readonly kind: "make-meeting"; readonly lesson: string }
  /** A planned lesson that was cancelled: its calendar event goes. `day`: of a series, that one alone. */
  | { readonly kind: "cancel-meeting"; readonly lesson: string; readonly day?: string }
  /** Lesson Guard goes into the chat of a meeting that it made. */
  | { readonly kind: "add-app"; readonly lesson: string }
  /** The links of the class lead to the meeting that was made. */
  | { readonly kind: "bring-families"; readonly lesson: string }
  /** A member of staff of a planned lesson to whom private cards cannot go yet. */
  | { readonly kind: "give-bot"; readonly lesson: string; readonly staff: string }
  | { readonly kind: "find-meeting"; readonly lesson: string }
  | { readonly kind: "ask-kind"; readonly lesson: string }
  /** Lesson Guard leaves the meeting alone: its organiser, or a DSL if that is not staff, hears so in private. */
  | { readonly kind: "tell-unprotected"; readonly lesson: string }
  | { readonly kind: "set-options"; readonly lesson: string }
  /** The drift guard: staff can change any option in Teams itself. */
  | {
      readonly kind: "watch-options";
      readonly lesson: string;
      /** A single look, beside the regular one: something was seen that an open lobby would explain. */
      readonly once?: true;
    }
  | { readonly kind: "join-call"; readonly lesson: string; readonly callback: string }
  | { readonly kind: "keep-call"; readonly lesson: string; readonly call: string }
  | { readonly kind: "leave-call"; readonly lesson: string; readonly call: string }
  | { readonly kind: "read-roster"; readonly lesson: string; readonly call: string }
  | { readonly kind: "mute"; readonly lesson: string; readonly call: string; readonly participant: string }
  | { readonly kind: "remove"; readonly lesson: string; readonly call: string; readonly participant: string }
  | { readonly kind: "post-family-card"; readonly lesson: string }
  | { readonly kind: "send-checklist"; readonly lesson: string; readonly staff: string }
  | { readonly kind: "send-progress"; readonly lesson: string; readonly staff: string }
  /** News that cannot wait until a person looks: in the own chat of a member of the lesson's staff. */
  | {
      readonly kind: "tell-staff";
      readonly lesson: string;
      readonly staff: string;
      readonly about: StaffNews;
      /** When the news began; if it is over by now, the message says so. Absent in older duties. */
      readonly at?: string;
    }
  | {
      readonly kind: "remind";
      readonly lesson: string;
      readonly of:
        | "end-window"
        | "end-late"
        | "last-removal"
        | "get-ready"
        | "alone"
        | "alone-end"
        | "unrecorded"
        | "planned-end"
        | "forget-way";
    }
  /** What a lesson's screens and cards say changes with time alone, and does so about now. */
  | { readonly kind: "look-again"; readonly lesson: string }
  /** All lessons that are on or to come hear for whom a refusal stands: with this family it has changed (P2). */
  | { readonly kind: "follow-permission"; readonly family: string }
  /** Its register is another: for which of its pupils a refusal stands (P2). */
  | { readonly kind: "find-refusals"; readonly lesson: string }
  /** An adult said no through their link: those who keep the list hear so (P1). `at`: when. */
  | { readonly kind: "tell-refusal"; readonly family: string; readonly adult: string; readonly at: string }
  /** Devices were settled as children's: whether that implies permission (P2). */
  | { readonly kind: "note-joining"; readonly lesson: string }
  /** `step`: of the escalation; the first telling where not given. */
  | { readonly kind: "tell"; readonly ref: string; readonly target: Target; readonly step?: number }
  | { readonly kind: "redraw-alert"; readonly ref: string; readonly target: Target; readonly step?: number }
  /**
   * What the alerts of a lesson say of the lesson itself, or of the first of them, has changed: each card sent is
   * redrawn. `after`: those alone that were raised later than then.
   */
  | { readonly kind: "redraw-alerts"; readonly lesson: string; readonly after?: string }
  /** All alerts of this message have moved to a newer one: the old message must go. */
  | { readonly kind: "remove-message"; readonly conversation: string; readonly activity: string }
  /** No one has taken it by now: this step is due. */
  | { readonly kind: "escalate"; readonly ref: string; readonly step: number }
  /** The raiser's own line: told, seen. */
  | { readonly kind: "tell-raiser"; readonly ref: string }
  /** To the person it was handed over to at that moment. */
  | { readonly kind: "tell-handed-over"; readonly ref: string; readonly person: string; readonly at: string }
  /** To a person who has it: the raiser, or another who was told, has written more at that moment. */
  | { readonly kind: "tell-more"; readonly ref: string; readonly person: string; readonly at: string }
  /** Each morning while a reminder is due, or its CPOMS reference is missing (X3). */
  | { readonly kind: "remind-concern"; readonly ref: string }
  /** S7: the recording of a one-to-one is found, and put into the school's folder. */
  | { readonly kind: "file-recording"; readonly lesson: string }
  /** Each day until nothing is left to do: CPOMS, the folder, Teams' copy, the day of deletion (S6, S7). */
  | { readonly kind: "remind-recording"; readonly lesson: string }
  /** Each day: who can open the folder, and whether the recording is still in it. */
  | { readonly kind: "watch-recording"; readonly lesson: string }
  /** At a lesson's end the general record; each day, and where the record has gone back, staff matters too. */
  | { readonly kind: "seal"; readonly of: "lesson"; readonly lesson: string }
  | { readonly kind: "seal"; readonly of: "day" | "step-back" }
  /** A message about a seal could not be given to a headteacher: a DSL is told. */
  | { readonly kind: "anchor-missing"; readonly person: string }
  /** The administrators are told that the program's sign-in to Microsoft 365 ends then, so many days before. */
  | { readonly kind: "tell-sign-in-ends"; readonly at: string; readonly days: number }
  /** In the evening: each organiser hears which of the lessons of that day are not protected ("2026-12-01"). */
  | { readonly kind: "tell-tomorrow"; readonly day: string }
  /** Lessons past the school's retention time are erased. */
  | { readonly kind: "expire-lessons" }
  /** The school's choices, or who holds a role, have changed: the cards that show them are redrawn. */
  | { readonly kind: "redraw-cards" }
  /** News of a proposed change of who is told: one duty for all it concerns, which makes one for each person. */
  | { readonly kind: "spread-proposal"; readonly proposal: string; readonly news: ProposalNews }
  | {
      readonly kind: "tell-proposal";
      readonly proposal: string;
      readonly news: ProposalNews;
      readonly person: string;
      /** Whether they are asked to approve, or only told. */
      readonly asked: boolean;
      /** For which of their roles; absent in duties of before, and for a person who holds none any more. */
      readonly as?: readonly ToldAs[];
    }
  /** The message about a seal, for a headteacher to keep. */
  | {
      readonly kind: "anchor";
      readonly store: "general" | "adult";
      readonly seal: number;
      readonly person: string;
    };

export type DutyKind = DutyWork["kind"];

export type Duty = {
  readonly work: DutyWork;
  /** Milliseconds after the event before it may run; 0 = at once. */
  readonly afterMs: number;
  /** Milliseconds after it may first run by which it should be done; then a person is told. */
  readonly deadlineMs: number;
  /** Milliseconds after which it is given up for good (the lesson is long over). */
  readonly expiryMs: number;
  /** `once`: never repeated when its outcome is unknown (the family card). */
  readonly repeat: "until-done" | "once";
  /** A newer duty with the same key replaces an older one that has not started. */
  readonly replaces?: string;
  /** One that waits to do the same, no later, is enough: it is left as it is, and this one is not written. */
  readonly enough?: true;
  /** Urgent duties (doors, removals, alerts) are taken first; in which order: priority.ts. */
  readonly urgent: boolean;
};
