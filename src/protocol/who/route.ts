import type { Target } from "../work/duty.ts";

/**
 * What a concern is about: a child or family (X1, X3), an adult at school (X2), or a lesson that was
 * ended for safety (X1).
 */
export type About = "child" | "adult" | "ended";

/** Who holds each role now, as Entra object ids. */
export type Holders = {
  readonly dsl: readonly string[];
  readonly headteacher: readonly string[];
  /** Whom the directory would name nobody can say just now: nothing here is known. */
  readonly unanswered?: true;
  /** Of these, who is not asked first now (cover.ts): they keep their role. */
  readonly away?: readonly string[];
};

const thereOf = (people: readonly string[], { away = [] }: Holders): readonly string[] =>
  people.filter((one) => !away.includes(one));

/** Those who are there; all of them where nobody is, because an alert never waits for a rota. */
export const present = (people: readonly string[], holders: Holders): readonly string[] => {
  const there = thereOf(people, holders);
  return there.length === 0 ? people : there;
};

export type Parties = {
  readonly about: About;
  readonly reporter: string;
  /** Whom the concern is about, as far as they are named and sign in here. */
  readonly subjects?: readonly string[];
  /** Staff with a part in the lesson: any of them may be who an unnamed concern is about. */
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

const persons = (people: readonly string[], as: "dsl" | "headteacher"): readonly Target[] =>
  people.map((person) => ({ to: "person", person, as }));

/**
 * Who is told: role − subjects − reporter, with deputies (the others who hold the role).
 * A concern about an adult never reaches the DSL (X2), nor anybody it may be about; a DSL who is a
 * party keeps it out of the channel that they read.
 */
export const routeFor = (parties: Parties, holders: Holders): Route => {
  const { about, reporter, subjects = [], lessonStaff, channel } = parties;
  const others = (people: readonly string[]): readonly string[] =>
    people.filter((one) => one !== reporter && !subjects.includes(one));
  if (about === "adult") {
    const possible = subjects.length === 0 ? lessonStaff : [];
    const able = others(holders.headteacher).filter((one) => !possible.includes(one));
    const told = present(able, holders);
    return told.length === 0 ? NOBODY : { targets: persons(told, "headteacher"), reaches: "headteacher" };
  }
  const dsl = present(others(holders.dsl), holders);
  // Where nobody could be looked up yet, an alert must not end there: the channel is known.
  const unknown = holders.dsl.length === 0 && holders.headteacher.length === 0 && channel;
  if (dsl.length > 0 || unknown) {
    const subjectReadsChannel = subjects.some((one) => holders.dsl.includes(one));
    const first: readonly Target[] =
      channel && !subjectReadsChannel ? [{ to: "channel" }] : persons(dsl, "dsl");
    // No DSL is there: a headteacher who is, because they stand in or are asked out of hours, is told at once.
    const standIns = thereOf(dsl, holders).length === 0 ? thereOf(others(holders.headteacher), holders) : [];
    const more = standIns.filter((one) => !dsl.includes(one));
    return { targets: [...first, ...(unknown ? [] : persons(more, "headteacher"))], reaches: "dsl" };
  }
  const head = present(others(holders.headteacher), holders);
  return head.length === 0 ? NOBODY : { targets: persons(head, "headteacher"), reaches: "headteacher" };
};

const headIsTold = ({ targets }: Route): boolean =>
  targets.some((one) => one.to === "person" && one.as === "headteacher");

/** Whom a route tells, in words. @returns [] where it reaches nobody */
export const toldByRoute = (route: Route): readonly string[] => [
  ...(route.reaches === "dsl" ? ["the DSL"] : []),
  ...(route.reaches === "headteacher" || headIsTold(route) ? ["the headteacher"] : []),
];

/**
 * The sentence shown before anything with words is sent.
 * @param phone the school's telephone number as written; "" where none is set
 */
export const routeSentence = (route: Route, about: About, phone: string): string => {
  if (route.reaches === "dsl" && headIsTold(route))
    return "This goes to the DSL and to the headteacher. Only you and they can see that it exists.";
  if (route.reaches === "dsl")
    return "This goes to the DSL, and to the headteacher if nobody takes it. Only you and they can see that it exists.";
  if (route.reaches === "headteacher" && about === "adult")
    return "This goes to the headteacher only. The DSL and other staff cannot see that it exists.";
  if (route.reaches === "headteacher")
    return "No other DSL can be told here, so this goes to the headteacher only.";
  const office = phone === "" ? "the school office" : `the school office on ${phone}`;
  return about === "adult"
    ? `Nobody here can be told without risk. It is recorded. Phone the chair of governors, or ${office}.`
    : `Nobody can be told here. It is recorded. Phone ${office}. In danger now, dial 999.`;
};
