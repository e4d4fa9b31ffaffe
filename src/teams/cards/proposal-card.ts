import type { Proposal } from "../../protocol/holders/state.ts";
import { newsWords } from "../../protocol/holders/words.ts";
import type { ProposalNews } from "../../protocol/work/duty.ts";
import { type Card, card, heading, line, open } from "./build.ts";

type News = { readonly news: ProposalNews; readonly asked: boolean };

/** News of a change of who is told: what kind of change and when, never who or to whom. */
export const proposalCard = (
  proposal: Proposal,
  { news, asked }: News,
  timeZone: string,
  recordUrl: string,
): Card => {
  const title = news === "proposed" && asked ? "Waiting for your approval" : "Change of who is told";
  const text = newsWords(proposal, news, asked, timeZone);
  return card(text, [heading(title), line(text)], [open(recordUrl, "Open the record")]);
};
