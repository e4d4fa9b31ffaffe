import { defined } from "../protocol/defined.ts";
import { withOffice } from "../protocol/holders/office-phone.ts";
import type { DrawnFrom, StaffCommand } from "../protocol/lesson/commands.ts";
import { PLAIN_PRESSES, type PlainPress } from "../protocol/lesson/presses.ts";
import { keepsProtecting, mayInSchool } from "../protocol/who/authorise.ts";
import type { Caller } from "../protocol/who/caller.ts";
import { type CardVerb, isCardVerb, protects, worksIn } from "../protocol/who/rights.ts";
import { KINDS } from "../protocol/words.ts";
import { RecordAwayError, storageAwayWords } from "../record/engine/away.ts";
import { aroundAlert } from "./alert-around.ts";
import { alertCard, raisedCard } from "./cards/alert-card.ts";
import { schoolChosenCard } from "./cards/ask-school-card.ts";
import { rehearsalSeenCard } from "./cards/rehearsal-card.ts";
import { TOGETHER } from "./cards/together-card.ts";
import { freshCard } from "./fresh-card.ts";
import { type CardAnswer, type CardPress, idIn } from "./press.ts";
import type { PressDependencies } from "./press-dependencies.ts";
import { pressTogether } from "./together-press.ts";
import { FOR_STAFF, turnedAwayWords } from "./turned-away.ts";
import { cardIn, unread, withSubject } from "./unread-press.ts";

/** Said to the presser alone; the card stays as it is, because they may see nothing of it. */
const PLAIN_REFUSALS: ReadonlySet<string> = new Set(["directory-away", "took-too-long"]);

/**
 * A press on a card. The signed-in person alone decides the right; the card only says which lesson or concern is
 * meant, and in which state it was drawn. Staff cards live in private chats: a copy elsewhere does nothing.
 */
export const pressesOn = (dependencies: PressDependencies): ((press: CardPress) => Promise<CardAnswer>) => {
  const { record, people, school } = dependencies;

  const words = (caller: Caller): string => turnedAwayWords(caller, school.settings().phone ?? "");

  const turnAway = async (words: string): Promise<CardAnswer> => {
    await record.addCount("refused presses");
    return { refused: words };
  };

  const pressedBy = async (press: CardPress): Promise<CardAnswer> => {
    const { from, verb, conversation } = press;
    if (from.aadObjectId === undefined || press.trigger === "automatic") return turnAway(FOR_STAFF);
    // Where families read along, everyone reads the same.
    if (conversation.type === "group") return turnAway(FOR_STAFF);
    const inHurry = isCardVerb(verb) && protects(verb);
    const caller = await people.callerOf(from.aadObjectId, from.name, inHurry);
    const own = conversation.type === "personal";
    const noted = (): void => {
      if (caller.fresh) dependencies.turnedAway?.(caller.id, meantBy(press.data));
    };
    const away = () => {
      noted();
      return turnAway(own ? words(caller) : FOR_STAFF);
    };
    if (isCardVerb(verb) && !worksIn(verb, conversation.type)) return away();
    const meant = await withSubject(dependencies, press);
    if (verb !== "" && !isCardVerb(verb)) return away();
    const answer = verb === "" ? "unread" : await VERBS[verb](dependencies, meant, caller);
    if (answer === "unread") return caller.roles.length === 0 ? away() : unread(dependencies, meant, caller);
    if (answer === undefined) noted();
    // The look-up has counted it already.
    if (answer === undefined) return { refused: own ? words(caller) : FOR_STAFF };
    return "refused" in answer && caller.roles.length > 0
      ? { refused: withOffice(answer.refused, school.settings().phone) }
      : answer;
  };

  return async (press) => {
    try {
      return await pressedBy(press);
    } catch (error) {
      if (error instanceof RecordAwayError)
        return { refused: storageAwayWords(school.settings().phone ?? "") };
      throw error;
    }
  };
};

/**
 * @returns undefined for a person who has no right; "unread" where the card's data is not that of a card of ours,
 * so that no one can tell what was meant
 */
type Act = (
  dependencies: PressDependencies,
  press: CardPress,
  caller: Caller,
) => Promise<CardAnswer | "unread" | undefined>;

const meantBy = (data: CardPress["data"]): string => idIn(data, "ref") || idIn(data, "lesson");

const onLesson =
  (commandOf: (data: CardPress["data"]) => StaffCommand | undefined): Act =>
  async (dependencies, { data }, caller) => {
    const lesson = idIn(data, "lesson");
    const command = commandOf(data);
    return lesson === "" || command === undefined
      ? "unread"
      : pressed(dependencies, lesson, command, data, caller);
  };

const raiseAbout =
  (about: "child" | "adult"): Act =>
  async (dependencies, { data, activityId }, caller) => {
    const lesson = idIn(data, "lesson");
    return lesson === "" ? "unread" : raise(dependencies, lesson, { about, press: activityId }, caller);
  };

const chooseKind = (data: CardPress["data"]): StaffCommand | undefined => {
  const kind = KINDS.find((one) => one === data["kind"]);
  return kind === undefined ? undefined : { press: "choose-kind", kind };
};

/** To a person who was asked and presses again; no one else learns from it whether there is such a meeting. */
const SETTLED = "Nothing was done. If you organise this meeting, its school is chosen already.";

/** The card names a school, and we are in that school: its staff may choose it. */
const chooseSchool: Act = async ({ record, school, chooseSchool: choose }, { data }, caller) => {
  const meeting = idIn(data, "meeting");
  if (meeting === "" || typeof data["school"] !== "string") return "unread";
  // A card with a school that does not exist could have been brought to any school.
  if (data["school"] !== record.scope.school || !mayInSchool(caller, "choose-school")) {
    await record.addCount("refused presses");
    return undefined;
  }
  if (!(await choose(meeting, record.scope.school, caller.id))) return { message: SETTLED };
  return { card: schoolChosenCard(school.settings().name).card };
};

/** The card names a school, and we are in that school. */
const seeRehearsal: Act = async ({ record, school }, { data }, caller) => {
  if (typeof data["school"] !== "string") return "unread";
  if (data["school"] !== record.scope.school || !mayInSchool(caller, "see-rehearsal")) {
    await record.addCount("refused presses");
    return undefined;
  }
  await school.noteRehearsed("seen", caller.id);
  return { card: rehearsalSeenCard().card };
};

const takeBack: Act = async ({ concerns, links }, { data }, caller) => {
  const ref = idIn(data, "ref");
  if (ref === "") return "unread";
  const answer = await concerns.takeBack(caller, ref);
  if ("refused" in answer) return answer.refused === "not-found" ? undefined : { refused: answer.say };
  return { card: raisedCard(answer.concern, answer.say, links.record(answer.concern.ref)).card };
};

/** Those that carry nothing; some of these are the panel's alone. */
const PLAIN = Object.fromEntries(
  PLAIN_PRESSES.filter(isCardVerb).map((press) => [press, onLesson(() => ({ press }))]),
) as { readonly [Press in PlainPress & CardVerb]: Act };

/** What each verb of the table of rights does. */
export const VERBS: { readonly [Verb in CardVerb]: Act } = {
  "choose-school": chooseSchool,
  "see-rehearsal": seeRehearsal,
  "choose-kind": onLesson(chooseKind),
  ...PLAIN,
  "tell-dsl": raiseAbout("child"),
  "about-adult": raiseAbout("adult"),
  "take-back": takeBack,
  "have-it": (dependencies, press, caller) => takeOrHandOn(dependencies, press, caller),
  "hand-on": (dependencies, press, caller) => takeOrHandOn(dependencies, press, caller),
};

/** A whole number that a card of ours carries; undefined where it does not arrive. */
const numberIn = (data: CardPress["data"], name: string): number | undefined => {
  const value = data[name];
  return typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
};

/** Matches no turn: a press that does not say in which state it was drawn never opens a lesson. */
const NO_TURN = -1;

const pressed = async (
  dependencies: PressDependencies,
  id: string,
  command: StaffCommand,
  data: CardPress["data"],
  caller: Caller,
): Promise<CardAnswer | "unread" | undefined> => {
  const { lessons, school } = dependencies;
  const turn = numberIn(data, "turn");
  const toCheck = numberIn(data, "toCheck");
  const unsorted = numberIn(data, "unsorted");
  const drawnFrom: DrawnFrom = { turn: turn ?? NO_TURN, card: true, ...defined({ toCheck, unsorted }) };
  const answer = await lessons.press(caller, id, command, drawnFrom);
  // A protective press is taken from a person who may not read: they are not shown the lesson.
  if (!("refused" in answer) && keepsProtecting(caller, answer.lesson)) return { message: answer.say };
  if (!("refused" in answer))
    return freshCard(dependencies, answer.lesson, cardIn(data), { say: answer.say, reader: caller.id });
  if (answer.refused === "not-yours") return undefined;
  if (PLAIN_REFUSALS.has(answer.refused)) return { refused: answer.say };
  if (answer.refused === "behind" && turn === undefined) return "unread";
  const say = protects(command.press) ? withOffice(answer.say, school.settings().phone) : answer.say;
  return freshCard(dependencies, await lessons.read(id), cardIn(data), { say, reader: caller.id });
};

const raise = async (
  { lessons, concerns }: PressDependencies,
  id: string,
  { about, press }: { readonly about: "child" | "adult"; readonly press: string | undefined },
  caller: Caller,
): Promise<CardAnswer | undefined> => {
  // If Teams delivers an activity again, it is the same press.
  const answer = await concerns.raise(caller, await lessons.read(id), about, { press });
  if (!("refused" in answer)) return { message: answer.say };
  return answer.refused === "not-found" ? undefined : { refused: answer.say };
};

const takeOrHandOn: Act = async (dependencies, press, caller) => {
  const { concerns } = dependencies;
  const ref = idIn(press.data, "ref");
  if (ref === "") return "unread";
  if (press.data["card"] === TOGETHER) return pressTogether(dependencies, press, caller);
  const answer = await (press.verb === "have-it"
    ? concerns.haveIt(caller, ref)
    : concerns.handOn(caller, ref));
  if ("refused" in answer) return answer.refused === "not-found" ? undefined : { refused: answer.say };
  const { concern, say } = answer;
  const reader = press.conversation.type === "personal" ? caller.id : undefined;
  return {
    card: alertCard(concern, { ...(await aroundAlert(dependencies, concern, reader)), say }, reader).card,
  };
};
