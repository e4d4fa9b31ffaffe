import type { Concern } from "../../protocol/concern/state.ts";
import { momentsIn } from "../../protocol/time/moments.ts";
import { type Card, card, heading, line, open } from "./build.ts";

type Around = { readonly url: string };

/**
 * It is this person's from now on. No pupil's name and no free text; of what is about an adult at school no one is
 * named either (safeguarding 2b).
 */
export const handedOverCard = (
  { ref, about, followUp, names }: Concern,
  { at, timeZone, url }: Around & { readonly at: string; readonly timeZone: string },
): Card => {
  const title = "A concern was handed over to you";
  const by = followUp.handedOver.find((one) => one.at === at)?.by;
  const name = about === "adult" || by === undefined ? undefined : names[by];
  const time = momentsIn(timeZone).dayAndTime(at);
  return card(
    `${title}. Ref ${ref}`,
    [
      heading(title),
      line(
        name === undefined
          ? `Reference ${ref}, handed over on ${time}. It is yours now.`
          : `Reference ${ref}. ${name} handed it over on ${time}. It is yours now.`,
      ),
    ],
    [open(url, "Open the record")],
  );
};

/** A person who has it may think that nothing is new: what was written is read in the record alone. */
export const moreWrittenCard = (
  { ref }: Pick<Concern, "ref">,
  { at, timeZone, url }: Around & { readonly at: string; readonly timeZone: string },
): Card => {
  const title = "More was written about a concern that you have";
  return card(
    `${title}. Ref ${ref}`,
    [
      heading(title),
      line(`Reference ${ref}, written on ${momentsIn(timeZone).dayAndTime(at)}. Read it now.`),
    ],
    [open(url, "Open the record")],
  );
};

/** What is left to do about a concern, one message a morning. */
export const concernReminderCard = (
  { ref }: Concern,
  { tasks, reminder, url }: Around & { readonly tasks: readonly string[]; readonly reminder: boolean },
): Card => {
  const title = reminder ? "Your reminder about a concern" : "A concern: still to do";
  return card(
    `${title}. Ref ${ref}`,
    [heading(title), line(`Reference ${ref}.`), ...tasks.map(line)],
    [open(url, "Open the record")],
  );
};
