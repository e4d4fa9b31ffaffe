import type { ConcernDesk } from "../desk/concern-desk.ts";
import { type LessonDesk, NEUTRAL } from "../desk/lesson-desk.ts";
import type { People } from "../desk/people.ts";
import type { School } from "../desk/school.ts";
import type { StaffCommand } from "../protocol/lesson/commands.ts";
import { PLAIN_PRESSES, type PlainPress } from "../protocol/lesson/presses.ts";
import { mayInSchool } from "../protocol/who/authorise.ts";
import type { Caller } from "../protocol/who/caller.ts";
import { type CardVerb, isCardVerb, worksIn } from "../protocol/who/rights.ts";
import { KINDS } from "../protocol/words.ts";
import { RecordAwayError, STORAGE_AWAY } from "../record/engine/away.ts";
import type { SchoolRecord } from "../record/school-record.ts";
import { alertCard, raisedCard } from "./cards/alert-card.ts";
import { kindChosenCard } from "./cards/ask-kind-card.ts";
import { schoolChosenCard } from "./cards/ask-school-card.ts";
import { lessonCard } from "./cards/lesson-card.ts";
import type { Links } from "./cards/links.ts";
import { type CardAnswer, type CardPress, idIn } from "./press.ts";

export type PressDependencies = {
  readonly record: SchoolRecord;
  readonly lessons: LessonDesk;
  readonly concerns: ConcernDesk;
  readonly people: People;
  readonly school: School;
  readonly links: Links;
  readonly now: () => string;
  /** @returns false where this person was not asked about the meeting */
  readonly chooseSchool: (meeting: string, school: string, by: string) => Promise<boolean>;
};

const neutral: CardAnswer = { refused: NEUTRAL.say };

/**
 * A press on a card. Authorised by the signed-in person alone; what the card says is only which
 * lesson or concern is meant. Staff cards live in private chats: a copy elsewhere does nothing.
 */
export const pressesOn = (dependencies: PressDependencies): ((press: CardPress) => Promise<CardAnswer>) => {
  const { record, people } = dependencies;

  const turnAway = async (): Promise<CardAnswer> => {
    await record.addCount("refused presses");
    return neutral;
  };

  const pressedBy = async (press: CardPress): Promise<CardAnswer> => {
    const { from, verb, conversation } = press;
    if (from.aadObjectId === undefined || press.trigger === "automatic") return turnAway();
    if (!isCardVerb(verb) || !worksIn(verb, conversation.type)) return turnAway();
    const caller = await people.callerOf(from.aadObjectId, from.name);
    return (await VERBS[verb](dependencies, press, caller)) ?? turnAway();
  };

  return async (press) => {
    try {
      return await pressedBy(press);
    } catch (error) {
      if (error instanceof RecordAwayError) return { refused: STORAGE_AWAY };
      throw error;
    }
  };
};

/** @returns undefined where the card's data is not what a card of ours carries */
type Act = (
  dependencies: PressDependencies,
  press: CardPress,
  caller: Caller,
) => Promise<CardAnswer | undefined>;

const onLesson =
  (commandOf: (data: CardPress["data"]) => StaffCommand | undefined): Act =>
  async (dependencies, { data }, caller) => {
    const lesson = idIn(data, "lesson");
    const command = commandOf(data);
    return lesson === "" || command === undefined
      ? undefined
      : pressed(dependencies, lesson, command, caller);
  };

const raiseAbout =
  (about: "child" | "adult"): Act =>
  async (dependencies, { data, activityId }, caller) => {
    const lesson = idIn(data, "lesson");
    return lesson === "" ? undefined : raise(dependencies, lesson, { about, press: activityId }, caller);
  };

const chooseKind = (data: CardPress["data"]): StaffCommand | undefined => {
  const kind = KINDS.find((one) => one === data["kind"]);
  return kind === undefined ? undefined : { press: "choose-kind", kind };
};

/** The card names the school, and so the one that we are in: who is staff there may choose it. */
const chooseSchool: Act = async ({ record, school, chooseSchool: choose }, { data }, caller) => {
  const meeting = idIn(data, "meeting");
  // A card that names no school there is was brought to any of them.
  if (data["school"] !== record.scope.school || !mayInSchool(caller, "choose-school")) return undefined;
  if (!(await choose(meeting, record.scope.school, caller.id))) return undefined;
  return { card: schoolChosenCard(school.settings().name).card };
};

const takeBack: Act = async ({ concerns, links }, { data }, caller) => {
  const answer = await concerns.takeBack(caller, idIn(data, "ref"));
  if ("refused" in answer) return { refused: answer.refused === "not-found" ? NEUTRAL.say : answer.say };
  return { card: raisedCard(answer.concern, answer.say, links.record(answer.concern.ref)).card };
};

const PLAIN = Object.fromEntries(PLAIN_PRESSES.map((press) => [press, onLesson(() => ({ press }))])) as {
  readonly [Press in PlainPress]: Act;
};

/** What each verb of the table of rights does. */
export const VERBS: { readonly [Verb in CardVerb]: Act } = {
  "choose-school": chooseSchool,
  "choose-kind": onLesson(chooseKind),
  ...PLAIN,
  "tell-dsl": raiseAbout("child"),
  "about-adult": raiseAbout("adult"),
  "take-back": takeBack,
  "have-it": (dependencies, press, caller) => takeOrHandOn(dependencies, press, caller),
  "hand-on": (dependencies, press, caller) => takeOrHandOn(dependencies, press, caller),
};

const pressed = async (
  dependencies: PressDependencies,
  id: string,
  command: StaffCommand,
  caller: Caller,
): Promise<CardAnswer> => {
  const { lessons, school, links, now } = dependencies;
  const answer = await lessons.press(caller, id, command);
  if ("refused" in answer) return { refused: answer.say };
  if (command.press === "choose-kind") return { card: kindChosenCard(answer.say).card };
  const around = { now: now(), timeZone: school.settings().timeZone, links };
  return { card: lessonCard(answer.lesson, around, answer.say).card };
};

const raise = async (
  { lessons, concerns }: PressDependencies,
  id: string,
  { about, press }: { readonly about: "child" | "adult"; readonly press: string | undefined },
  caller: Caller,
): Promise<CardAnswer> => {
  // An activity that Teams delivers again is the same press.
  const answer = await concerns.raise(caller, await lessons.read(id), about, { press });
  if ("refused" in answer) return { refused: answer.refused === "not-found" ? NEUTRAL.say : answer.say };
  return { message: answer.say };
};

const takeOrHandOn = async (
  dependencies: PressDependencies,
  press: CardPress,
  caller: Caller,
): Promise<CardAnswer> => {
  const { concerns, lessons, school, links, now } = dependencies;
  const ref = idIn(press.data, "ref");
  const answer = await (press.verb === "have-it"
    ? concerns.haveIt(caller, ref)
    : concerns.handOn(caller, ref));
  if ("refused" in answer) return { refused: answer.refused === "not-found" ? NEUTRAL.say : answer.say };
  const { concern, say } = answer;
  const { timeZone, phone = "" } = school.settings();
  const reader = press.conversation.type === "personal" ? caller.id : undefined;
  const lesson = concern.about === "adult" ? undefined : await lessons.read(concern.lesson);
  const state = lesson?.phase === "over" ? ("over" as const) : ("on" as const);
  const around = {
    timeZone,
    phone,
    recordUrl: links.record(concern.ref),
    say,
    ...(lesson === undefined ? {} : { lesson: { state, at: now() } }),
  };
  return { card: alertCard(concern, around, reader).card };
};
