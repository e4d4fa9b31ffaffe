import type { Person } from "../school/person.ts";

export type MeetingRole = "organizer" | "coorganizer" | "presenter" | "attendee";

/** One person (or device, or bot leg) in the lobby or the meeting. Gone once they are out. */
export type Seat = {
  /** Graph's participant id; a new one at every arrival. */
  readonly id: string;
  readonly person: Person;
  /** The `29:` id in bot events; stable for accounts, new at every arrival for guests. */
  readonly botUserId: string;
  where: "lobby" | "in";
  /** In a breakout room: still in the meeting, and in no list of its call. */
  breakout: boolean;
  mic: boolean;
  camera: boolean;
  /** Its picture shows another room than at first. */
  moved: boolean;
  /** The adult who was in its picture has left the room. */
  adultGone: boolean;
  /** Muted by the service; their own press undoes it where the mic option allows. */
  serverMuted: boolean;
  readonly arrivedAt: number;
  /** For the leg of a calling bot. */
  readonly callId?: string;
};
