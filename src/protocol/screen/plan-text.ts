import { defined } from "../defined.ts";
import type { Lesson } from "../lesson/state.ts";
import { weeksOf } from "../lesson/weeks.ts";
import { EARLY } from "../rules/c5-early.ts";
import { addMs, clockTime } from "../time/clock-time.ts";
import { momentsIn } from "../time/moments.ts";
import { inList } from "./route-words.ts";

/** When a planned lesson is, and the texts for its families: for ClassDojo, and for e-mail with a subject. */
export type Around = {
  readonly now: string;
  readonly timeZone: string;
  readonly school: string;
  /** "" where the school has set none. */
  readonly phone: string;
};

export type PlanText = { readonly subject: string; readonly body: string };

const dayIn = (timeZone: string) =>
  new Intl.DateTimeFormat("en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone,
  });

/** "; not on 8 December 2026" */
const notOn = (skipped: readonly string[] | undefined, timeZone: string): string =>
  skipped === undefined
    ? ""
    : `; not on ${inList(skipped.toSorted().map((day) => momentsIn(timeZone).day(`${day}T12:00:00Z`)))}`;

export const whenOf = (
  { startsAt = "", endsAt = "", weeklyUntil, skipped }: Lesson,
  timeZone: string,
): string => {
  // One comma, after the day of the week, is enough.
  const day = dayIn(timeZone).format(new Date(startsAt)).replace(",", "");
  // The day that was chosen may be no day of the week of this lesson: the last one that takes place is said.
  const last = weeksOf({ startsAt, endsAt, ...defined({ weeklyUntil, skipped }) }, timeZone).at(-1)?.startsAt;
  const weekly =
    weeklyUntil === undefined || last === undefined
      ? ""
      : `, every week until ${momentsIn(timeZone).day(last)}${notOn(skipped, timeZone)}`;
  return `${day}, ${clockTime(startsAt, timeZone)} to ${clockTime(endsAt, timeZone)}${weekly}`;
};

/** For ClassDojo, and for e-mail with its subject: no name, no link, nothing that staff wrote. */
export const textFor = (lesson: Lesson, { school, phone, timeZone, now }: Around): PlanText => {
  const { startsAt = "", weeklyUntil } = lesson;
  const before = (minutes: number): string => addMs(startsAt, -minutes * 60_000);
  const early = (minutes: number): string => clockTime(before(minutes), timeZone);
  // One that is planned minutes ahead is open already. Every week these times come again.
  const isOpen = weeklyUntil === undefined && now >= before(EARLY.most);
  const when = isOpen ? "now" : `between ${early(EARLY.most)} and ${early(EARLY.fewest)}`;
  const day = dayIn(timeZone).format(new Date(startsAt)).replace(",", "");
  return {
    subject: `${school}: a live lesson by video on ${day}`,
    body: [
      `${school}: a live lesson by video.`,
      `${whenOf(lesson, timeZone)}.`,
      "",
      `Open your own link from us ${when}. Wait in the lobby until a member of staff lets you in.`,
      "A grown-up is there at the start and stays in the same room. Please sit in a family room, not in a bedroom.",
      `No link, or it does not open? ${phone === "" ? "Phone the school office." : `Phone the school office: ${phone}.`}`,
    ].join("\n"),
  };
};

/** Of a lesson that was cancelled before it began. */
export const cancelledText = (lesson: Lesson, { school, phone, timeZone }: Around): PlanText => {
  const day = dayIn(timeZone)
    .format(new Date(lesson.startsAt ?? ""))
    .replace(",", "");
  return {
    subject: `${school}: the live lesson on ${day} is cancelled`,
    body: [
      `${school}: this live lesson by video is cancelled.`,
      `${whenOf(lesson, timeZone)}.`,
      "",
      `You need not do anything. ${phone === "" ? "If you have a question, phone the school office." : `If you have a question, phone the school office: ${phone}.`}`,
    ].join("\n"),
  };
};
