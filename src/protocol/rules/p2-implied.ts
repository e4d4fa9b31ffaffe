import type { FamilyAdult, FamilyLink } from "../families/state.ts";
import type { Place } from "../words.ts";
import { isUsedFromTwoPlaces } from "./c3-private-link.ts";
import { isRefused } from "./p1-consent-asked.ts";
import type { Rule } from "./rule.ts";

/**
 * The adult whose joining implies permission, and the link that shows it: they have not answered, the link was sent
 * to them, was used for this lesson, and not from two places. undefined where joining implies nothing.
 */
export const impliedBy = (
  { adults, links }: { readonly adults: readonly FamilyAdult[]; readonly links: readonly FamilyLink[] },
  lesson: string,
): { readonly adult: string; readonly link: string } | undefined => {
  // No one else's answer is overruled, and an answer needs no implying.
  if (isRefused(adults) || adults.some(({ permission }) => permission === "given")) return undefined;
  const used = links.find(
    (link) =>
      link.sent !== undefined &&
      link.revokedAt === undefined &&
      link.joined.some((one) => one.lesson === lesson) &&
      !isUsedFromTwoPlaces(link) &&
      adults.some(({ id, permission }) => id === link.adult && permission === "not asked"),
  );
  return used === undefined ? undefined : { adult: used.adult, link: used.id };
};

const NOT_HEARD = "They cannot hear you there: ask the office to phone the family.";

/**
 * For staff at the lobby, where a refusal is on file: no one who waits there hears the teacher. Which parent refused is
 * not theirs to tell.
 */
export const WHAT_TO_DO_IN_LOBBY = `Leave them in the lobby, and do not press Admit all: it lets them in, too. ${NOT_HEARD}`;

/** The same in Zoom, where only staff see who is where. */
export const WHAT_TO_DO_IN_ZOOM = `Leave them in the waiting room, and do not press Admit all: it lets them in, too. ${NOT_HEARD} If they are inside, remove them first: Participants → More, beside their name → Remove.`;

/** For staff once they are inside, perhaps by Admit all. No one in the office hears of it by itself. */
export const WHAT_TO_DO_INSIDE = "Remove them, and ask the office to phone the family.";

/** @param place where the device is now */
export const refusedWords = (place: Place): string =>
  place === "in" ? WHAT_TO_DO_INSIDE : WHAT_TO_DO_IN_LOBBY;

export const P2: Rule = {
  title: "Permission by joining",
  says: "Until consent is given digitally, joining after the school's message implies it.",
  keptBy: ["school"],
  does: "Where an adult has not answered, went on to the lesson through the link that the school sent them, and staff settled that the device is this child's, the record says “implied by joining”, with the day and the lesson. They are still asked. A refusal on file beats joining, and stands for the child on every list and register of the school, which know each other by the name: the name of the device, and once staff have said whose it is the child’s line, is put on top of the panel, waiting or inside, with what to do and the way out; the child is not checked; the page for families shows no way to the meeting. No answer is not a yes, and a link that seems to be passed on implies nothing.",
  cannot:
    "Lesson Guard sees that a link was used, not who used it. Staff decide at the lobby who comes in. Two children of one full name are taken for one until their lists tell them apart, and a single word (“Ben”) is known again only by staff of the same list.",
  shows: ["families page", "family page", "panel"],
  proof: ["JoinShown", "PermissionImplied", "PermissionAnswered", "RefusalMoved", "RefusalsOnFile"],
  state: { is: "kept" },
};
