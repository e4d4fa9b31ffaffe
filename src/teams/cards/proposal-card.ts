import { isHolding } from "../../protocol/holders/events.ts";
import type { Made, Proposal } from "../../protocol/holders/state.ts";
import { answeredWords, madeWords, newsWords, whyNot } from "../../protocol/holders/words.ts";
import type { ProposalNews, ToldAs } from "../../protocol/work/duty.ts";
import { type Card, card, heading, line, open } from "./build.ts";

/** News of a change that waited for no one, to headteacher and DSL. */
export const madeCard = (made: Made, { as }: Pick<News, "as">, timeZone: string, recordUrl: string): Card => {
  const text = madeWords(made, timeZone);
  return card(
    text,
    [heading("A setting was changed"), line(text), ...asLine(as)],
    [open(recordUrl, "Open the record")],
  );
};

type News = {
  readonly news: ProposalNews;
  readonly asked: boolean;
  /** The roles for which this person reads it. */
  readonly as?: readonly ToldAs[] | undefined;
};

const asLine = (as: News["as"]) =>
  as === undefined ? [] : [line(`You get this message as ${as.join(" and ")}.`)];

/** In the place of the message that asked, where a newer one says what became of it. */
export const noLongerWaitingCard = (proposal: Proposal, timeZone: string, recordUrl: string): Card => {
  const text = answeredWords(proposal, timeZone) ?? whyNot(proposal, "lapsed");
  return card(
    text,
    [heading("No longer waiting for approval"), line(text), line("A newer message says more.")],
    [open(recordUrl, "Open the record")],
  );
};

/** News of a change that waits: what kind of change and when, never who or to whom. */
export const proposalCard = (
  proposal: Proposal,
  { news, asked, as }: News,
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
  return card(text, [heading(title), line(text), ...asLine(as)], [open(recordUrl, "Open the record")]);
};
