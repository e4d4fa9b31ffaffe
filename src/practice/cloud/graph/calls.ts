import { asText, at } from "../../fields.ts";
import type { Calls, Leg } from "../../meeting/calls.ts";
import type { Room } from "../../meeting/room.ts";
import type { Rooms } from "../../meeting/rooms.ts";
import { tenantId } from "../../school/tenant.ts";
import type { Switches } from "../../switches.ts";
import type { CloudRequest, Route } from "../route.ts";
import { graphRefusal, notFound } from "./errors.ts";

/** Joining a meeting as a calling bot, and leaving it (facts/graph.md 3). */
export const callRoutes = (
  calls: Calls,
  rooms: Rooms,
  switches: Pick<Switches, "calling">,
): readonly Route[] => {
  const one = "/v1.0/communications/calls/:call";
  return [
    {
      operation: "graph.call.join",
      method: "POST",
      path: "/v1.0/communications/calls",
      handle: ({ body }) => {
        if (at(body, "tenantId") !== tenantId)
          throw graphRefusal(403, "Forbidden", "Call to another tenant.");
        // What Graph says of a bot whose Teams channel has no calling (comms-samples#432).
        if (!switches.calling)
          throw graphRefusal(403, "7503", "Application is not registered in our store.", true);
        const delta = at(body, "callOptions", "isDeltaRosterEnabled") === true;
        const leg = calls.join(roomAsked(body, rooms), asText(at(body, "callbackUri")) ?? "", delta);
        return {
          status: 201,
          headers: { location: `/communications/calls/${leg.id}` },
          body: {
            "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#communications/calls/$entity",
            ...callOf(leg),
          },
        };
      },
    },
    {
      operation: "graph.call.get",
      method: "GET",
      path: one,
      handle: (request) => ({ status: 200, body: callOf(legOf(request, calls)) }),
    },
    {
      operation: "graph.call.hangUp",
      method: "DELETE",
      path: one,
      handle: (request) => {
        calls.hangUp(legOf(request, calls));
        return { status: 204 };
      },
    },
    {
      operation: "graph.call.keepAlive",
      method: "POST",
      path: `${one}/keepAlive`,
      handle: (request) => {
        calls.keepAlive(legOf(request, calls));
        return { status: 200 };
      },
    },
  ];
};

/** The leg a request names; 404 once it has ended. */
export const legOf = (request: CloudRequest, calls: Calls): Leg => {
  const leg = calls.find(request.params["call"] ?? "");
  if (!leg) throw notFound("Call");
  return leg;
};

/** A call resource, as answers and notifications carry it. */
export const callOf = (leg: Leg): Record<string, unknown> => {
  const { meeting } = leg.room;
  return {
    "@odata.type": "#microsoft.graph.call",
    id: leg.id,
    state: leg.state,
    direction: "outgoing",
    callbackUri: leg.callbackUri,
    callChainId: leg.id,
    requestedModalities: ["audio"],
    mediaConfig: { "@odata.type": "#microsoft.graph.serviceHostedMediaConfig" },
    chatInfo: { "@odata.type": "#microsoft.graph.chatInfo", threadId: meeting.threadId, messageId: "0" },
    meetingInfo: {
      "@odata.type": "#microsoft.graph.organizerMeetingInfo",
      organizer: { user: { id: meeting.organiser.account?.objectId, tenantId } },
    },
    myParticipantId: leg.seat.id,
    tenantId,
  };
};

const roomAsked = (body: unknown, rooms: Rooms): Room => {
  const byId = asText(at(body, "meetingInfo", "joinMeetingId"));
  if (byId !== undefined) {
    const room = rooms.all.find(({ meeting }) => meeting.joinMeetingId === byId);
    if (!room) throw notFound("Meeting");
    return room;
  }
  const room = rooms.byThread(asText(at(body, "chatInfo", "threadId")) ?? "");
  const organiser = at(body, "meetingInfo", "organizer", "user", "id");
  if (!room || organiser !== room.meeting.organiser.account?.objectId) throw notFound("Meeting");
  return room;
};
