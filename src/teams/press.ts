import { z } from "zod";
import type { IncomingActivity } from "./activity.ts";

/** Who pressed or wrote. A press is authorised by `aadObjectId`, which guests lack. */
export type Actor = { readonly aadObjectId?: string; readonly id: string; readonly name: string };

export type ConversationPlace = {
  readonly id: string;
  readonly type: "personal" | "channel" | "group";
};

export type CardPress = {
  readonly verb: string;
  /** Sent by the card and its inputs: not to be trusted. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly from: Actor;
  readonly conversation: ConversationPlace;
  readonly activityId: string | undefined;
  /** The card that was pressed. */
  readonly replyToId: string | undefined;
  /** `automatic`: the client refreshes by itself; no person pressed. */
  readonly trigger: "manual" | "automatic";
};

export type TextMessage = {
  readonly from: Actor;
  readonly conversation: ConversationPlace;
};

/**
 * The answer to a press. `card` replaces the pressed card for the presser alone; `message` is a
 * short line shown to them; `refused` is the polite words of a refusal, shown the same way.
 */
export type CardAnswer =
  | { readonly card: object }
  | { readonly message: string }
  | { readonly refused: string };

const NOTHING = { verb: "", data: {} };

/** Some clients send a press without its data, with nulls in it, or without its verb: it still counts as a press. */
const Execute = z
  .object({
    action: z.object({ verb: z.string().catch(""), data: z.record(z.unknown()).catch({}) }).catch(NOTHING),
    trigger: z.string().nullish().catch(undefined),
  })
  .catch({ action: NOTHING, trigger: undefined });

const AnotherKind = z.object({
  action: z.object({ type: z.string().refine((type) => type !== "Action.Execute") }),
});

/** Reads a press on a card. @returns undefined for any other activity, or an action of another kind */
export const readExecute = (activity: IncomingActivity): CardPress | undefined => {
  if (activity.type !== "invoke" || activity.name !== "adaptiveCard/action") return undefined;
  if (AnotherKind.safeParse(activity.value).success) return undefined;
  const { action, trigger } = Execute.parse(activity.value);
  return pressOf(activity, action.verb, action.data, trigger === "automatic" ? "automatic" : "manual");
};

/**
 * Reads the Action.Submit that older clients send instead of Action.Execute: a message whose `value`
 * is the card's data; our cards repeat the verb there.
 */
export const readSubmit = (activity: IncomingActivity): CardPress | undefined => {
  const data = z.record(z.unknown()).safeParse(activity.value).data;
  if (data === undefined) return undefined;
  return pressOf(activity, typeof data["verb"] === "string" ? data["verb"] : "", data, "manual");
};

const pressOf = (
  activity: IncomingActivity,
  verb: string,
  data: Readonly<Record<string, unknown>>,
  trigger: CardPress["trigger"],
): CardPress | undefined => {
  const place = placeOf(activity);
  if (place === undefined) return undefined;
  return {
    verb,
    data,
    from: actorOf(activity),
    conversation: place,
    activityId: activity.id ?? undefined,
    replyToId: activity.replyToId ?? undefined,
    trigger,
  };
};

/** Who wrote to us and where: we never read what they wrote. */
export const readText = (activity: IncomingActivity): TextMessage | undefined => {
  const conversation = placeOf(activity);
  return conversation === undefined ? undefined : { from: actorOf(activity), conversation };
};

const actorOf = (activity: IncomingActivity): Actor => {
  const { id = "", aadObjectId, name } = activity.from ?? {};
  return { id, name: name ?? "", ...(aadObjectId ? { aadObjectId } : {}) };
};

const placeOf = (activity: IncomingActivity): ConversationPlace | undefined => {
  const { conversation } = activity;
  if (!conversation) return undefined;
  const type = conversation.conversationType;
  return { id: conversation.id, type: type === "personal" || type === "channel" ? type : "group" };
};

export type InvokeBody = { readonly statusCode: number; readonly type: string; readonly value: unknown };

/** The body of an invoke's answer; always 200, so that the client shows our words (facts: card-action-responses). */
export const invokeBody = (answer: CardAnswer): InvokeBody => {
  if ("card" in answer) {
    return { statusCode: 200, type: "application/vnd.microsoft.card.adaptive", value: answer.card };
  }
  const words = "message" in answer ? answer.message : answer.refused;
  return { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: words };
};

/** Card data is untrusted: an id is a short string, or counts as empty. */
export const idIn = (data: CardPress["data"], name: string): string => {
  const value = data[name];
  return typeof value === "string" && /^[A-Za-z0-9]{4,40}$/.test(value) ? value : "";
};
