import type { Addresses } from "../../addresses.ts";
import type { Chats } from "../../chat/chats.ts";
import type { Clock } from "../../clock.ts";
import { asText } from "../../fields.ts";
import type { Rooms } from "../../meeting/rooms.ts";
import { botId, tenantId } from "../../school/tenant.ts";
import type { Switches } from "../../switches.ts";
import { Refusal } from "../answer.ts";
import { readBearer } from "../bearer.ts";
import type { CloudService } from "../service.ts";
import type { Mint } from "../tokens/mint.ts";
import { activityRoutes } from "./activities.ts";
import { createConversation } from "./conversations.ts";
import { connectorErrorBody, connectorRefusal } from "./errors.ts";
import { meetingRoutes } from "./meetings.ts";
import { memberRoutes } from "./members.ts";
import { botOpenId } from "./openid.ts";
import { RateLimit } from "./rate-limit.ts";

type Dependencies = {
  readonly mint: Mint;
  readonly addresses: Addresses;
  readonly chats: Chats;
  readonly rooms: Rooms;
  readonly clock: Clock;
  readonly switches: Pick<Switches, "secretExpired" | "appBlocked" | "givenToEveryone">;
};

/** The Bot Connector for Teams, with the metadata of its signatures. */
export const connectorService = ({
  mint,
  addresses,
  chats,
  rooms,
  clock,
  switches,
}: Dependencies): CloudService => {
  const limit = new RateLimit();
  return {
    name: "connector",
    routes: [
      ...botOpenId(mint, addresses),
      createConversation(chats, limit, switches),
      ...activityRoutes(chats, limit),
      ...memberRoutes(chats, rooms, limit),
      ...meetingRoutes(rooms, chats, clock),
    ],
    authorise: (request, route) => {
      if (/\.(metadata|keys)$/.test(route.operation)) return {};
      const claims = readBearer(request, mint.entraKey, "https://api.botframework.com", clock.machine());
      if (switches.secretExpired) {
        const body = { message: "Authorization has been denied for this request." };
        throw new Refusal({ status: 401, body }, "connector: the token has lapsed", true);
      }
      if ("refused" in claims || claims["appid"] !== botId || request.params["tenant"] !== tenantId) {
        const body = { message: "Authorization has been denied for this request." };
        throw new Refusal(
          { status: 401, body },
          `connector: ${asText(claims["refused"]) ?? "another bot or tenant"}`,
        );
      }
      if (switches.appBlocked)
        throw connectorRefusal(403, "BotDisabledByAdmin", "The tenant admin disabled this bot", true);
      return claims;
    },
    errorBody: (status, message) =>
      connectorErrorBody(status === 429 ? "Throttled" : "ServiceError", message),
  };
};
