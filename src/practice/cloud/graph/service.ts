import type { Addresses } from "../../addresses.ts";
import { type Chats, privateChatId } from "../../chat/chats.ts";
import type { Conversation } from "../../chat/message.ts";
import type { Clock } from "../../clock.ts";
import { asList } from "../../fields.ts";
import type { Calls } from "../../meeting/calls.ts";
import type { Rooms } from "../../meeting/rooms.ts";
import { findAccount } from "../../school/people.ts";
import type { StaffDrive } from "../../school/staff-drive.ts";
import type { Switches } from "../../switches.ts";
import { readBearer } from "../bearer.ts";
import type { CloudRequest, Route } from "../route.ts";
import type { CloudService } from "../service.ts";
import type { Claims } from "../tokens/jwt.ts";
import type { Mint } from "../tokens/mint.ts";
import { callRoutes } from "./calls.ts";
import { chatRoutes } from "./chats.ts";
import { bodyTrouble, documented } from "./contract.ts";
import { directoryRoutes } from "./directory.ts";
import { driveRoutes } from "./drive.ts";
import { educationRoutes } from "./education.ts";
import { graphErrorBody, graphRefusal } from "./errors.ts";
import { eventRoutes } from "./events.ts";
import { installingRoutes } from "./installing.ts";
import { onlineMeetingRoutes } from "./online-meetings.ts";
import { participantRoutes } from "./participants.ts";
import { reachingRoutes } from "./reaching.ts";
import { recordingRoutes } from "./recordings.ts";
import { consentedRsc } from "./roles.ts";

type Dependencies = {
  readonly mint: Mint;
  readonly addresses: Addresses;
  readonly chats: Chats;
  readonly rooms: Rooms;
  readonly calls: Calls;
  readonly drive: StaffDrive;
  readonly clock: Clock;
  readonly switches: Switches;
  /** Teams tells the bot that it has been added. */
  readonly tellAdded: (conversation: Conversation) => void;
};

const codes: Readonly<Record<number, string>> = {
  409: "conflict",
  429: "tooManyRequests",
  501: "NotImplemented",
  503: "serviceNotAvailable",
  504: "gatewayTimeout",
};

/** Microsoft Graph: token, then permission, then the shape of the body, then the work. */
export const graphService = ({
  mint,
  addresses,
  chats,
  rooms,
  calls,
  drive,
  clock,
  switches,
  tellAdded,
}: Dependencies): CloudService => {
  const refuseWithoutPermission = (request: CloudRequest, route: Route, claims: Claims): void => {
    const needed = documented(route.operation);
    if (!needed) throw graphRefusal(501, "NotImplemented", `not in the contract: ${route.operation}`);
    // Given in Exchange, mailbox by mailbox: the route looks.
    if (route.operation.startsWith("graph.event.")) return;
    const roles = asList(claims["roles"]);
    if (needed.application.some((name) => roles.includes(name))) return;
    const person = findAccount(request.params["user"] ?? "");
    const thread = request.params["chat"] ?? (person ? privateChatId(person) : "");
    const installed = chats.find(thread)?.conversation.installed ?? false;
    if (installed && needed.rsc.some((name) => consentedRsc.includes(name))) return;
    const provoked = needed.application.some((name) => switches.revokedRoles.includes(name));
    throw graphRefusal(
      403,
      "Forbidden",
      `Missing role permissions on the request. Needs one of ${needed.application.join(", ")}.`,
      provoked,
    );
  };
  return {
    name: "graph",
    routes: [
      ...onlineMeetingRoutes(rooms, switches, clock),
      ...chatRoutes(rooms),
      ...callRoutes(calls, rooms, switches),
      ...participantRoutes(calls, switches),
      ...directoryRoutes(switches, addresses),
      ...educationRoutes(switches, addresses),
      ...reachingRoutes(chats, switches),
      ...recordingRoutes(rooms, switches, clock),
      ...driveRoutes(drive, switches),
      ...eventRoutes(rooms, switches, clock, ({ meeting }) => {
        chats.addMeeting(meeting, switches.appInNewMeetings);
        const added = chats.find(meeting.threadId)?.conversation;
        if (added?.installed === true) tellAdded(added);
      }),
      ...installingRoutes(chats, switches, tellAdded),
    ],
    authorise: (request, route) => {
      if (route.operation.startsWith("graph.upload.")) return {};
      const claims = readBearer(request, mint.entraKey, "https://graph.microsoft.com", clock.machine());
      if ("refused" in claims) {
        throw graphRefusal(
          401,
          "InvalidAuthenticationToken",
          `Access token validation failure: ${String(claims["refused"])}.`,
        );
      }
      if (switches.secretExpired)
        throw graphRefusal(
          401,
          "InvalidAuthenticationToken",
          "Lifetime validation failed, the token is expired.",
          true,
        );
      refuseWithoutPermission(request, route, claims);
      const trouble = bodyTrouble(route.operation, request.body);
      if (trouble !== undefined) throw graphRefusal(400, "BadRequest", trouble);
      return claims;
    },
    errorBody: (status, message) => graphErrorBody(codes[status] ?? "generalException", message),
  };
};
