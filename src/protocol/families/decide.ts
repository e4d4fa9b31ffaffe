import { type Decision, type Refused, refuse } from "../decision.ts";
import type { Actor } from "../lesson/commands.ts";
import { inOnePress, standingOfLink } from "../rules/c2-secure-link.ts";
import { asksAdult } from "../rules/p1-consent-asked.ts";
import type { Channel, FamilyEvent } from "./events.ts";
import type { Answer } from "./permission.ts";
import type { Family, FamilyLink } from "./state.ts";

/** What staff of the class do with a family. Ids and the digest of a new link are made outside. */
export type FamilyCommand =
  | {
      readonly do: "list";
      readonly family: string;
      readonly child: string;
      readonly also: readonly string[];
    }
  | { readonly do: "add-adult"; readonly adult: string; readonly name: string }
  | {
      readonly do: "make-link";
      readonly adult: string;
      readonly link: string;
      readonly digest: string;
      readonly expiresAt: string;
      /** Which text goes with it. */
      readonly wording: string;
      /** When the link was made that it takes the place of, as the person who pressed was told: no other one ends. */
      readonly instead?: string;
      /** One of many by one press. */
      readonly ofMany?: true;
    }
  | { readonly do: "sent"; readonly adult: string; readonly how: Channel }
  | { readonly do: "revoke"; readonly adult: string }
  | {
      readonly do: "note-answer";
      readonly adult: string;
      readonly answer: Answer;
      readonly timeZone: string;
    }
  /** Days as the school's calendar shows them ("2026-12-01"). */
  | { readonly do: "ask-again"; readonly on: string; readonly today: string };

const MOST_ADULTS = 8;

const IN_USE = refuse("link-in-use", "This adult has a link already. Nothing was changed.");
const noAdult = () => refuse("nothing", "There is no such adult. Nothing was changed.");
const done = (say: string, ...events: readonly FamilyEvent[]): Decision<FamilyEvent> => ({ events, say });

/** "2026-02-30" is none. */
const isDay = (day: string): boolean => {
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
};

/** The adult's link that works now: there is at most one. */
export const workingLink = ({ links }: Family, adult: string, now: string): FamilyLink | undefined =>
  links.find((link) => link.adult === adult && standingOfLink(link, now) === "works");

/**
 * Why this adult's link stays as it is (C2). Pressed twice, it ends no link that the first press made: a link that works
 * gives way to a press that says which one it is, and to one press for a whole list only as `inOnePress` says.
 */
const leftAsItIs = (
  { links }: Family,
  { adult, instead, ofMany }: Extract<FamilyCommand, { readonly do: "make-link" }>,
  now: string,
): Refused | undefined => {
  const newest = links.findLast((link) => link.adult === adult);
  if (newest === undefined) return undefined;
  const state = standingOfLink(newest, now);
  const many = ofMany === undefined ? "ask first" : inOnePress({ ...newest, state });
  if (many === "ended")
    return refuse("link-ended", "Staff ended the link of this adult. Make a new one by itself.");
  return state === "works" && (many === "in use" || instead !== newest.madeAt) ? IN_USE : undefined;
};

/** B5: what staff noted in a lesson of the family's room; an older note never takes the place of a newer one. */
export const decideRoom = (
  { room, child }: Family,
  lesson: string,
  noted: { readonly at: string; readonly by: string; readonly agreed: boolean },
  now: string,
): Decision<FamilyEvent> =>
  child === undefined || (room?.at ?? "") >= noted.at || (room?.agreed ?? false) === noted.agreed
    ? done("")
    : done("", {
        type: "FamilyRoomAgreed",
        at: now,
        data: { by: noted.by, lesson, notedAt: noted.at, agreed: noted.agreed },
      });

/** What staff pressed about a family, as events. The caller has checked that it is of their class. */
export const decideFamily = (
  family: Family,
  command: FamilyCommand,
  by: Actor,
  now: string,
): Decision<FamilyEvent> => {
  const at = now;
  const stamp = { by: by.id };
  const personal = { byName: by.name };
  const revoked = (link: FamilyLink): FamilyEvent => ({
    type: "LinkRevoked",
    at,
    data: { ...stamp, link: link.id },
    personal,
  });
  switch (command.do) {
    case "list": {
      const { child, also } = command;
      if (family.child === child && family.also.join("\n") === also.join("\n")) return done("");
      return done("", {
        type: "FamilyListed",
        at,
        data: { ...stamp, family: command.family },
        personal: { ...personal, child, also },
      });
    }
    case "add-adult":
      if (family.adults.some(({ name }) => name === command.name))
        return done("An adult of this name is there already.");
      if (family.adults.length >= MOST_ADULTS)
        return refuse("too-many-adults", `A child has at most ${MOST_ADULTS} adults here.`);
      return done("The adult is added. Make a link for them next.", {
        type: "AdultAdded",
        at,
        data: { ...stamp, adult: command.adult },
        personal: { ...personal, name: command.name },
      });
    case "make-link": {
      const { adult, link, digest, expiresAt, wording } = command;
      if (!family.adults.some(({ id }) => id === adult)) return noAdult();
      const left = leftAsItIs(family, command, now);
      if (left !== undefined) return left;
      const before = workingLink(family, adult, now);
      return done(
        before === undefined
          ? "The link is made. Copy the text now."
          : "A new link is made, and the one before has ended. Copy the text now.",
        ...(before === undefined ? [] : [revoked(before)]),
        { type: "LinkMade", at, data: { ...stamp, adult, link, digest, expiresAt, wording }, personal },
      );
    }
    case "sent": {
      const link = workingLink(family, command.adult, now);
      if (link === undefined) return refuse("nothing", "This adult has no link that works. Make one first.");
      if (link.sent?.how === command.how) return done("Noted already.");
      return done("Noted.", {
        type: "LinkSent",
        at,
        data: { ...stamp, link: link.id, how: command.how },
        personal,
      });
    }
    case "revoke": {
      if (!family.adults.some(({ id }) => id === command.adult)) return noAdult();
      const link = workingLink(family, command.adult, now);
      return link === undefined
        ? done("This adult has no link that works.")
        : done("The link has ended. A person who opens it is told so.", revoked(link));
    }
    case "note-answer": {
      const { adult, answer } = command;
      const known = family.adults.find(({ id }) => id === adult);
      if (known === undefined) return noAdult();
      if (known.permission === answer && !asksAdult(family, known, at, command.timeZone))
        return done("Noted already.");
      return done("Noted.", {
        type: "PermissionAnswered",
        at,
        data: { adult, answer, ...stamp },
        personal,
      });
    }
    case "ask-again":
      if (!isDay(command.on) || command.on <= command.today)
        return refuse("day", "Choose a day after today.");
      return family.askAgainOn === command.on
        ? done("Noted already.")
        : done("Noted. From that day the page asks again.", {
            type: "AskAgainSet",
            at,
            data: { ...stamp, on: command.on },
            personal,
          });
  }
};
