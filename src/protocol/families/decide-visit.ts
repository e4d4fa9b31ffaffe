import { type Decision, refuse } from "../decision.ts";
import { standingOfLink } from "../rules/c2-secure-link.ts";
import { asksAdult } from "../rules/p1-consent-asked.ts";
import { impliedBy } from "../rules/p2-implied.ts";
import type { FamilyEvent } from "./events.ts";
import type { Answer } from "./permission.ts";
import type { Family, FamilyAdult, FamilyLink, Visit } from "./state.ts";

/** What an adult does through their own link. `place` tells two places apart, and no more. */
export type VisitCommand =
  | { readonly do: "open" }
  /** `seen`: when they had last answered by the page that it was pressed on; "" where they had not. */
  | { readonly do: "answer"; readonly yes: boolean; readonly seen?: string; readonly timeZone: string }
  | { readonly do: "join"; readonly lesson: string };

/** The adult whose link this is. */
export type Visitor = { readonly adult: FamilyAdult; readonly link: FamilyLink };

/** Whose link it is; undefined for one that was never made. */
export const visitorOf = ({ links, adults }: Family, digest: string): Visitor | undefined => {
  const link = links.find((one) => one.digest === digest);
  const adult = adults.find(({ id }) => id === link?.adult);
  return link === undefined || adult === undefined ? undefined : { link, adult };
};

/** The same use again within this time is no news: a page that is loaded again and again fills no record. */
const SAME_USE_MS = 30 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
/** An adult may change their mind, but not fill the record. */
const MOST_ANSWERS_A_DAY = 6;

const isSameUse = (uses: readonly Visit[], place: string, now: string): boolean =>
  uses.some((one) => one.place === place && Date.parse(now) - Date.parse(one.at) < SAME_USE_MS);

/** @returns "" where they have not answered; what joining implies is no answer */
export const lastAnswered = ({ answered }: Pick<FamilyAdult, "answered">): string => answered.at(-1) ?? "";

/** "No" after a yes, said or implied, takes it back. */
const answerOf = ({ permission }: FamilyAdult, yes: boolean): Answer => {
  if (yes) return "given";
  return permission === "given" || permission === "implied by joining" || permission === "withdrawn"
    ? "withdrawn"
    : "refused";
};

/** What an adult did through their link, as events; a link that does not work changes nothing. */
export const decideVisit = (
  family: Family,
  digest: string,
  command: VisitCommand,
  place: string,
  now: string,
): Decision<FamilyEvent> => {
  const visitor = visitorOf(family, digest);
  if (visitor === undefined || standingOfLink(visitor.link, now) !== "works")
    return refuse("link", "This link does not work.");
  const { adult, link } = visitor;
  const from = { link: link.id };
  switch (command.do) {
    case "open":
      return {
        events: isSameUse(link.opened, place, now)
          ? []
          : [{ type: "LinkOpened", at: now, data: from, personal: { place } }],
        say: "",
      };
    case "join": {
      const { lesson } = command;
      const before = link.joined.filter((one) => one.lesson === lesson);
      return {
        events: isSameUse(before, place, now)
          ? []
          : [{ type: "JoinShown", at: now, data: { ...from, lesson }, personal: { place } }],
        say: "",
      };
    }
    case "answer": {
      const answer = answerOf(adult, command.yes);
      // The same again is an answer where it was asked for.
      if (adult.permission === answer && !asksAdult(family, adult, now, command.timeZone))
        return { events: [], say: "" };
      // An old page that is sent once more overturns no newer answer.
      if (command.seen !== undefined && command.seen !== lastAnswered(adult))
        return refuse("behind", "They have answered since. Nothing was changed.");
      const today = adult.answered.filter((at) => Date.parse(now) - Date.parse(at) < DAY_MS);
      if (today.length >= MOST_ANSWERS_A_DAY)
        return refuse("too-many", "This answer has changed often today.");
      return {
        events: [
          { type: "PermissionAnswered", at: now, data: { adult: adult.id, answer, ...from }, personal: {} },
        ],
        say: "",
      };
    }
  }
};

/** Staff settled a device in this lesson as the child's: what that implies of permission (P2). */
export const decideJoining = (family: Family, lesson: string, now: string): Decision<FamilyEvent> => {
  const implied = impliedBy(family, lesson);
  return {
    events:
      implied === undefined ? [] : [{ type: "PermissionImplied", at: now, data: { ...implied, lesson } }],
    say: "",
  };
};
