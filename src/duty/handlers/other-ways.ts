import { CloudError } from "../../meeting/cloud-error.ts";
import { reasonOf } from "../../meeting/fault.ts";
import { burstOf, RING_MS } from "../../protocol/concern/burst.ts";
import { isWanted, NO_MAILBOX } from "../../protocol/concern/escalation.ts";
import { isPointedAgain } from "../../protocol/concern/sent-again.ts";
import type { Concern } from "../../protocol/concern/state.ts";
import { clockTime } from "../../protocol/time/clock-time.ts";
import { ringKey } from "../../protocol/work/card-keys.ts";
import type { OtherWay } from "../../protocol/work/duty.ts";
import type { Outcome } from "../handler.ts";
import type { DutyServices } from "./duty-services.ts";
import { gather, NotYet } from "./gather.ts";
import { afterFailure, DONE } from "./outcome.ts";
import { isFolded } from "./told-together.ts";

/**
 * Tells a person by another way as well as in their own chat. It says that a message waits and
 * where: the reference and the time, the same words whatever the message is about. Others may read a
 * mailbox, and a feed shows on a lock screen.
 */
export const tellOtherWay = async (
  services: DutyServices,
  concern: Concern,
  target: OtherWay,
  step: number,
): Promise<Outcome> => {
  const { concerns } = services;
  const { ref } = concern;
  const notTold = (reason: string, final: boolean) => concerns.notTold(ref, target, reason, final, step);
  try {
    if (target.to === "feed")
      await onceAMinute(services, concern, { target, step }, (first, several) =>
        feed(services, first, { person: target.person, several, again: isPointedAgain(first, target) }),
      );
    else {
      const to = await services.people.mailOf(target.person);
      const from = services.school.settings().mailFrom;
      if (from === undefined || to === undefined) {
        await notTold(NO_MAILBOX, true);
        return { failed: NO_MAILBOX };
      }
      // A person may have taken it while the directory was asked.
      if (!isWanted(await concerns.read(ref), { target, step })) return DONE;
      await onceAMinute(services, concern, { target, step }, (first, several) =>
        mail(services, first, { from, to, several, again: isPointedAgain(first, target) }),
      );
    }
    await concerns.told(ref, target, step);
    return DONE;
  } catch (error) {
    if (error instanceof NotYet) return { held: error.message, retryAfterMs: error.retryAfterMs };
    // Better twice than never.
    if (error instanceof CloudError && error.kind === "unknown-outcome") {
      await concerns.unanswered(ref, target, step);
      return { reason: reasonOf(error) };
    }
    return afterFailure(error, "tell", notTold);
  }
};

/**
 * One call for each alert. For alerts that share a message at most one a minute, for all asked for until then.
 * @throws NotYet where the last call was less than a minute ago
 */
const onceAMinute = async (
  services: DutyServices,
  concern: Concern,
  { target, step }: { readonly target: OtherWay; readonly step: number },
  call: (first: Concern, several: boolean) => Promise<void>,
): Promise<void> => {
  if (!(await isFolded(services, concern, target))) return call(concern, false);
  const { record, now } = services;
  const key = ringKey(burstOf(concern), target);
  const asked = concern.deliveries.findLast((one) => one.step === step)?.at ?? concern.raisedAt;
  return gather(services, key, [concern.ref, { concern, asked }], async (waiting) => {
    const last = await record.sentCard(key);
    const left = waiting.filter((one) => last === undefined || one.asked > last.at);
    const [first] = left.toSorted((one, other) => one.asked.localeCompare(other.asked));
    if (first === undefined) return;
    const at = now();
    const leftMs = last === undefined ? 0 : Date.parse(last.at) + RING_MS - Date.parse(at);
    if (leftMs > 0) throw new NotYet(leftMs);
    await call(first.concern, true);
    await record.saveSentCard({ key, conversationId: "", activityId: "", at });
  });
};

const feed = async (
  { notify, links }: DutyServices,
  { ref }: Concern,
  { person, several, again }: { readonly person: string; readonly several: boolean; readonly again: boolean },
): Promise<void> => {
  const waiting = several
    ? `Messages are waiting for you. The first is ref ${ref}.`
    : `A message is waiting for you, ref ${ref}.`;
  const preview = again ? `${waiting} (Sent again.)` : waiting;
  return notify({ person, preview, link: links.record(ref) });
};

const mail = async (
  { mailer, school, links }: DutyServices,
  { ref, raisedAt }: Concern,
  {
    several,
    again,
    ...between
  }: { readonly from: string; readonly to: string; readonly several: boolean; readonly again: boolean },
): Promise<void> => {
  const since = clockTime(raisedAt, school.settings().timeZone);
  const [subject, waiting, taken, about] = several
    ? [
        `Lesson Guard: messages are waiting for you (${ref})`,
        `Several messages are waiting for you in Lesson Guard. The first has waited since ${since} and has the reference ${ref}.`,
        "They have not been answered yet.",
        "What they are about is in the record only. Please write nothing about them by e-mail.",
      ]
    : [
        `Lesson Guard: a message is waiting for you (${ref})`,
        `A message with the reference ${ref} has waited in Lesson Guard since ${since}.`,
        "It has not been answered yet.",
        "What it is about is in the record only. Please write nothing about it by e-mail.",
      ];
  const twice = again
    ? ["This was sent again, with the same reference: if you have it twice, it is one message."]
    : [];
  const text = [waiting, taken, ...twice, "", "Open the record in Teams:", links.record(ref), "", about].join(
    "\n",
  );
  return mailer({ ...between, subject, text });
};
