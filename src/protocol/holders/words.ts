import { momentsIn } from "../time/moments.ts";
import type { ProposalNews } from "../work/duty.ts";
import { type Guarded, isHolding, type Told } from "./events.ts";
import type { Made, Proposal } from "./state.ts";

/** Names of the settings for cards, pages and answers. */
export const CHANGE_OF: { readonly [G in Guarded]: string } = {
  dsl: "who is DSL",
  headteacher: "who is headteacher",
  channel: "the DSL channel",
  cover: "who covers for a headteacher",
  head: "which of the headteacher’s group is the headteacher",
  first: "who is told first of a child",
  phone: "the school’s phone number",
  escalation: "how long an alert may wait",
  retention: "how long lessons and concerns are kept",
  administrators: "who administers Lesson Guard",
};

const MADE: { readonly [T in Told]: string } = {
  staff: "the group of staff",
  mailbox: "the mailbox for alerts",
  "time zone": "the time zone",
  alone: "how long pupils may be without staff",
  lessons: "which meetings are lessons",
  cover: "who is away and who covers",
  chair: "the address of the chair of governors",
  lado: "the number of the local authority’s officer (LADO)",
  recordings: "where the recordings of one-to-ones are kept, and for how long",
};

export const WHOSE_APPROVAL = {
  dsl: "the DSL’s approval",
  headteacher: "the headteacher’s approval",
} as const;

/** What a refusal, or no answer, leaves as it was. A headteacher may have approved for themselves before. */
const unchanged = ({ agreed }: Proposal): string =>
  agreed === undefined ? "nothing was changed" : "what was still waiting was not changed";

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

/** What was decided, for a person who presses afterwards; undefined where no one has answered. */
export const answeredWords = (proposal: Proposal, timeZone: string): string | undefined => {
  const { answered } = proposal;
  if (answered === undefined) return undefined;
  const moment = momentsIn(timeZone).dayAndTime(answered.at);
  return answered.answer === "yes"
    ? `This was approved on ${moment}: the change is in force.`
    : `This was rejected on ${moment}: ${unchanged(proposal)}.`;
};

/** For a person who refuses. */
export const noWords = ({ agreed }: Proposal): string =>
  `Rejected. ${agreed === undefined ? "Nothing is changed." : "What was still waiting is not changed."}`;

/** For a headteacher who approved for themselves. @param anyInForce whether part of it waits for no one else */
export const partlyWords = (anyInForce: boolean): string =>
  anyInForce
    ? "Approved. Your own part is in force. The rest waits for another headteacher’s approval."
    : "Your approval is recorded. Nothing is changed until another headteacher has approved it too.";

/** For a headteacher who approved for themselves, and presses again. */
export const agreedWords = (at: string, timeZone: string): string =>
  `You approved this on ${momentsIn(timeZone).dayAndTime(at)}. The rest waits for another headteacher’s approval.`;

/** Why a proposal can no longer be answered. */
export const whyNot = (proposal: Proposal, standing: "replaced" | "lapsed" | "stale"): string => {
  const left = sentence(unchanged(proposal));
  switch (standing) {
    case "replaced":
      return `Another change was proposed in its place. ${left.slice(0, -1)}: open this page again.`;
    case "lapsed":
      return `This was not answered${proposal.agreed === undefined ? "" : " by everyone"} within 7 days, so it has lapsed. ${left}`;
    case "stale":
      return `The settings have moved on since this was proposed. ${left}`;
  }
};

const listOf = (things: readonly string[]): string =>
  things.length < 2 ? things.join("") : `${things.slice(0, -1).join(", ")} and ${things.at(-1)}`;

/** For the person who saved settings. @param guarded what of them waits @param told what others are told of */
export const savedWords = (guarded: readonly Guarded[], told: readonly Told[] = []): string => {
  const says =
    told.length === 0
      ? ""
      : ` The headteacher and the DSL are told of the change: ${listOf(told.map((of) => MADE[of]))}.`;
  if (guarded.length === 0) return `Saved.${says}`;
  const things = guarded.map((of) => CHANGE_OF[of]);
  const until = guarded.every(isHolding)
    ? "until it is approved, alerts go where they went before."
    : "until it is approved, what was saved before stays in force.";
  return `Saved, except ${listOf(things)}: ${until}${says}`;
};

/** For headteacher and DSL, when a setting was changed that weakens what protects. No name: lock screens show it. */
export const madeWords = ({ of, at }: Made, timeZone: string): string =>
  `A setting at your school was changed on ${momentsIn(timeZone).dayAndTime(at)}: ${MADE[of]}. It is in force. Open the record to see who changed it. If it should not be so, phone your administrator.`;

/** No name and no free text: lock screens show it. @param asked whether the reader is asked to answer */
export const newsWords = (
  proposal: Proposal,
  news: ProposalNews,
  asked: boolean,
  timeZone: string,
): string => {
  const { of, at, answered, agreed } = proposal;
  const moment = momentsIn(timeZone).dayAndTime;
  const left = sentence(unchanged(proposal));
  const change = `change of ${CHANGE_OF[of]} at your school`;
  if (news === "proposed")
    return `A ${change} was proposed on ${moment(at)}. Open the record to ${asked ? "answer" : "see it"}.`;
  if (news === "overtaken")
    return `A ${change} was proposed on ${moment(at)}. Another change was made or proposed since, so it can no longer be answered.`;
  const was = `The ${change}, proposed on ${moment(at)},`;
  if (news === "lapsed" || answered === undefined)
    return `${was} was not answered${agreed === undefined ? "" : " by everyone"} within 7 days. ${left}`;
  const by = answered.as === "administrator of all schools" ? " by an administrator of all schools" : "";
  return answered.answer === "yes"
    ? `${was} was approved${by} on ${moment(answered.at)}. It is in force.`
    : `${was} was rejected${by} on ${moment(answered.at)}. ${left}`;
};
