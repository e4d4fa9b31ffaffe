import { cancelledAt } from "../lesson/cancelled.ts";
import { type Plan, type PlanStep, type PlanTrouble, stepOf } from "../lesson/plan.ts";
import type { LessonKind } from "../lesson/plan-reports.ts";
import type { Lesson } from "../lesson/state.ts";
import { forgetsWayAt, isInZoom } from "../lesson/zoom.ts";
import { familiesLine, type ListLinks } from "./plan-families.ts";
import type { PlanLine } from "./plan-line.ts";
import { type Around, cancelledText, type PlanText, textFor, whenOf } from "./plan-text.ts";
import { type PlanWeek, weeksToCome } from "./plan-weeks.ts";
import { doorsProof } from "./proofs.ts";
import { zoomLines } from "./zoom-plan.ts";

/** A planned lesson as the person who planned it sees it. */
export type PlanView = {
  readonly lesson: string;
  readonly title: string;
  readonly kind: LessonKind | "not a lesson";
  /** "Tuesday 1 December 2026, 10:00 to 10:45, every week until 18 December 2026" */
  readonly when: string;
  readonly lines: readonly PlanLine[];
  /** All lines are done: nothing more comes by itself. */
  readonly ready: boolean;
  /** The text for all families of the class. It holds no name and no link. */
  readonly text: PlanText;
  /** The list of families who come. */
  readonly class?: string;
  /** Held in Zoom: staff keep it by hand. */
  readonly inZoom?: true;
  /** It can be cancelled: it has not begun. */
  readonly mayCancel?: true;
  /** Lessons of a series that are still to come: each can be cancelled alone. */
  readonly weeks?: readonly PlanWeek[];
  /** It was, before it began. */
  readonly cancelled?: true;
};

const AGAIN = "Lesson Guard keeps trying.";

const TROUBLES: { readonly [S in PlanStep]: Partial<Record<PlanTrouble, string>> } = {
  calendar: {
    "not-allowed": `Microsoft does not let Lesson Guard write to your calendar. Your administrator has to give it the role Application Calendars.ReadWrite in Exchange. ${AGAIN}`,
    refused:
      "Microsoft refused this lesson, and Lesson Guard does not try again. Plan it in Teams: Lesson Guard then asks you what it is.",
    gone: "Microsoft finds no calendar of yours. Plan the lesson in Teams: Lesson Guard then asks you what it is.",
  },
  app: {
    "not-allowed": `Microsoft does not let Lesson Guard into the meeting’s chat. Open the chat in Teams, press +, and add Lesson Guard. Or ask your administrator. ${AGAIN}`,
    refused:
      "Microsoft refused to add Lesson Guard. Open the meeting’s chat in Teams, press +, and add it there.",
    gone: "Teams does not know Lesson Guard under the id that it was set up with. Ask your administrator.",
  },
  bot: {
    "not-allowed": `Microsoft does not let Lesson Guard install itself. They open Apps in Teams and add Lesson Guard. ${AGAIN}`,
    refused: "Microsoft refused to install Lesson Guard. They open Apps in Teams and add it.",
    gone: "Teams does not find their account. Ask your administrator.",
  },
  invite: {
    "no-address":
      "The directory has no e-mail address for them, so they were not invited. Add them to the meeting in Teams.",
  },
  families: {},
  "cancel-week": {},
  cancel: {
    "not-allowed": `Microsoft does not let Lesson Guard change your calendar. Delete the meeting in your Teams calendar: then those who were invited are told. ${AGAIN}`,
    refused:
      "Microsoft refused it. Delete the meeting in your Teams calendar: then those who were invited are told.",
  },
};

const ANYWHERE: Partial<Record<PlanTrouble, string>> = {
  "not-signed-in": `Microsoft does not accept Lesson Guard’s sign-in. Tell your administrator. ${AGAIN}`,
  away: `Microsoft has not answered. ${AGAIN}`,
};

type Trouble = Pick<PlanLine, "state" | "words">;

/** @returns undefined where the step is done, or nothing is known yet */
const troubleOf = (plan: Plan, step: PlanStep, person?: string): Trouble | undefined => {
  const trouble = stepOf(plan, step, person)?.trouble;
  if (trouble === undefined) return undefined;
  const words = TROUBLES[step][trouble] ?? ANYWHERE[trouble] ?? `Microsoft refused it. ${AGAIN}`;
  // No one here can do anything about an outage.
  return { state: trouble === "away" ? "not yet" : "your turn", words };
};

const line = (
  title: string,
  done: string | undefined,
  trouble: Trouble | undefined,
  meanwhile: string,
): PlanLine =>
  done === undefined
    ? { title, ...(trouble ?? { state: "not yet", words: meanwhile }) }
    : { title, state: "done", words: done };

const calendarLine = ({ chatId }: Lesson, plan: Plan): PlanLine =>
  line(
    "Calendar",
    chatId === "" ? undefined : "The lesson is in your calendar, with its Teams meeting.",
    troubleOf(plan, "calendar"),
    plan.event === undefined
      ? "Microsoft is asked to put it in your calendar."
      : "It is in your calendar. Its Teams meeting is being made.",
  );

const appLine = ({ graphId }: Lesson, plan: Plan): PlanLine =>
  line(
    "Lesson Guard",
    graphId === undefined ? undefined : "Lesson Guard is in the meeting’s chat, with the side panel.",
    troubleOf(plan, "app"),
    "Lesson Guard is added once the meeting is there.",
  );

const doorsLine = (lesson: Lesson, { now, timeZone }: Around): PlanLine => {
  const { state, sentence } = doorsProof(lesson, now, timeZone);
  return lesson.graphId === undefined
    ? { title: "Meeting options", state: "not yet", words: "They are set once Lesson Guard is in the chat." }
    : {
        title: "Meeting options",
        state: state === "proven" ? "done" : state === "refused" ? "your turn" : "not yet",
        words: sentence,
      };
};

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

const MAKE_CO_ORGANISERS: Trouble = {
  state: "your turn",
  words: "In Teams: open the meeting options and make the staff co-organisers.",
};

const nameOf = ({ staffNames }: Lesson, person: string): string => staffNames[person] ?? "A colleague";

const staffLines = (lesson: Lesson, plan: Plan): readonly PlanLine[] => {
  if (plan.staff.length === 0) return [];
  const without = plan.staff.filter((person) => troubleOf(plan, "invite", person) !== undefined);
  const invited = plan.staff.filter((person) => !without.includes(person));
  const names = listed(invited.map((person) => nameOf(lesson, person)));
  const set = lesson.coOrganisersSet && lesson.doors.seen?.coOrganisers?.staffWithout !== undefined;
  const all = set && lesson.doors.seen?.coOrganisers?.staffWithout === 0;
  return [
    ...(invited.length === 0
      ? []
      : [
          line(
            "Co-organisers",
            all
              ? `${names} ${invited.length === 1 ? "is a co-organiser" : "are co-organisers"}: they can admit people.`
              : undefined,
            set && !all ? MAKE_CO_ORGANISERS : undefined,
            `${names}: invited. They become co-organisers with the meeting options.`,
          ),
        ]),
    ...without.map((person) =>
      line(nameOf(lesson, person), undefined, troubleOf(plan, "invite", person), ""),
    ),
  ];
};

const botLine = (lesson: Lesson, plan: Plan): PlanLine => {
  const title = "Private messages";
  const everyone = [plan.by, ...plan.staff];
  const stuck = everyone.filter((person) => troubleOf(plan, "bot", person) !== undefined);
  const trouble = stuck[0] === undefined ? undefined : troubleOf(plan, "bot", stuck[0]);
  if (trouble !== undefined) {
    const names = listed(stuck.map((person) => nameOf(lesson, person)));
    return { title, state: trouble.state, words: `${names}: ${trouble.words}` };
  }
  return everyone.every((person) => stepOf(plan, "bot", person) !== undefined)
    ? {
        title,
        state: "done",
        words:
          plan.staff.length === 0
            ? "Lesson Guard can write to you in private."
            : "Lesson Guard can write to each of you in private.",
      }
    : { title, state: "not yet", words: "Lesson Guard is checking whether it can write to each of you." };
};

/** What becomes of a lesson that does not take place. */
const cancelledLines = (lesson: Lesson, plan: Plan): readonly PlanLine[] => [
  isInZoom(lesson)
    ? {
        title: "Calendar",
        state: "your turn",
        words: "Take it out of your calendar, and tell the colleagues who were to come.",
      }
    : line(
        "Calendar",
        stepOf(plan, "cancel")?.trouble === undefined && stepOf(plan, "cancel") !== undefined
          ? `The lesson is out of your calendar.${plan.staff.length === 0 ? "" : " Exchange tells the colleagues who were invited."}`
          : undefined,
        troubleOf(plan, "cancel"),
        "Microsoft is asked to take it out of your calendar.",
      ),
  ...(plan.class === undefined
    ? []
    : [
        {
          title: "Families",
          state: "your turn" as const,
          words:
            "Their own page says that this lesson was cancelled. Nothing is sent to them: send the text below.",
        },
      ]),
];

/**
 * @param links of the list that was chosen for it; undefined where none was, or it is there no more
 * @returns undefined for a lesson that was not planned in Lesson Guard
 */
export const planView = (
  lesson: Lesson,
  around: Around,
  links: ListLinks | undefined,
): PlanView | undefined => {
  const { plan } = lesson;
  if (plan === undefined) return undefined;
  const inZoom = isInZoom(lesson);
  const cancelled = cancelledAt(lesson) !== undefined;
  const weeks = weeksToCome(lesson, around);
  const lines = cancelled ? cancelledLines(lesson, plan) : linesOf(lesson, plan, around, links);
  return {
    lesson: lesson.id,
    title: lesson.title ?? "Lesson",
    kind: lesson.kind ?? "class",
    when: whenOf(lesson, around.timeZone),
    lines,
    // In Zoom, and of one that was cancelled, some of it is a person's turn for good.
    ready:
      lines.every(({ state }) => state === "done" || ((inZoom || cancelled) && state === "your turn")) &&
      weeks.every((week) => (week.cancelled?.state ?? "done") === "done"),
    ...(weeks.length === 0 ? {} : { weeks }),
    ...(inZoom ? { inZoom: true as const } : {}),
    ...(cancelled ? { cancelled: true as const } : {}),
    ...(lesson.phase === "planned" && !cancelled ? { mayCancel: true as const } : {}),
    text: cancelled ? cancelledText(lesson, around) : textFor(lesson, around),
    ...(plan.class === undefined ? {} : { class: plan.class }),
  };
};

const linesOf = (
  lesson: Lesson,
  plan: Plan,
  around: Around,
  links: ListLinks | undefined,
): readonly PlanLine[] => [
  ...(isInZoom(lesson)
    ? zoomLines(
        plan.staff.map((person) => nameOf(lesson, person)),
        forgetsWayAt(lesson, around.now) > around.now,
      )
    : [
        calendarLine(lesson, plan),
        // The first lesson was held: each later one has its own options, set before it.
        ...(lesson.phase === "over"
          ? []
          : [appLine(lesson, plan), doorsLine(lesson, around), ...staffLines(lesson, plan)]),
      ]),
  botLine(lesson, plan),
  familiesLine(lesson, stepOf(plan, "families") !== undefined, links),
];
