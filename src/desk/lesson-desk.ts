import { decideConcern } from "../protocol/concern/decide.ts";
import { concernDutiesOf } from "../protocol/concern/duties.ts";
import { evolveConcern, NO_CONCERN } from "../protocol/concern/state.ts";
import type { Decision, Refused } from "../protocol/decision.ts";
import { defined } from "../protocol/defined.ts";
import { lessonRules } from "../protocol/holders/school.ts";
import type {
  DecisionContext,
  DrawnFrom,
  LessonCommand,
  Report,
  StaffCommand,
} from "../protocol/lesson/commands.ts";
import { decideInTurn } from "../protocol/lesson/decide-in-turn.ts";
import { type Heard, isSameOccurrence } from "../protocol/lesson/occurrence.ts";
import { isOneToOne } from "../protocol/lesson/one-to-one.ts";
import type { Lesson } from "../protocol/lesson/state.ts";
import { lessonLabel } from "../protocol/screen/label.ts";
import { pressSignedOut } from "../protocol/screen/signed-out.ts";
import { mayInLesson, partIn } from "../protocol/who/authorise.ts";
import type { Caller } from "../protocol/who/caller.ts";
import { LESSON_GUARD } from "../protocol/who/lesson-guard.ts";
import { protects } from "../protocol/who/rights.ts";
import type { Holders } from "../protocol/who/route.ts";
import { inTurn } from "../record/engine/one-at-a-time.ts";
import { withPrecedence } from "../record/engine/precedence.ts";
import { changedRows, concernRow } from "../record/index/rows.ts";
import { TooLateError } from "../record/log/append.ts";
import type { Change } from "../record/log/change.ts";
import { asFact, numbered } from "../record/log/change-facts.ts";
import { concernStream } from "../record/log/streams.ts";
import type { SchoolRecord } from "../record/school-record.ts";
import { awaitedUntil } from "./awaited.ts";
import { changeFor } from "./lesson-change.ts";
import { newestLessons } from "./newest-lesson.ts";
import type { People } from "./people.ts";
import { callbackId, newReference, occurrenceId } from "./random.ts";
import { recipientsOf } from "./recipients.ts";
import { reportsTogether } from "./reports-together.ts";
import type { School } from "./school.ts";

/** What the person reads, and the lesson as it now is. */
export type Answer = { readonly say: string; readonly lesson: Lesson } | Refused;

export const NEUTRAL: Answer = {
  refused: "not-yours",
  say: "This is for the staff of the lesson.",
};

/**
 * The presser has been told that no answer came, and has done it by hand: it must not happen now. An earlier
 * try may have been recorded.
 */
const TOO_LATE: Answer = {
  refused: "took-too-long",
  say: "That took too long, so Lesson Guard stopped trying. Look at the lesson, and press again if you still want it.",
};

export type LessonDesk = {
  readonly read: (lesson: string) => Promise<Lesson>;
  /** @param drawnFrom the state in which the button was drawn, where the card or panel says so */
  readonly press: (
    caller: Caller,
    lesson: string,
    command: StaffCommand,
    drawnFrom?: DrawnFrom,
  ) => Promise<Answer>;
  readonly report: (lesson: string, report: Report) => Promise<Lesson>;
  /** The lesson that a meeting chat is for now; a new one is begun (and the organiser asked) where there is none. */
  readonly occurrence: (meeting: {
    readonly chatId: string;
    readonly meetingId: string;
    /** When, by Teams' own clock; now where Teams does not say. */
    readonly at?: string | undefined;
    readonly heard?: Heard;
  }) => Promise<Lesson>;
};

type Dependencies = {
  readonly record: SchoolRecord;
  readonly school: School;
  readonly people: People;
  readonly now: () => string;
  /** Whether Microsoft accepts our sign-in; true where not given. */
  readonly canSignIn?: () => Promise<boolean>;
};

/** Takes a command about a lesson, decides on fresh state, appends, answers. */
export const openLessonDesk = ({
  record,
  school,
  people,
  now,
  canSignIn = async () => true,
}: Dependencies): LessonDesk => {
  const { read: readLesson, newest, append } = newestLessons(record);
  const recipients = recipientsOf({ school, people, now });

  const around = (): DecisionContext => ({
    now: now(),
    timeZone: school.settings().timeZone,
    undoSeconds: school.settings().undoSeconds,
    ...lessonRules(school.settings()),
    id: () => callbackId(record.scope.school),
    reference: newReference,
  });

  /** Decides again on fresh state for as long as another writer was first. @param over see `NewestLesson.append` */
  const carryOut = async (
    id: string,
    command: LessonCommand,
    over: () => void = () => undefined,
    more: readonly LessonCommand[] = [],
  ): Promise<Answer> => {
    const holders = needsHolders(command) ? await recipients.holders() : { dsl: [], headteacher: [] };
    const tells = raises(command)
      ? await recipients.toldOfLesson(command.by?.id ?? LESSON_GUARD.id)
      : undefined;
    for (;;) {
      const { state, version, onDisk } = await newest(id);
      const surroundings = { ...around(), ...defined({ tells }) };
      const { decision, steps } = decideInTurn(state, [command, ...more], surroundings);
      if ("refused" in decision || decision.events.length === 0) {
        if (!(await onDisk)) continue;
        return "refused" in decision ? decision : { say: decision.say, lesson: state };
      }
      const made = changeFor(id, steps, version, surroundings.now);
      const alert = alertFor(made.after, decision, surroundings, holders);
      const change: Change = {
        streams: [...made.change.streams, ...(alert?.streams ?? [])],
        duties: [...(made.change.duties ?? []), ...(alert?.duties ?? [])],
        cancel: made.change.cancel ?? [],
        until: command.by === undefined ? undefined : awaitedUntil(),
        index: { lessons: changedRows(state, made.after, surroundings.now), concerns: alert?.concerns ?? [] },
      };
      const next = { state: made.after, version: version + decision.events.length };
      if (await append(change, next, over)) return { say: decision.say, lesson: made.after };
    }
  };

  const alertFor = (
    lesson: Lesson,
    decision: Exclude<Decision, { refused: string }>,
    surroundings: DecisionContext,
    holders: Holders,
  ) => {
    if (decision.alert === undefined) return undefined;
    const { ref, by, byName } = decision.alert;
    const raised = decideConcern(
      NO_CONCERN,
      {
        do: "raise",
        ref,
        about: decision.alert.about ?? "ended",
        lesson: lesson.id,
        label: lessonLabel(lesson, surroundings.timeZone),
        oneToOne: isOneToOne(lesson),
        lessonStaff: [],
        channel: recipients.channelIsRead(),
        holders,
        escalateAfterMs: recipients.escalateAfterMs(),
        by: { id: by, name: byName },
      },
      surroundings.now,
    );
    if ("refused" in raised) return undefined;
    const concern = raised.events.reduce(evolveConcern, NO_CONCERN);
    const duties = concernDutiesOf(NO_CONCERN, concern, raised.events).flat();
    const stream = concernStream(ref);
    return {
      streams: [{ stream, expectedVersion: 0, facts: raised.events.map(asFact) }],
      duties: numbered(stream, 1, duties, surroundings.now),
      concerns: [concernRow(concern)],
    };
  };

  /** The lesson before one that has not begun: late news from Teams may belong to it. */
  const beforeThis = async (next: Lesson | undefined): Promise<Lesson | undefined> =>
    next?.phase === "planned" && next.seriesOf !== undefined
      ? (await readLesson(next.seriesOf)).state
      : undefined;

  const lessonAfter = async (id: string, answer: Answer): Promise<Lesson> =>
    "lesson" in answer ? answer.lesson : (await readLesson(id)).state;
  const together = reportsTogether(async (id, [first, ...rest]) =>
    lessonAfter(
      id,
      await carryOut(
        id,
        { report: first },
        undefined,
        rest.map((report) => ({ report })),
      ),
    ),
  );

  return {
    read: async (id) => (await readLesson(id)).state,
    press: async (caller, id, command, drawnFrom) => {
      const { state } = await readLesson(id);
      if (!mayInLesson(caller, command.press, state)) {
        if (!caller.fresh && partIn(caller, state) !== undefined)
          return {
            refused: "directory-away",
            say: "The school directory cannot be reached. Pause, End for all and Tell the DSL still work.",
          };
        await record.addCount("refused presses");
        return NEUTRAL;
      }
      try {
        const by = { id: caller.id, name: caller.name };
        const pressed = { by, staff: command, ...defined({ drawnFrom }) };
        const take = (over?: () => void): Promise<Answer> => carryOut(id, pressed, over);
        const [answer, signedIn] = await Promise.all([
          // Many presses at once take turns, so that none makes another decide again; presses that protect never wait.
          protects(command.press) ? withPrecedence("urgent", take) : inTurn(`press ${id}`, take),
          !ACTS_IN_TEAMS.has(command.press) || canSignIn(),
        ]);
        // While it can still be undone, the directory answers what the alert will need; the doors go first.
        if (command.press === "end-for-all" && !("refused" in answer)) people.foresee(caller.id);
        if (signedIn || "refused" in answer) return answer;
        return { ...answer, say: pressSignedOut(school.settings().phone ?? "") };
      } catch (error) {
        if (error instanceof TooLateError) return TOO_LATE;
        throw error;
      }
    },
    report: async (id, report) => {
      // Thirty reports may come at once: those that wait for their turn are recorded together. No press waits for them,
      // nor does an alert, nor the end of the meeting: after it the reports that wait have nothing left to say.
      if (report.report !== "meeting-ended" && !TELLS.has(report.report)) return together(id, report);
      return lessonAfter(id, await carryOut(id, { report }));
    },
    occurrence: async ({ chatId, meetingId, at, heard }) => {
      const known = await record.lessonsOfChat(chatId);
      const meant = await record.lessonByChat(chatId);
      const previous = meant === undefined ? undefined : (await readLesson(meant.lesson)).state;
      const earlier = at === undefined ? undefined : await beforeThis(previous);
      if (at !== undefined && earlier?.began !== undefined && isSameOccurrence(earlier, at, heard))
        return earlier;
      if (previous !== undefined && (heard === "leave" || isSameOccurrence(previous, at ?? now(), heard)))
        return previous;
      // No end of it was heard, and no one is in it any more.
      if (previous !== undefined && previous.phase !== "planned")
        await carryOut(previous.id, { report: { report: "meeting-ended" } });
      const lesson = occurrenceId(chatId, known.length + 1);
      const met = {
        report: "meeting-met",
        lesson,
        chatId,
        meetingId,
        ...defined({ previous }),
      } as const;
      await carryOut(lesson, { report: met });
      return (await readLesson(lesson)).state;
    },
  };
};

const needsHolders = (command: LessonCommand): boolean =>
  command.by === undefined && TELLS.has(command.report.report);

/** Such a command leads to an alert, or promises one: the answer says who is told. */
const raises = (command: LessonCommand): boolean =>
  command.by === undefined ? TELLS.has(command.report.report) : command.staff.press === "end-for-all";

/** Reports that lead to an alert. */
const TELLS: ReadonlySet<Report["report"]> = new Set<Report["report"]>([
  "end-window-passed",
  "alone-due",
  "alone-end-due",
]);

/** Presses that do nothing without Microsoft. */
const ACTS_IN_TEAMS: ReadonlySet<StaffCommand["press"]> = new Set<StaffCommand["press"]>([
  "pause",
  "resume",
  "end-for-all",
  "end-lesson",
  "undo-end",
  "remove",
  "let-cameras-on",
  "cameras-off",
  "let-mics-on",
  "mics-off",
]);
