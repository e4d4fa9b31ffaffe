import { defined } from "../protocol/defined.ts";
import type { LessonView, Notice } from "../protocol/screen/view.ts";
import type { Connection } from "./connection.ts";
import { endUnderWay } from "./end-under-way.ts";
import { officeLine, TEAMS_END, TEAMS_LOCK, timeOf } from "./wording.ts";

/** Something that cannot wait, with what to press or whom to phone. */
export type Alarm = {
  readonly key: string;
  /** What it is in a few words, while another alarm stands before it. */
  readonly title: string;
  readonly sentence: string;
  /** What else says what to do. */
  readonly also?: string;
  /** Read on where there is no room for it. */
  readonly rest?: string;
  /** What staff can do without Lesson Guard, one paragraph each. */
  readonly byHand?: readonly string[];
  /** Signing in may end it. */
  readonly signIn?: true;
  /** While it is so no other part of the page can be relied on: shown in full even while an end is under way. */
  readonly silence?: true;
  /** It can wait for the others, and is read out politely. */
  readonly mild?: true;
};

type Look = {
  /** Until when the lesson's state was known; undefined while it is known. */
  readonly asOf: string | undefined;
  readonly reach: Connection;
  /** Why the server answers but cannot show the lesson. */
  readonly stale: string | undefined;
  readonly view: Pick<LessonView, "phone" | "notSent" | "notices" | "end" | "phase">;
};

/** All that cannot wait, most urgent first: nothing answers, children without staff, Teams is silent. */
export const alarmsOf = (look: Look): readonly Alarm[] => {
  const { asOf, view } = look;
  const notices = (view.notices ?? []).map((notice) => alarmOf(notice, asOf));
  const silence = silenceOf(look);
  if (silence !== undefined) {
    return [silence, ...notices];
  }
  const alone = notices.slice(0, isAlone(view.notices?.[0]) ? 1 : 0);
  // While an end is under way its own block says whom to phone.
  const notSent = endUnderWay(view) === undefined ? view.notSent : undefined;
  return [
    ...alone,
    ...(notSent === undefined
      ? []
      : [{ key: "not sent", title: "Teams does not answer", ...keptOf(notSent) }]),
    ...notices.slice(alone.length),
    ...(asOf === undefined ? [] : [cutOff(asOf)]),
  ];
};

/** What becomes of what was pressed is read after what to do. */
const keptOf = (words: string): Pick<Alarm, "sentence" | "also" | "rest"> => {
  const [kept = words, rest] = words.split(/ (?=What you press)/);
  return { ...parted(kept), ...defined({ rest }) };
};

const cutOff = (asOf: string): Alarm => ({
  key: "cut off",
  title: "Not up to date",
  sentence: `As of ${timeOf(asOf)}. This panel is not up to date: it asks again every few seconds. The buttons still work.`,
  mild: true,
});

const isAlone = (notice: Notice | undefined): boolean => notice?.about === "alone" && notice.resume !== true;

const alarmOf = ({ about, at, title, sentence, first }: Notice, asOf: string | undefined): Alarm => {
  const then = asOf === undefined ? "" : `As of ${timeOf(asOf)}: `;
  const begins = parted(then + (first ?? sentence));
  const rest = (first === undefined ? begins.also : sentence.slice(first.length).trim()) || undefined;
  return {
    key: `${about} ${at}`,
    title,
    ...(first === undefined ? { sentence: begins.sentence } : begins),
    ...defined({ rest }),
  };
};

/** What to do, or what is so, in one line that stands out; the rest is read after it. */
const parted = (words: string): Pick<Alarm, "sentence" | "also"> => {
  const end = words.indexOf(". ") + 1;
  return end === 0 ? { sentence: words } : { sentence: words.slice(0, end), also: words.slice(end + 1) };
};

/** The server shows nothing new: why, and what staff can do without Lesson Guard. */
const silenceOf = ({ asOf, reach, stale, view }: Look): Alarm | undefined => {
  const then = asOf === undefined ? "" : `As of ${timeOf(asOf)}. `;
  const alarm = (title: string, since: string, rest: string, byHand: readonly string[]): Alarm => ({
    key: title,
    title,
    sentence: `${then}${since}`,
    rest,
    byHand: [...byHand, ...teamsOwn(view), officeLine(view.phone)],
    silence: true,
  });
  const notSent = "Trying again. If you press now, nothing is sent later: press again when it answers.";
  if (stale !== undefined) {
    const since = "Lesson Guard has not been able to show the lesson since.";
    return alarm("The lesson cannot be shown", since, "Trying again.", [stale]);
  }
  switch (reach) {
    case "answered":
      return undefined;
    case "not answered":
      return alarm("Lesson Guard does not answer", "Lesson Guard has not answered since.", notSent, []);
    case "not signed in": {
      const since = "Teams has not been able to sign you in since.";
      return { ...alarm("You are not signed in", since, notSent, []), signIn: true };
    }
  }
};

/** What staff can do without Lesson Guard; an end that is under way says itself what to press. */
const teamsOwn = (view: Look["view"]): readonly string[] => {
  if (endUnderWay(view) !== undefined) {
    return [];
  }
  const isOn = view.phase !== "planned" && view.phase !== "over";
  // A lesson that was not on may have begun since, and this page has not heard of it.
  return isOn
    ? [`The lesson can go on. To end it: ${TEAMS_END}`, TEAMS_LOCK]
    : [`If the lesson is on: ${TEAMS_END} ${TEAMS_LOCK}`];
};
