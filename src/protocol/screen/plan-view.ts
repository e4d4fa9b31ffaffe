import { type Plan, type PlanStep, type PlanTrouble, stepOf } from "../lesson/plan.ts";
import type { LessonKind } from "../lesson/plan-reports.ts";
import type { Lesson } from "../lesson/state.ts";
import { forgetsWayAt, isInZoom } from "../lesson/zoom.ts";
import { EARLY } from "../rules/c5-early.ts";
import { addMs, clockTime } from "../time/clock-time.ts";
import type { PlanLine } from "./plan-line.ts";
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
  readonly text: { readonly subject: string; readonly body: string };
  /** The list of families who come. */
  readonly class?: string;
  /** Held in Zoom: staff keep it by hand. */
  readonly inZoom?: true;
};

type Around = {
  readonly now: string;
  readonly timeZone: string;
  readonly school: string;
  /** "" where the school has set none. */
  readonly phone: string;
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

const familiesLine = (lesson: Lesson, plan: Plan): PlanLine => {
  const title = "Families";
  const children = lesson.register.length === 1 ? "1 child is" : `${lesson.register.length} children are`;
  if (plan.class === undefined)
    return {
      title,
      state: "your turn",
      words:
        "No list was chosen. Choose one on the page Families, so that links lead here and names can be matched.",
    };
  return line(
    title,
    stepOf(plan, "families") === undefined
      ? undefined
      : `${children} on the register. The links of this list lead to the lesson that is next, and to this one when its turn comes.`,
    undefined,
    `${children} on the register. Their links lead here once ${isInZoom(lesson) ? "" : "the meeting is made and "}this lesson is next.`,
  );
};

const dayIn = (timeZone: string) =>
  new Intl.DateTimeFormat("en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone,
  });

const DATE = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

const whenOf = ({ startsAt = "", endsAt = "", weeklyUntil }: Lesson, timeZone: string): string => {
  // One comma, after the day of the week, is enough.
  const day = dayIn(timeZone).format(new Date(startsAt)).replace(",", "");
  const weekly = weeklyUntil === undefined ? "" : `, every week until ${DATE.format(new Date(weeklyUntil))}`;
  return `${day}, ${clockTime(startsAt, timeZone)} to ${clockTime(endsAt, timeZone)}${weekly}`;
};

/** For ClassDojo, and for e-mail with its subject: no name, no link, nothing that staff wrote. */
const textFor = (lesson: Lesson, { school, phone, timeZone }: Around): PlanView["text"] => {
  const { startsAt = "" } = lesson;
  const early = (minutes: number): string => clockTime(addMs(startsAt, -minutes * 60_000), timeZone);
  const day = dayIn(timeZone).format(new Date(startsAt)).replace(",", "");
  return {
    subject: `${school}: a live lesson by video on ${day}`,
    body: [
      `${school}: a live lesson by video.`,
      `${whenOf(lesson, timeZone)}.`,
      "",
      `Open your own link from us between ${early(EARLY.most)} and ${early(EARLY.fewest)}. Wait in the lobby until a member of staff lets you in.`,
      "A grown-up is there at the start and stays in the same room. Please sit in a family room, not in a bedroom.",
      `No link, or it does not open? ${phone === "" ? "Phone the school office." : `Phone the school office: ${phone}.`}`,
    ].join("\n"),
  };
};

/** @returns undefined for a lesson that was not planned in Lesson Guard */
export const planView = (lesson: Lesson, around: Around): PlanView | undefined => {
  const { plan } = lesson;
  if (plan === undefined) return undefined;
  const inZoom = isInZoom(lesson);
  const lines = [
    ...(inZoom
      ? zoomLines(
          plan.staff.map((person) => nameOf(lesson, person)),
          forgetsWayAt(lesson, around.now) > around.now,
        )
      : [
          calendarLine(lesson, plan),
          appLine(lesson, plan),
          doorsLine(lesson, around),
          ...staffLines(lesson, plan),
        ]),
    botLine(lesson, plan),
    familiesLine(lesson, plan),
  ];
  return {
    lesson: lesson.id,
    title: lesson.title ?? "Lesson",
    kind: lesson.kind ?? "class",
    when: whenOf(lesson, around.timeZone),
    lines,
    // In Zoom some of it is a person's turn for good.
    ready: lines.every(({ state }) => state === "done" || (inZoom && state === "your turn")),
    ...(inZoom ? { inZoom: true as const } : {}),
    text: textFor(lesson, around),
    ...(plan.class === undefined ? {} : { class: plan.class }),
  };
};
