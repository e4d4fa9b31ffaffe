import { CloudError } from "../../meeting/cloud-error.ts";
import { reasonOf } from "../../meeting/fault.ts";
import { burstOf, burstSince, OWN_MESSAGES, RING_MS } from "../../protocol/concern/burst.ts";
import { isWanted, NO_MAILBOX } from "../../protocol/concern/escalation.ts";
import { isPointedAgain } from "../../protocol/concern/sent-again.ts";
import type { Concern } from "../../protocol/concern/state.ts";
import { clockTime } from "../../protocol/time/clock-time.ts";
import { ringKey, togetherKey } from "../../protocol/work/card-keys.ts";
import { type OtherWay, sameTarget } from "../../protocol/work/duty.ts";
import type { SentCard } from "../../record/index/cards.ts";
import type { Outcome } from "../handler.ts";
import type { DutyServices } from "./duty-services.ts";
import { gather, NotYet } from "./gather.ts";
import { afterFailure, DONE } from "./outcome.ts";

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
      await onceAMinute(services, concern, { target, step }, (pointed) =>
        feed(services, pointed, { person: target.person, again: isPointedAgain(pointed[0], target) }),
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
      await onceAMinute(services, concern, { target, step }, (pointed) =>
        mail(services, pointed, { from, to, again: isPointedAgain(pointed[0], target) }),
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

/** One alert, or several that one call points to: the oldest first. */
type Pointed = readonly [Concern, ...(readonly Concern[])];
type Waiting = { readonly concern: Concern; readonly step: number };

/** An entry of what was sent, for a call that leaves no message behind. */
const calledAt = (key: string, at: string): SentCard => ({ key, conversationId: "", activityId: "", at });

/**
 * The first three alerts of one person within ten minutes get a call each. For all others there is one a minute at
 * most, whatever order they come in, and it names each of them; one that it has named gets none of its own.
 * @throws NotYet where the last call was less than a minute ago
 */
const onceAMinute = async (
  services: DutyServices,
  concern: Concern,
  { target, step }: { readonly target: OtherWay; readonly step: number },
  call: (pointed: Pointed) => Promise<void>,
): Promise<void> => {
  const { record, now } = services;
  const key = ringKey(burstOf(concern), target);
  const named = async ({ concern: { ref }, step: of }: Waiting): Promise<boolean> =>
    (await record.sentCard(togetherKey(ref, target, of))) !== undefined;
  return gather(services, key, [`${concern.ref} ${step}`, { concern, step }], async (items) => {
    const oldestFirst = items.toSorted((one, other) => comesBefore(one.concern, other.concern));
    const left: Waiting[] = [];
    for (const one of oldestFirst) if (!(await named(one))) left.push(one);
    while (left[0] !== undefined) {
      const own = await freePlace(services, key);
      if (own === undefined) break;
      const [first] = left.splice(0, 1) as [Waiting];
      await call([first.concern]);
      const called = [own, togetherKey(first.concern.ref, target, first.step)];
      await record.saveSentCards(called.map((one) => calledAt(one, now())));
    }
    if (left[0] === undefined) return;
    const last = await record.sentCard(key);
    const leftMs = last === undefined ? 0 : Date.parse(last.at) + RING_MS - Date.parse(now());
    if (leftMs > 0) throw new NotYet(leftMs);
    const also = await alsoWaiting(services, target, left);
    const all = [...left, ...also].toSorted((one, other) => comesBefore(one.concern, other.concern));
    await call(all.map((one) => one.concern) as unknown as Pointed);
    const called = [key, ...all.map((one) => togetherKey(one.concern.ref, target, one.step))];
    await record.saveSentCards(called.map((one) => calledAt(one, now())));
  });
};

const comesBefore = (one: Concern, other: Concern): number =>
  one.raisedAt.localeCompare(other.raisedAt) || one.ref.localeCompare(other.ref);

/** The key of one of the three calls that an alert has to itself; undefined where all were made lately. */
const freePlace = async (
  { record, now }: Pick<DutyServices, "record" | "now">,
  key: string,
): Promise<string | undefined> => {
  const since = burstSince({ raisedAt: now() });
  for (let place = 1; place <= OWN_MESSAGES; place += 1) {
    const own = `${key}:${place}`;
    const made = await record.sentCard(own);
    if (made === undefined || made.at < since) return own;
  }
  return undefined;
};

/** Others of the same person that wait for the same call: named along with these, they need none of their own. */
const alsoWaiting = async (
  { record, concerns, now }: DutyServices,
  target: OtherWay,
  left: readonly Waiting[],
): Promise<readonly Waiting[]> => {
  const [first] = left;
  if (first === undefined) return [];
  const burst = burstOf(first.concern);
  const found = await record.concernsRaisedBetween(
    first.concern.raisedBy,
    burstSince({ raisedAt: now() }),
    now(),
  );
  const waiting: Waiting[] = [];
  for (const { ref } of found) {
    if (left.some((one) => one.concern.ref === ref)) continue;
    const concern = await concerns.read(ref);
    const delivery = concern.deliveries.findLast((one) => sameTarget(one.target, target));
    if (delivery === undefined || delivery.state === "told" || burstOf(concern) !== burst) continue;
    if (!isWanted(concern, delivery)) continue;
    if ((await record.sentCard(togetherKey(ref, target, delivery.step))) === undefined)
      waiting.push({ concern, step: delivery.step });
  }
  return waiting;
};

const feed = async (
  { notify, links }: DutyServices,
  [first, ...others]: Pointed,
  { person, again }: { readonly person: string; readonly again: boolean },
): Promise<void> => {
  const { ref } = first;
  const waiting =
    others.length === 0
      ? `A message is waiting for you, ref ${ref}.`
      : `${others.length + 1} messages are waiting for you. The first is ref ${ref}.`;
  const preview = again ? `${waiting} (Sent again.)` : waiting;
  return notify({ person, preview, link: links.record(ref) });
};

const mail = async (
  { mailer, school, links }: DutyServices,
  [first, ...others]: Pointed,
  { again, ...between }: { readonly from: string; readonly to: string; readonly again: boolean },
): Promise<void> => {
  const { ref } = first;
  const { timeZone } = school.settings();
  const since = ({ raisedAt }: Concern): string => clockTime(raisedAt, timeZone);
  const many = others.length + 1;
  const [subject, waiting, taken, about] =
    others.length > 0
      ? [
          `Lesson Guard: ${many} messages are waiting for you (${ref})`,
          [
            `${many} messages are waiting for you in Lesson Guard. Each by its reference, and since when:`,
            ...[first, ...others].map((one) => `${one.ref}, ${since(one)}`),
          ].join("\n"),
          "They have not been answered yet.",
          "What they are about is in the record only. Please write nothing about them by e-mail.",
        ]
      : [
          `Lesson Guard: a message is waiting for you (${ref})`,
          `A message with the reference ${ref} has waited in Lesson Guard since ${since(first)}.`,
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
