import { type Addresses, serviceUrl } from "../addresses.ts";
import type { Conversation } from "../chat/message.ts";
import type { Clock } from "../clock.ts";
import { opaque } from "../ids.ts";
import type { Room } from "../meeting/room.ts";
import type { Person } from "../school/person.ts";
import { botId, dslTeam, tenantId } from "../school/tenant.ts";

type Activity = Readonly<Record<string, unknown>>;

/** What every activity from Teams carries (facts/payloads). */
export class Envelope {
  readonly #addresses: Addresses;
  readonly #clock: Clock;

  constructor(addresses: Addresses, clock: Clock) {
    this.#addresses = addresses;
    this.#clock = clock;
  }

  /** An activity in the chat of a meeting. */
  inMeeting(room: Room, from: unknown, rest: Activity): Activity {
    return {
      ...this.#common(from),
      conversation: {
        isGroup: true,
        conversationType: "groupChat",
        tenantId,
        id: room.meeting.threadId,
      },
      channelData: {
        tenant: { id: tenantId },
        meeting: { id: room.meeting.meetingId },
        source: { name: "message" },
      },
      ...rest,
    };
  }

  /** An activity in any conversation of the bot. */
  inConversation(
    conversation: Conversation,
    room: Room | undefined,
    from: unknown,
    rest: Activity,
    thread?: string,
  ): Activity {
    if (room) return this.inMeeting(room, from, rest);
    if (conversation.kind === "channel") return this.inChannel(from, rest, thread);
    return {
      ...this.#common(from),
      conversation: { conversationType: "personal", tenantId, id: conversation.id },
      channelData: { tenant: { id: tenantId } },
      ...rest,
    };
  }

  /** An activity in the channel of the safeguarding leads. */
  inChannel(from: unknown, rest: Activity, thread?: string): Activity {
    const id = thread === undefined ? dslTeam.channelId : `${dslTeam.channelId};messageid=${thread}`;
    return {
      ...this.#common(from),
      conversation: { isGroup: true, conversationType: "channel", tenantId, id },
      channelData: {
        tenant: { id: tenantId },
        team: { id: dslTeam.id, name: dslTeam.name, aadGroupId: dslTeam.groupId },
        channel: { id: dslTeam.channelId, name: dslTeam.channelName },
        settings: { selectedChannel: { id: dslTeam.channelId, name: dslTeam.channelName } },
      },
      ...rest,
    };
  }

  #common(from: unknown): Activity {
    const timestamp = this.#clock.iso();
    return {
      channelId: "msteams",
      serviceUrl: serviceUrl(this.#addresses, tenantId),
      timestamp,
      id: `f:${opaque(12)}`,
      recipient: { id: `28:${botId}`, name: "Lesson Guard" },
      locale: "en-GB",
      from,
    };
  }
}

/** `from` of a person with an account; events about others carry the organiser instead. */
export const fromOf = (person: Person, withName = true): unknown => ({
  id: person.account?.botUserId,
  aadObjectId: person.account?.objectId,
  name: withName ? person.name : "",
});
