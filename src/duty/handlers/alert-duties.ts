import { CloudError } from "../../meeting/cloud-error.ts";
import { reasonOf } from "../../meeting/fault.ts";
import { isWanted, NO_CHANNEL } from "../../protocol/concern/escalation.ts";
import type { Concern } from "../../protocol/concern/state.ts";
import type { JsonObject } from "../../protocol/fact.ts";
import { concernLine } from "../../protocol/screen/lesson-view.ts";
import { alertKey, togetherKey } from "../../protocol/work/card-keys.ts";
import { isMessage, type OtherWay, sameTarget, type Target } from "../../protocol/work/duty.ts";
import type { SentCard } from "../../record/index/cards.ts";
import type { Store } from "../../record/scope.ts";
import { aroundAlert } from "../../teams/alert-around.ts";
import { alertCard, raisedCard } from "../../teams/cards/alert-card.ts";
import { refsOf } from "../../teams/together.ts";
import type { Handler, Outcome } from "../handler.ts";
import { drawFor, personalChat } from "./card-duties.ts";
import type { DutyServices } from "./duty-services.ts";
import { NotYet } from "./gather.ts";
import { tellOtherWay } from "./other-ways.ts";
import { afterFailure, DONE, isFinal } from "./outcome.ts";
import { isFolded, redrawTogether, tellTogether } from "./told-together.ts";

type Message = Exclude<Target, OtherWay>;

/** Where a staff matter's cards are is a staff matter too, and kept in that store. */
const storeOf = ({ record, staffMatters }: Pick<DutyServices, "record" | "staffMatters">, store: Store) =>
  store === "adult" ? staffMatters : record;

const readerOf = (target: Target): string | undefined => (target.to === "person" ? target.person : undefined);

/**
 * Sends the alert until Teams accepts it, whatever it answers meanwhile: at least once, always with the same
 * reference. Told means that the Bot Connector accepted it. A later message to the same person withdraws the
 * earlier one.
 */
export const tell =
  (services: DutyServices): Handler<"tell"> =>
  async ({ ref, target, step = 1 }, { store, unansweredSince }) => {
    const { concerns, school } = services;
    const record = storeOf(services, store);
    // A try that was cut off may have sent it: what is sent now may be a second copy, and says so.
    if (unansweredSince !== undefined && (await sentAlert(record, ref, target, step)) === undefined)
      await concerns.unanswered(ref, target, step);
    const concern = await concerns.read(ref);
    if (!isMessage(target))
      return isWanted(concern, { target, step })
        ? tellOtherWay({ ...services, record }, concern, target, step)
        : DONE;
    try {
      // Teams accepted it, then the program stopped: it is recorded, not sent again.
      if ((await sentAlert(record, ref, target, step)) !== undefined) {
        await concerns.told(ref, target, step);
        return await withdrawEarlier({ ...services, record }, concern, target, step);
      }
      if (!isWanted(concern, { target, step })) return DONE;
      const { dslChannel } = school.settings();
      if (target.to === "channel" && dslChannel === undefined) {
        await concerns.notTold(ref, target, NO_CHANNEL, true, step);
        return { failed: NO_CHANNEL };
      }
      const inStore = { ...services, record };
      if (await isFolded(inStore, concern, target)) {
        // What stands on it besides is for those alone who got all of it: it is not kept with one of them.
        await tellTogether(inStore, concern, target, step);
        await concerns.told(ref, target, step);
      } else {
        const card = await tellAlone(inStore, concern, target, step);
        if (card === undefined) return DONE;
        await concerns.told(ref, target, step, card);
      }
      return await withdrawEarlier({ ...services, record }, concern, target, step);
    } catch (error) {
      if (error instanceof NotYet) return { held: error.message, retryAfterMs: error.retryAfterMs };
      // Better that an alert arrives twice than never.
      if (error instanceof CloudError && error.kind === "unknown-outcome") {
        await concerns.unanswered(ref, target, step);
        return { reason: reasonOf(error) };
      }
      const outcome = await afterFailure(error, "tell", (reason, final) =>
        concerns.notTold(ref, target, reason, final, step),
      );
      const isRefused = error instanceof CloudError && isFinal(error);
      return isRefused && "reason" in outcome && isToldElsewhere(await concerns.read(ref))
        ? { ...outcome, retryAfterMs: REFUSED_AGAIN_MS }
        : outcome;
    }
  };

/** Where it is, in a message of its own or in a shared one. */
const sentAlert = async (
  record: Pick<DutyServices["record"], "sentCard">,
  ref: string,
  target: Target,
  step: number,
): Promise<SentCard | undefined> =>
  (await record.sentCard(alertKey(ref, target, step))) ?? record.sentCard(togetherKey(ref, target, step));

/** @returns the card that was sent; undefined where it is no longer wanted */
const tellAlone = async (
  services: DutyServices,
  { ref }: Concern,
  target: Message,
  step: number,
): Promise<JsonObject | undefined> => {
  const sent = await send(services, ref, target, step);
  if (sent === undefined) return undefined;
  const { conversationId, activityId } = sent;
  await services.record.saveSentCard({
    key: alertKey(ref, target, step),
    conversationId,
    activityId,
    at: services.now(),
  });
  return sent.card as JsonObject;
};

/** An alert is never given up; but once others have it, a refused target is tried again only this often. */
const REFUSED_AGAIN_MS = 30_000;

const isToldElsewhere = ({ deliveries }: Concern): boolean =>
  deliveries.some((one) => isMessage(one.target) && one.state === "told");

/** Two messages with one reference in one chat would only puzzle the reader: the newest one stays. */
const withdrawEarlier = async (
  { record, sender }: Pick<DutyServices, "record" | "sender">,
  concern: Concern,
  target: Target,
  step: number,
): Promise<Outcome> => {
  const earlier = concern.deliveries.filter((one) => one.step < step && sameTarget(one.target, target));
  for (const one of earlier) {
    const sent = await sentAlert(record, concern.ref, target, one.step);
    if (sent === undefined) continue;
    const { key, conversationId, activityId } = sent;
    const others = (await record.sentCardsAt(conversationId, activityId)).filter(
      (other) => other.key !== key,
    );
    // It stays for the other alerts on it.
    if (refsOf(others).length === 0) await sender.remove(conversationId, activityId);
    await record.forgetSentCard(key);
  }
  return DONE;
};

/** undefined where a person has taken it by the time a chat is open: then nothing is sent. */
const send = async (services: DutyServices, ref: string, target: Message, step: number) => {
  const { record, concerns, urgentSender: sender, school } = services;
  const conversationId =
    target.to === "person" ? await personalChat({ record, sender }, target.person) : undefined;
  const concern = await concerns.read(ref);
  if (!isWanted(concern, { target, step })) return undefined;
  const reader = readerOf(target);
  const card = alertCard(concern, await aroundAlert(services, concern, reader), reader);
  const place =
    conversationId === undefined
      ? await sender.postToChannel(school.settings().dslChannel?.channelId ?? "", card)
      : { conversationId, ...(await sender.send(conversationId, card)) };
  return { ...place, card: card.card };
};

/** A card that was sent already may wait, and loses no button to a slow directory. */
const PATIENT_MS = 5_000;

/** Shows on the card who has taken it; an alert that a person deleted stays deleted. */
export const redrawAlert =
  (services: DutyServices): Handler<"redraw-alert"> =>
  async ({ ref, target, step = 1 }, { store }) => {
    const { concerns, sender } = services;
    const record = storeOf(services, store);
    const sent = await sentAlert(record, ref, target, step);
    if (sent === undefined || !isMessage(target)) return DONE;
    const concern = await concerns.read(ref);
    try {
      if (sent.key === togetherKey(ref, target, step)) {
        await redrawTogether({ ...services, record }, concern, target, sent);
        return DONE;
      }
      const reader = readerOf(target);
      const around = await aroundAlert(services, concern, reader, PATIENT_MS);
      const card = alertCard(concern, around, reader);
      await sender.update(sent.conversationId, sent.activityId, card);
      return DONE;
    } catch (error) {
      return afterFailure(error, "redraw-alert", async () => undefined);
    }
  };

/** The raiser's line in their own chat: "told 10:42, seen by the DSL 10:43". */
export const tellRaiser =
  (services: DutyServices): Handler<"tell-raiser"> =>
  async ({ ref }, { store }) => {
    const { concerns, school, links, now } = services;
    const { raisedBy } = await concerns.read(ref);
    const show = async () => {
      const { timeZone, phone = "" } = school.settings();
      const concern = await concerns.read(ref);
      const { sentence } = concernLine(concern, { now: now(), timeZone, phone });
      return raisedCard(concern, sentence, links.record(ref));
    };
    try {
      await drawFor({ ...services, record: storeOf(services, store) }, `raiser:${ref}`, raisedBy, show);
      return DONE;
    } catch (error) {
      return afterFailure(error, "tell-raiser", async () => undefined);
    }
  };
