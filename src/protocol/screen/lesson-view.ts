import type { Concern } from "../concern/state.ts";
import { longUntoldAt } from "../concern/untold.ts";
import { defined } from "../defined.ts";
import { checklistOf } from "../lesson/checklist.ts";
import { kindDoubtFrom } from "../lesson/kind-again.ts";
import { mayCheck } from "../lesson/offers.ts";
import { isOneToOne, ONE_TO_ONE_AHEAD } from "../lesson/one-to-one.ts";
import { plannedEnd } from "../lesson/planned-time.ts";
import { peopleOf, pupilRows, unknownPeople } from "../lesson/presence.ts";
import { recheckAt } from "../lesson/recheck.ts";
import { isEnded, isRunning, mayBeOnFrom } from "../lesson/running.ts";
import type { Lesson } from "../lesson/state.ts";
import { RECHECK_MINUTES } from "../lesson/usual-times.ts";
import { isProtectable } from "../rules/c1-platform.ts";
import { clockTime } from "../time/clock-time.ts";
import type { Retention } from "../time/retention.ts";
import type { Part } from "../words.ts";
import { isMessage } from "../work/duty.ts";
import { conductView } from "./conduct.ts";
import { alertProof, officePhone } from "./end-steps.ts";
import { endingOf, ordinaryEndOf, silentAt } from "./ending.ts";
import { leftLines } from "./left-view.ts";
import { nothingSent } from "./nothing-sent.ts";
import { noticesOf } from "./notices.ts";
import { parentView } from "./parent-view.ts";
import { callProof, doorsProof, familyCardProof, rosterProof } from "./proofs.ts";
import { quietProof } from "./quiet.ts";
import { recordingFile } from "./recording-file.ts";
import { recordingTask } from "./recording-task.ts";
import type { NameOf } from "./route-words.ts";
import { standingOf } from "./standing.ts";
import { summaryOf } from "./summary.ts";
import { isEachRoleTold, isOnlyInChannel } from "./told-words.ts";
import { undoOf } from "./undo.ts";
import type { ConcernLine, LessonView } from "./view.ts";
import { isTroubled, wellOf } from "./well.ts";

export type ViewContext = {
  readonly now: string;
  readonly timeZone: string;
  readonly phone: string;
  /** When concerns come up for review; the usual where not given. */
  readonly retention?: Retention;
  /** Names of those who were told; where absent, their roles are shown instead. */
  readonly nameOf?: NameOf;
  /** Who reads it (Entra id): each person sees only their own undo. */
  readonly reader?: string;
  /** Whether they read the DSL channel. */
  readonly readsChannel?: boolean;
  /** After how many minutes staff are asked to look at the adults again; the usual where not given. */
  readonly recheckMinutes?: number | undefined;
  /** After how many days the school deletes a recording; the usual where not given. */
  readonly keepDays?: number;
};

const staffHere = (lesson: Lesson): LessonView["staffHere"] =>
  lesson.staff.map(({ person, part }) => {
    const here = peopleOf(lesson).filter((one) => one.userId === person);
    const inside = here.find((one) => one.place === "in") ?? here.find((one) => one.place === "lobby");
    return {
      person,
      name: inside?.shown ?? here[0]?.shown ?? lesson.staffNames[person] ?? "Staff",
      place: inside?.place ?? "out",
      part,
    };
  });

/**
 * How far a concern has come, for a screen that may be shared: not whom it went to, nor by whom it was seen. What is amiss,
 * and whom to phone, is said as it is.
 */
const progressOf = (concern: Concern, around: ViewContext): string => {
  const { now, timeZone, phone } = around;
  const proof = alertProof(concern, now, timeZone, phone);
  const told = concern.deliveries.find((one) => one.state === "told" && isMessage(one.target));
  const [seen] = concern.acknowledged;
  if (concern.takenBackAt !== undefined || concern.held !== undefined) return proof.sentence;
  if (told === undefined && seen === undefined)
    return proof.state === "asked" ? "On its way: not told yet." : proof.sentence;
  const first =
    told === undefined ? "" : `${isOnlyInChannel(concern) ? "Sent" : "Told"} ${clockTime(told.at, timeZone)}`;
  if (seen !== undefined)
    return `${first === "" ? "Seen" : `${first}, seen`} ${clockTime(seen.at, timeZone)}.`;
  const office = officePhone(phone);
  const phoned = proof.sentence.endsWith(office) ? ` ${office}` : "";
  const all = isEachRoleTold(concern) ? "" : ", not all of them yet";
  return `${first}${all}. ${concern.steps.length > 0 ? "No one has it yet." : "Not seen yet."}${phoned}`;
};

/** One line for each concern of its raiser: "told 10:42, seen by the DSL 10:43". */
export const concernLine = (concern: Concern, around: ViewContext): ConcernLine => {
  const proof = alertProof(concern, around.now, around.timeZone, around.phone);
  const seen = concern.acknowledged.length > 0;
  const told = concern.deliveries.some((one) => one.state === "told" && isMessage(one.target));
  return {
    ref: concern.ref,
    about: concern.about,
    // A press whose answer was lost is known by the id that it was sent with.
    ...defined({ press: concern.press }),
    sentence: proof.sentence,
    ...(concern.held === undefined ? {} : { undoUntil: concern.held.until }),
    state:
      concern.takenBackAt !== undefined
        ? "undone"
        : seen
          ? "seen"
          : told
            ? "told"
            : proof.state === "refused"
              ? "not told"
              : "asked",
  };
};

/** The raiser's own concerns, for a panel. */
export const panelLines = (raised: readonly Concern[], around: ViewContext): readonly ConcernLine[] =>
  raised
    .filter(({ about }) => about !== "ended")
    .map((one) => ({ ...concernLine(one, around), sentence: progressOf(one, around) }));

export type LessonAlerts = {
  /** The alert of the lesson's end. */
  readonly ended?: Concern | undefined;
  /** The alert about pupils without staff. */
  readonly alone?: Concern | undefined;
};

/**
 * The side panel of a member of staff.
 * @param raised the concerns this person raised in this lesson: no one else sees that they exist
 * @param alerts those Lesson Guard itself raised: all staff of the lesson read how far each has come
 */
export const lessonView = (
  lesson: Lesson,
  part: Part,
  raised: readonly Concern[],
  alerts: LessonAlerts | undefined,
  around: ViewContext,
): LessonView => {
  const { now, timeZone } = around;
  const { ended: alert, alone } = alerts ?? {};
  const { counts, presses, items, lead } = checklistOf(lesson, now);
  // No one is told before the time to undo is over.
  const begun = lesson.end?.beganAt === undefined ? undefined : alert;
  const mine = [...raised, begun, alone].filter((one) => one !== undefined);
  const notices = noticesOf(
    lesson,
    timeZone,
    alone === undefined ? "" : alertProof(alone, now, timeZone, around.phone).sentence,
  );
  const undo = undoOf(lesson, raised, around);
  const left = leftLines(lesson, timeZone);
  const proofs = {
    phase: lesson.phase,
    protected: isProtectable(lesson),
    doors: doorsProof(lesson, now, timeZone),
    call: callProof(lesson, now, timeZone),
    roster: rosterProof(lesson, timeZone),
    familyCard: familyCardProof(lesson, now, timeZone),
    ...defined({ quiet: quietProof(lesson, now, timeZone, true) }),
  };
  return {
    ...proofs,
    lesson: lesson.id,
    version: lesson.version,
    now,
    turn: lesson.turn,
    standing: standingOf(lesson, now, timeZone),
    part,
    phone: around.phone,
    counts,
    presses,
    items,
    opened: lesson.opened,
    unknown: unknownPeople(lesson),
    mayCheck: mayCheck(lesson),
    pupils: pupilRows(lesson),
    staffHere: staffHere(lesson),
    concerns: panelLines(raised, around),
    ...defined({
      lead,
      ahead: isOneToOne(lesson) && lesson.phase === "planned" ? ONE_TO_ONE_AHEAD : undefined,
      parent: parentView(lesson, timeZone, around.keepDays),
      conduct: conductView(lesson, around),
      recordingTask: recordingTask(lesson, timeZone),
      recordingFile: recordingFile(lesson, around),
      kind: lesson.kind,
      title: lesson.title,
      startsAt: lesson.startsAt,
      startedAt: lesson.startedAt,
      overAt: lesson.overAt,
      well: isTroubled(lesson) ? undefined : wellOf(proofs),
      undo,
      ordinaryEnd: ordinaryEndOf(lesson, now, timeZone),
      end: endingOf(lesson, alert, around),
      notices: notices.length === 0 ? undefined : notices,
      left: left.length === 0 ? undefined : left,
      notSent: nothingSent(lesson, mine, around),
      dueAt: earliest(
        longUntoldAt(mine, now),
        silentAt(lesson, now),
        mayBeOnFrom(lesson, now),
        timeUpAt(lesson, now),
        kindDoubtFrom(lesson, now),
        recheckFrom(lesson, around),
        undo?.until,
      ),
      summary: isEnded(lesson) ? summaryOf(lesson, begun, around) : undefined,
    }),
  };
};

/** From then on staff are asked to look at the adults again. */
const recheckFrom = (lesson: Lesson, { now, recheckMinutes = RECHECK_MINUTES }: ViewContext) => {
  const at = recheckAt(lesson, recheckMinutes);
  return at !== undefined && at > now ? at : undefined;
};

/** From then on End lesson is offered. */
const timeUpAt = (lesson: Lesson, now: string): string | undefined => {
  const at = isRunning(lesson) ? plannedEnd(lesson) : undefined;
  return at !== undefined && at > now ? at : undefined;
};

const earliest = (...moments: readonly (string | undefined)[]): string | undefined =>
  moments.filter((at) => at !== undefined).toSorted()[0];
