import { isEscalating, stepOf } from "../concern/escalation.ts";
import type { Concern, Step } from "../concern/state.ts";
import { longUntold, type Untold, untold } from "../concern/untold.ts";
import { defined } from "../defined.ts";
import { clockTime } from "../time/clock-time.ts";
import { isMessage } from "../work/duty.ts";
import { firstTold, isEachRoleTold, isOnlyInChannel } from "./told-words.ts";

/** How far the messages of a step have come; `at`: when Teams accepted the first. */
type Telling = {
  readonly asked: number;
  readonly told: number;
  readonly notTold: number;
  readonly at?: string;
};

const tellingOf = (concern: Concern, step: number): Telling => {
  const asked = concern.deliveries.filter((one) => one.step === step && isMessage(one.target));
  const told = asked.filter(({ state }) => state === "told");
  const notTold = asked.filter(({ state }) => state === "not told").length;
  const [at] = told.map((one) => one.at).toSorted();
  return { asked: asked.length, told: told.length, notTold, ...defined({ at }) };
};

const WAYS = { feed: "in the activity feed", mail: "by e-mail" } as const;

/** The other ways by which this step told people, in brackets. */
const also = (concern: Concern, step: number): string => {
  const asked = concern.deliveries.filter((one) => one.step === step && !isMessage(one.target));
  const told = asked.filter(({ state }) => state === "told");
  const ways = (["feed", "mail"] as const).filter((to) => told.some(({ target }) => target.to === to));
  const some = asked.some(({ target, state }) => state !== "told" && ways.some((to) => target.to === to));
  const words = ways.map((to) => WAYS[to]).join(" and ");
  return words === "" ? "" : ` (${some ? "some " : ""}${words} too)`;
};

/** That an e-mail went out, and when, if Teams has accepted no message; "" where none did. */
export const calledBy = (concern: Concern, timeZone: string): string => {
  const mailed = concern.deliveries
    .filter((one) => one.state === "told" && one.target.to === "mail")
    .map(({ at }) => at)
    .toSorted()[0];
  return mailed === undefined ? "" : `An e-mail was sent at ${clockTime(mailed, timeZone)}.`;
};

/**
 * The people a step tells: all of them; what is said while Teams has accepted no message; what is said once it has
 * not done so in time; and some of so many.
 */
const WHOM = {
  dsl: {
    all: "each DSL was told in their own chat",
    none: "each DSL in their own chat",
    not: "no DSL could be told in their own chat yet",
    some: (n: string) => `${n} DSLs told in their own chat`,
  },
  headteacher: {
    all: "the headteacher was told too",
    none: "the headteacher too",
    not: "the headteacher could not be told yet",
    some: (n: string) => `${n} headteachers told too`,
  },
  deputy: {
    all: "a deputy headteacher was told too",
    none: "a deputy headteacher too",
    not: "no deputy headteacher could be told yet",
    some: (n: string) => `${n} deputy headteachers told too`,
  },
  others: {
    all: "others were told",
    none: "more",
    not: "no one else could be told yet",
    some: (n: string) => `${n} others told`,
  },
  again: {
    all: "all were told again",
    none: "all of them again",
    not: "no one could be told again yet",
    some: (n: string) => `${n} told again`,
  },
} as const;

const toldSoFar = (
  concern: Concern,
  step: number,
  whom: (typeof WHOM)[keyof typeof WHOM],
  timeZone: string,
) => {
  const { asked, told, notTold, at } = tellingOf(concern, step);
  const ways = also(concern, step);
  if (at === undefined)
    return notTold === asked && ways === "" ? whom.not : `now telling ${whom.none}${ways}`;
  const so = told === asked ? whom.all : whom.some(`${told} of ${asked}`);
  return `${so} at ${clockTime(at, timeZone)}${ways}`;
};

/** If the headteacher is told first, those told later are deputies. */
const isHeadToldFirst = ({ deliveries }: Concern): boolean =>
  deliveries.some(({ step, target }) => step === 1 && target.to === "person" && target.as === "headteacher");

/** Whether a step tells deputies alone. */
const isOfDeputies = ({ deliveries }: Concern, of: number): boolean =>
  deliveries
    .filter(({ step, target }) => step === of && isMessage(target))
    .every(({ target }) => target.to === "person" && target.deputy === true);

const ascent = (concern: Concern, { whom, step }: Step, timeZone: string): string =>
  toldSoFar(
    concern,
    step,
    whom === "dsl"
      ? WHOM.dsl
      : isHeadToldFirst(concern)
        ? WHOM.others
        : isOfDeputies(concern, step)
          ? WHOM.deputy
          : WHOM.headteacher,
    timeZone,
  );

/** The last round in which Teams has accepted a message. */
const rounds = (concern: Concern, steps: readonly Step[], timeZone: string): readonly string[] => {
  const again = steps.filter(({ whom }) => whom === "again");
  const last = again.findLast(({ step }) => tellingOf(concern, step).told > 0) ?? again.at(-1);
  return last === undefined ? [] : [toldSoFar(concern, last.step, WHOM.again, timeZone)];
};

/** Each person who was to be told has been, by one message or another. */
const isEverybodyTold = ({ deliveries }: Concern): boolean =>
  deliveries.every(
    ({ target }) =>
      target.to === "channel" ||
      deliveries.some(
        (one) => one.target.to !== "channel" && one.target.person === target.person && one.state === "told",
      ),
  );

/**
 * People were told before, and now no one can be: for too long, or Teams did not accept any message of the newest
 * step in time. A card is redrawn when something happens, not by time alone.
 */
export const notSentSince = (concern: Concern, now: string): Untold | undefined => {
  const { asked, notTold } = tellingOf(concern, stepOf(concern));
  return asked > 0 && notTold === asked ? untold(concern) : longUntold(concern, now);
};

/**
 * What the raiser reads of a concern that no one took in time: each step, as far as Teams accepted it.
 * @param office whom to phone, a sentence
 * @returns undefined while only the first step has been taken, and once a person has it
 */
export const escalationSentence = (
  concern: Concern,
  now: string,
  timeZone: string,
  office: string,
): string | undefined => {
  if (concern.acknowledged.length > 0 || concern.closed !== undefined) return undefined;
  const { at: told } = tellingOf(concern, 1);
  const opening =
    told === undefined
      ? ""
      : isEachRoleTold(concern) && !isOnlyInChannel(concern)
        ? `Told ${clockTime(told, timeZone)}. `
        : `${firstTold(concern, timeZone)} `;
  if (!isEscalating(concern))
    return concern.steps.length === 0
      ? undefined
      : `${opening}${isEverybodyTold(concern) ? "Everyone has been told" : "Not everyone could be told"}, and no one has taken it. ${office}`;
  const handed = concern.handedOn.at(-1);
  if (concern.steps.length === 0)
    return handed === undefined
      ? undefined
      : `${opening}Those who were told cannot take it now. There is no one else to ask yet. ${office}`;
  const stuck = notSentSince(concern, now);
  const reached = concern.steps.filter(({ step }) => stuck === undefined || step < stuck.step);
  const steps = [
    ...reached.filter(({ whom }) => whom !== "again").map((step) => ascent(concern, step, timeZone)),
    ...rounds(concern, reached, timeZone),
    ...(stuck === undefined
      ? []
      : [`Teams has not accepted any message since ${clockTime(stuck.since, timeZone)}`]),
  ];
  const trying = stuck === undefined ? "" : " Still trying.";
  const phone = stuck !== undefined || concern.steps.some(({ whom }) => whom === "again") ? ` ${office}` : "";
  return `${opening}No one has it yet; ${steps.join("; ")}.${trying}${phone}`;
};
