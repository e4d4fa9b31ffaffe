import type { MeetingEvent, ParticipantsEvent } from "./activity.ts";
import type { Installed } from "./installation.ts";
import type { CardAnswer, CardPress, TextMessage } from "./press.ts";

export type Reply = { readonly text: string } | { readonly card: object; readonly summary: string };

/**
 * Called for what Teams sends: each is awaited before Microsoft is answered, so an answer means "recorded".
 * If a handler throws, the answer is a 500 without words.
 */
export type ActivityHandlers = {
  readonly meetingStarted: (event: MeetingEvent) => Promise<void>;
  readonly meetingEnded: (event: MeetingEvent) => Promise<void>;
  readonly participantsJoined: (event: ParticipantsEvent) => Promise<void>;
  readonly participantsLeft: (event: ParticipantsEvent) => Promise<void>;
  readonly installed: (where: Installed) => Promise<void>;
  readonly cardPressed: (press: CardPress) => Promise<CardAnswer>;
  /** @returns what to say there; families read a meeting chat, so say nothing in one */
  readonly textReceived: (message: TextMessage) => Promise<Reply | undefined>;
  /** The newest address of the Bot Connector for this tenant: sending uses it. */
  readonly serviceUrlSeen: (serviceUrl: string) => void;
};
