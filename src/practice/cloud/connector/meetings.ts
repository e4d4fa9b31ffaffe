import type { Chats } from "../../chat/chats.ts";
import type { Clock } from "../../clock.ts";
import type { Room } from "../../meeting/room.ts";
import type { Rooms } from "../../meeting/rooms.ts";
import { findAccount } from "../../school/people.ts";
import { tenantId } from "../../school/tenant.ts";
import type { CloudRequest, Route } from "../route.ts";
import { connectorRefusal } from "./errors.ts";
import { channelAccount } from "./members.ts";

/** Teams' own bot API about meetings; needs RSC, so the app must be in the meeting's chat. */
export const meetingRoutes = (rooms: Rooms, chats: Chats, clock: Clock): readonly Route[] => {
  const base = "/uk/:tenant/v1/meetings/:meeting";
  return [
    {
      operation: "connector.meeting.get",
      method: "GET",
      path: base,
      handle: (request) => {
        const room = roomOf(request, rooms, chats);
        const { meeting } = room;
        return {
          status: 200,
          body: {
            details: {
              id: meeting.meetingId,
              msGraphResourceId: meeting.onlineMeetingId,
              scheduledStartTime: clock.iso(room.startsAt),
              scheduledEndTime: clock.iso(room.startsAt + meeting.lastsMs),
              joinUrl: meeting.joinWebUrl,
              title: meeting.subject,
              type: meeting.weekly ? "Recurring" : "Scheduled",
            },
            conversation: conversation(room),
            organizer: {
              id: meeting.organiser.account?.botUserId,
              aadObjectId: meeting.organiser.account?.objectId,
              objectId: meeting.organiser.account?.objectId,
              tenantId,
            },
          },
        };
      },
    },
    {
      operation: "connector.meeting.participant",
      method: "GET",
      path: `${base}/participants/:participant`,
      handle: (request) => {
        const room = roomOf(request, rooms, chats);
        const person = findAccount(request.params["participant"] ?? "");
        const invited =
          person?.account &&
          (person === room.meeting.organiser || room.meeting.invited.has(person.account.objectId));
        const seat = person && room.seatOf(person);
        if (!person?.account || (!invited && !seat)) {
          throw connectorRefusal(404, "NotFound", "Participant is not available.");
        }
        return {
          status: 200,
          body: {
            user: channelAccount(person, person.account.botUserId),
            meeting: { role: botRole(room, person), inMeeting: seat?.where === "in" },
            conversation: conversation(room),
          },
        };
      },
    },
  ];
};

/** Organizer, Presenter or Attendee: no value for a co-organiser is documented. */
export const botRole = (room: Room, person: Parameters<Room["role"]>[0]): string => {
  const role = room.role(person);
  if (role === "organizer") return "Organizer";
  return role === "attendee" ? "Attendee" : "Presenter";
};

const conversation = (room: Room): unknown => ({
  id: room.meeting.threadId,
  conversationType: "groupChat",
  isGroup: true,
});

const roomOf = (request: CloudRequest, rooms: Rooms, chats: Chats): Room => {
  const room = rooms.byMeetingId(request.params["meeting"] ?? "");
  if (!room) throw connectorRefusal(404, "NotFound", "Meeting not found or expired.");
  if (!chats.find(room.meeting.threadId)?.conversation.installed) {
    throw connectorRefusal(403, "BotNotInConversationRoster", "The app is not installed in the meeting.");
  }
  return room;
};
