import type { Rooms } from "../../meeting/rooms.ts";
import { tenantId } from "../../school/tenant.ts";
import type { Route } from "../route.ts";
import { notFound } from "./errors.ts";

/** `GET /chats/{id}`: the way from a thread id to the meeting behind it (facts/graph.md 1.4). */
export const chatRoutes = (rooms: Rooms): readonly Route[] => [
  {
    operation: "graph.chat.get",
    method: "GET",
    path: "/v1.0/chats/:chat",
    handle: ({ params }) => {
      const room = rooms.byThread(params["chat"] ?? "");
      if (!room) throw notFound("Chat");
      const { meeting } = room;
      return {
        status: 200,
        body: {
          id: meeting.threadId,
          topic: meeting.subject,
          chatType: "meeting",
          tenantId,
          webUrl: null,
          onlineMeetingInfo: {
            calendarEventId: null,
            joinWebUrl: meeting.joinWebUrl,
            organizer: {
              id: meeting.organiser.account?.objectId,
              displayName: null,
              userIdentityType: "aadUser",
            },
          },
        },
      };
    },
  },
];
