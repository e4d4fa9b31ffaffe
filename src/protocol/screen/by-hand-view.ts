import type { Concern } from "../concern/state.ts";
import { defined } from "../defined.ts";
import { isOneToOne } from "../lesson/one-to-one.ts";
import { isRefusedFor, pupilRows } from "../lesson/presence.ts";
import { isRunning } from "../lesson/running.ts";
import type { Lesson } from "../lesson/state.ts";
import { beginsFrom, lastSaid, takesPlaceAgain } from "../lesson/zoom.ts";
import type { ZoomStep } from "../lesson/zoom-events.ts";
import { WHAT_TO_DO_IN_ZOOM } from "../rules/p2-implied.ts";
import { clockTime } from "../time/clock-time.ts";
import type { ExceptionReason } from "../words.ts";
import { EXCEPTION_SAY } from "./exception-steps.ts";
import { capital, lessonLabel } from "./label.ts";
import { panelLines, type ViewContext } from "./lesson-view.ts";
import { standingOf } from "./standing.ts";
import { undoOf } from "./undo.ts";
import type { ConcernLine, PupilRow, Standing } from "./view.ts";
import { stepAfter, ZOOM_PRESSES, type ZoomPress } from "./zoom-steps.ts";
import { CANNOT_SEE_ZOOM, saidBy } from "./zoom-words.ts";

export type ByHandException = {
  readonly reason: ExceptionReason;
  /** What to do, and what to say to the family. */
  readonly step: string;
  readonly say: string;
};

export type ByHandPupil = {
  readonly pupil: string;
  readonly name: string;
  /** "Checked 10:04", "Not checked" */
  readonly words: string;
  readonly checked: boolean;
  /** Permission was refused (P2): what to do. They stand first, and are not checked. */
  readonly refused?: string;
  /** Not put right yet. */
  readonly exceptions: readonly ByHandException[];
};

/** A lesson in Zoom as its staff keep it. Each state is the word of a person, with the name of that person. */
export type ByHandView = {
  readonly lesson: string;
  readonly version: number;
  readonly now: string;
  readonly turn: number;
  readonly phase: "planned" | "live" | "over";
  readonly title: string;
  /** "The 10:00 group lesson in Zoom" */
  readonly label: string;
  readonly standing: Standing;
  readonly phone: string;
  /** What Lesson Guard cannot do here. */
  readonly cannot: string;
  /** From then on it can be begun; absent once it can. */
  readonly beginsFrom?: string;
  /** It was said not to take place: taken back, it is planned again, and not on. */
  readonly takesPlaceAgain?: true;
  /** Its planned end has passed. */
  readonly ask?: string;
  readonly steps: readonly (ZoomPress & { readonly said?: string })[];
  readonly counts: string;
  readonly pupils: readonly ByHandPupil[];
  /** A one-to-one: what was answered. */
  readonly parent?: { readonly words: string; readonly answered: boolean };
  readonly undo?: NonNullable<ReturnType<typeof undoOf>>;
  readonly concerns: readonly ConcernLine[];
  readonly staffHere: readonly { readonly person: string; readonly name: string }[];
};

const phaseOf = ({ phase }: Lesson): ByHandView["phase"] =>
  phase === "planned" || phase === "over" ? phase : "live";

/** A lesson that goes on is offered where it is paused, and nowhere else. */
const stepsOf = (lesson: Lesson, timeZone: string): ByHandView["steps"] => {
  const held = lastSaid(lesson, ["pause", "resume"])?.step === "pause";
  const shown: readonly ZoomStep[] = ["waiting room", "lock", held ? "resume" : "pause", "remove", "end"];
  return shown.map((step) => {
    const last = lastSaid(lesson, [step]);
    return {
      ...ZOOM_PRESSES[step],
      ...(last === undefined ? {} : { said: `Said by ${saidBy(lesson, last, timeZone)}` }),
    };
  });
};

const REFUSED = `Permission was refused. ${WHAT_TO_DO_IN_ZOOM}`;

const pupilsIn = (lesson: Lesson, timeZone: string): ByHandView["pupils"] => {
  const isRefused = ({ pupil }: PupilRow): boolean => isRefusedFor(lesson, pupil) && lesson.phase !== "over";
  const rows = pupilRows(lesson);
  return [...rows.filter(isRefused), ...rows.filter((row) => !isRefused(row))].map((row) => {
    const { pupil, name, checked, exceptions } = row;
    const open = exceptions.filter(({ putRightAt }) => putRightAt === undefined);
    return {
      pupil,
      name,
      checked: checked !== undefined,
      ...(isRefused(row) ? { refused: REFUSED } : {}),
      words: checked === undefined ? "Not checked" : `Checked ${clockTime(checked.at, timeZone)}`,
      exceptions: open.map(({ reason }) => ({
        reason,
        step: stepAfter(lesson, reason),
        say: EXCEPTION_SAY[reason],
      })),
    };
  });
};

const countsOf = (pupils: ByHandView["pupils"]): string => {
  if (pupils.length === 0) return "No register was chosen. Names cannot be checked here.";
  const checked = pupils.filter((one) => one.checked && one.refused === undefined).length;
  const refused = pupils.filter((one) => one.refused !== undefined).length;
  const expected = pupils.length - refused;
  const open = pupils.reduce((sum, { exceptions }) => sum + exceptions.length, 0);
  return [
    `${checked} of ${expected} checked`,
    ...(open === 0 ? [] : [`${open} not right yet`]),
    ...(refused === 0 ? [] : [`permission refused for ${refused}`]),
  ]
    .join(", ")
    .concat(". Only you can see who is there.");
};

const ANSWERS = {
  stays: "The parent stays.",
  "cannot stay": "The parent cannot stay. Postpone the lesson, or hold it in Teams.",
  left: "The parent has left. Ask whether they can come back. If they cannot, end the lesson.",
} as const;

const parentOf = (lesson: Lesson): ByHandView["parent"] => {
  if (!isOneToOne(lesson)) return undefined;
  const { parent } = lesson;
  return parent === undefined
    ? { words: "Ask the parent to stay in the room.", answered: false }
    : { words: ANSWERS[parent.answer], answered: parent.answer === "stays" };
};

const askOf = ({ phase, endsAt = "" }: Lesson, { now, timeZone }: ViewContext): string | undefined => {
  if (phase === "over" || endsAt === "" || now < endsAt) return undefined;
  const planned = `It was planned to end at ${clockTime(endsAt, timeZone)}`;
  return phase === "planned"
    ? `${planned}, and no one has said that it began. If it did: Begin the lesson, then It is over. If not: It does not take place.`
    : `${planned}. Once everyone has left, press It is over.`;
};

/** The page By hand, of a lesson in Zoom. @param raised the reader's own concerns */
export const byHandView = (lesson: Lesson, raised: readonly Concern[], around: ViewContext): ByHandView => {
  const { now, timeZone, phone } = around;
  const pupils = pupilsIn(lesson, timeZone);
  return {
    lesson: lesson.id,
    version: lesson.version,
    now,
    turn: lesson.turn,
    phase: phaseOf(lesson),
    title: lesson.title ?? "Lesson",
    label: capital(lessonLabel(lesson, timeZone)),
    standing: standingOf(lesson, now, timeZone),
    phone,
    cannot: CANNOT_SEE_ZOOM,
    steps: isRunning(lesson) ? stepsOf(lesson, timeZone) : [],
    counts: countsOf(pupils),
    pupils,
    concerns: panelLines(raised, around),
    staffHere: lesson.staff.map(({ person }) => ({ person, name: lesson.staffNames[person] ?? "Staff" })),
    ...defined({
      beginsFrom: lesson.phase === "planned" ? beginsFrom(lesson, now) : undefined,
      takesPlaceAgain: takesPlaceAgain(lesson, now) ? true : undefined,
      ask: askOf(lesson, around),
      parent: parentOf(lesson),
      undo: undoOf(lesson, raised, around),
    }),
  };
};
