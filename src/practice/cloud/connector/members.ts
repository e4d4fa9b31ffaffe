import type { Chats } from "../../chat/chats.ts";
import type { Conversation } from "../../chat/message.ts";
import type { Room } from "../../meeting/room.ts";
import type { Rooms } from "../../meeting/rooms.ts";
import type { Seat } from "../../meeting/seat.ts";
import { findAccount, findPerson, people } from "../../school/people.ts";
import type { Person } from "../../school/person.ts";
import { dslTeam, tenantId } from "../../school/tenant.ts";
import type { Route } from "../route.ts";
import { conversationOf } from "./activities.ts";
import { connectorRefusal } from "./errors.ts";
import type { RateLimit } from "./rate-limit.ts";

/** A `TeamsChannelAccount` of a person with an account, or of an anonymous guest in the meeting. */
export const channelAccount = (person: Person, botUserId: string): Record<string, unknown> => {
  const { account } = person;
  // A guest carries the organiser's tenant: the tenant id proves nothing (facts/teams.md 2.1).
  if (!account) return { id: botUserId, name: person.name, tenantId, userRole: "anonymous" };
  return {
    id: botUserId,
    aadObjectId: account.objectId,
    objectId: account.objectId,
    name: person.name,
    givenName: account.givenName,
    surname: account.surname,
    email: account.userPrincipalName,
    userPrincipalName: account.userPrincipalName,
    tenantId,
    userRole: "user",
  };
};

/** Who is in a conversation, in pages as Teams gives them. */
export const memberRoutes = (chats: Chats, rooms: Rooms, limit: RateLimit): readonly Route[] => {
  const base = "/uk/:tenant/v3/conversations/:conversation";
  return [
    {
      operation: "connector.members.paged",
      method: "GET",
      path: `${base}/pagedmembers`,
      handle: (request) => {
        const { conversation } = conversationOf(request, chats, limit, "read");
        const members = membersOf(conversation, rooms);
        const from = Number(request.query.get("continuationToken") ?? 0);
        const size = Math.min(500, Math.max(50, Number(request.query.get("pageSize") ?? 200)));
        const next = from + size;
        return {
          status: 200,
          body: {
            members: members.slice(from, next),
            ...(next < members.length ? { continuationToken: String(next) } : {}),
          },
        };
      },
    },
    {
      operation: "connector.members.get",
      method: "GET",
      path: `${base}/members/:member`,
      handle: (request) => {
        const { conversation } = conversationOf(request, chats, limit, "read");
        const wanted = request.params["member"];
        const member = membersOf(conversation, rooms).find(
          (one) => one["id"] === wanted || one["aadObjectId"] === wanted,
        );
        if (!member)
          throw connectorRefusal(404, "MemberNotFoundInConversation", "Member not found in conversation.");
        return { status: 200, body: member };
      },
    },
    {
      operation: "connector.team.channels",
      method: "GET",
      path: "/uk/:tenant/v3/teams/:team/conversations",
      handle: ({ params }) => {
        if (params["team"] !== dslTeam.id) throw connectorRefusal(404, "NotFound", "Team not found.");
        return {
          status: 200,
          body: {
            conversations: [
              { id: dslTeam.id, name: null },
              { id: dslTeam.channelId, name: dslTeam.channelName },
            ],
          },
        };
      },
    },
  ];
};

const membersOf = (conversation: Conversation, rooms: Rooms): readonly Record<string, unknown>[] => {
  if (conversation.kind === "private") return withAccount([findPerson(conversation.of)]);
  if (conversation.kind === "channel") {
    return withAccount(people.filter(({ part }) => part === "dsl" || part === "deputyDsl"));
  }
  const room = rooms.byThread(conversation.id);
  return room ? meetingMembers(room) : [];
};

/** The invited, whether in the meeting or not, and the guests who are in it now. */
const meetingMembers = (room: Room): readonly Record<string, unknown>[] => {
  const invited = [...room.meeting.invited.keys()].map((id) => findAccount(id));
  const present = room.inside.filter((seat) => seat.callId === undefined).map((seat) => seat.person);
  const accounts = new Set([room.meeting.organiser, ...invited, ...present]);
  const guests: readonly Seat[] = room.inside.filter(({ person }) => person.identity === "guest");
  return [
    ...withAccount([...accounts]),
    ...guests.map((seat) => channelAccount(seat.person, seat.botUserId)),
  ];
};

const withAccount = (who: readonly (Person | undefined)[]): readonly Record<string, unknown>[] =>
  who.flatMap((person) => (person?.account ? [channelAccount(person, person.account.botUserId)] : []));
