import type { Family } from "../families/state.ts";
import { isRefusedFor } from "../lesson/presence.ts";
import type { Lesson } from "../lesson/state.ts";
import { isInZoom } from "../lesson/zoom.ts";
import { inOnePress, standingOfLink } from "../rules/c2-secure-link.ts";
import type { PlanLine } from "./plan-line.ts";

/** How far the links of a list are, in counts of adults; one whose link staff ended is in none of them. */
export type ListLinks = {
  /** They lead to this lesson when its turn comes. */
  readonly lead: boolean;
  /** No link, or one that has run out. */
  readonly without: number;
  /** A link that works, noted neither as sent nor as opened. */
  readonly unsent: number;
  /** Noted as sent, or opened. */
  readonly sent: number;
  readonly opened: number;
  /** Children for whom no adult is on the list. */
  readonly alone: number;
};

/** @param lead whether the list comes to the lesson that is looked at */
export const listLinks = (families: readonly Family[], lead: boolean, now: string): ListLinks => {
  const adults = families.flatMap(({ adults: all, links }) =>
    all.map(({ id }) => {
      const newest = links.findLast(({ adult }) => adult === id);
      const does = inOnePress(newest && { ...newest, state: standingOfLink(newest, now) });
      return { does, isOpened: does === "in use" && newest !== undefined && newest.opened.length > 0 };
    }),
  );
  const many = (which: ReturnType<typeof inOnePress>): number =>
    adults.filter(({ does }) => does === which).length;
  return {
    lead,
    without: many("make"),
    unsent: many("ask first"),
    sent: many("in use"),
    opened: adults.filter(({ isOpened }) => isOpened).length,
    alone: families.filter(({ adults: all }) => all.length === 0).length,
  };
};

const counted = (many: number, one: string, more: string): string =>
  many === 1 ? `1 ${one}` : `${many} ${more}`;

/** What is left to a person before each adult has a link of their own. */
const leftOf = ({ without, unsent, alone, sent }: ListLinks): readonly string[] => [
  ...(without === 0
    ? []
    : [
        `Make and send ${counted(without, "link", "links")} on the page Families: ${counted(without, "adult has", "adults have")} none that works.`,
      ]),
  ...(unsent === 0
    ? []
    : [
        `${counted(unsent, "link is", "links are")} noted neither as sent nor as opened: send ${unsent === 1 ? "it" : "them"}, and say so there.`,
      ]),
  ...(alone === 0
    ? []
    : [`For ${counted(alone, "child", "children")} no adult is on the list, so no one can get a link.`]),
  ...(without + unsent + sent + alone === 0 ? ["No adult of this list has a link that works."] : []),
];

const openedWords = (opened: number): string =>
  opened === 0 ? "none has" : counted(opened, "of them has", "of them have");

const sentWords = ({ sent, opened }: ListLinks): string =>
  sent === 0
    ? ""
    : ` ${counted(sent, "adult has", "adults have")} a link that is noted as sent or opened; ${openedWords(opened)} opened it.`;

/**
 * Done once the links of the list lead to the lesson and each adult has one.
 * @param isBrought the list comes to the meeting
 */
export const familiesLine = (lesson: Lesson, isBrought: boolean, links: ListLinks | undefined): PlanLine => {
  const title = "Families";
  if (links === undefined)
    return {
      title,
      state: "your turn",
      words:
        "No list was chosen. Choose one on the page Families, so that links lead here and names can be matched.",
    };
  const refused = lesson.register.filter(({ id }) => isRefusedFor(lesson, id)).length;
  const many = lesson.register.length - refused;
  const children = many === 1 ? "1 child is" : `${many === 0 ? "No" : many} children are`;
  const kept =
    refused === 0
      ? ""
      : ` Permission was refused for ${refused}${many === 0 ? "" : " more"}: their page shows no way to the lesson, and staff keep them out.`;
  const left = leftOf(links);
  const said = [`${children} on the register.`, ...left].join(" ") + sentWords(links);
  if (!isBrought)
    return {
      title,
      state: left.length > 0 ? "your turn" : "not yet",
      words: `${said} Their links lead here once ${isInZoom(lesson) ? "" : "the meeting is made and "}this lesson is next.${kept}`,
    };
  if (!links.lead)
    return {
      title,
      state: "your turn",
      words: `${said} The links of this list do not lead here: choose this lesson on the page Families.${kept}`,
    };
  return {
    title,
    state: left.length > 0 ? "your turn" : "done",
    words: `${said} The links of this list lead to the lesson that is next, and to this one when its turn comes.${kept}`,
  };
};
