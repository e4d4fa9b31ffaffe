import { clockTime } from "./clock-time.ts";
import type { Concern, Step } from "./concern/state.ts";
import { isMessage } from "./duty.ts";
import { isEscalating, roundsOf } from "./escalation.ts";

const firstTold = (concern: Concern, step: number): string | undefined =>
  concern.deliveries
    .filter((one) => one.step === step && one.state === "told" && isMessage(one.target))
    .map(({ at }) => at)
    .toSorted()[0];

/** The other ways that this step was told by, in brackets. */
const also = (concern: Concern, step: number): string => {
  const told = new Set(
    concern.deliveries.flatMap((one) => (one.step === step && one.state === "told" ? [one.target.to] : [])),
  );
  const ways = [
    ...(told.has("feed") ? ["in the activity feed"] : []),
    ...(told.has("mail") ? ["by e-mail"] : []),
  ];
  return ways.length === 0 ? "" : ` (${ways.join(" and ")} too)`;
};

/** Where Teams has taken no message: that an e-mail went out, and when. "" where none did. */
export const calledBy = (concern: Concern, timeZone: string): string => {
  const mailed = concern.deliveries
    .filter((one) => one.state === "told" && one.target.to === "mail")
    .map(({ at }) => at)
    .toSorted()[0];
  return mailed === undefined ? "" : `An e-mail was sent at ${clockTime(mailed, timeZone)}.`;
};

const ascent = (concern: Concern, step: Step, timeZone: string): string => {
  const again = concern.about === "adult";
  const told = firstTold(concern, step.step);
  const who = step.rung === "dsl" ? "each DSL in their own chat" : again ? "more" : "the headteacher too";
  const ways = also(concern, step.step);
  if (told === undefined) return `now telling ${who}${ways}`;
  const at = clockTime(told, timeZone);
  if (step.rung === "dsl") return `each DSL was told in their own chat at ${at}${ways}`;
  return again ? `others were told at ${at}${ways}` : `the headteacher was told too at ${at}${ways}`;
};

const rounds = (concern: Concern, timeZone: string): readonly string[] => {
  const again = concern.steps.filter(({ rung }) => rung === "again");
  const last = again.findLast(({ step }) => firstTold(concern, step) !== undefined);
  if (last === undefined) return again.length === 0 ? [] : ["now telling all of them again"];
  const at = clockTime(firstTold(concern, last.step) ?? last.at, timeZone);
  return [`all were told again at ${at}${also(concern, last.step)}`];
};

/**
 * What the raiser reads of a concern that nobody took in time: each step, as far as Teams accepted it.
 * @param office whom to phone, a sentence
 * @returns undefined while the first telling is all there is, and once somebody has it
 */
export const escalationSentence = (
  concern: Concern,
  timeZone: string,
  office: string,
): string | undefined => {
  if (concern.acknowledged.length > 0 || concern.closed !== undefined) return undefined;
  const told = firstTold(concern, 1);
  const opening = told === undefined ? "" : `Told ${clockTime(told, timeZone)}. `;
  if (!isEscalating(concern))
    return concern.steps.length === 0
      ? undefined
      : `${opening}Everybody has been told, and nobody has taken it. ${office}`;
  const handed = concern.handedOn.at(-1);
  if (concern.steps.length === 0)
    return handed === undefined
      ? undefined
      : `${opening}Whoever was told cannot take it now. Nobody else can be asked yet. ${office}`;
  const steps = [
    ...concern.steps.filter(({ rung }) => rung !== "again").map((step) => ascent(concern, step, timeZone)),
    ...rounds(concern, timeZone),
  ];
  const phone = roundsOf(concern) > 0 ? ` ${office}` : "";
  return `${opening}Nobody has it yet; ${steps.join("; ")}.${phone}`;
};
