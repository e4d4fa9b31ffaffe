import { nextEscalation, stepOf } from "../concern/escalation.ts";
import { type Concern, NO_CONCERN } from "../concern/state.ts";
import { type About, type Holders, type Parties, type Route, routeFor, toldByRoute } from "../who/route.ts";
import type { Target } from "../work/duty.ts";

/** People's names, by Entra id; undefined where the directory cannot say. */
export type NameOf = (person: string) => string | undefined;

/** "A", "A and B", "A, B and C". */
export const inList = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

const ROLE = { dsl: "DSL", headteacher: "headteacher" } as const;

const people = (ids: readonly string[], role: "dsl" | "headteacher", nameOf: NameOf): readonly string[] => {
  if (ids.length === 0) return [];
  const known = ids.flatMap((id) => nameOf(id) ?? []);
  return known.length < ids.length ? [`the ${ROLE[role]}`] : known;
};

const toldAs = (targets: readonly Target[], role: "dsl" | "headteacher"): readonly string[] => [
  ...new Set(targets.flatMap((one) => (one.to === "person" && one.as === role ? [one.person] : []))),
];

/** Those who read a channel, or are told in their own chats. */
export type Readers = { readonly channel: readonly string[] };

/** Each person or channel that a route tells, in the order of telling. */
const parts = (
  { targets }: Pick<Route, "targets">,
  { channel }: Readers,
  nameOf: NameOf,
): readonly string[] => {
  const [dsl, head] = [toldAs(targets, "dsl"), toldAs(targets, "headteacher")];
  const inChannel = channel.flatMap((id) => nameOf(id) ?? []);
  const read = inChannel.length === 0 ? "" : ` (${inList(inChannel)})`;
  return [
    ...(targets.some(({ to }) => to === "channel") ? [`the DSL channel${read}`] : []),
    ...people(dsl, "dsl", nameOf),
    ...people(head, "headteacher", nameOf),
  ];
};

const office = (phone: string): string =>
  phone === "" ? "the school office" : `the school office on ${phone}`;

/** Where no one can be told: whom to phone. @param phone as the school has written it; "" where none is set */
export const nobodyWords = (about: About, phone: string): string =>
  about === "adult"
    ? `Everyone here who could be told may be involved. It is recorded. Phone the chair of governors, or ${office(phone)}.`
    : `There is no one here who can be told. It is recorded. Phone ${office(phone)}. In danger now, dial 999.`;

/** The people of one later step. */
type Later = readonly string[];

/** Who is told at each later step until everyone is told again, exactly as the escalation does it. */
const laterSteps = (parties: Parties, route: Route, holders: Holders): readonly Later[] => {
  const { about, reporter, subjects = [], leftOut = [], lessonStaff } = parties;
  const told = (targets: readonly Target[], step: number): Concern["deliveries"] =>
    targets.map((target) => ({ target, step, state: "told", at: "" }));
  const raised: Concern = {
    ...NO_CONCERN,
    about,
    subjects,
    leftOut,
    lessonStaff,
    raisedBy: reporter,
    deliveries: told(route.targets, 1),
  };
  const on = (concern: Concern): readonly Later[] => {
    const next = nextEscalation(concern, holders, lessonStaff, "not seen");
    if (next === undefined || next.whom === "again") return [];
    const { whom, targets } = next;
    const step = stepOf(concern) + 1;
    const after: Concern = {
      ...concern,
      deliveries: [...concern.deliveries, ...told(targets, step)],
      steps: [...concern.steps, { step, whom, why: "not seen", at: "", afterMs: 0 }],
    };
    return [targets.map(({ person }) => person), ...on(after)];
  };
  return on(raised);
};

/**
 * "If no one takes it: after 3 minutes Mrs J Lowe in chat, after 6 Ms S Bell, then all of them again until one
 * does."
 * @param readers told already, in the channel
 */
const laterWords = (
  steps: readonly Later[],
  readers: readonly string[],
  nameOf: NameOf,
  minutes: number,
): string => {
  const unit = (n: number): string => `${n} ${n === 1 ? "minute" : "minutes"}`;
  if (steps.length === 0)
    return ` If no one takes it, they are told again after ${unit(minutes)}, until one does.`;
  const each = steps.map((persons, n) => {
    const names = persons.flatMap((id) => nameOf(id) ?? []);
    const who = names.length < persons.length ? "the next in turn" : inList(names);
    const after = n === 0 ? `after ${unit(minutes)}` : `after ${minutes * (n + 1)}`;
    return `${after} ${who}${persons.some((id) => readers.includes(id)) ? " in chat" : ""}`;
  });
  return ` If no one takes it: ${each.join(", ")}, then all of them again until one does.`;
};

/** The first who hear of it later and are not told at once: "; if not taken in 3 minutes, Ms S Bell". */
const nextWords = (
  steps: readonly Later[],
  told: readonly string[],
  nameOf: NameOf,
  minutes: number,
): string => {
  const at = steps.findIndex((persons) => persons.some((id) => !told.includes(id)));
  const others = (steps[at] ?? []).filter((id) => !told.includes(id));
  const names = others.flatMap((id) => nameOf(id) ?? []);
  const who = names.length < others.length ? "the next in turn" : inList(names);
  const many = minutes * (at + 1);
  return who === "" ? "" : `; if not taken in ${many} ${many === 1 ? "minute" : "minutes"}, ${who}`;
};

export type Preview = {
  /** The people this press tells, by name, and who else is told if no one takes it in time. */
  readonly sentence: string;
  /** Who is told first of those whom it does not tell at once: "; if not taken in 3 minutes, Ms S Bell"; or "". */
  readonly next: string;
  /** The people it tells at once: "Dr M Evans and Ms S Bell"; "" where no one can be told. */
  readonly now: string;
  readonly to: readonly string[];
  /** Those of them who can be left out ("not this person"). */
  readonly people: readonly { readonly person: string; readonly name: string }[];
};

/** Beside the people that "Tell the DSL now" tells, those that "End for all" does; absent for an adult. */
export type Previews = Preview & { readonly ended?: Preview };

/** People a concern has told in person, or is about to tell. */
export const personsIn = ({ deliveries, held }: Pick<Concern, "deliveries" | "held">): readonly string[] => [
  ...new Set(
    [...deliveries.map(({ target }) => target), ...(held?.targets ?? [])].flatMap((one) =>
      one.to === "channel" ? [] : [one.person],
    ),
  ),
];

/** Everyone whose name a preview may show. */
export const namedIn = (holders: Holders): readonly string[] => [
  ...new Set([...holders.dsl, ...holders.headteacher]),
];

/**
 * What is shown before a press that tells: by name, who is told, and who later.
 * @param minutes until the next step
 */
export const previewOf = (
  parties: Parties,
  holders: Holders,
  nameOf: NameOf,
  { phone, minutes }: { readonly phone: string; readonly minutes: number },
): Preview => {
  const route = routeFor(parties, holders);
  const toChannel = route.targets.some(({ to }) => to === "channel");
  const readers = toChannel ? holders.dsl.filter((one) => one !== parties.reporter) : [];
  const told = [...toldAs(route.targets, "dsl"), ...toldAs(route.targets, "headteacher"), ...readers];
  const named = [...new Set(told)].map((person) => ({ person, name: nameOf(person) ?? "" }));
  const to = toldByRoute(route);
  if (route.targets.length === 0)
    return { sentence: nobodyWords(parties.about, phone), now: "", next: "", to, people: [] };
  const now = inList(parts(route, { channel: readers }, nameOf));
  const steps = laterSteps(parties, route, holders);
  const then = laterWords(steps, readers, nameOf, minutes);
  const only = parties.about === "adult" ? ` ${ABOUT_ADULT}` : "";
  return {
    sentence: `Goes to ${now}.${then}${only}`,
    now,
    next: nextWords(steps, told, nameOf, minutes),
    to,
    people: named.filter(({ name }) => name !== ""),
  };
};

const DEPUTY_LATER = "If no one takes it in time, a deputy headteacher is asked where the school has one.";
const ABOUT_ADULT = "No DSL and no other member of staff can see that it exists.";

/** For the raiser: the people a recorded concern went to, and who is asked later (X2). */
export const wentTo = (
  route: Route,
  about: About,
  phone: string,
  nameOf: NameOf = () => undefined,
): string => {
  if (route.targets.length === 0) return nobodyWords(about, phone);
  const to = inList(parts(route, { channel: [] }, nameOf));
  const isDeputyAsked = route.targets.some((one) => one.to === "person" && one.deputy === true);
  const later = isDeputyAsked ? "" : ` ${DEPUTY_LATER}`;
  return about === "adult"
    ? `Goes to ${to}.${later} ${ABOUT_ADULT}`
    : `Goes to ${to}. Only you and they can see that it exists.`;
};
