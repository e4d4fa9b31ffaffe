import type { Clock } from "../clock.ts";
import { botRole } from "../cloud/connector/meetings.ts";
import { channelAccount } from "../cloud/connector/members.ts";
import { isToldOf } from "../cloud/graph/roles.ts";
import type { Mint } from "../cloud/tokens/mint.ts";
import { opaque } from "../ids.ts";
import type { Room } from "../meeting/room.ts";
import type { RoomEvent } from "../meeting/room-event.ts";
import type { Seat } from "../meeting/seat.ts";
import { botId } from "../school/tenant.ts";
import type { Latency, Switches } from "../switches.ts";
import type { Courier } from "./courier.ts";
import { type Envelope, fromOf } from "./envelope.ts";

type Dependencies = {
  readonly clock: Clock;
  readonly switches: Switches;
  readonly latency: Latency;
  readonly envelope: Envelope;
  readonly courier: Courier;
  readonly mint: Mint;
};

/** How long a late `meetingStart` is held back. */
const lateStartMs = 1200;

/** Tells the bot what Teams tells it about a meeting (facts/teams.md 2.1): never about the lobby. */
export class MeetingEvents {
  readonly #dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  follow(room: Room, event: RoomEvent): void {
    const { switches, clock } = this.#dependencies;
    switch (event.what) {
      case "started":
        if (switches.startLost) return;
        if (switches.startAfterJoins) clock.after(lateStartMs, () => this.#meeting(room, "meetingStart"));
        else this.#meeting(room, "meetingStart");
        return;
      case "ended":
        if (!switches.endLost) this.#meeting(room, "meetingEnd");
        return;
      case "joined":
        if (switches.participantEvents) this.#participant(room, event.seat, "meetingParticipantJoin");
        if (event.seat.person.identity === "guest") this.#memberAdded(room, event.seat);
        return;
      case "left":
        // A person turned away from the lobby was never in the meeting.
        if (switches.participantEvents && event.seat.where === "in") {
          this.#participant(room, event.seat, "meetingParticipantLeave");
        }
        return;
      case "waiting":
      case "changed":
      case "options":
        return;
    }
  }

  /** It ended while no program listened: Teams' word of it comes now. */
  wasOver(room: Room): void {
    this.#meeting(room, "meetingEnd");
  }

  #meeting(room: Room, event: "meetingStart" | "meetingEnd"): void {
    const { switches } = this.#dependencies;
    const shape = switches.eventShape;
    const name = `${shape === "blankName" ? " " : ""}application/vnd.microsoft.${event}`;
    const value = this.#value(room, event, shape);
    const activity = this.#dependencies.envelope.inMeeting(room, fromOf(room.meeting.organiser, false), {
      type: "event",
      name,
      value,
    });
    this.#send(activity, `teams.${event}`, switches.eventsTwice ? 2 : 1);
  }

  #value(room: Room, event: "meetingStart" | "meetingEnd", shape: Switches["eventShape"]): unknown {
    const { clock } = this.#dependencies;
    const time = clock.iso((event === "meetingStart" ? room.startedAt : room.endedAt) ?? clock.now());
    const value: Record<string, string> = {
      MeetingType: room.meeting.weekly ? "Recurring" : "Scheduled",
      Title: room.meeting.subject,
      Id: shape === "otherId" ? opaque(32) : room.meeting.meetingId,
      JoinUrl: room.meeting.joinWebUrl,
      [event === "meetingStart" ? "StartTime" : "EndTime"]: time,
    };
    if (shape === "noTitle") delete value["Title"];
    if (shape !== "camel") return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, text]) => [key.charAt(0).toLowerCase() + key.slice(1), text]),
    );
  }

  /** `from` is the organiser, no matter who came or went. */
  #participant(room: Room, seat: Seat, event: "meetingParticipantJoin" | "meetingParticipantLeave"): void {
    const joined = event === "meetingParticipantJoin";
    const user =
      seat.person.part === "callingBot"
        ? { id: `28:${botId}`, name: seat.person.name }
        : channelAccount(seat.person, seat.botUserId);
    const activity = this.#dependencies.envelope.inMeeting(room, fromOf(room.meeting.organiser, false), {
      type: "event",
      name: `application/vnd.microsoft.${event}`,
      value: {
        members: [
          {
            user,
            meeting: joined ? { inMeeting: true, role: botRole(room, seat.person) } : { inMeeting: false },
          },
        ],
      },
    });
    this.#send(activity, `teams.${event}`, this.#dependencies.switches.eventsTwice ? 2 : 1);
  }

  #memberAdded(room: Room, seat: Seat): void {
    const activity = this.#dependencies.envelope.inMeeting(room, fromOf(room.meeting.organiser), {
      type: "conversationUpdate",
      membersAdded: [{ id: seat.botUserId }],
    });
    this.#send(activity, "teams.conversationUpdate", 1);
  }

  #send(activity: unknown, operation: string, times: number): void {
    if (!isToldOf(operation)) return;
    const { courier, mint, clock, latency } = this.#dependencies;
    const send = () => {
      for (let sent = 0; sent < times; sent += 1) void courier.activity(activity, mint.botToken(), operation);
    };
    if (latency.notify === 0) send();
    else clock.after(latency.notify, send);
  }
}
