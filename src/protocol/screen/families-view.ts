import { defined } from "../defined.ts";
import type { Channel } from "../families/events.ts";
import type { Permission } from "../families/permission.ts";
import type { Family, FamilyLink, KeptClass } from "../families/state.ts";
import { standingOfLink } from "../rules/c2-secure-link.ts";
import { isUsedFromTwoPlaces } from "../rules/c3-private-link.ts";
import { asksAdult, isRefused, permissionOfChild } from "../rules/p1-consent-asked.ts";

/** One adult's link as staff see it: everything but the link. */
export type LinkView = {
  readonly state: "works" | "revoked" | "expired";
  readonly madeAt: string;
  readonly expiresAt: string;
  readonly wording: string;
  readonly sent?: { readonly at: string; readonly how: Channel };
  readonly revokedAt?: string;
  /** When it was opened, the newest last. */
  readonly opened: readonly string[];
  /** Used from two places at about the same time: it may have been passed on (C3). */
  readonly twoPlaces?: true;
};

export type AdultView = {
  readonly adult: string;
  readonly name: string;
  readonly permission: Permission;
  readonly since?: string;
  /** Not answered yet, or to be asked again. */
  readonly toAsk: boolean;
  /** The newest. */
  readonly link?: LinkView;
};

export type FamilyView = {
  readonly family: string;
  /** What cards call it. */
  readonly ref: string;
  readonly child: string;
  /** Of the child: a refusal wins. */
  readonly permission: Permission;
  /** It was refused on another list that the child is on; whose it is, is not said. */
  readonly elsewhere?: true;
  readonly adults: readonly AdultView[];
  readonly askAgainOn?: string;
};

export type ClassView = {
  readonly class: string;
  readonly name: string;
  /** It comes to a lesson that is on or to come. */
  readonly meets: boolean;
  readonly weekly: boolean;
  readonly families: readonly FamilyView[];
};

/** A family as a card names it: no child's name, and short enough to be found again. */
export const familyRef = (family: string): string => family.slice(0, 6).toUpperCase();

const NAME_ERASED = "(name erased)";

const linkView = (link: FamilyLink, now: string): LinkView => ({
  state: standingOfLink(link, now),
  madeAt: link.madeAt,
  expiresAt: link.expiresAt,
  wording: link.wording,
  opened: link.opened.map(({ at }) => at),
  ...defined({ sent: link.sent, revokedAt: link.revokedAt }),
  ...(isUsedFromTwoPlaces(link) ? { twoPlaces: true } : {}),
});

/** What its own adults said, or what stands because of another list. */
const permissionIn = (
  { id, adults }: Family,
  refused: ReadonlySet<string>,
): Pick<FamilyView, "permission" | "elsewhere"> =>
  refused.has(id) && !isRefused(adults)
    ? { permission: "refused", elsewhere: true }
    : { permission: permissionOfChild(adults) };

const familyView = (
  family: Family,
  refused: ReadonlySet<string>,
  now: string,
  timeZone: string,
): FamilyView => ({
  family: family.id,
  ref: familyRef(family.id),
  child: family.child ?? NAME_ERASED,
  ...permissionIn(family, refused),
  ...defined({ askAgainOn: family.askAgainOn }),
  adults: family.adults.map((adult) => {
    const link = family.links.findLast((one) => one.adult === adult.id);
    return {
      adult: adult.id,
      name: adult.name ?? NAME_ERASED,
      permission: adult.permission,
      toAsk: asksAdult(family, adult, now, timeZone),
      ...defined({ since: adult.since }),
      ...(link === undefined ? {} : { link: linkView(link, now) }),
    };
  }),
});

/**
 * What staff of a class see of its families: who has not answered, and never a link.
 * @param isToMeet it comes to a lesson that is on or to come
 * @param refused those of them for whom a refusal stands, also one on another list
 */
export const classView = (
  { id, name, meets }: KeptClass,
  isToMeet: boolean,
  families: readonly Family[],
  refused: ReadonlySet<string>,
  { now, timeZone }: { readonly now: string; readonly timeZone: string },
): ClassView => ({
  class: id,
  name,
  meets: isToMeet,
  weekly: meets?.weekly === true,
  families: families.map((family) => familyView(family, refused, now, timeZone)),
});
