import { CloudError } from "../../meeting/cloud-error.ts";
import type { Target } from "../../protocol/duty.ts";
import { concernLine } from "../../protocol/lesson-view.ts";
import { alertCard, raisedCard } from "../../teams/cards/alert-card.ts";
import type { Handler } from "../handler.ts";
import { drawFor, personalChat } from "./card-duties.ts";
import { afterFailure, DONE, reasonOf } from "./outcome.ts";
import type { Parts } from "./parts.ts";

const keyOf = (ref: string, target: Target): string =>
  `alert:${ref}:${target.to === "channel" ? "channel" : target.person}`;

/**
 * Sends the alert until Teams takes it: at least once, always with the same reference. Told means
 * that the Bot Connector accepted it.
 */
export const tell =
  (parts: Parts): Handler<"tell"> =>
  async ({ ref, target }) => {
    const { concerns, record, sender, school, links, now } = parts;
    const concern = await concerns.read(ref);
    const key = keyOf(ref, target);
    const card = alertCard(concern, school.settings().timeZone, links.record(ref));
    try {
      const { dslChannel } = school.settings();
      if (target.to === "channel" && dslChannel === undefined) {
        await concerns.notTold(ref, target, "no channel", true);
        return { failed: "no channel" };
      }
      const sent =
        target.to === "channel"
          ? await sender.postToChannel(dslChannel?.channelId ?? "", card)
          : await sendTo(parts, target.person, card);
      await record.saveSentCard({
        key,
        conversationId: sent.conversationId,
        activityId: sent.activityId,
        at: now(),
      });
      await concerns.told(ref, target);
      return DONE;
    } catch (error) {
      // An alert may arrive twice rather than never.
      if (error instanceof CloudError && error.kind === "unknown-outcome") return { reason: reasonOf(error) };
      return afterFailure(error, (reason) => concerns.notTold(ref, target, reason, true));
    }
  };

const sendTo = async (parts: Parts, person: string, card: ReturnType<typeof alertCard>) => {
  const conversationId = await personalChat(parts, person);
  return { conversationId, ...(await parts.sender.send(conversationId, card)) };
};

/** Shows on the card itself who has it by now; an alert that was deleted is left deleted. */
export const redrawAlert =
  ({ concerns, record, sender, school, links }: Parts): Handler<"redraw-alert"> =>
  async ({ ref, target }) => {
    const sent = await record.sentCard(keyOf(ref, target));
    if (sent === undefined) return DONE;
    const concern = await concerns.read(ref);
    try {
      await sender.update(
        sent.conversationId,
        sent.activityId,
        alertCard(concern, school.settings().timeZone, links.record(ref)),
      );
      return DONE;
    } catch (error) {
      return afterFailure(error, async () => undefined);
    }
  };

/** The raiser's line in their own chat: "told 10:42, seen by the DSL 10:43". */
export const tellRaiser =
  (parts: Parts): Handler<"tell-raiser"> =>
  async ({ ref }) => {
    const { concerns, school, links, now } = parts;
    const concern = await concerns.read(ref);
    const { timeZone, phone = "" } = school.settings();
    const { sentence } = concernLine(concern, { now: now(), timeZone, phone });
    // The title is what a lock screen shows: nothing about what it is.
    const card = raisedCard(`Your message, ref ${ref}`, sentence, links.record(ref));
    try {
      await drawFor(parts, `raiser:${ref}`, concern.raisedBy, card);
      return DONE;
    } catch (error) {
      return afterFailure(error, async () => undefined);
    }
  };
