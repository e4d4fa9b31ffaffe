import { CloudError } from "../../meeting/cloud-error.ts";
import {
  burstOf,
  burstSince,
  earlierInBurst,
  isFor,
  MOST_TOGETHER,
  OWN_MESSAGES,
  RING_MS,
} from "../../protocol/concern/burst.ts";
import { removeMessageDuty } from "../../protocol/concern/duties.ts";
import { isWanted } from "../../protocol/concern/escalation.ts";
import type { Concern } from "../../protocol/concern/state.ts";
import { ringKey, togetherKey } from "../../protocol/work/card-keys.ts";
import { type OtherWay, sameTarget, type Target } from "../../protocol/work/duty.ts";
import type { SentCard } from "../../record/index/cards.ts";
import type { FoundConcern } from "../../record/index/concerns.ts";
import { concernStream } from "../../record/log/streams.ts";
import { drawTogether, openOf, refsOf } from "../../teams/together.ts";
import type { Handler } from "../handler.ts";
import { heldBack } from "../held-back.ts";
import { personalChat } from "./card-duties.ts";
import type { DutyServices } from "./duty-services.ts";
import { gather, NotYet } from "./gather.ts";
import { afterFailure, DONE } from "./outcome.ts";

type Message = Exclude<Target, OtherWay>;

/** One alert to be put on a message with others. */
type Joining = { readonly concern: Concern; readonly step: number; readonly asked: string };

type Place = Pick<SentCard, "conversationId" | "activityId">;

type Item = { readonly joins: Joining } | { readonly redraw: Place };

/** For this long redrawing may wait for the share of Microsoft's limits that is not for urgent work. */
const PATIENT_MS = 4_000;
/** A message is redrawn no oftener than this, which leaves most of a chat's limit to other people's alerts. */
const PACE_MS = 1_500;

/** When each message was last drawn by this server, by `performance.now()`. */
const drawnAt = new Map<string, number>();

/** Whether it goes on a shared message: three alerts of the same person went to the same target shortly before. */
export const isFolded = async (
  services: Pick<DutyServices, "record" | "concerns">,
  concern: Concern,
  target: Target,
): Promise<boolean> => (await sentShortlyBefore(services, concern, target)).length === OWN_MESSAGES;

/** The newest alerts of the same person that go to the same target and came shortly before, at most three. */
const sentShortlyBefore = async (
  { record, concerns }: Pick<DutyServices, "record" | "concerns">,
  concern: Concern,
  target: Target,
): Promise<readonly FoundConcern[]> => {
  const { raisedBy, raisedAt } = concern;
  const found = await record.concernsRaisedBetween(raisedBy, burstSince(concern), raisedAt);
  const before: FoundConcern[] = [];
  for (const one of earlierInBurst(found, concern)) {
    if (isFor(await concerns.read(one.ref), target)) before.push(one);
    if (before.length === OWN_MESSAGES) break;
  }
  return before;
};

/**
 * Puts an alert on the message that alerts of the same person share there. It is redrawn while no one has taken
 * anything on it and it rang within the last minute; else a new message with all alerts not taken replaces it.
 * Resolves once Teams has accepted the message with this alert on it.
 * @param services with the store that the concern is in
 */
export const tellTogether = (
  services: DutyServices,
  concern: Concern,
  target: Message,
  step: number,
): Promise<void> => {
  const asked = concern.deliveries.findLast((one) => one.step === step)?.at ?? concern.raisedAt;
  return run(services, concern, target, [concern.ref, { joins: { concern, step, asked } }]);
};

/** Shows on the shared message what became of its alerts. */
export const redrawTogether = (
  services: DutyServices,
  concern: Concern,
  target: Message,
  { conversationId, activityId }: Place,
): Promise<void> => run(services, concern, target, [activityId, { redraw: { conversationId, activityId } }]);

const run = (services: DutyServices, concern: Concern, target: Message, item: readonly [string, Item]) => {
  const key = ringKey(burstOf(concern), target);
  return gather(services, key, item, async (items) => {
    const joining = items.flatMap((one) => ("joins" in one ? [one.joins] : []));
    const redrawn = items.flatMap((one) => ("redraw" in one ? [one.redraw] : []));
    const drawn = joining.length === 0 ? undefined : await join(services, key, target, joining);
    for (const place of redrawn)
      if (place.activityId !== drawn?.activityId) await redraw(services, target, place);
  });
};

const readerOf = (target: Message): string | undefined =>
  target.to === "person" ? target.person : undefined;

const cardOf = (
  { record: store, concerns, school, links }: DutyServices,
  refs: readonly string[],
  target: Message,
) => drawTogether({ store, concerns, school, links }, refs, { reader: readerOf(target) });

const redraw = async (services: DutyServices, target: Message, place: Place): Promise<void> => {
  const { record, sender } = services;
  const refs = refsOf(await record.sentCardsAt(place.conversationId, place.activityId));
  if (refs.length === 0) return;
  await sender.update(place.conversationId, place.activityId, await cardOf(services, refs, target));
};

const join = async (
  services: DutyServices,
  key: string,
  target: Message,
  joining: readonly Joining[],
): Promise<Place> => {
  const { record, now } = services;
  const ring = await record.sentCard(key);
  const standing = ring === undefined ? [] : await record.sentCardsAt(ring.conversationId, ring.activityId);
  const open = new Set(openOf(await record.concernsNamed(refsOf(standing))));
  const waiting = await alsoWaiting(services, target, joining, refsOf(standing));
  const fresh = [...joining, ...waiting].map(({ concern, step }) => togetherKey(concern.ref, target, step));
  if (
    ring !== undefined &&
    isFit(ring, refsOf(standing).length + fresh.length, open.size === refsOf(standing).length, now())
  ) {
    const keys = [...standing.map((one) => one.key), ...fresh];
    const soon = (drawnAt.get(ring.activityId) ?? Number.NEGATIVE_INFINITY) + PACE_MS - performance.now();
    if (soon > 0) throw new NotYet(soon);
    const isDrawn = await update(services, ring, joining, await cardOf(services, refsIn(keys), target));
    if (isDrawn) {
      await record.saveSentCards(fresh.map((one) => ({ ...ring, key: one, at: now() })));
      return ring;
    }
  }
  const notTaken = standing
    .filter(({ key: one }) => refsIn([one]).some((ref) => open.has(ref)))
    .map((one) => one.key);
  // A full message stays as it is: new alerts begin another, which does not carry all old ones along each time.
  const moving = notTaken.length + fresh.length > MOST_TOGETHER ? [] : notTaken;
  const keys = [...moving, ...fresh];
  const sent = await send(services, target, await cardOf(services, refsIn(keys), target));
  await record.saveSentCards([key, ...keys].map((one) => ({ ...sent, key: one, at: now() })));
  noteDrawn(sent.activityId);
  if (ring !== undefined)
    await clearAway(services, target, ring, concernStream(joining[0]?.concern.ref ?? ""));
  return sent;
};

const refsIn = (keys: readonly string[]): readonly string[] =>
  refsOf(keys.map((key) => ({ key, conversationId: "", activityId: "", at: "" })));

/**
 * Other alerts of the same person that wait for the same target come along, the oldest first: their own work then finds
 * them sent. Only those sure to share a message: three alerts known to go there came shortly before.
 */
const alsoWaiting = async (
  services: DutyServices,
  target: Message,
  joining: readonly Joining[],
  standing: readonly string[],
): Promise<readonly Omit<Joining, "asked">[]> => {
  const [first] = joining
    .map(({ concern }) => concern)
    .toSorted((a, b) => a.raisedAt.localeCompare(b.raisedAt));
  if (first === undefined) return [];
  const { record, concerns } = services;
  const found = await record.concernsRaisedFrom(first.raisedBy, first.raisedAt);
  const before = await sentShortlyBefore(services, first, target);
  const named = await record.concernsNamed(standing);
  const there = [...before, ...joining.map(({ concern }) => concern), ...named];
  const left = openOf(found).filter((ref) => !there.some((one) => one.ref === ref));
  const waiting: Omit<Joining, "asked">[] = [];
  for (const ref of left) {
    const concern = await concerns.read(ref);
    const delivery = concern.deliveries.find(
      (one) => one.state !== "told" && sameTarget(one.target, target) && isWanted(concern, one),
    );
    if (delivery === undefined || earlierInBurst(there, concern).length < OWN_MESSAGES) continue;
    waiting.push({ concern, step: delivery.step });
    there.push(concern);
  }
  return waiting;
};

/** A message that a person has looked at must ring again for a new alert. */
const isFit = ({ at }: SentCard, many: number, isUntouched: boolean, now: string): boolean =>
  isUntouched && many <= MOST_TOGETHER && Date.parse(now) - Date.parse(at) < RING_MS;

/** @returns false where a person has deleted it @throws NotYet where it can wait for its share of the limits */
const update = async (
  { sender, urgentSender, now }: DutyServices,
  { conversationId, activityId }: Place,
  joining: readonly Joining[],
  card: Awaited<ReturnType<typeof cardOf>>,
): Promise<boolean> => {
  const since = Math.min(...joining.map(({ asked }) => Date.parse(asked)));
  const patienceMs = PATIENT_MS - (Date.parse(now()) - since);
  try {
    await (patienceMs > 0 ? sender : urgentSender).update(conversationId, activityId, card);
    noteDrawn(activityId);
    return true;
  } catch (error) {
    const held = heldBack(error);
    if (held !== undefined && patienceMs > 0) throw new NotYet(Math.min(held.retryAfterMs, patienceMs));
    if (error instanceof CloudError && error.kind === "gone") return false;
    throw error;
  }
};

const noteDrawn = (activityId: string): void => {
  const now = performance.now();
  for (const [one, at] of drawnAt) if (at + PACE_MS < now) drawnAt.delete(one);
  drawnAt.set(activityId, now);
};

const send = async (
  { record, urgentSender: sender, school }: DutyServices,
  target: Message,
  card: Awaited<ReturnType<typeof cardOf>>,
): Promise<Place> => {
  if (target.to === "channel")
    return sender.postToChannel(school.settings().dslChannel?.channelId ?? "", card);
  const conversationId = await personalChat({ record, sender }, target.person);
  return { conversationId, ...(await sender.send(conversationId, card)) };
};

/**
 * The message before: it is removed, or shows what is left on it. Removing is work of its own, so the alerts do not
 * wait for it. If Teams does not redraw it, its buttons still work.
 */
const clearAway = async (
  services: DutyServices,
  target: Message,
  place: Place,
  stream: string,
): Promise<void> => {
  const { record, now } = services;
  const { conversationId: conversation, activityId: activity } = place;
  const left = await record.sentCardsAt(conversation, activity);
  if (left.length === 0) {
    const duty = removeMessageDuty(conversation, activity);
    await record.append({
      streams: [],
      duties: [{ id: `${stream}/remove/${activity}`, stream, at: now(), duty }],
    });
    return;
  }
  try {
    await redraw(services, target, place);
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
  }
};

/** Done, too, if a person has deleted it before. */
export const removeMessage =
  ({ sender }: Pick<DutyServices, "sender">): Handler<"remove-message"> =>
  async ({ conversation, activity }) => {
    try {
      await sender.remove(conversation, activity);
      return DONE;
    } catch (error) {
      if (error instanceof CloudError && error.kind === "gone") return DONE;
      return afterFailure(error, "remove-message", async () => undefined);
    }
  };
