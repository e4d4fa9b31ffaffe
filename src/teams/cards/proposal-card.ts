import { isHolding } from "../../protocol/holders/events.ts";
import type { Made, Proposal } from "../../protocol/holders/state.ts";
import { madeWords, newsWords } from "../../protocol/holders/words.ts";
import type { ProposalNews } from "../../protocol/work/duty.ts";
import { type Card, card, heading, line, open } from "./build.ts";

/** News of a change that waited for no one, to headteacher and DSL. */
export const madeCard = (made: Made, timeZone: string, recordUrl: string): Card => {
  const text = madeWords(made, timeZone);
  return card(text, [heading("A setting was changed"), line(text)], [open(recordUrl, "Open the record")]);
};

type News = { readonly news: ProposalNews; readonly asked: boolean };

/** News of a change that waits: what kind of change and when, never who or to whom. */
export const proposalCard = (
  proposal: Proposal,
  { news, asked }: News,
  timeZone: string,
  recordUrl: string,
): Card => {
  const title =
    news === "proposed" && asked
      ? "Waiting for your approval"
      : isHolding(proposal.of)
        ? "Change of who is told"
        : "Change of settings";
  const text = newsWords(proposal, news, asked, timeZone);
  return card(text, [heading(title), line(text)], [open(recordUrl, "Open the record")]);
};
