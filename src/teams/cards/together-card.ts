import { ActionSet, Container } from "@microsoft/teams.cards";
import { OWN_MESSAGES } from "../../protocol/concern/burst.ts";
import { isSentAgain } from "../../protocol/concern/sent-again.ts";
import type { Concern } from "../../protocol/concern/state.ts";
import { canHandOn, isOpen, raiserOf, takenWords } from "../../protocol/screen/alert-face.ts";
import { plainKind } from "../../protocol/screen/concern-view.ts";
import { momentsIn } from "../../protocol/time/moments.ts";
import { isLessonGuard } from "../../protocol/who/lesson-guard.ts";
import { buttons, type Card, card, heading, line, open, press } from "./build.ts";

/** A press on this card carries this, beside the concern that it is on. */
export const TOGETHER = "together";
export const ONE = "one";

const SENT_TOGETHER_AGAIN =
  "Sent again, same references: Teams did not confirm the first. If you have one twice, it is one concern.";

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

type Around = {
  readonly timeZone: string;
  readonly recordUrl: (ref: string) => string;
  readonly say?: string;
};

const stateLine = (concern: Concern, timeZone: string): string => `${takenWords(concern, timeZone)}.`;

const row = (concern: Concern, { timeZone, recordUrl }: Around): Container => {
  const { ref, raisedAt, label } = concern;
  const place = label === "" ? "" : ` ${label}.`;
  const words = `${momentsIn(timeZone).dayAndTime(raisedAt)}: ${plainKind(concern, "then")} Ref ${ref}.${place} ${stateLine(concern, timeZone)}`;
  const take = isOpen(concern) ? [press("have-it", "I have it", { ref, card: TOGETHER, many: ONE })] : [];
  return new Container(line(words), new ActionSet(...take, open(recordUrl(ref), "Open"))).withSeparator(true);
};

/**
 * The alerts of one person that came after three others within ten minutes, on one message: each with its reference
 * and its own press, and one press for all. No pupil's name and no words (safeguarding 2b). What takes them and what says
 * the opposite never touch: a sentence stands between.
 * @param reader in whose own chat the card is; absent for a channel
 */
export const togetherCard = (together: Together, around: Around, reader?: string): Card => {
  const { shown, many, newestOpen } = together;
  const isNoticed = shown.some(({ raisedBy }) => isLessonGuard(raisedBy));
  const title = `${many + OWN_MESSAGES} ${isNoticed ? "alerts by Lesson Guard" : "concerns by the same person"}`;
  const rest = many - shown.length;
  const data = { ref: newestOpen, card: TOGETHER, many: String(together.open) };
  const handOn = shown.some((one) => isOpen(one) && canHandOn(one, reader));
  const [raiser] = shown.flatMap((one) => raiserOf(one) ?? []);
  return card(title, [
    heading(title),
    ...(around.say === undefined ? [] : [line(around.say)]),
    ...(shown.some((one) => isSentAgain(one, reader)) ? [line(SENT_TOGETHER_AGAIN)] : []),
    ...(raiser === undefined || isNoticed ? [] : [line(`Raised to you by ${raiser}.`)]),
    line(
      many === 1
        ? `The first ${OWN_MESSAGES} are in separate messages. This one came later:`
        : `The first ${OWN_MESSAGES} are in separate messages. These came later:`,
    ),
    ...shown.map((one) => row(one, around)),
    ...(rest > 0 ? [line(`And ${rest} more. Open the record to see each.`)] : []),
    buttons([
      ...(together.open > 1 ? [press("have-it", `I have all ${together.open}`, data)] : []),
      open(around.recordUrl(shown.at(-1)?.ref ?? ""), "Open the record"),
    ]),
    ...(handOn ? handingOn(together.open, data) : []),
  ]);
};

const handingOn = (many: number, data: Readonly<Record<string, string>>) => {
  const title = many > 1 ? "I cannot take these now" : "I cannot take it now";
  return [
    line(
      `Teaching, or not able to? Press ${title}, and for each the next person is told at once, where there is one.`,
    ),
    buttons([press("hand-on", title, data)]),
  ];
};
