import type { Pupil } from "../names/register.ts";
import type { CannotStay, ExceptionReason, Kind, NotTold, Phase } from "../words.ts";
import type {
  Purpose,
  ScreenshotDays,
  ScreenshotEnd,
  ScreenshotPlace,
  ScreenshotPurpose,
  StepAfter,
} from "./conduct-words.ts";
import type { Leavable } from "./hand-changes.ts";
import type { Recognition } from "./person.ts";
import type { ZoomStep } from "./zoom-events.ts";

/**
 * What a press carries besides its name. The body of `POST /api/lessons/:lesson/press` has the same fields, except
 * for a recognition, whose fields stand beside the person. A register and a look at whom to phone have routes of their own.
 */
type Carried = {
  readonly nothing: object;
  readonly kind: { readonly kind: Kind };
  readonly pupil: { readonly pupil: string };
  /** Whom to phone for a pupil: a route of its own, which also reads it. */
  readonly home: { readonly pupil: string };
  readonly exception: { readonly pupil: string; readonly reason: ExceptionReason };
  readonly followed: {
    readonly pupil: string;
    readonly reason: ExceptionReason;
    readonly step: StepAfter;
  };
  readonly room: { readonly pupil: string; readonly agreed: boolean };
  readonly purpose: { readonly purpose: Purpose };
  readonly screenshot: {
    readonly purpose: ScreenshotPurpose;
    readonly place: ScreenshotPlace;
    readonly days: ScreenshotDays;
  };
  /** `of`: when it was noted: ISO. */
  readonly screenshotEnd: { readonly of: string; readonly how: ScreenshotEnd };
  readonly person: { readonly person: string };
  readonly option: { readonly option: Leavable };
  readonly zoomStep: { readonly step: ZoomStep };
  readonly reason: { readonly reason: CannotStay };
  readonly why: { readonly why: NotTold };
  readonly reference: { readonly reference: string };
  readonly recognition: { readonly person: string; readonly recognition: Recognition };
  /** When the press to undo was made: ISO. */
  readonly act: { readonly of: string };
  readonly register: { readonly source: "csv" | "class"; readonly register: readonly Pupil[] };
};

type Entry = {
  /** What it carries as a command on the lesson; absent where it is none (a concern is raised, the panel opened). */
  readonly takes?: keyof Carried;
  /** For a button of the checklist: its text, and whether it stands first or in the overflow. */
  readonly title?: string;
  readonly where?: "first" | "more";
  /** Taken with the last known role while the directory is away: it keeps children safe. */
  readonly protects?: true;
  /** A verb of cards in one's own chat. */
  readonly card?: true;
};

/**
 * Every press in a lesson, once. The checklist's buttons, the shapes of commands, the table of rights, the verbs of
 * cards, what the panel sends and the list in docs/api.md are made from this.
 */
export const PRESSES = {
  "choose-kind": {
    takes: "kind",
    title: "Is this a lesson?",
    where: "first",
    card: true,
  },
  "undo-kind": {
    takes: "nothing",
    title: "Undo",
    where: "first",
    card: true,
  },
  "choose-purpose": { takes: "purpose" },
  "choose-child": { takes: "pupil" },
  "keep-kind": { takes: "nothing" },
  "background-checked": { takes: "nothing" },
  "set-register": { takes: "register" },
  "names-match": {
    takes: "nothing",
    title: "Names match",
    where: "first",
    card: true,
  },
  "all-others-fine": {
    takes: "nothing",
    title: "All others fine",
    where: "first",
    card: true,
  },
  "let-cameras-on": {
    takes: "nothing",
    title: "Let cameras on",
    where: "first",
    card: true,
  },
  "let-mics-on": {
    takes: "nothing",
    title: "Let mics on",
    where: "first",
    card: true,
  },
  "cameras-off": {
    takes: "nothing",
    title: "Families' cameras off",
    where: "more",
    protects: true,
    card: true,
  },
  "mics-off": {
    takes: "nothing",
    title: "Families' mics off",
    where: "more",
    protects: true,
    card: true,
  },
  "parent-stays": {
    takes: "nothing",
    title: "The parent stays",
    where: "first",
    card: true,
  },
  "parent-cannot-stay": {
    takes: "nothing",
    title: "The parent cannot stay",
    where: "first",
    card: true,
  },
  "parent-left": {
    takes: "nothing",
    title: "The parent has left",
    where: "more",
    card: true,
  },
  "parent-told": { takes: "reason" },
  "parent-not-told": { takes: "why" },
  "it-was-recorded": { takes: "nothing" },
  "recording-in-cpoms": { takes: "reference" },
  "recording-in-folder": { takes: "nothing" },
  "first-copy-deleted": { takes: "nothing" },
  "recording-deleted": { takes: "nothing" },
  "take-back-word": { takes: "act" },
  pause: {
    takes: "nothing",
    title: "Pause",
    where: "first",
    protects: true,
    card: true,
  },
  resume: {
    takes: "nothing",
    title: "Resume",
    where: "first",
    card: true,
  },
  "end-for-all": {
    takes: "nothing",
    title: "End for all and tell the DSL",
    where: "first",
    protects: true,
    card: true,
  },
  "end-lesson": {
    takes: "nothing",
    title: "End lesson",
    where: "more",
    protects: true,
    card: true,
  },
  "undo-end": {
    takes: "nothing",
    title: "Undo",
    where: "first",
    protects: true,
    card: true,
  },
  "check-pupil": { takes: "pupil" },
  "note-exception": { takes: "exception" },
  "put-right": { takes: "exception" },
  "follow-exception": { takes: "followed" },
  "agree-room": { takes: "room" },
  "look-up-home": { takes: "home" },
  "adults-still-there": { takes: "nothing" },
  "note-screenshot": { takes: "screenshot" },
  "screenshot-over": { takes: "screenshotEnd" },
  recognise: { takes: "recognition" },
  "undo-press": { takes: "act" },
  remove: { takes: "person", protects: true },
  "leave-option": { takes: "option" },
  "put-option-back": { takes: "option", protects: true },
  "begin-by-hand": { takes: "nothing" },
  "over-by-hand": { takes: "nothing" },
  "note-in-zoom": { takes: "zoomStep" },
  "tell-dsl": {
    title: "Tell the DSL now",
    where: "first",
    protects: true,
    card: true,
  },
  "about-adult": {
    title: "Tell the headteacher now",
    where: "more",
    protects: true,
    card: true,
  },
  "open-panel": { title: "Open the panel", where: "more" },
} as const satisfies { readonly [name: string]: Entry };

export type PressName = keyof typeof PRESSES;

type With<Part extends Partial<Entry>> = {
  [Name in PressName]: (typeof PRESSES)[Name] extends Part ? Name : never;
}[PressName];

/** The presses that are buttons of the checklist. */
export type ButtonName = With<{ readonly title: string }>;
/** The presses that are commands on the lesson. */
export type CommandName = With<{ readonly takes: keyof Carried }>;
/** Commands that carry nothing. */
export type PlainPress = With<{ readonly takes: "nothing" }>;
/** The presses that are verbs of cards. */
export type LessonVerb = With<{ readonly card: true }>;

/** A command on the lesson, with what it carries. */
export type PressCommand = {
  [Name in CommandName]: { readonly press: Name } & Carried[(typeof PRESSES)[Name]["takes"]];
}[CommandName];

/** The body of `POST /api/lessons/:lesson/press`. */
export type LessonPress = {
  [Name in Exclude<CommandName, OwnRoute>]: {
    readonly press: Name;
  } & Sent[(typeof PRESSES)[Name]["takes"]];
}[Exclude<CommandName, OwnRoute>];

type OwnRoute = "set-register" | "look-up-home";

type Sent = Omit<Carried, "recognition"> & {
  readonly recognition: { readonly person: string } & Recognition;
};

/** What the named press carries; undefined where it is no command on a lesson. */
export const carriedBy = (name: string): keyof Carried | undefined =>
  Object.hasOwn(PRESSES, name) ? (PRESSES as Readonly<Record<string, Entry>>)[name]?.takes : undefined;

const isPlain = (name: string): name is PlainPress => carriedBy(name) === "nothing";

/** In the order of use. */
export const PLAIN_PRESSES: readonly PlainPress[] = Object.keys(PRESSES).filter(isPlain);

const CONCERN = ["tell-dsl", "about-adult"] as const;
const CHECKS = ["names-match", "all-others-fine"] as const;
const PARENT = ["parent-stays", "parent-cannot-stay"] as const;
const SWITCHES = ["let-mics-on", "mics-off", "let-cameras-on", "cameras-off"] as const;

/** What is done next, in an order in which none of them takes the place of one that was just pressed. */
const STEPS = ["end-lesson", ...SWITCHES, ...PARENT, ...CHECKS, "parent-left"] as const;

/**
 * What each phase offers, in the order in which a card has it. On a card a button takes the place of one before it that
 * has gone, under the finger that pressed that: so what stops a lesson and what tells stand first, always in the same
 * places, and after an end nothing that opens or tells comes to where the end was pressed (tests/teams/same-place).
 */
export const OFFERED: Readonly<Record<Phase, readonly ButtonName[]>> = {
  // Pause and end are offered before Teams' word of the start, which may be lost.
  planned: ["pause", "end-for-all", ...CONCERN, "open-panel"],
  arrival: ["pause", "end-for-all", ...CONCERN, ...STEPS, "open-panel"],
  live: ["pause", "end-for-all", ...CONCERN, ...STEPS, "open-panel"],
  paused: ["resume", "end-for-all", ...CONCERN, "end-lesson", ...PARENT, "parent-left", "open-panel"],
  // An ordinary end under way may turn out to be none.
  shut: ["undo-end", "open-panel", "end-for-all", ...CONCERN],
  over: ["open-panel", ...CONCERN],
};
