import type { FamilyLink, Visit } from "../families/state.ts";
import type { Rule } from "./rule.ts";

/** Uses this close together are of two places at once; a family may well go from one to the other in a day. */
const AT_ONCE_MS = 30 * 60_000;

const isApart = (one: Visit, other: Visit): boolean =>
  one.place !== undefined &&
  other.place !== undefined &&
  one.place !== other.place &&
  Math.abs(Date.parse(one.at) - Date.parse(other.at)) <= AT_ONCE_MS;

/** Whether a link was used from two places at about the same time: it may have been passed on. */
export const isUsedFromTwoPlaces = ({ opened, joined }: Pick<FamilyLink, "opened" | "joined">): boolean => {
  const uses: readonly Visit[] = [...opened, ...joined];
  return uses.some((one) => uses.some((other) => isApart(one, other)));
};

export const C3: Rule = {
  title: "The link stays private",
  says: "Parents are asked to keep the link to themselves.",
  keptBy: ["school", "family"],
  does: "The text that goes with a link, and the page it opens, ask the adult to keep it to themselves. A school may write that text in its own words, and the request to keep the link private is added below them. The wording is kept with its date, and each link says which wording went with it. Each adult gets a link of their own, so two households need not share one. A link that is used from two places at about the same time is pointed out to staff.",
  cannot:
    "Lesson Guard tells two places apart by the address of their connection only: a phone on its way from home looks like two places, and two people behind one connection look like one. The school gives a link to the grandparent or childminder who sits with the child.",
  shows: ["families page", "family page"],
  proof: ["LinkMade", "LinkSent", "LinkOpened", "JoinShown"],
  state: { is: "kept" },
};
