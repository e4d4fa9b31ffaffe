import type { Concern } from "../concern/state.ts";
import { type About, type Holders, type Parties, type Route, routeFor, toldByRoute } from "../who/route.ts";
import type { Target } from "../work/duty.ts";

/** People's names, by Entra id; undefined where the directory cannot say. */
export type NameOf = (person: string) => string | undefined;

/** "A", "A and B", "A, B and C". */
export const inList = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

const ROLE = { dsl: "DSL", headteacher: "headteacher" } as const;

const people = (ids: readonly string[], role: "dsl" | "headteacher", nameOf: NameOf): string => {
  const known = ids.flatMap((id) => nameOf(id) ?? []);
  return known.length < ids.length || known.length === 0 ? `the ${ROLE[role]}` : inList(known);
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
    ...(dsl.length === 0 ? [] : [people(dsl, "dsl", nameOf)]),
    ...(head.length === 0 ? [] : [people(head, "headteacher", nameOf)]),
  ];
};

const office = (phone: string): string =>
  phone === "" ? "the school office" : `the school office on ${phone}`;

/** Where no one can be told: whom to phone. @param phone as the school has written it; "" where none is set */
export const nobodyWords = (about: About, phone: string): string =>
  about === "adult"
    ? `Everyone here who could be told may be involved. It is recorded. Phone the chair of governors, or ${office(phone)}.`
    : `There is no one here who can be told. It is recorded. Phone ${office(phone)}. In danger now, dial 999.`;

/** The deputies, and others who are told if no one takes it in time. */
const later = (parties: Parties, route: Route, holders: Holders): readonly string[] => {
  const now = toldAs(route.targets, "dsl").concat(toldAs(route.targets, "headteacher"));
  const { reporter, subjects = [], leftOut = [], lessonStaff, about } = parties;
  const possible = about === "adult" && subjects.length === 0 ? lessonStaff : [];
  const asked = about === "adult" ? holders.headteacher : [...holders.dsl, ...holders.headteacher];
  const not = [...now, reporter, ...subjects, ...leftOut, ...possible];
  return [...new Set(asked)].filter((one) => !not.includes(one));
};

export type Preview = {
  /** The people this press tells, by name, and who else is told if no one takes it in time. */
  readonly sentence: string;
  readonly to: readonly string[];
  /** Those of them who can be left out ("not this person"). */
  readonly people: readonly { readonly person: string; readonly name: string }[];
};

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
 * @param minutes until the next person is told
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
  if (route.targets.length === 0) return { sentence: nobodyWords(parties.about, phone), to, people: [] };
  const now = inList(parts(route, { channel: readers }, nameOf));
  const after = later(parties, route, holders).filter((one) => !readers.includes(one));
  const names = after.flatMap((one) => nameOf(one) ?? []);
  const then =
    after.length === 0
      ? ""
      : ` If no one takes it within ${minutes} ${minutes === 1 ? "minute" : "minutes"}: ${names.length === after.length ? inList(names) : "the next person"}.`;
  const only =
    parties.about === "adult" ? " No DSL and no other member of staff can see that it exists." : "";
  return {
    sentence: `Goes to ${now}.${then}${only}`,
    to,
    people: named.filter(({ name }) => name !== ""),
  };
};

/** For the raiser: the people a recorded concern went to. */
export const wentTo = (
  route: Route,
  about: About,
  phone: string,
  nameOf: NameOf = () => undefined,
): string => {
  if (route.targets.length === 0) return nobodyWords(about, phone);
  const to = inList(parts(route, { channel: [] }, nameOf));
  return about === "adult"
    ? `Goes to ${to}. No DSL and no other member of staff can see that it exists.`
    : `Goes to ${to}. Only you and they can see that it exists.`;
};
