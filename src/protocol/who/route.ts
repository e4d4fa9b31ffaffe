import type { Target } from "../work/duty.ts";

/**
 * What a concern is about: a child or family (X1, X3), an adult at school (X2), a lesson that was ended for
 * safety (X1), or pupils in a lesson without any staff.
 */
export type About = "child" | "adult" | "ended" | "alone";

/** Whom a school tells first of a child (X3): DSL and headteacher side by side, or one before the other. */
export type FirstTold = "both" | "dsl-first" | "headteacher-first";

/** "Inform the headteacher immediately and record it on CPOMS" (X3), with the DSL beside (KCSIE). */
export const USUALLY_TOLD: FirstTold = "both";

/** Who holds each role now, as Entra object ids. */
export type Holders = {
  readonly dsl: readonly string[];
  readonly headteacher: readonly string[];
  /** The directory did not answer: an empty list here does not mean that no one holds the role. */
  readonly unanswered?: true;
  /** People who are not asked first now (cover.ts): they keep their role. */
  readonly away?: readonly string[];
  /** Which of the headteacher's group is the headteacher: the others are deputies. All are headteachers if not set. */
  readonly head?: string;
  /** The school's rule; the usual where not said. */
  readonly first?: FirstTold;
};

const thereOf = (people: readonly string[], { away = [] }: Holders): readonly string[] =>
  people.filter((one) => !away.includes(one));

/** Those who are there; all of them where no one is, because an alert never waits for a rota. */
export const present = (people: readonly string[], holders: Holders): readonly string[] => {
  const there = thereOf(people, holders);
  return there.length === 0 ? people : there;
};

/** The headteacher alone, if among these; else all, because no one has said who stands in first. */
const leading = (people: readonly string[], { head }: Holders): readonly string[] =>
  head !== undefined && people.includes(head) ? [head] : people;

export type Parties = {
  readonly about: About;
  readonly reporter: string;
  /** The people it is about, as far as they are named and sign in here. */
  readonly subjects?: readonly string[];
  /** People the reporter has left out ("not this person"). */
  readonly leftOut?: readonly string[];
  /** Staff with a part in the lesson: an unnamed concern may be about any of them. */
  readonly lessonStaff: readonly string[];
  /** Whether a DSL channel has been chosen. */
  readonly channel: boolean;
};

export type Route = {
  readonly targets: readonly Target[];
  /** Whom it reaches, for the words: never names. */
  readonly reaches: "dsl" | "headteacher" | "nobody";
};

const NOBODY: Route = { targets: [], reaches: "nobody" };

/** A person of the headteacher's group who is not the headteacher, where the school has said who that is. */
const deputyIn = (person: string, { head }: Pick<Holders, "head">): { readonly deputy?: true } =>
  head === undefined || head === person ? {} : { deputy: true };

/** Their own chats, each under the role that they hold. */
export const personTargets = (
  people: readonly string[],
  as: "dsl" | "headteacher",
  holders: Pick<Holders, "head">,
): readonly Extract<Target, { to: "person" }>[] =>
  people.map((person) => ({
    to: "person",
    person,
    as,
    ...(as === "headteacher" ? deputyIn(person, holders) : {}),
  }));

const toHead = (people: readonly string[], holders: Holders): Route => {
  const told = leading(present(people, holders), holders);
  return told.length === 0
    ? NOBODY
    : { targets: personTargets(told, "headteacher", holders), reaches: "headteacher" };
};

/**
 * Who is told at once: role − subjects − left out − reporter. A concern about an adult never reaches the DSL (X2), nor
 * a person it may be about; if a DSL is a party, it stays out of the channel they read. Of the headteacher's group
 * the headteacher is told first, and the deputies if no one takes it in time, or while they stand in.
 */
export const routeFor = (parties: Parties, holders: Holders): Route => {
  const { about, reporter, subjects = [], leftOut = [], lessonStaff, channel } = parties;
  const kept = [...subjects, ...leftOut];
  const others = (people: readonly string[]): readonly string[] =>
    people.filter((one) => one !== reporter && !kept.includes(one));
  const heads = others(holders.headteacher);
  if (about === "adult") {
    const possible = subjects.length === 0 ? lessonStaff : [];
    return toHead(
      heads.filter((one) => !possible.includes(one)),
      holders,
    );
  }
  const dsls = others(holders.dsl);
  // No holder could be looked up yet: the alert must not end there, and the channel is known.
  if (holders.dsl.length === 0 && holders.headteacher.length === 0 && channel)
    return { targets: [{ to: "channel" }], reaches: "dsl" };
  if (dsls.length === 0) return toHead(heads, holders);
  const { first = USUALLY_TOLD } = holders;
  const headsThere = thereOf(heads, holders);
  // The DSL hears at once of a lesson that was ended, whatever the school's rule is (X1).
  if (first === "headteacher-first" && about === "child" && headsThere.length > 0)
    return toHead(heads, holders);
  const told = present(dsls, holders);
  const readByParty = kept.some((one) => holders.dsl.includes(one));
  const toDsl: readonly Target[] =
    channel && !readByParty ? [{ to: "channel" }] : personTargets(told, "dsl", holders);
  // Where no DSL is there, a headteacher who is there (standing in, or asked out of hours) is told at once.
  const dslThere = thereOf(dsls, holders).length > 0;
  const beside = first === "dsl-first" && dslThere ? [] : headsThere;
  const away = first !== "dsl-first" && !dslThere && headsThere.length === 0 ? heads : [];
  const toldBeside = leading([...beside, ...away], holders).filter(
    (one) => toDsl.some(({ to }) => to === "channel") || !told.includes(one),
  );
  return { targets: [...toDsl, ...personTargets(toldBeside, "headteacher", holders)], reaches: "dsl" };
};

/** The roles in which people are told, in the order of telling: a deputy is not called headteacher. */
export const TOLD_ROLES = ["dsl", "head", "deputy"] as const;
export type ToldRole = (typeof TOLD_ROLES)[number];

const ROLE_WORDS: { readonly [R in ToldRole]: string } = {
  dsl: "the DSL",
  head: "the headteacher",
  deputy: "a deputy headteacher",
};

const toldRole = (target: Target): ToldRole =>
  target.to === "channel" || target.as === "dsl"
    ? "dsl"
    : target.to === "person" && target.deputy === true
      ? "deputy"
      : "head";

/** The role that a target is told in, in words. */
export const roleOfTarget = (target: Target): string => ROLE_WORDS[toldRole(target)];

export const rolesTold = (targets: readonly Target[]): readonly ToldRole[] =>
  TOLD_ROLES.filter((role) => targets.some((one) => toldRole(one) === role));

/** The people a route tells, in words. @returns [] where it reaches no one */
export const toldByRoute = ({ targets }: Pick<Route, "targets">): readonly string[] =>
  rolesTold(targets).map((role) => ROLE_WORDS[role]);

const list = (parts: readonly string[]): string => parts.join(" and ");
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * "The DSL and the headteacher are told then."
 * @param tells the people it tells, in words; [] no one; undefined where that is not known
 */
export const toldThen = (tells: readonly string[] | undefined, then = "then"): string =>
  tells === undefined
    ? `The alert goes out ${then}.`
    : tells.length === 0
      ? "Lesson Guard can tell no one: phone the school office."
      : `${capital(list(tells))} ${tells.length === 1 ? "is" : "are"} told ${then}.`;

/** "an alert was raised to the DSL and the headteacher": true whatever becomes of its messages. */
export const raisedTo = (tells: readonly string[] | undefined): string =>
  tells === undefined
    ? "an alert was raised"
    : tells.length === 0
      ? "Lesson Guard can tell no one: phone the school office"
      : `an alert was raised to ${list(tells)}`;
