import type { Clock } from "../../clock.ts";
import { asList, asRecord, asText, at } from "../../fields.ts";
import type { InvitedRole } from "../../meeting/meeting.ts";
import { liveOptions } from "../../meeting/options.ts";
import type { Room } from "../../meeting/room.ts";
import type { Rooms } from "../../meeting/rooms.ts";
import { findAccount } from "../../school/people.ts";
import type { Switches } from "../../switches.ts";
import type { CloudRequest, Route } from "../route.ts";
import { graphRefusal, notFound } from "./errors.ts";
import { onlineMeetingOf } from "./online-meeting.ts";

const roles: Readonly<Record<string, InvitedRole>> = {
  attendee: "attendee",
  presenter: "presenter",
  coorganizer: "coorganizer",
};

/** Meeting options through Graph (facts/graph.md 1). */
export const onlineMeetingRoutes = (rooms: Rooms, switches: Switches, clock: Clock): readonly Route[] => {
  const base = "/v1.0/users/:user/onlineMeetings";
  return [
    {
      operation: "graph.onlineMeeting.create",
      method: "POST",
      path: base,
      handle: (request) => {
        refuseWithoutPolicy(switches, request);
        const organiser = findAccount(request.params["user"] ?? "");
        if (!organiser) throw notFound("User");
        const from = Date.parse(asText(at(request.body, "startDateTime")) ?? "") || clock.now();
        const to = Date.parse(asText(at(request.body, "endDateTime")) ?? "") || from + 3_600_000;
        const room = rooms.create(organiser, asText(at(request.body, "subject")) ?? "", from, to);
        return { status: 201, body: onlineMeetingOf(room, clock, prefer(request)) };
      },
    },
    {
      operation: "graph.onlineMeeting.delete",
      method: "DELETE",
      path: `${base}/:meeting`,
      handle: (request) => {
        refuseWithoutPolicy(switches, request);
        rooms.remove(roomOf(request, rooms));
        return { status: 204 };
      },
    },
    {
      operation: "graph.onlineMeeting.find",
      method: "GET",
      path: base,
      handle: (request) => {
        refuseWithoutPolicy(switches, request);
        const room = found(request, rooms);
        const value = room && sees(request, room) ? [onlineMeetingOf(room, clock, prefer(request))] : [];
        return { status: 200, body: { value } };
      },
    },
    {
      operation: "graph.onlineMeeting.get",
      method: "GET",
      path: `${base}/:meeting`,
      handle: (request) => {
        refuseWithoutPolicy(switches, request);
        return { status: 200, body: onlineMeetingOf(roomOf(request, rooms), clock, prefer(request)) };
      },
    },
    {
      operation: "graph.onlineMeeting.patch",
      method: "PATCH",
      path: `${base}/:meeting`,
      handle: (request) => {
        refuseWithoutPolicy(switches, request);
        const room = roomOf(request, rooms);
        if (at(request.params, "user") !== room.meeting.organiser.account?.objectId) {
          throw graphRefusal(403, "Forbidden", "Only the organizer's meeting can be updated.");
        }
        const asked = asRecord(request.body);
        if (room.running) refuseBeforeStartOnly(asked);
        refuseAsPolicySays(switches, asked);
        if (!switches.optionsIgnored) apply(room, withoutFixed(asked, switches));
        return { status: 200, body: onlineMeetingOf(room, clock, prefer(request)) };
      },
    },
  ];
};

const apply = (room: Room, asked: Record<string, unknown>): void => {
  const attendees = at(asked, "participants", "attendees");
  if (attendees !== undefined) invite(room, asList(attendees));
  room.change(asked);
};

/** The whole list is sent each time; the organiser cannot change. */
const invite = (room: Room, attendees: readonly unknown[]): void => {
  const list = attendees.map((attendee) => {
    const person = findAccount(
      asText(at(attendee, "identity", "user", "id")) ?? asText(at(attendee, "upn")) ?? "",
    );
    const role = roles[asText(at(attendee, "role")) ?? "attendee"];
    if (!person?.account) throw graphRefusal(400, "BadRequest", "Attendee was not found in the directory.");
    if (!role) throw graphRefusal(400, "BadRequest", "This role cannot be given to an attendee.");
    return [person.account.objectId, role] as const;
  });
  room.meeting.invited.clear();
  for (const [objectId, role] of list) room.meeting.invited.set(objectId, role);
};

const refuseBeforeStartOnly = (asked: Record<string, unknown>): void => {
  const late = Object.keys(asked).filter((key) => !key.startsWith("@") && !liveOptions.has(key));
  if (late.length > 0) {
    throw graphRefusal(
      400,
      "BadRequest",
      `Cannot be changed while the meeting is in progress: ${late.join(", ")}.`,
    );
  }
};

const refuseAsPolicySays = ({ optionsRefused }: Switches, asked: Record<string, unknown>): void => {
  const refused = Object.keys(asked).filter((key) => optionsRefused.includes(key));
  if (refused.length > 0)
    throw graphRefusal(400, "BadRequest", `This tenant does not allow: ${refused.join(", ")}.`, true);
};

/** What the tenant's meeting policy keeps as it is: the answer is 200 all the same. */
const withoutFixed = (
  { lobbyBypassSettings, allowBreakoutRooms, ...rest }: Record<string, unknown>,
  { lobbyCanBeSet, breakoutRoomsCanBeSet }: Switches,
): Record<string, unknown> => ({
  ...rest,
  ...(lobbyCanBeSet && lobbyBypassSettings !== undefined ? { lobbyBypassSettings } : {}),
  ...(breakoutRoomsCanBeSet && allowBreakoutRooms !== undefined ? { allowBreakoutRooms } : {}),
});

const refuseWithoutPolicy = (switches: Switches, { params }: CloudRequest): void => {
  if (switches.applicationAccessPolicy && !switches.withoutAccessPolicy.includes(params["user"] ?? ""))
    return;
  throw graphRefusal(403, "Forbidden", "No application access policy found for this app", true);
};

const prefer = (request: CloudRequest): string | undefined => {
  const value = request.headers["prefer"];
  return Array.isArray(value) ? value.join() : value;
};

/** The two documented filters: join URL and join meeting id. */
const found = (request: CloudRequest, rooms: Rooms): Room | undefined => {
  const filter = request.query.get("$filter") ?? "";
  const [, name = "", value = ""] = /^\s*([\w/]+)\s+eq\s+'(.*)'\s*$/i.exec(filter) ?? [];
  if (name.toLowerCase() === "joinweburl") {
    const wanted = [value, decodeURIComponent(value)];
    return rooms.every.find(({ meeting }) => wanted.includes(meeting.joinWebUrl));
  }
  if (name.toLowerCase() === "joinmeetingidsettings/joinmeetingid") {
    return rooms.all.find(({ meeting }) => meeting.joinMeetingId === value);
  }
  throw graphRefusal(400, "BadRequest", "onlineMeetings needs a filter by JoinWebUrl or joinMeetingId.");
};

/** The organiser and the invited find a meeting under their own id. */
const sees = (request: CloudRequest, room: Room): boolean => {
  const user = request.params["user"] ?? "";
  return user === room.meeting.organiser.account?.objectId || room.meeting.invited.has(user);
};

const roomOf = (request: CloudRequest, rooms: Rooms): Room => {
  const room = rooms.byOnlineMeetingId(request.params["meeting"] ?? "");
  if (!room || !sees(request, room)) throw notFound("Meeting");
  return room;
};
