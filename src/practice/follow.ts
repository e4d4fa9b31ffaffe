import type { Changes } from "./changes.ts";
import type { Chats } from "./chat/chats.ts";
import type { MeetingEvents } from "./delivery/meeting-events.ts";
import type { Calls } from "./meeting/calls.ts";
import type { Rooms } from "./meeting/rooms.ts";

/** What happens in a meeting reaches the bot, the callbacks of its calls, and the live view. */
export const followRooms = (
  rooms: Rooms,
  chats: Chats,
  events: MeetingEvents,
  calls: Calls,
  changes: Changes,
): void => {
  rooms.listen((room, event) => {
    // Teams tells a bot only of meetings whose chat it is in.
    if (chats.find(room.meeting.threadId)?.conversation.installed === true) events.follow(room, event);
    switch (event.what) {
      case "waiting":
      case "joined":
        calls.follow(room, [event.seat]);
        break;
      case "changed":
        calls.follow(room, event.seats);
        break;
      case "left":
        // When the meeting ends, one word about the call says it all.
        if (event.how !== "ended") calls.follow(room, [], { seat: event.seat, how: event.how });
        break;
      case "ended":
        calls.roomOver(room, event.reason);
        break;
      case "started":
      case "options":
        break;
    }
    changes.mark();
  });
};
