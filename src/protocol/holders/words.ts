import { momentsIn } from "../export/moments.ts";
import type { Guarded } from "./events.ts";
import type { Proposal } from "./state.ts";

/** What would change: of cards, pages and answers. */
const CHANGE_OF: { readonly [G in Guarded]: string } = {
  dsl: "who is DSL",
  headteacher: "who is headteacher",
  channel: "the DSL channel",
  cover: "who covers for a headteacher",
};

export const WHOSE_YES = { dsl: "the DSL’s yes", headteacher: "the headteacher’s yes" } as const;

type Answered = NonNullable<Proposal["answered"]>;

/** What was decided, for whoever presses afterwards. */
export const answeredWords = ({ at, answer }: Answered, timeZone: string): string => {
  const moment = momentsIn(timeZone).dayAndTime(at);
  return answer === "yes"
    ? `This was answered yes on ${moment}: the change is in force.`
    : `This was answered no on ${moment}: nothing was changed.`;
};

/** For whoever saved settings. @param guarded what of them waits */
export const savedWords = (guarded: readonly Guarded[]): string => {
  if (guarded.length === 0) return "Saved.";
  const things = guarded.map((of) => CHANGE_OF[of]);
  const list = things.length === 1 ? things[0] : `${things.slice(0, -1).join(", ")} and ${things.at(-1)}`;
  return `Saved, but for ${list}: until there is a yes, alerts go where they went before.`;
};

/** What a card says about it. */
export type ProposalNews = "proposed" | "answered" | "lapsed";

/** No name and no free text: lock screens show it. @param asked whether the reader is asked to answer */
export const newsWords = (
  { of, at, answered }: Proposal,
  news: ProposalNews,
  asked: boolean,
  timeZone: string,
): string => {
  const moment = momentsIn(timeZone).dayAndTime;
  const change = `change of ${CHANGE_OF[of]} at your school`;
  if (news === "proposed")
    return `A ${change} was proposed on ${moment(at)}. Open the record to ${asked ? "answer" : "see it"}.`;
  const was = `The ${change}, proposed on ${moment(at)},`;
  if (news === "lapsed" || answered === undefined)
    return `${was} was answered by nobody within 7 days. Nothing was changed.`;
  const by = answered.as === "administrator of all schools" ? " by an administrator of all schools" : "";
  return answered.answer === "yes"
    ? `${was} was answered yes${by} on ${moment(answered.at)}. It is in force.`
    : `${was} was answered no${by} on ${moment(answered.at)}. Nothing was changed.`;
};
