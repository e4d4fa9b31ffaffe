import type { Concern } from "../concern/state.ts";
import { defined } from "../defined.ts";
import { checklistOf } from "../lesson/checklist.ts";
import { mayUndoKind } from "../lesson/kind.ts";
import { isOneToOne, ONE_TO_ONE_AHEAD } from "../lesson/one-to-one.ts";
import { ofExpected } from "../lesson/press.ts";
import { isEnded, isRunning } from "../lesson/running.ts";
import type { Lesson } from "../lesson/state.ts";
import { sweepCount } from "../lesson/sweep.ts";
import { toSortWords } from "../lesson/to-sort.ts";
import { opensToAll, unsortedInside } from "../lesson/unsorted.ts";
import { clockTime } from "../time/clock-time.ts";
import { momentsIn } from "../time/moments.ts";
import { KINDS, type Kind } from "../words.ts";
import { endingOf, ordinaryEndOf } from "./ending.ts";
import { keptFace } from "./kept-face.ts";
import { capital, lessonDay, lessonLabel } from "./label.ts";
import { parentWords } from "./parent-view.ts";
import { callProof, doorsProof, familyCardProof, rosterProof } from "./proofs.ts";
import { quietProof } from "./quiet.ts";
import { cpomsLine } from "./recording-task.ts";
import { standingOf } from "./standing.ts";
import type { ChecklistItem, Counts, PressButton } from "./view.ts";

/** When, where and for whom a card is drawn; `phone` is "" where the school has set none. */
export type FaceContext = {
  readonly now: string;
  readonly timeZone: string;
  readonly phone: string;
  /** For the card's own reader; absent where it could not be found out in time. */
  readonly told?: ToldBefore | undefined;
};

/** The people that each alerting press would tell, by name. No pupil and no person it is about is among them. */
export type ToldBefore = { readonly child: string; readonly adult: string; readonly ended: string };

/** Each press that alerts, and whom it is about. */
const TELLING = [
  ["tell-dsl", "child"],
  ["end-for-all", "ended"],
  ["about-adult", "adult"],
] as const satisfies readonly (readonly [PressButton["press"], keyof ToldBefore])[];

/**
 * All that a card about a lesson shows, apart from addresses in Teams. A card is drawn from its face and from
 * nothing else, so a card whose face has changed since is known to be outdated.
 */
export type CardFace = {
  readonly title: string;
  /** The lesson's day; absent where it is not known. */
  readonly day?: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** The checklist: each check by name, and how far it is. */
  readonly checks?: readonly Pick<ChecklistItem, "title" | "state" | "words">[];
  /** The next step. */
  readonly lead?: string;
  readonly quiet: readonly string[];
  readonly lines: readonly string[];
  readonly buttons: readonly CardButton[];
  /** The turn in which its presses were drawn (`Lesson.turn`); `NO_PRESS` where a turn changes nothing on it. */
  readonly turn: number;
};

export type CardButton = Omit<PressButton, "press"> & {
  readonly press: PressButton["press"];
  readonly kind?: Kind;
  /** For "All others fine" and "Names match": how many pupils the button spoke of. */
  readonly toCheck?: number;
  /** For a press that lets families be seen or heard: how many were inside whom no one had sorted out. */
  readonly unsorted?: number;
};

/** There is nothing to press on it: that the lesson goes on does not redraw it. */
const NO_PRESS = 0;

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** The button's first words: the rest of them says whom it tells, as this line does. */
const titleOf = ({ press, title }: PressButton): string => (press === "end-for-all" ? "End for all" : title);

/** Shown before a press that tells people: their names, or where to read them if they are not known here. */
const toldLines = (
  presses: readonly PressButton[],
  { told, now, timeZone }: FaceContext,
): readonly string[] => {
  const offered = TELLING.flatMap(([press, about]) =>
    presses.flatMap((one) => (one.press === press ? [{ title: titleOf(one), about }] : [])),
  );
  if (offered.length === 0) return [];
  if (told === undefined) return ["The panel shows who would be told."];
  // Presses that tell the same people stand in one line.
  const sentences = [...new Set(offered.map(({ about }) => told[about]))];
  const titlesOf = (sentence: string): readonly string[] =>
    offered.filter(({ about }) => told[about] === sentence).map(({ title }) => title);
  return [
    ...sentences.map((sentence) => `${titlesOf(sentence).join(" or ")}: ${sentence}`),
    `As known at ${clockTime(now, timeZone)}. To leave a person out, open the panel.`,
  ];
};

const factsOf = (
  lesson: Lesson,
  { here, expected, refused = 0, waiting, asOf }: Counts,
  timeZone: string,
): CardFace["facts"] => {
  const then = asOf === undefined ? "" : ` at ${clockTime(asOf, timeZone)}`;
  return [
    [
      `Here${then}`,
      `${ofExpected(here, expected)}${refused === 0 ? "" : `, permission refused for ${refused} more`}`,
    ],
    ["To sort out", toSortWords(lesson)],
    [`In the lobby${then}`, String(waiting)],
  ];
};

/** A one-to-one: how it stands with the parent. */
const parentLines = (lesson: Lesson, timeZone: string): readonly string[] => {
  const words = parentWords(lesson, timeZone);
  if (words !== "") return [words];
  return isOneToOne(lesson) && lesson.phase === "planned" ? [ONE_TO_ONE_AHEAD] : [];
};

/** The staff checklist: counts and actions, never a pupil's name (names are in the panel only). */
export const checklistFace = keptFace((lesson: Lesson, around: FaceContext): CardFace => {
  const { now, timeZone } = around;
  const { counts, items, lead, presses } = checklistOf(lesson, now);
  const label = capital(lessonLabel(lesson, timeZone));
  if (lesson.kind === "not a lesson")
    return {
      title: `${label}: not a lesson`,
      ...defined({ day: lessonDay(lesson, timeZone) }),
      facts: [],
      quiet: [],
      lines: ["Lesson Guard leaves this meeting alone."],
      buttons: presses.filter(({ press }) => press !== "choose-kind"),
      turn: lesson.turn,
    };
  const on = isRunning(lesson);
  const doors = doorsProof(lesson, now, timeZone);
  const { instruction = "" } = endingOf(lesson, undefined, around) ?? {};
  const ordinaryEnd = ordinaryEndOf(lesson, now, timeZone);
  const quiet = quietProof(lesson, now, timeZone, false);
  const call = callProof(lesson, now, timeZone);
  const family = familyCardProof(lesson, now, timeZone);
  return {
    title: `${label}: ${lower(standingOf(lesson, now, timeZone).words)}`,
    ...defined({ day: lessonDay(lesson, timeZone) }),
    facts: on ? factsOf(lesson, counts, timeZone) : [],
    ...(on ? { checks: items.map(({ title, state, words }) => ({ title, state, words })) } : {}),
    ...defined({ lead }),
    quiet: [...toldLines(presses, around), ...(ordinaryEnd === undefined ? [] : [ordinaryEnd])],
    lines: [
      ...parentLines(lesson, timeZone),
      ...(cpomsLine(lesson) === "" ? [] : [cpomsLine(lesson)]),
      ...(instruction === "" ? [doors.sentence] : [instruction, doors.fact ?? doors.sentence]),
      ...(on && quiet?.state === "not proven" ? [quiet.sentence] : []),
      ...(on && call.state !== "proven" ? [call.sentence] : []),
      ...(on && counts.asOf !== undefined ? [rosterProof(lesson, timeZone).sentence] : []),
      ...(on && (family.state === "refused" || family.state === "not proven") ? [family.sentence] : []),
    ],
    buttons: presses.map((one) =>
      one.press === "all-others-fine" || one.press === "names-match"
        ? { ...one, toCheck: sweepCount(lesson, one.press) }
        : opensToAll(one.press)
          ? { ...one, unsorted: unsortedInside(lesson) }
          : one,
    ),
    turn: lesson.turn,
  };
});

/** Ending for all, step by step, in the presser's own chat: it stays there when the panel is closed. */
export const progressFace = (lesson: Lesson, alert: Concern | undefined, around: FaceContext): CardFace => {
  const { now, timeZone } = around;
  const { end } = lesson;
  const { steps = [], instruction = "" } = endingOf(lesson, alert, around) ?? {};
  const open =
    end !== undefined && end.beganAt === undefined && now < end.undoUntil && lesson.phase === "shut";
  return {
    title: `Ending ${lessonLabel(lesson, timeZone)}${end?.why === "ordinary" ? "" : " for all"}`,
    ...defined({ day: lessonDay(lesson, timeZone) }),
    facts: [],
    quiet: [],
    lines: [
      ...(instruction === "" ? [] : [instruction]),
      ...steps.map((step) => `${step.title}: ${step.proof.sentence}`),
    ],
    buttons: open ? [{ press: "undo-end", title: "Undo", where: "first" }] : [],
    turn: lesson.turn,
  };
};

/** The card of an end that did not go on as it was pressed must not go on promising it. */
export const undoneFace = (lesson: Lesson, { timeZone }: FaceContext): CardFace => ({
  ...(lesson.undone?.overtakenAt === undefined
    ? {
        title: `Ending ${lessonLabel(lesson, timeZone)} was undone`,
        lines: ["Everyone stayed. No one was told."],
      }
    : {
        title: `Ending ${lessonLabel(lesson, timeZone)}`,
        lines: [
          `End for all was pressed at ${clockTime(lesson.undone.overtakenAt, timeZone)} instead. The panel shows how far it is.`,
        ],
      }),
  ...defined({ day: lessonDay(lesson, timeZone) }),
  facts: [],
  quiet: [],
  buttons: [],
  turn: lesson.undone === undefined ? NO_PRESS : Date.parse(lesson.undone.askedAt),
});

export const KIND_TITLES: Readonly<Record<Kind, string>> = {
  class: "Class lesson",
  group: "Group lesson",
  "one-to-one": "One-to-one",
  "not a lesson": "Not a lesson",
};

const kindLines = (kind: Kind): readonly string[] => {
  if (kind === "not a lesson") return ["Lesson Guard leaves this meeting alone."];
  const held =
    "Lesson Guard looks after this meeting. The panel shows its state, and so does this card once the lesson starts.";
  return kind === "one-to-one" ? [held, ONE_TO_ONE_AHEAD] : [held];
};

/**
 * The question whether a meeting is a lesson, and of which kind (S3); once it is answered, in whatever place, the
 * answer.
 * @param name what its organiser, who alone reads it, knows the meeting by
 */
export const askFace = (lesson: Lesson, around: FaceContext, name = ""): CardFace => {
  const { kind, phase, turn } = lesson;
  const of = meetingWords(lesson, around, name);
  const ended = phase === "over" ? "over" : "being ended";
  if (lesson.replacedBy !== undefined)
    return {
      title: "This meeting is a lesson",
      facts: [],
      quiet: [],
      lines: [of, "It was planned in Lesson Guard. There is nothing to press here."],
      buttons: [],
      turn: NO_PRESS,
    };
  if (kind !== undefined || isEnded(lesson)) {
    const undo = mayUndoKind(lesson);
    return {
      title: kind === undefined ? `The meeting is ${ended}` : KIND_TITLES[kind],
      facts: [],
      quiet: [],
      lines: [of, ...(isEnded(lesson) ? [`It is ${ended}.`] : kind === undefined ? [] : kindLines(kind))],
      buttons: undo ? [{ press: "undo-kind", title: "Undo", where: "first" }] : [],
      turn: undo ? turn : NO_PRESS,
    };
  }
  return {
    title: "Is this meeting a lesson with pupils?",
    facts: [],
    quiet: ["For a lesson, the lobby is switched on, and mics and cameras start off."],
    lines: [of, "Lesson Guard leaves it alone until you say."],
    buttons: KINDS.map((one) => ({
      press: "choose-kind",
      title: KIND_TITLES[one],
      where: "first",
      kind: one,
    })),
    turn,
  };
};

const meetingWords = ({ startsAt }: Lesson, { timeZone }: FaceContext, name: string): string => {
  const at = startsAt === undefined ? "" : momentsIn(timeZone).dayAndTime(startsAt);
  return `${[name === "" ? "Your meeting" : name, at].filter((part) => part !== "").join(", ")}.`;
};
