import type { Channel, ClassEvent, FamilyEvent, FamilyEventType, Meeting } from "./events.ts";
import type { Answer, Permission } from "./permission.ts";

/** One use of a link. `place` tells two apart; absent once erased. */
export type Visit = { readonly at: string; readonly place?: string };

export type FamilyLink = {
  readonly id: string;
  readonly adult: string;
  readonly digest: string;
  readonly madeAt: string;
  readonly expiresAt: string;
  readonly wording: string;
  readonly sent?: { readonly at: string; readonly how: Channel };
  readonly revokedAt?: string;
  /** The newest last. */
  readonly opened: readonly Visit[];
  readonly joined: readonly (Visit & { readonly lesson: string })[];
};

export type FamilyAdult = {
  readonly id: string;
  /** undefined once erased. */
  readonly name?: string;
  readonly permission: Permission;
  /** When that was said, or implied. */
  readonly since?: string;
  /** Implied: by coming to this lesson. */
  readonly lesson?: string;
  /** When answers came, the newest last. */
  readonly answered: readonly string[];
};

/** A pupil and the adults with them, as the record tells it. */
export type Family = {
  readonly version: number;
  readonly id: string;
  /** The name on the register; undefined once erased. */
  readonly child?: string;
  readonly also: readonly string[];
  readonly adults: readonly FamilyAdult[];
  readonly links: readonly FamilyLink[];
  readonly askAgainOn?: string;
  /** Whether it is agreed that they have no other room (B5), and since when. */
  readonly room?: { readonly at: string; readonly agreed: boolean };
};

export const NO_FAMILY: Family = { version: 0, id: "", also: [], adults: [], links: [] };

/** Older uses of a link, and older answers, are in the record; no decision needs them. */
const KEPT = 20;

const newest = <T>(list: readonly T[], one: T): readonly T[] => [...list, one].slice(-KEPT);

type Evolvers = {
  readonly [T in FamilyEventType]: (
    family: Family,
    event: Extract<FamilyEvent, { readonly type: T }>,
  ) => Partial<Family>;
};

const linkChanged = (
  { links }: Family,
  id: string,
  change: (link: FamilyLink) => Partial<FamilyLink>,
): Partial<Family> => ({
  links: links.map((link) => (link.id === id ? { ...link, ...change(link) } : link)),
});

const adultChanged = (
  { adults }: Family,
  id: string,
  change: (adult: FamilyAdult) => FamilyAdult,
): Partial<Family> => ({ adults: adults.map((adult) => (adult.id === id ? change(adult) : adult)) });

const answered = ({ lesson: _lesson, ...adult }: FamilyAdult, answer: Answer, at: string): FamilyAdult => ({
  ...adult,
  permission: answer,
  since: at,
  answered: newest(adult.answered, at),
});

const EVOLVERS: Evolvers = {
  FamilyListed: (_, { data, personal }) => ({
    id: data.family,
    ...(personal === undefined ? {} : { child: personal.child, also: personal.also }),
  }),
  AdultAdded: (family, { data, personal }) => ({
    adults: [
      ...family.adults,
      {
        id: data.adult,
        permission: "not asked",
        answered: [],
        ...(personal === undefined ? {} : { name: personal.name }),
      },
    ],
  }),
  LinkMade: (family, { at, data }) => ({
    links: [
      ...family.links,
      {
        id: data.link,
        adult: data.adult,
        digest: data.digest,
        madeAt: at,
        expiresAt: data.expiresAt,
        wording: data.wording,
        opened: [],
        joined: [],
      },
    ],
  }),
  LinkSent: (family, { at, data }) => linkChanged(family, data.link, () => ({ sent: { at, how: data.how } })),
  LinkRevoked: (family, { at, data }) => linkChanged(family, data.link, () => ({ revokedAt: at })),
  LinkOpened: (family, { at, data, personal }) =>
    linkChanged(family, data.link, ({ opened }) => ({ opened: newest(opened, { at, ...personal }) })),
  JoinShown: (family, { at, data, personal }) =>
    linkChanged(family, data.link, ({ joined }) => ({
      joined: newest(joined, { at, lesson: data.lesson, ...personal }),
    })),
  PermissionAnswered: (family, { at, data }) =>
    adultChanged(family, data.adult, (adult) => answered(adult, data.answer, at)),
  PermissionImplied: (family, { at, data }) =>
    adultChanged(family, data.adult, (adult) => ({
      ...adult,
      permission: "implied by joining",
      since: at,
      lesson: data.lesson,
    })),
  FamilyRoomAgreed: (_, { data }) => ({ room: { at: data.notedAt, agreed: data.agreed } }),
  AskAgainSet: (_, { data }) => ({ askAgainOn: data.on }),
  PersonalErased: () => ({}),
};

/** The family after one more event. What a later version of the program wrote is counted, and changes nothing. */
export const evolveFamily = (family: Family, event: FamilyEvent): Family => {
  const evolver = EVOLVERS[event.type] as
    | ((family: Family, event: FamilyEvent) => Partial<Family>)
    | undefined;
  return { ...family, ...evolver?.(family, event), version: family.version + 1 };
};

export type KeptClass = {
  readonly id: string;
  readonly name: string;
  readonly staff: readonly string[];
  readonly families: readonly string[];
  /** Chosen or planned last. */
  readonly meets?: Meeting;
  /** Other meetings that they come to as well: their links lead to the one that is on or next. */
  readonly besides?: readonly Meeting[];
};

/** The school's lists, the oldest first. */
export type Classes = readonly KeptClass[];

export const evolveClasses = (classes: Classes, event: ClassEvent): Classes => {
  if (event.type === "ClassMeets") {
    const { class: id, chat, weekly, besides = [] } = event.data;
    return classes.map((one) => (one.id === id ? { ...one, meets: { chat, weekly }, besides } : one));
  }
  if (event.type !== "ClassKept") return classes;
  const { class: id, staff, families } = event.data;
  const known = classes.find((one) => one.id === id);
  const kept = { ...known, id, staff, families, name: event.personal?.name ?? known?.name ?? "" };
  return known === undefined ? [...classes, kept] : classes.map((one) => (one === known ? kept : one));
};

/** The families with which a refusal is on file, also one that is on no list any more. */
export const evolveRefused = (refused: readonly string[], event: ClassEvent): readonly string[] => {
  if (event.type !== "RefusalMoved") return refused;
  const { family, stands } = event.data;
  const others = refused.filter((id) => id !== family);
  return stands ? [...others, family] : others;
};
