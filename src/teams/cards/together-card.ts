import { ActionSet, Container } from "@microsoft/teams.cards";
import { OWN_MESSAGES } from "../../protocol/concern/burst.ts";
import { mayHandOn } from "../../protocol/concern/escalation.ts";
import type { Concern } from "../../protocol/concern/state.ts";
import { plainKind } from "../../protocol/screen/concern-view.ts";
import { clockTime } from "../../protocol/time/clock-time.ts";
import { type Card, card, heading, line, open, press } from "./build.ts";

/** A press on this card carries this, beside the concern that it is on. */
export const TOGETHER = "together";
export const ONE = "one";

export type Together = {
  /** The concerns drawn, oldest first: those no one has taken before the others, as many as a message may carry. */
  readonly shown: readonly Concern[];
  /** How many concerns the message has. */
  readonly many: number;
  /** How many of them no one has taken. */
  readonly open: number;
  /** The newest one that no one has taken: "I have all" was drawn with it. */
  readonly newestOpen: string;
};

type Surroundings = {
  readonly timeZone: string;
  readonly recordUrl: (ref: string) => string;
  readonly say?: string;
};

const isOpen = ({ acknowledged, closed }: Concern): boolean =>
  acknowledged.length === 0 && closed === undefined;

const stateLine = (concern: Concern, timeZone: string): string => {
  const [taken] = concern.acknowledged;
  if (concern.closed !== undefined) return "Closed.";
  return taken === undefined ? "Not taken yet." : `Taken at ${clockTime(taken.at, timeZone)}.`;
};

const row = (concern: Concern, { timeZone, recordUrl }: Surroundings): Container => {
  const { ref, raisedAt, label } = concern;
  const place = label === "" ? "" : ` ${label}.`;
  const words = `${clockTime(raisedAt, timeZone)}: ${plainKind(concern)} Ref ${ref}.${place} ${stateLine(concern, timeZone)}`;
  const take = isOpen(concern) ? [press("have-it", "I have it", { ref, card: TOGETHER, many: ONE })] : [];
  return new Container(line(words), new ActionSet(...take, open(recordUrl(ref), "Open"))).withSeparator(true);
};

/**
 * The alerts of one person that came after three others within ten minutes, on one message: each with its reference
 * and its own button, and one button for all. No person's name and no free text (safeguarding 2b).
 * @param reader in whose own chat the card is; absent for a channel, where there is no handing on
 */
export const togetherCard = (together: Together, around: Surroundings, reader?: string): Card => {
  const { shown, many, newestOpen } = together;
  const title = `${many + OWN_MESSAGES} concerns by the same person`;
  const rest = many - shown.length;
  const data = { ref: newestOpen, card: TOGETHER, many: String(together.open) };
  const handOn = reader !== undefined && shown.some((one) => isOpen(one) && mayHandOn(one, reader));
  return card(
    title,
    [
      heading(title),
      ...(around.say === undefined ? [] : [line(around.say)]),
      line(
        many === 1
          ? `The first ${OWN_MESSAGES} came in messages of their own. This one came after them:`
          : `The first ${OWN_MESSAGES} came in messages of their own. These came after them:`,
      ),
      ...shown.map((one) => row(one, around)),
      ...(rest > 0 ? [line(`And ${rest} more. Open the record to see each.`)] : []),
    ],
    [
      ...(together.open > 1 ? [press("have-it", `I have all ${together.open}`, data)] : []),
      open(around.recordUrl(shown.at(-1)?.ref ?? ""), "Open the record"),
      ...(handOn
        ? [press("hand-on", together.open > 1 ? "I cannot take these now" : "I cannot take it now", data)]
        : []),
    ],
  );
};
