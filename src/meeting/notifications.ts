import { z } from "zod";
import type { Config } from "../config.ts";
import { type OpenIdKeys, openIdKeys } from "./open-id-keys.ts";
import { type RosterParticipant, readParticipant } from "./roster.ts";
import { bearerToken, TokenRefused, verifyToken } from "./verify-token.ts";

export type CallNotification =
  | {
      readonly kind: "call";
      readonly callId: string;
      /** Graph's call state in lower case: `establishing`, `established`, `terminated` (or the call is gone) … */
      readonly state: string;
      readonly code?: number;
      readonly subcode?: number;
    }
  | {
      readonly kind: "roster";
      readonly callId: string;
      readonly participants: readonly RosterParticipant[];
    };

const ISSUERS = ["https://api.botframework.com", "https://graph.microsoft.com"];

/**
 * Checks that a call notification comes from Microsoft and is meant for this bot and tenant (facts:
 * graph §3.5). @throws TokenRefused → 401, KeysUnavailable → 503
 */
export const createNotificationGuard = (
  config: Pick<Config, "bot" | "callingOpenIdMetadata">,
  keys: OpenIdKeys = openIdKeys(config.callingOpenIdMetadata),
): ((authorization: string | undefined) => Promise<void>) => {
  const rules = { keys, issuers: ISSUERS, audiences: [config.bot.id], clockTolerance: 300 };
  return async (authorization) => {
    const { claims } = await verifyToken(bearerToken(authorization), rules);
    const tenant = claims["tid"];
    if (typeof tenant !== "string" || tenant.toLowerCase() !== config.bot.tenantId) {
      throw new TokenRefused("tenant");
    }
  };
};

const Notifications = z.object({ value: z.array(z.unknown()) });
const Notification = z.object({
  changeType: z.string().nullish(),
  resourceUrl: z.string().nullish(),
  resource: z.string().nullish(),
  resourceData: z.unknown(),
});
const Call = z.object({
  state: z.string().nullish(),
  resultInfo: z.object({ code: z.number().nullish(), subcode: z.number().nullish() }).nullish(),
});

/**
 * Reads a commsNotifications body. Items may be mixed, late and out of order; one that is not understood is
 * skipped and counted, so that it never costs the others.
 */
export const parseNotifications = (
  body: unknown,
  tenantId: string,
): { readonly notifications: readonly CallNotification[]; readonly skipped: number } => {
  const read = Notifications.safeParse(body);
  if (!read.success) return { notifications: [], skipped: 1 };
  const parsed = read.data.value.map((item) => parseOne(item, tenantId));
  return {
    notifications: parsed.flatMap(({ notification }) => notification ?? []),
    skipped: parsed.reduce((sum, { skipped }) => sum + skipped, 0),
  };
};

type Parsed = { readonly notification?: CallNotification; readonly skipped: number };

const SKIPPED: Parsed = { skipped: 1 };
const RESOURCE = /(?:^|\/)calls\/([^/?]+)(?:\/(participants|operations)(?:\/[^/?]+)?)?\/?$/i;

const parseOne = (item: unknown, tenantId: string): Parsed => {
  const read = Notification.safeParse(item);
  if (!read.success) return SKIPPED;
  const { changeType, resourceData } = read.data;
  const resource = RESOURCE.exec(read.data.resourceUrl ?? read.data.resource ?? "");
  const callId = resource?.[1];
  if (callId === undefined) return SKIPPED;
  const deleted = changeType?.toLowerCase() === "deleted";
  const part = resource?.[2]?.toLowerCase();
  if (part === "participants") return parseRoster(callId, resourceData, deleted, tenantId);
  // The outcome of a mute or prompt: the roster says the same, and proves it.
  if (part === "operations") return { skipped: 0 };
  return parseCall(callId, resourceData, deleted);
};

const parseCall = (callId: string, resourceData: unknown, deleted: boolean): Parsed => {
  const call = Call.safeParse(resourceData ?? {});
  const state = deleted ? "terminated" : call.data?.state?.toLowerCase();
  if (state === undefined) return SKIPPED;
  const { code, subcode } = call.data?.resultInfo ?? {};
  return {
    notification: {
      kind: "call",
      callId,
      state,
      ...(typeof code === "number" ? { code } : {}),
      ...(typeof subcode === "number" ? { subcode } : {}),
    },
    skipped: 0,
  };
};

const parseRoster = (callId: string, resourceData: unknown, deleted: boolean, tenantId: string): Parsed => {
  const people: readonly unknown[] = Array.isArray(resourceData) ? resourceData : [resourceData];
  const participants = people.flatMap((person) => {
    const participant = readParticipant(person, tenantId);
    if (participant === undefined) return [];
    return [deleted ? { ...participant, place: "out" as const } : participant];
  });
  const skipped = people.length - participants.length;
  if (participants.length === 0 && skipped > 0) return { skipped };
  return { notification: { kind: "roster", callId, participants }, skipped };
};
